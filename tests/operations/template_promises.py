"""What the shared promises need to know of the agreement's wording."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from loanmanager.domain.templates import ClauseText, Template, TemplateClause
from loanmanager.operations import templating
from loanmanager.operations.done import By

OWN = TemplateClause("own", {"en": ClauseText("Our own", "Stay in Québec with {number}.")})


def longer(store: Any, *clauses: TemplateClause) -> Template:
    """Return the wording in force with clauses more."""
    template = templating.to_edit(store).template
    return replace(template, clauses=(*template.clauses, *(clauses or (OWN,))))


def file_of(store: Any, *clauses: TemplateClause) -> bytes:
    """Return a file of the wording in force with clauses more."""
    return templating.wording.written(longer(store, *clauses)).encode()


def begun(w: Any) -> None:
    """Save a second version, so that there is one to go back from."""
    templating.save_template(w.store, templating.SaveTemplate(longer(w.store), "ours"), w.by)


NEW = replace(OWN, id="new")
OPERATIONS: dict[str, Callable[[Any, By, str | None], Any]] = {
    "save_template": lambda w, by, key: templating.save_template(
        w.store, templating.SaveTemplate(longer_of(w, by), "new clause", key), by
    ),
    "restore_template": lambda w, by, key: templating.restore_template(w.store, by, idem=key),
    "import_template": lambda w, by, key: templating.import_template(
        w.store, templating.wording.written(longer_of(w, by)).encode(), "t.toml", by, idem=key
    ),
    "review_template": lambda w, by, key: templating.review_template(w.store, 2, "Me Ana Roy", by, idem=key),
    "set_paper_languages": lambda w, by, key: templating.set_paper_languages(w.store, ("en", "fr", "uk"), by, idem=key),
}


def longer_of(w: Any, by: By) -> Template:
    """Return the same edit for the same form, whatever was saved since."""
    if not hasattr(w, "edited"):
        w.edited = longer(w.store, NEW)
    found: Template = w.edited
    return found


def _with(w: Any, clause: TemplateClause) -> Any:
    return templating.save_template(w.store, templating.SaveTemplate(longer(w.store, clause)), w.by)


REFUSED: dict[str, Callable[[Any, By], Any]] = {
    "a wording that says the same": lambda w, by: templating.save_template(
        w.store, templating.SaveTemplate(templating.to_edit(w.store).template), by
    ),
    "a wording opened before another was saved": lambda w, by: templating.save_template(
        w.store, templating.SaveTemplate(replace(longer(w.store, NEW), version=1)), by
    ),
    "a field that nothing fills in": lambda w, by: _with(w, replace(NEW, texts={"en": ClauseText("A", "{landlord}")})),
    "a clause without words": lambda w, by: _with(w, replace(NEW, texts={})),
    "a clause that is there": lambda w, by: _with(w, OWN),
    "a file that is none": lambda w, by: templating.import_template(w.store, b"\x89PNG\xff", "x.png", by),
    "a file that says the same": lambda w, by: templating.import_template(
        w.store, templating.export_template(w.store), "t.toml", by
    ),
    "a version that is not there": lambda w, by: templating.restore_template(w.store, by, version=9),
    "bringing back what is there": lambda w, by: templating.restore_template(w.store, by, version=2),
    "a review by nobody": lambda w, by: templating.review_template(w.store, 2, " ", by),
    "a review of nothing": lambda w, by: templating.review_template(w.store, 9, "Me Roy", by),
    "papers in no language": lambda w, by: templating.set_paper_languages(w.store, (), by),
    "papers not in the office's own language": lambda w, by: templating.set_paper_languages(w.store, ("fr",), by),
    "papers in a language that cannot be": lambda w, by: templating.set_paper_languages(
        w.store, ("en", "Français"), by
    ),
}
