"""The canvas that papers are drawn on: it holds a paper's pages back until it knows how many each part of it has.

Several papers may be bound into one file: they share its fonts, and a paper's pages are finished before the next begins.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream
from reportlab.pdfgen.canvas import Canvas

from loanmanager.documents.style import HAIR, LINE, MUTED, Sheet
from loanmanager.documents.text import Para, clean

if TYPE_CHECKING:
    from loanmanager.documents.page import About, Section
    from loanmanager.i18n import Words

_BINDING: ContextVar[tuple[Pages, str] | None] = ContextVar("binding", default=None)


class Pages(Canvas):
    """A canvas that gives each page its furniture once the paper is whole."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.section = 0
        self.mirrored = False
        self._held: list[dict[str, Any]] = []
        self._written = 0
        self._marks = 0

    def begin(self, sections: Sequence[Section], sheet: Sheet, words: Words, name: str = "") -> Pages:
        """Take the parts of the paper that is drawn next; `name` is what it is called in the list of contents."""
        self._sections, self._sheet, self._words, self._name = sections, sheet, words, name
        self.setPageSize((sheet.width, sheet.height))
        return self

    def _make_preamble(self) -> None:
        """Set no font: ReportLab's usual one is not embedded, and no word is written in it."""
        self._preamble = "1 0 0 1 0 0 cm"

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802 - ReportLab's name
        """Take the font that a table proposes for words of its own, and write nothing of it: it has none."""
        self._fontname, self._fontsize, self._leading = psfontname, size, leading or size * 1.2

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Hold the page back."""
        self._held.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # ReportLab's own way to begin a page

    def finish(self) -> None:
        """Give each page of the paper its furniture, and keep no more of it than what goes into the file."""
        counts = [0] * len(self._sections)
        totals = [sum(page["section"] == number for page in self._held) for number in range(len(counts))]
        held, self._held = self._held, []
        written, marks, rest = self._written, self._marks, dict(self.__dict__)
        for at, page in enumerate(held):
            self.__dict__.update(page)
            self._written, self._marks = written + at, marks
            counts[self.section] += 1
            self._furnish(counts[self.section], totals[self.section], first=at == 0)
            super().showPage()
            self._pack()
            marks = self._marks
        self.__dict__.update(rest)
        self._held, self._written, self._marks = [], written + len(held), marks

    def save(self) -> None:
        """Write the file, the pages that are held back among them."""
        if self._held:
            self.finish()
        super().save()

    def _pack(self) -> None:
        """Compress the page that was just shown: a thousand papers would otherwise wait at their full length."""
        page = self._doc.Pages.pages[-1]  # type: ignore[attr-defined]  # ReportLab has no public name for it
        packed = zlib.compress(page.stream.encode("latin-1"))
        page.Contents = PDFStream(PDFDictionary({"Filter": "[/FlateDecode]"}), packed)
        page.stream = None

    def _furnish(self, page: int, pages: int, *, first: bool) -> None:
        sheet, section = self._sheet, self._sections[self.section]
        line = sheet.bottom - 8
        self.setStrokeColor(LINE)
        self.setLineWidth(HAIR)
        self.line(sheet.side, line, sheet.width - sheet.side, line)
        if page == 1:
            # Readers show the number that is printed, and a printer knows where a copy begins.
            self.addPageLabel(self._written, "ARABIC", 1)
        self._mark(self._name if first and self._name else section.bookmark if page == 1 else "")
        words = section.words or self._words
        counted = Para(
            words.say("Page {page} of {pages}", page=page, pages=pages),
            sheet.small,
            align="end",
            page=sheet.direction,
            color=MUTED,
        )
        numbers = sheet.room / 4
        self._put(counted, sheet.width - sheet.side - numbers, line - 3, numbers)
        self._put(
            Para(section.footer, sheet.small, page=sheet.direction, color=MUTED),
            sheet.side,
            line - 3,
            sheet.room - numbers,
        )
        if page > 1:
            header = Para(section.header, sheet.small, page=sheet.direction, color=MUTED)
            self._put(header, sheet.side, sheet.height - sheet.top + 6 + sheet.small * 1.5, sheet.room)

    def _mark(self, name: str) -> None:
        """Name this page in the list of contents, which is shown with the file."""
        if name:
            self._marks += 1
            key = f"mark-{self._marks}"
            self.bookmarkPage(key)
            self.addOutlineEntry(clean(name, newlines=False), key)
            self.showOutline()

    def _put(self, para: Para, x: float, top: float, width: float) -> None:
        _, height = para.wrapOn(self, width, self._sheet.bottom)
        para.drawOn(self, x, top - height)


@contextmanager
def binding(pages: Pages, name: str) -> Iterator[None]:
    """Let the paper that is drawn meanwhile be the next in a file of many, under a name in its list of contents.

    What draws a paper need not know of it: whatever can be drawn by itself can be bound.
    """
    token = _BINDING.set((pages, name))
    try:
        yield
    finally:
        _BINDING.reset(token)


def bound() -> tuple[Pages, str] | None:
    """Return the file that papers are being bound into, and the name of the next, if there is one."""
    return _BINDING.get()


def describe(canvas: Canvas, about: About) -> None:
    """Let a file say what it is."""
    canvas.setTitle(clean(about.title, newlines=False))
    canvas.setAuthor(clean(about.author, newlines=False))
    canvas.setSubject("")
    canvas.setCreator("Loan Manager")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def blank(file: BytesIO, about: About, sheet: Sheet, words: Words) -> Pages:
    """Return a file for papers to be bound into."""
    lang = words.locale.replace("_", "-")
    made = Pages(file, pagesize=(sheet.width, sheet.height), invariant=1, pageCompression=1, lang=lang)
    describe(made, about)
    return made
