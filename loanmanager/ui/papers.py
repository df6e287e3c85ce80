"""A paper as PDF: drawn from its frozen facts, named, opened for looking and printing, rendered strip by strip."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from loanmanager.domain.file_names import titled
from loanmanager.domain.papers import PaperKind
from loanmanager.i18n import Words
from loanmanager.operations import paperwork
from loanmanager.sentences.papers import of_kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from loanmanager.ui.office import Office


@dataclass(frozen=True, slots=True)
class Form:
    """How a paper is drawn: `large` is None as its client needs it; `plain` is the page in plain words instead."""

    large: bool | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper as PDF, with what is said of it beside the preview and in the name of its file.

    It is in `large` print, or the page in `plain` words; `fixed` is what was signed on screen, which has one form.
    """

    paper_id: int
    kind: PaperKind
    number: str
    language: str
    borrower: str
    made_on: date
    undone: bool
    pdf: bytes
    large: bool = False
    plain: bool = False
    fixed: bool = False


def draw_paper(
    office: Office,
    owner: QObject,
    paper_id: int,
    then: Callable[[Drawn], None],
    *,
    key: str = "",
    size: str = "",
    form: Form | None = None,
) -> None:
    """Read a paper's facts on the store's thread, draw it on the other one, and hand it over.

    With a key, a newer paper of the same key replaces one that is still under way.
    """
    page = size or office.settings.page_size

    def got(paper: paperwork.Paper) -> None:
        office.draw(owner, lambda: _drawn(paper, page, form or Form()), then, key=key)

    office.ask(owner, lambda store: paperwork.paper(store, paper_id), got, key=key)


def _drawn(paper: paperwork.Paper, page: str, form: Form) -> Drawn:
    facts = paperwork.facts_of(paper)
    made_on = facts.made_on if hasattr(facts, "made_on") else facts.made_at.date()
    borrower = getattr(facts, "borrower", None)  # a paper about the shelf or a device is for nobody
    plain = form.plain and paper.kind in paperwork.SUMMARIZED
    pdf = (paperwork.draw_summary if plain else paperwork.draw)(paper, page=page, large=form.large)
    name = borrower.name if borrower else ""
    drawn = Drawn(paper.id, paper.kind, facts.number, paper.language, name, made_on, paper.undone, pdf)
    large = getattr(facts, "large", False) if form.large is None else form.large
    return replace(drawn, large=large, plain=plain, fixed=bool(paper.signed))


def kind_words(kind: PaperKind, words: Words) -> str:
    """Return what a paper is called."""
    return of_kind(kind, words)


def file_name(drawn: Drawn) -> str:
    """Return the name proposed for a paper's file, in the paper's own language: L-2026-0042 Agreement.pdf."""
    words = Words(drawn.language)
    name = words.say("In plain words") if drawn.plain else kind_words(drawn.kind, words)
    return titled(f"{drawn.number} {name}.pdf")


def load(pdf: bytes, parent: QObject) -> QPdfDocument:
    """Return a document from bytes; it keeps its buffer for as long as it lives."""
    document = QPdfDocument(parent)
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


def strip(document: QPdfDocument, page: int, size: QSize, top: int, height: int) -> QImage:
    """Return a strip of a page drawn at a size in pixels, on white: a page at once would hold the window up."""
    options = QPdfDocumentRenderOptions()
    options.setScaledSize(size)
    options.setScaledClipRect(QRect(0, top, size.width(), height))
    drawn = document.render(page, QSize(size.width(), height), options)
    made = QImage(drawn.size(), QImage.Format.Format_RGB32)  # opaque: a printer would take twice as long over a mask
    made.fill(Qt.GlobalColor.white)
    with QPainter(made) as painter:
        painter.drawImage(0, 0, drawn)
    return made
