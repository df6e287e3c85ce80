"""The recovery sheet: read into facts while the office is open, drawn from them, and proved to be in somebody's hands."""

from typing import Literal

from loanmanager.domain import protection as why
from loanmanager.domain.recovery_papers import RecoverySheetFacts
from loanmanager.domain.refusal import Refused
from loanmanager.operations.done import By
from loanmanager.operations.paperwork import lender_of
from loanmanager.storage import office, recovery
from loanmanager.storage.engine import Engine
from loanmanager.storage.key import Key


def facts_of(store: Engine, key: Key, by: By) -> RecoverySheetFacts:
    """Return a key's sheet, in the language of the office's papers."""
    language = office.office(store).language
    words = recovery.words_of(key, language)
    lender = lender_of(store, by.site_id, by.staff_id, language)
    return RecoverySheetFacts(language, key.number, by.today, lender, words, recovery.code_of(words))


def draw(facts: RecoverySheetFacts, *, page: Literal["letter", "a4"] | str = "letter") -> bytes:  # noqa: PYI051 (a preference is any text)
    """Draw a sheet; needs no store."""
    from loanmanager.documents import recovery_sheet

    return recovery_sheet.render(facts, page="a4" if page == "a4" else "letter")


def confirm(facts: RecoverySheetFacts, typed: dict[int, str]) -> None:
    """See that words typed back, by their numbers, are those of the sheet.

    Raises:
        Refused: one of them is another.
    """
    words = [recovery.plain(word) for word in facts.words]
    against = why.not_on_sheet(words, {place: recovery.plain(word) for place, word in typed.items()})
    if against:
        raise Refused(*against)
