"""Para: the only way words reach a page."""

import copy
from collections.abc import Sequence
from typing import Literal, NamedTuple

from reportlab.lib.colors import Color, black
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from loanmanager.documents.mirror import turn_back
from loanmanager.documents.text.bidi import LTR, RTL
from loanmanager.documents.text.breaking import Line
from loanmanager.documents.text.chain import bundled
from loanmanager.documents.text.clean import clean
from loanmanager.documents.text.drawing import LineWriter
from loanmanager.documents.text.paragraph import Paragraph, Span

Align = Literal["start", "end", "left", "center", "right", "justify"]
Direction = Literal["ltr", "rtl"]

_LEADING = 1.45
_DESCENT = 0.75  # how far below a line's top its base line lies, as a part of the leading
_LEAST_EMS = 2
_BASES: dict[Direction | None, int | None] = {"ltr": LTR, "rtl": RTL, None: None}


class _Place(NamedTuple):
    """A place in the text: which paragraph, and which character of it."""

    paragraph: int
    character: int


class _PlacedLine(NamedTuple):
    """A line, and the paragraph that it belongs to."""

    paragraph: int
    line: Line


class Para(Flowable):
    r"""Paragraphs in any script, for a frame or a table's cell; nothing is parsed as markup, so nothing needs escaping.

    A str is free text: "\n" starts a paragraph, and each takes its direction from its first strong letter. A sequence
    holds the document's own words (str) and data (Span). Pass data as Span, never joined into a str: ", 42 rue" after an
    Arabic name would jump to its other side.

    Lengths are in points. align="start" puts right-to-left text at the right: a name in a left-to-right form wants
    align="left". On a `page` that is read from right to left, a line by itself starts at the right whatever it says,
    words without a direction of their own run so, and align="end" is the left.
    """

    def __init__(
        self,
        content: str | Sequence[str | Span],
        size: float = 10,
        *,
        bold: bool = False,
        leading: float | None = None,
        align: Align = "start",
        base: Direction | None = None,
        page: Direction = "ltr",
        color: Color = black,
    ) -> None:
        super().__init__()
        fonts = bundled()
        self._turned = page == "rtl"
        otherwise = RTL if self._turned else LTR
        self._paragraphs = [
            Paragraph(spans, _BASES[base], fonts, otherwise) for spans in _paragraphs(content, bold=bold)
        ]
        self._size = size
        self._leading = leading or size * _LEADING
        self._align = align
        self._color = color
        self._from = _Place(0, 0)
        self._to = _Place(len(self._paragraphs), 0)
        self._lines: list[_PlacedLine] = []
        self._measured_for: float | None = None

    # Not named `text`: ReportLab puts that into its errors, and those are logged.
    @property
    def words(self) -> str:
        """Return the cleaned text in logical order."""
        return "\n".join(paragraph.text for paragraph in self._paragraphs)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's names
        """Break into lines and return the width and height taken."""
        if self._measured_for != aW:
            self._lines = self._broken(aW)
            self._measured_for = aW
        self.width, self.height = aW, len(self._lines) * self._leading
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Cut into what fits a height and the rest; none if not one line fits."""
        self.wrap(min(aW, self.width or aW), aH)  # a Table counts its padding as room here, but not when it wraps
        fitting = int(aH / self._leading + 1e-6)
        if fitting >= len(self._lines):
            return [self]
        if fitting < 1:
            return []
        place = _Place(self._lines[fitting].paragraph, self._lines[fitting].line.start)
        return [self._part(self._from, place), self._part(place, self._to)]

    def minWidth(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the width that a table may shrink to."""
        return self._size * _LEAST_EMS

    def draw(self) -> None:
        """Draw the lines."""
        canvas = self.canv
        canvas.saveState()
        turn_back(canvas, self.width)
        canvas.setFillColor(self._color)
        canvas.setStrokeColor(self._color)
        y = self.height - self._leading * _DESCENT
        for placed in self._lines:
            self._draw_line(canvas, self._paragraphs[placed.paragraph], placed.line, y)
            y -= self._leading
        canvas.restoreState()

    def _draw_line(self, canvas: Canvas, paragraph: Paragraph, line: Line, y: float) -> None:
        room = self.width - line.width * self._size
        spaces = paragraph.text.count(" ", line.start, line.end)
        if self._align == "justify" and not line.last and spaces and room > 0:
            x, space = 0.0, room / spaces
        else:
            x, space = self._indent(paragraph, line, room), 0.0
        writer = LineWriter(_document(canvas), self._size, x, y)
        for piece in paragraph.pieces(line.start, line.end):
            writer.write(paragraph, piece, space)
        canvas.drawText(writer)  # type: ignore[arg-type]  # it asks for getCode() only

    def _indent(self, paragraph: Paragraph, line: Line, room: float) -> float:
        if self._align == "center":
            return room / 2
        alone = self._turned and line.last and line.start == 0  # a label, a name: it stands on the page's own side
        starts_right = self._align in {"start", "justify"} and (paragraph.base == RTL or alone)
        ends_right = self._align == "right" or (self._align == "end" and not self._turned)
        return room if ends_right or starts_right else 0.0

    def _broken(self, width: float) -> list[_PlacedLine]:
        """Break what lies between the two places into lines."""
        lines = []
        for number, paragraph in enumerate(self._paragraphs):
            start = self._from.character if number == self._from.paragraph else 0
            end = self._to.character if number == self._to.paragraph else len(paragraph.text)
            if self._from <= (number, start) < self._to:
                lines += [_PlacedLine(number, line) for line in paragraph.lines(width / self._size, start, end)]
        return lines

    def _part(self, start: _Place, end: _Place) -> "Para":
        """Return the part between two places; it shares the shaped paragraphs."""
        part = copy.copy(self)
        part._from, part._to, part._measured_for = start, end, None  # noqa: SLF001 - a copy of itself
        # ReportLab counts on the flowable how often it was moved to a next page, and gives up on the second part.
        part.__dict__.pop("_postponed", None)
        return part


def _paragraphs(content: str | Sequence[str | Span], *, bold: bool) -> list[list[Span]]:
    """Clean content and cut it at its line breaks."""
    parts = [content] if isinstance(content, str) else content
    paragraphs: list[list[Span]] = [[]]
    for part in parts:
        if isinstance(part, Span):
            span = Span(clean(part.text, newlines=False), part.bold or bold, part.isolate)
        else:
            span = Span(clean(part), bold, isolate=False)
        first, *others = (Span(line, span.bold, span.isolate) for line in span.text.split("\n"))
        paragraphs[-1].append(first)
        paragraphs += [[other] for other in others]
    return [[span for span in spans if span.text] for spans in paragraphs]


def _document(canvas: Canvas) -> PDFDocument:
    """Return the document that a canvas draws into; ReportLab has no public name for it."""
    document: PDFDocument = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001 - see above
    return document
