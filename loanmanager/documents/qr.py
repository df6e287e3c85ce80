"""QR codes as squares on the printer's own grid, which a phone reads from a small label."""

from functools import lru_cache

from reportlab.graphics.barcode import qrencoder
from reportlab.pdfgen.canvas import Canvas

QUIET = 4
"""How many squares wide the white on each side is (ISO/IEC 18004)."""

_MOST = 300  # bytes: a code for more would be too fine for a label


def encodable(text: str) -> bool:
    """Tell whether a text can stand in a code: there is one, and it is not longer than a label's code can hold."""
    return 0 < len(text.encode("utf-8", "replace")) <= _MOST


@lru_cache(maxsize=512)
def squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return a code's squares by rows, True where dark, without the quiet zone; a sixth of it may be damaged (level M).

    Raises:
        ValueError: there is no text, or more than a label's code can hold.
    """
    if not encodable(text):
        raise ValueError(text)
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    fits = set(text) <= set(qrencoder.QRAlphaNum.chars)  # its own test lets a line's end pass
    code.addData(qrencoder.QRAlphaNum(text) if fits else qrencoder.QR8bitByte(text.encode("utf-8", "replace")))
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)


def across(text: str) -> int:
    """Return how many squares wide a code is, its quiet zones included."""
    return len(squares(text)) + 2 * QUIET


def draw(canvas: Canvas, text: str, x: float, y: float, square: float) -> None:
    """Draw a code with its lower left corner, quiet zone included, at a place; lengths in points."""
    rows = squares(text)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        bottom = y + (QUIET + len(rows) - 1 - number) * square
        for start, end in _runs(row):
            path.rect(x + (QUIET + start) * square, bottom, (end - start) * square, square)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where dark squares that touch begin and end, so that no hairline of white parts them."""
    edges = [at for at in range(len(row) + 1) if (at > 0 and row[at - 1]) != (at < len(row) and row[at])]
    return list(zip(edges[::2], edges[1::2], strict=True))
