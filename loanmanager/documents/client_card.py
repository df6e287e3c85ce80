"""A client's card, as large as a bank card: the name, and a code that brings up the client at the desk."""

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from loanmanager.documents import barcode, fitting, logos, qr
from loanmanager.documents.fitting import Line
from loanmanager.documents.mirror import mirror, turn_back
from loanmanager.documents.style import HAIR, INK, LINE, MUTED, sheet
from loanmanager.documents.text import Align, clean
from loanmanager.domain.shelf_papers import CardFacts, LabelFormat
from loanmanager.i18n import Words

_CORNER = 3.18  # mm, of a bank card (ISO/IEC 7810)
_HIGH = 13.0  # mm, of the bars
_LINE = 4.5  # mm, of a line above or below
_LOGO = 8.0  # mm, of a line with the logo in it
_LOGO_WIDE = 0.4  # of the card's width
_LOGO_GAP = 2.5  # mm
_BARS = 5  # dots of the widest narrow bar: its quiet zone is then no wider than what stays empty at a card's edge
_THIN = 3  # dots of the thinnest that a cheap scanner reads


def render(facts: CardFacts, on: LabelFormat, words: Words, *, first: int = 0) -> bytes:
    """Return the PDF of a card, the same bytes each time; `words` speak the client's language, `first` counts from 0.

    Raises:
        ValueError: there is no such place on the sheet.
    """
    if not 0 <= first < on.cells:
        raise ValueError(first)
    file, size = BytesIO(), (on.width * mm, on.height * mm)
    canvas = Canvas(file, pagesize=size, invariant=1, lang=words.locale.replace("_", "-"), pageCompression=1)
    canvas.setTitle(words.say("Card"))
    canvas.setAuthor(clean(facts.agency, newlines=False))
    canvas.setCreator("Loan Manager")
    left, top = on.cell(first)
    if on.page != "card":
        _cut(canvas, on, left, top)
    _Card(canvas, facts, on, words).draw((left + on.padding) * mm, (on.height - top - on.padding) * mm)
    canvas.save()
    return file.getvalue()


def _cut(canvas: Canvas, on: LabelFormat, left: float, top: float) -> None:
    """Draw the edge to cut along."""
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(HAIR)
    bottom = on.height - top - on.cell_height
    canvas.roundRect(left * mm, bottom * mm, on.cell_width * mm, on.cell_height * mm, _CORNER * mm)


class _Card:
    """One card while it is drawn."""

    def __init__(self, canvas: Canvas, facts: CardFacts, on: LabelFormat, words: Words) -> None:
        self.canvas, self.facts, self.words = canvas, facts, words
        self.side: Align = "right" if words.right_to_left else "left"
        self.dot = on.dot * mm
        self.width = (on.cell_width - 2 * on.padding) * mm
        self.height = (on.cell_height - 2 * on.padding) * mm
        self.coded = (_HIGH + _LINE) * mm  # the code, and the code in words

    def draw(self, x: float, top: float) -> None:
        """Draw the agency above, the name in the middle, the code below, what to do with a lost card last."""
        facts, canvas, wide = self.facts, self.canvas, self.width
        if self.words.right_to_left:
            mirror(canvas, 2 * x + wide)
        canvas.setFillColor(INK)
        head = (_LOGO if facts.image else _LINE) * mm if facts.agency or facts.image else 0
        foot = _LINE * mm if facts.found else 0
        room = self.height - head - foot - self.coded
        used = self._draw_logo(x, top, head)
        named = Line(facts.agency, 10, 6, bold=True, align=self.side)
        fitting.write(canvas, [named], x + used, top, wide - used, head)
        fitting.write(canvas, [Line(facts.name, 17, 8, bold=True, align=self.side)], x, top - head, wide, room)
        self._draw_code(x, top - head - room)
        if facts.found:
            said = self.words.say("If found, call {phone}", phone=facts.found)
            line = Line(said, 7.5, 6, color=MUTED, short=facts.found, align=self.side)
            fitting.write(canvas, [line], x, top - self.height + foot, wide, foot)

    def _draw_logo(self, x: float, top: float, height: float) -> float:
        """Draw the logo in the middle of a height, and return the width that it takes, all of it in points."""
        if not self.facts.image:
            return 0.0
        logo = logos.Logo(self.facts.image, sheet("letter", self.words)).shrunk(self.width * _LOGO_WIDE, height)
        logo.drawOn(self.canvas, x, top - (height + logo.height) / 2)
        return logo.width + _LOGO_GAP * mm

    def _draw_code(self, x: float, top: float) -> None:
        """Draw the code as bars with its words under them, else as squares with its words beside them."""
        canvas, code, bar = self.canvas, self.facts.code, self._bar()
        words = [Line(code, 8.5, 6, color=MUTED, align=self.side)]
        if not bar and not qr.encodable(code):  # longer than any number is: the desk types it
            fitting.write(canvas, words, x, top, self.width, self.coded)
            return
        if not bar:
            square = int(self.coded / qr.across(code) / self.dot) * self.dot
            side = qr.across(code) * square
            left = x - qr.QUIET * square
            turn_back(canvas, side, left)
            qr.draw(canvas, code, left, top - side, square)
            turn_back(canvas, side, left)
            fitting.write(canvas, words, x + side, top, self.width - side, side)
            return
        bars = barcode.code128(code, height=_HIGH * mm, bar=bar)
        bars.drawOn(canvas, x - barcode.QUIET * bar, top - _HIGH * mm)
        fitting.write(canvas, words, x, top - _HIGH * mm, self.width, self.coded - _HIGH * mm)

    def _bar(self) -> float:
        """Return how wide a narrow bar is, in whole dots; 0 where bars cannot say the code."""
        if not barcode.encodable(self.facts.code):
            return 0.0
        dots = min(_BARS, int(self.width / barcode.code128(self.facts.code, height=1, bar=1).width / self.dot))
        return dots * self.dot if dots >= _THIN else 0.0
