"""The versions of an agreement's wording: read, reviewed, and taken back while nobody has agreed to them."""

from datetime import date

from loanmanager.storage.engine import Engine
from loanmanager.storage.papers import StoredTemplate
from loanmanager.storage.values import iso


def version(store: Engine, key: str, number: int) -> StoredTemplate | None:
    """Return one version of a template."""
    row = store.row("SELECT * FROM templates WHERE key = :key AND version = :number", key=key, number=number)
    return StoredTemplate(row["id"], row["key"], row["version"], row["content"], bool(row["reviewed"])) if row else None


def set_reviewed(store: Engine, template_id: int, by_whom: str, day: date | None) -> None:
    """Note who read a version and when; no day means that nobody did."""
    store.update("templates", template_id, reviewed=int(day is not None), reviewed_by=by_whom, reviewed_on=iso(day))


def agreements_of(store: Engine, template_id: int) -> int:
    """Count the papers that were made with a version, those that were undone included."""
    return int(store.value("SELECT COUNT(*) FROM papers WHERE template_id = :id", id=template_id))


def remove(store: Engine, template_id: int) -> None:
    """Take a version away that no paper was made with."""
    store.run("DELETE FROM templates WHERE id = :id", id=template_id)
