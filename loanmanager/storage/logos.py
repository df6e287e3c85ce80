"""The agency's logos, each kept for as long as a paper bears it; the newest that was not taken away is in use."""

import hashlib
import json
from datetime import datetime

from loanmanager.storage.engine import Engine
from loanmanager.storage.values import text_of

_OFFICE = 1


def current(store: Engine) -> tuple[int, str] | None:
    """Return the logo in use, its id and SHA-256; nothing where papers bear none."""
    row = store.row(
        """SELECT id, sha256 FROM attachments WHERE kind = 'logo' AND subject_id = :office AND removed = 0
           ORDER BY id DESC LIMIT 1""",
        office=_OFFICE,
    )
    return (row["id"], row["sha256"]) if row else None


def content(store: Engine, sha256: str) -> bytes:
    """Return a logo by its SHA-256, in use or not; nothing where it was never here."""
    found = store.value(
        """SELECT content FROM attachments WHERE kind = 'logo' AND subject_id = :office AND sha256 = :sha256
           ORDER BY id LIMIT 1""",
        office=_OFFICE,
        sha256=sha256,
    )
    return bytes(found or b"")


def of_facts(store: Engine, facts: str) -> bytes:
    """Return the logo that the frozen facts of a paper name."""
    lender = json.loads(facts).get("lender") if '"logo": "' in facts else None
    named = lender.get("logo") if isinstance(lender, dict) else ""
    return content(store, named) if named else b""


def add(store: Engine, name: str, picture: bytes, at: datetime, staff_id: int | None) -> int:
    """Keep a logo, a PNG, with its SHA-256, and return its id."""
    return store.insert(
        "attachments",
        kind="logo",
        subject_id=_OFFICE,
        name=name,
        media="image/png",
        content=picture,
        sha256=hashlib.sha256(picture).hexdigest(),
        added_at=text_of(at),
        staff_id=staff_id,
    )


def remove(store: Engine, id_: int) -> None:
    """Take a logo out of use; papers that bear it go on doing so."""
    store.update("attachments", id_, removed=1)
