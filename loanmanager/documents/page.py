"""Pages: frames, the furniture around them, page numbers, and what the file says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from loanmanager.documents.style import HAIR, LINE, MUTED, Sheet
from loanmanager.documents.text import Para, Span, clean
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
    """Return the PDF of some sections, the same bytes for the same sections."""
    file = BytesIO()
    document = BaseDocTemplate(
        file,
        pagesize=(sheet.width, sheet.height),
        pageTemplates=[_template(number, sheet) for number in range(len(sections))],
        title=clean(about.title, newlines=False),
        author=clean(about.author, newlines=False),
        subject="",
        creator="Loan Manager",
        lang=words.locale.replace("_", "-"),
        displayDocTitle=True,
        invariant=1,
    )
    story: list[Flowable] = []
    for number, section in enumerate(sections):
        if number:
            story += [NextPageTemplate(str(number)), PageBreak()]
        story += section.story
    document.build(story, canvasmaker=partial(_Pages, sections=sections, sheet=sheet, words=words))
    return file.getvalue()


def height(story: Sequence[Flowable], sheet: Sheet) -> float:
    """Measure a story as if its page had no end."""
    total, after = 0.0, 0.0
    for flowable in story:
        total += flowable.wrap(sheet.room, sheet.depth)[1] + max(after, flowable.getSpaceBefore())
        after = flowable.getSpaceAfter()
    return total


def _template(number: int, sheet: Sheet) -> PageTemplate:
    def begin(canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.section = number  # type: ignore[attr-defined]  # ours is a _Pages

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


class _Pages(Canvas):
    """A canvas that holds its pages back until it knows how many each section has."""

    def __init__(self, *args: Any, sections: Sequence[Section], sheet: Sheet, words: Words, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.section = 0
        self._sections = sections
        self._sheet = sheet
        self._words = words
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Hold the page back."""
        self._held.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # ReportLab's own way to begin a page

    def save(self) -> None:
        """Give each page its furniture and write the file."""
        counts = [0] * len(self._sections)
        totals = [sum(page["section"] == number for page in self._held) for number in range(len(counts))]
        for page in self._held:
            self.__dict__.update(page)
            counts[self.section] += 1
            self._furnish(counts[self.section], totals[self.section])
            super().showPage()
        super().save()

    def _furnish(self, page: int, pages: int) -> None:
        sheet, section = self._sheet, self._sections[self.section]
        line = sheet.bottom - 8
        self.setStrokeColor(LINE)
        self.setLineWidth(HAIR)
        self.line(sheet.side, line, sheet.width - sheet.side, line)
        if page == 1 and section.bookmark:
            self._mark(section.bookmark)
        words = section.words or self._words
        counted = Para(
            words.say("Page {page} of {pages}", page=page, pages=pages), sheet.small, align="right", color=MUTED
        )
        numbers = sheet.room / 4
        self._put(counted, sheet.width - sheet.side - numbers, line - 3, numbers)
        self._put(Para(section.footer, sheet.small, color=MUTED), sheet.side, line - 3, sheet.room - numbers)
        if page > 1:
            header = Para(section.header, sheet.small, color=MUTED)
            self._put(header, sheet.side, sheet.height - sheet.top + 6 + sheet.small * 1.5, sheet.room)

    def _mark(self, name: str) -> None:
        """Name this page in the list of contents, which is shown with the file."""
        key = f"section-{self.section}"
        self.bookmarkPage(key)
        self.addOutlineEntry(clean(name, newlines=False), key)
        self.showOutline()

    def _put(self, para: Para, x: float, top: float, width: float) -> None:
        _, height = para.wrapOn(self, width, self._sheet.bottom)
        para.drawOn(self, x, top - height)
