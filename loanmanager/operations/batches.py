"""Many papers in one file: read together, then drawn away from the store with progress, and stopped when asked."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from loanmanager.domain.papers import PaperKind
from loanmanager.i18n import Words
from loanmanager.operations import paperwork
from loanmanager.operations.paperwork import Paper
from loanmanager.sentences.papers import of_kind
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


def draw(made: Sequence[Paper], words: Words, *, page: str = "letter", told: Told | None = None) -> bytes:
    """Draw papers of any kind into one PDF, each in its own language and named in its contents; `words` name the file.

    A signed one is drawn with its signatures. Slow, so not at the desk.

    Raises:
        Stopped: `told`, which hears how far it is, returned False.
    """
    from loanmanager.documents.batch import bind
    from loanmanager.documents.page import About

    only_agreements = all(each.kind is PaperKind.AGREEMENT for each in made)

    def drawing() -> Iterator[tuple[str, Callable[[], object]]]:
        for at, paper in enumerate(made):
            if told and told(at, len(made)) is False:
                raise Stopped
            # A file of its own cannot be bound; the same facts and signatures are the same pages.
            unbound = replace(paper, signed=b"")
            yield _name(paper, words, alike=only_agreements), partial(paperwork.draw, unbound, page=page)

    return bind(drawing(), About(_title(made, words), _lender(made)), words, page="a4" if page == "a4" else "letter")


def _title(made: Sequence[Paper], words: Words) -> str:
    if all(each.kind is PaperKind.AGREEMENT for each in made):
        return words.count("{n} loan agreement", "{n} loan agreements", len(made))
    return words.count("{n} paper", "{n} papers", len(made))


def _lender(made: Sequence[Paper]) -> str:
    lender = getattr(paperwork.facts_of(made[0]), "lender", None) if made else None
    return lender.name if lender else ""


def _name(paper: Paper, words: Words, *, alike: bool) -> str:
    """Return what a paper is called among others: its number, what it is where they differ, whom it is for."""
    facts = paperwork.facts_of(paper)
    borrower = getattr(facts, "borrower", None)
    known = (facts.number, "" if alike else of_kind(paper.kind, words), borrower.name if borrower else "")
    return " · ".join(part for part in known if part)
