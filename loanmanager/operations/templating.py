"""The agreement's wording (product 5.2): each save is a version, and no agreement that was made ever changes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from loanmanager.documents import fixed_words, wording
from loanmanager.documents.wording import WordingError
from loanmanager.domain import refusals as why
from loanmanager.domain import template_law
from loanmanager.domain.file_names import harmless
from loanmanager.domain.history import Entry
from loanmanager.domain.office import Site
from loanmanager.domain.template_changes import ClauseChange, difference
from loanmanager.domain.templates import (
    MOST_LANGUAGES,
    Doubt,
    Fault,
    Flaw,
    ReviewedAlready,
    SameAsBefore,
    Template,
    WrittenMeanwhile,
    doubts,
    flaws,
    is_language,
)
from loanmanager.operations import done, forms, wordings
from loanmanager.operations.done import By, Done, Record
from loanmanager.operations.kept import OFFICE, SUBJECT, Kept, keep
from loanmanager.operations.wordings import AGREEMENT_TEMPLATE
from loanmanager.storage import devices, office, papers, templates
from loanmanager.storage.engine import Engine

LARGEST = 1_000_000
"""Bytes: a template of every clause in every language is smaller; a larger file is another one, chosen by mistake."""

_ABOUT = (
    "Wording of a loan agreement, exported from Loan Manager. Have your own counsel read it before you use it.\n"
    "resources/agreements/loan.toml of the program says what each line means."
)


@dataclass(frozen=True, slots=True)
class Written:
    """A version of the wording."""

    template_id: int
    version: int


@dataclass(frozen=True, slots=True)
class SaveTemplate:
    """What was edited: the clauses of `template`, begun from its version. `note` says what is new."""

    template: Template
    note: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class ToEdit:
    """The wording in force, its file text apart, with what there is to mind about it."""

    template: Template
    doubts: tuple[Doubt, ...]


def to_edit(store: Engine) -> ToEdit:
    """Return the wording in force and what to mind about it."""
    template = wordings.in_force(store).template
    return ToEdit(template, minded(store, template))


def minded(store: Engine, template: Template) -> tuple[Doubt, ...]:
    """Return what to mind about a template in this office."""
    kinds = [each.key for each in devices.types(store)]
    return to_mind(template, office.paper_languages(store), kinds, office.sites(store))


def to_mind(
    template: Template, languages: Collection[str], types: Collection[str], sites: Iterable[Site]
) -> tuple[Doubt, ...]:
    """Return what to mind: Québec's warnings too where a site is there, or where no site says where it is.

    `languages` are those of papers, `types` the keys of what is lent.
    """
    regions = {site.region for site in sites if site.active} - {""}
    quebec = template_law.quebec(template) if not regions or "CA-QC" in regions else ()
    return (*doubts(template, languages, types), *fixed_words.doubts(template, languages), *quebec)


def changes(store: Engine, old: int, new: int) -> tuple[ClauseChange, ...]:
    """Return what one version says otherwise than another.

    Raises:
        Refused: one of them is not there.
    """
    return difference(_version(store, old), _version(store, new))


def _version(store: Engine, number: int) -> Template:
    found = wordings.version(store, number)
    if found is None:
        raise why.Refused(why.NoSuch("version", str(number)))
    return found


def save_template(store: Engine, request: SaveTemplate, by: By) -> Done[Written]:
    """Keep an edited wording as a new version, a draft until somebody reviews it.

    Raises:
        Refused: a clause cannot be printed, nothing was changed, or somebody saved a version meanwhile.
    """
    forms.sound_text(note=request.note)
    _sound(request.template)
    with store.write():
        again = done.already_done(store, request.idem, Written)
        if again:
            return again
        last = wordings.in_force(store).template
        if last.version != request.template.version:
            raise why.Refused(WrittenMeanwhile(last.version))
        return _write(store, by, "save_template", request.template, request.note.strip(), request.idem)


def restore_template(store: Engine, by: By, *, version: int | None = None, idem: str | None = None) -> Done[Written]:
    """Bring an earlier version back as the newest one, or, without a number, the draft that travels with the program.

    Raises:
        Refused: there is no such version, or it says what the newest one says.
    """
    with store.write():
        again = done.already_done(store, idem, Written)
        if again:
            return again
        found = wording.shipped() if version is None else _version(store, version)
        return _write(store, by, "restore_template", found, "", idem, {"from": version})


def import_template(store: Engine, data: bytes, name: str, by: By, *, idem: str | None = None) -> Done[Written]:
    """Take the wording of a file as the newest version; `name` is what the file is called.

    Raises:
        Refused: it is no such file, a clause cannot be printed, or it says what the newest one says.
    """
    template = read_file(data)
    with store.write():
        again = done.already_done(store, idem, Written)
        if again:
            return again
        return _write(store, by, "import_template", template, "", idem, {"file": harmless(name)})


def read_file(data: bytes) -> Template:
    """Read a template from a file's bytes.

    Raises:
        Refused: it is no template, or one that cannot be kept.
    """
    if len(data) > LARGEST:
        raise why.Refused(Flaw(Fault.NOT_TOML))
    try:
        template = wording.load(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise why.Refused(Flaw(Fault.NOT_TOML)) from error
    except WordingError as error:
        flaw = Flaw(error.fault, error.clause, _named(error), error.language, error.word)
        raise why.Refused(flaw) from error
    _sound(template)
    return template


def _named(error: WordingError) -> str:
    return "" if error.fault is Fault.NOT_TOML else error.field


def export_template(store: Engine, version: int | None = None) -> bytes:
    """Return a version, or the one in force, as a file that `import_template` takes.

    Raises:
        Refused: there is no such version.
    """
    found = wordings.in_force(store).template if version is None else _version(store, version)
    return wording.written(found, about=_ABOUT).encode()


def _sound(template: Template) -> None:
    found = flaws(template)
    if found:
        raise why.Refused(*found)


def _write(
    store: Engine,
    by: By,
    operation: str,
    template: Template,
    note: str,
    idem: str | None,
    facts: dict[str, Any] | None = None,
) -> Done[Written]:
    """Add a version, inside the operation's transaction."""
    last = wordings.in_force(store)
    if last.id is not None and not difference(last.template, template):
        raise why.Refused(SameAsBefore(last.template.version))
    number = last.template.version + 1 if last.id is not None else 1
    made = replace(template, name=AGREEMENT_TEMPLATE, version=number, draft=True)
    shipped = not difference(wording.shipped(), template)
    id_ = papers.add_template(
        store, AGREEMENT_TEMPLATE, wording.written(made), at=by.now, staff_id=by.staff_id, shipped=shipped, note=note
    )
    result = Written(id_, number)
    kept = {"note": note, "was": last.template.version, **(facts or {})}
    return done.record(store, by, Record(operation, result, OFFICE, [SUBJECT], kept, idem))


