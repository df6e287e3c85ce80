"""Pages: frames, the furniture around them, page numbers, and what the file says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from loanmanager.documents.canvas import Pages, bound, describe
from loanmanager.documents.mirror import mirror
from loanmanager.documents.style import Sheet
from loanmanager.documents.text import Span
from loanmanager.i18n import Words


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a file with page numbers of its own, such as one copy; `footer` is on each page, `header` from the second.

    Its page numbers are in `words`, else in those of the file; `bookmark` names it in the file's list of contents.
    """

    story: Sequence[Flowable]
    header: Sequence[str | Span]
    footer: Sequence[str | Span]
    words: Words | None = None
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself; no client's name belongs here."""

    title: str
    author: str


def build(sections: Sequence[Section], about: About, sheet: Sheet, words: Words) -> bytes:
    """Return the PDF of some sections, the same bytes for the same sections; nothing where they are bound with others."""
    file, binder = BytesIO(), bound()
    document = BaseDocTemplate(
        file,
        pagesize=(sheet.width, sheet.height),
        pageTemplates=[_template(number, sheet) for number in range(len(sections))],
        lang=words.locale.replace("_", "-"),
        invariant=1,
    )
    document._doSave = 0  # type: ignore[attr-defined]  # noqa: SLF001 - ReportLab's name: it is not the end of a file
    pages: list[Pages] = []

    def make(*args: Any, **settings: Any) -> Pages:
        made, name = binder or (Pages(*args, **settings), "")
        pages.append(made.begin(sections, sheet, words, name))
        return made

    document.build(_story(sections), canvasmaker=make)
    pages[0].finish()
    if not binder:
        describe(pages[0], about)
        # No /Direction /R2L: PDFium would hand out every line's words in the wrong order.
        pages[0].save()
    return file.getvalue()


def _story(sections: Sequence[Section]) -> list[Flowable]:
    """Return what is drawn: each section begins a page of its own."""
    story: list[Flowable] = []
    for number, section in enumerate(sections):
        if number:
            story += [NextPageTemplate(str(number)), PageBreak()]
        story += section.story
    return story


def height(story: Sequence[Flowable], sheet: Sheet) -> float:
    """Measure a story as if its page had no end."""
    total, after = 0.0, 0.0
    for flowable in story:
        total += flowable.wrap(sheet.room, sheet.depth)[1] + max(after, flowable.getSpaceBefore())
        after = flowable.getSpaceAfter()
    return total


def _template(number: int, sheet: Sheet) -> PageTemplate:
    def begin(canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.section = number  # type: ignore[attr-defined]  # ours are Pages
        canvas.mirrored = False  # type: ignore[attr-defined]
        if sheet.rtl:
            mirror(canvas, sheet.width)

    frame = Frame(
        sheet.side,
        sheet.bottom,
        sheet.room,
        sheet.height - sheet.top - sheet.bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return PageTemplate(str(number), [frame], onPage=begin)
