"""Code 128, as a scanner or a phone reads it from paper."""

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from loanmanager.documents.mirror import turn_back

BAR = 0.33 * mm
"""The thinnest bar: two and a half dots at 200 dpi, which a cheap scanner still reads."""

MOST = 24
"""The longest text; beyond it the code would be wider than half a page."""

QUIET = 10
"""How many thinnest bars wide the white on either side is."""

_PRINTABLE = range(0x20, 0x7F)


def encodable(text: str) -> bool:
    """Tell whether a text can stand in a barcode: printable ASCII, not too long."""
    return 0 < len(text) <= MOST and all(ord(character) in _PRINTABLE for character in text)


class _Bars(Code128):
    """A barcode that reads the same way on a mirrored page."""

    def draw(self) -> None:
        """Draw it."""
        turn_back(self.canv, self.width)
        super().draw()


def code128(text: str, *, height: float, bar: float = BAR) -> Flowable:
    """Return a barcode with its quiet zones, ten bars wide on either side; lengths in points."""
    if not encodable(text):
        raise ValueError(text)
    quiet = QUIET * bar
    return _Bars(text, barWidth=bar, barHeight=height, quiet=True, lquiet=quiet, rquiet=quiet)
