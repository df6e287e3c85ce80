"""Many papers in one file: read together, then drawn away from the store with progress, and stopped when asked."""

from collections.abc import Callable, Iterable, Sequence

from loanmanager.domain.papers import AgreementFacts
from loanmanager.i18n import Words
from loanmanager.operations import paperwork
from loanmanager.operations.paperwork import Paper
from loanmanager.storage.engine import Engine

Told = Callable[[int, int], bool | None]


class Stopped(Exception):
    """Somebody stopped the drawing; no file was made."""


def papers(store: Engine, paper_ids: Iterable[int]) -> tuple[Paper, ...]:
    """Return papers by their ids, in the order given.

    Raises:
        Refused: one of them is not there.
    """
    return tuple(paperwork.paper(store, each) for each in paper_ids)


def draw_agreements(made: Sequence[Paper], words: Words, *, page: str = "letter", told: Told | None = None) -> bytes:
    """Draw agreements into one PDF, each in its own language; `words` name the file. Slow, so not at the desk.

    Raises:
        Stopped: `told`, which hears how far it is, returned False.
    """
    from loanmanager.documents.batch import render

    def at(number: int) -> None:
        if told and told(number, len(made)) is False:
            raise Stopped

    facts = [paperwork.facts_of(each) for each in made]
    drawn = [each for each in facts if isinstance(each, AgreementFacts)]
    return render(drawn, paperwork.words_of, words, page_size="a4" if page == "a4" else "letter", told=at)