def undo_template(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Take a version away again.

    Raises:
        Refused: a later version was saved, or an agreement was made with it.
    """
    result = entry.facts["result"]
    if wordings.in_force(store).id != result["template_id"]:
        raise why.Refused(why.NotUndoable("later_changes"))
    if templates.agreements_of(store, result["template_id"]):
        raise why.Refused(why.NotUndoable("agreed"))
    templates.remove(store, result["template_id"])


# Reviewing


def review_template(store: Engine, version: int, reviewed_by: str, by: By, *, idem: str | None = None) -> Done[Written]:
    """Note that the agency's own counsel read a version: agreements made from now on no longer call it a draft.

    Raises:
        Refused: there is no such version, it was reviewed before, or nobody is named.
    """
    forms.sound_text(reviewed_by=reviewed_by)
    if not reviewed_by.strip():
        raise why.Refused(why.Missing("reviewed_by"))
    with store.write():
        again = done.already_done(store, idem, Written)
        if again:
            return again
        kept = templates.version(store, AGREEMENT_TEMPLATE, version)
        if kept is None:
            raise why.Refused(why.NoSuch("version", str(version)))
        if kept.reviewed:
            raise why.Refused(ReviewedAlready(version))
        templates.set_reviewed(store, kept.id, reviewed_by.strip(), by.today)
        result, facts = Written(kept.id, version), {"reviewed_by": reviewed_by.strip()}
        return done.record(store, by, Record("review_template", result, OFFICE, [SUBJECT], facts, idem))


def undo_review(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Make the version a draft again; agreements that were made with it stay as they are."""
    templates.set_reviewed(store, entry.facts["result"]["template_id"], "", None)


# Languages of paper


def set_paper_languages(store: Engine, languages: Sequence[str], by: By, *, idem: str | None = None) -> Done[Kept]:
    """Keep the list of languages in which the office writes papers; a wording in one that is left out stays written.

    Raises:
        Refused: a code is none, or the office's own language is not among them.
    """
    wanted = tuple(dict.fromkeys(languages))
    wrong = [each for each in wanted if not is_language(each)] or (
        [str(len(wanted))] if len(wanted) > MOST_LANGUAGES else []
    )
    if wrong:
        raise why.Refused(why.Malformed("paper_languages", wrong[0][:40]))
    with store.write():
        again = done.already_done(store, idem, Kept)
        if again:
            return again
        if office.office(store).language not in wanted:
            raise why.Refused(why.Missing("paper_languages"))
        before = office.setting(store, "paper_languages")
        now = {"languages": list(wanted)}
        office.save_setting(store, "paper_languages", now)
        return keep(store, by, "set_paper_languages", Kept("paper_languages"), {"before": before, "now": now}, idem)


def undo_languages(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Put the list of languages back.

    Raises:
        Refused: it was changed since.
    """
    if office.setting(store, "paper_languages") != entry.facts["now"]:
        raise why.Refused(why.NotUndoable("later_changes"))
    if entry.facts["before"] is None:
        office.remove_setting(store, "paper_languages")
    else:
        office.save_setting(store, "paper_languages", entry.facts["before"])


INVERSE = {
    **dict.fromkeys(("save_template", "restore_template", "import_template"), undo_template),
    "review_template": undo_review,
    "set_paper_languages": undo_languages,
}
