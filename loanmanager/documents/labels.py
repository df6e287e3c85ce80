"""Labels of devices and kits on sheets and tapes: Code 128 and QR of the tag, and the tag in words (product 2.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from loanmanager.documents import barcode, fitting, qr
from loanmanager.documents.fitting import Line
from loanmanager.documents.style import INK
from loanmanager.documents.text import clean
from loanmanager.domain.shelf_papers import Codes, LabelFacts, LabelFormat
from loanmanager.i18n import Words

_SQUARE = 0.6
"""The widest square of a QR code, in millimetres: a larger one takes the words' room, unless a label has plenty."""

_PART = 0.55
"""How much of a label's height a QR code may have where its squares are wider than that."""

_BARS = (0.25, 0.51)
"""The thinnest and the widest narrow bar, in millimetres: 10 mil is what a cheap scanner still reads (GS1: 0.25 mm)."""

_SHARE = 0.46
"""How much of a label's width a QR code may have beside words."""

_ROOM = 20.0
"""How high a label must be, in millimetres, for bars under its words."""

_HIGH = (5.0, 10.0)
_BETWEEN = 0.6  # mm between the words and what is next to them
_LEAST = 4.5  # points


@dataclass(frozen=True, slots=True)
class _Box:
    """A place on the page in points, y upwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        return self.y + self.height


def render(
    labels: Sequence[LabelFacts], on: LabelFormat, words: Words, *, codes: Codes = Codes.BOTH, first: int = 0
) -> bytes:
    """Return the PDF of labels, the same bytes for the same labels; `first` is the cell to begin at, counted from 0.

    Each code stands inside its cell with its whole quiet zone. A tag too long for bars gets a QR code, and the other way.

    Raises:
        ValueError: there is no such cell, or no label.
    """
    if not labels or not 0 <= first < on.cells:
        raise ValueError(first)
    file = BytesIO()
    canvas = Canvas(
        file,
        pagesize=(on.width * mm, on.height * mm),
        invariant=1,
        lang=words.locale.replace("_", "-"),
        pageCompression=1,
    )
    canvas.setTitle(words.say("Labels"))
    canvas.setAuthor(clean(labels[0].agency, newlines=False))
    canvas.setCreator("Loan Manager")
    for number, label in enumerate(labels, first):
        if number > first and number % on.cells == 0:
            canvas.showPage()
        _Label(canvas, label, on, words, codes).draw(_cell(on, number % on.cells))
    canvas.save()
    return file.getvalue()


def _cell(on: LabelFormat, number: int) -> _Box:
    left, top = on.cell(number)
    width, height = on.cell_width - 2 * on.padding, on.cell_height - 2 * on.padding
    bottom = on.height - top - on.padding - height
    return _Box((left + on.padding) * mm, bottom * mm, width * mm, height * mm)


class _Label:
    """One label while it is drawn: a QR code at the left, the words beside it, bars under them."""

    def __init__(self, canvas: Canvas, facts: LabelFacts, on: LabelFormat, words: Words, codes: Codes) -> None:
        self.canvas, self.facts, self.on, self.words, self.codes = canvas, facts, on, words, codes
        self.dot = on.dot * mm

    def draw(self, box: _Box) -> None:
        """Draw the label into a place."""
        self.canvas.setFillColor(INK)
        low = box.height < _ROOM * mm
        bar = 0.0 if self.codes is Codes.QR else self._bar(box.width)
        square = 0.0 if self.codes is Codes.BARS and bar else self._square(box)
        if square and self.codes is Codes.BOTH:
            beside = box.width - qr.across(self.facts.tag) * square
            bar = 0.0 if low else self._bar(beside)
        rest = self._draw_qr(box, square) if square else box
        if bar:
            rest = self._draw_bars(rest, bar)
        between = 0 if square else _BETWEEN * mm
        fitting.write(
            self.canvas, self._lines(rest.height), rest.x + between, rest.top, rest.width - between, rest.height
        )

    def _square(self, box: _Box) -> float:
        """Return the widest square, in whole dots, whose code has room; 0 where none has or a code cannot say it."""
        if not qr.encodable(self.facts.tag):
            return 0.0
        count = qr.across(self.facts.tag)
        most = max(_SQUARE * mm, box.height * _PART / count)
        widest = min(most, box.height / count, box.width * _SHARE / count)
        return self._dots(widest) * self.dot

    def _bar(self, width: float) -> float:
        """Return the widest narrow bar, in whole dots, whose code has room with its quiet zones; 0 where none has."""
        if not barcode.encodable(self.facts.tag):
            return 0.0
        count = barcode.code128(self.facts.tag, height=1, bar=1).width
        bar = self._dots(min(_BARS[1] * mm, width / count)) * self.dot
        return bar if bar >= _BARS[0] * mm else 0.0

    def _dots(self, length: float) -> int:
        """Return how many whole dots a length has; a hair less than one is one."""
        return int(length / self.dot + 1e-3)

    def _draw_qr(self, box: _Box, square: float) -> _Box:
        side = qr.across(self.facts.tag) * square
        qr.draw(self.canvas, self.facts.tag, box.x, box.y + (box.height - side) / 2, square)
        return _Box(box.x + side, box.y, box.width - side, box.height)

    def _draw_bars(self, box: _Box, bar: float) -> _Box:
        """Draw bars at the foot of a place, and return what is left above them."""
        high = min(max(_HIGH[0] * mm, box.height * 0.32), _HIGH[1] * mm)
        bars = barcode.code128(self.facts.tag, height=high, bar=bar)
        bars.drawOn(self.canvas, box.x, box.y)
        taken = high + _BETWEEN * mm
        return _Box(box.x, box.y + taken, box.width, box.height - taken)

    def _lines(self, height: float) -> list[Line]:
        """Return the words: the tag first and largest, and of the rest what there is room for."""
        facts = self.facts
        found = self.words.say("If found, call {phone}", phone=facts.found) if facts.found else ""
        tag = min(max(9.0, height * 0.34), 28.0)
        small = min(max(5.0, (height - tag * fitting.LEADING) / 3 / fitting.LEADING), 11.0)
        return [
            Line(facts.tag, tag, 5.0, bold=True),
            Line(facts.what, small, _LEAST, rank=3),
            Line(facts.agency, small, _LEAST, rank=2),
            Line(found, small, _LEAST, rank=1, short=facts.found),
        ]
