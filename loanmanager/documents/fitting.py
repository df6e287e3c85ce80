"""Words made to fit a small place: smaller first, and shortened only where the smallest letters are still too wide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from loanmanager.documents.parts import shortened
from loanmanager.documents.style import INK
from loanmanager.documents.text import Align, Para, Span

LEADING = 1.22
_STEP = 0.5
_MOST = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A line of data in a small place. Sizes in points; of two lines that have no room, the one of higher `rank` goes.

    `short` is said where the whole does not fit: a telephone number that is cut calls nobody.
    """

    text: str
    size: float
    least: float
    bold: bool = False
    rank: int = 0
    color: Color = INK
    short: str = ""
    align: Align = "left"

    @property
    def height(self) -> float:
        """Return how high the line is before it is made to fit."""
        return self.size * LEADING


@lru_cache(maxsize=512)  # all labels of a sheet name the same agency
def fitted(line: Line, width: float) -> Para:
    """Return a line as large as a width allows, in points; what is too long for its least size ends in an ellipsis."""
    if line.short and not _fits(_para(line.text, line, line.least), width):
        return fitted(replace(line, text=line.short, short=""), width)
    text, size = shortened(line.text, _MOST), line.size
    made = _para(text, line, size)
    while size > line.least and not _fits(made, width):
        size = max(line.least, size - _STEP)
        made = _para(text, line, size)
    while len(text) > 1 and not _fits(made, width):
        text = f"{text.removesuffix('…')[:-1].rstrip()}…"
        made = _para(text, line, size)
    return made


def _para(text: str, line: Line, size: float) -> Para:
    # The words are data: align="left" keeps a right-to-left name beside what it stands next to.
    return Para([Span(text, bold=line.bold)], size, leading=size * LEADING, align=line.align, color=line.color)


def _fits(made: Para, width: float) -> bool:
    one = made.wrap(10_000, 0)[1]
    return made.wrap(width, 0)[1] <= one


def chosen(lines: Sequence[Line], height: float) -> list[Line]:
    """Return the lines that a height has room for, those of the lowest rank first, in their own order."""
    kept = [line for line in lines if line.text.strip()]
    while len(kept) > 1 and sum(line.height for line in kept) > height + 1e-6:
        kept.remove(max(kept, key=lambda line: line.rank))
    return kept


def write(canvas: Canvas, lines: Sequence[Line], x: float, top: float, width: float, height: float) -> None:
    """Write lines under each other, in the middle of a height; lengths in points."""
    paras = [fitted(line, width) for line in chosen(lines, height)]
    for para in paras:
        para.wrapOn(canvas, width, height)
    y = top - max(0.0, (height - sum(para.height for para in paras)) / 2)
    for para in paras:
        y -= para.height
        para.drawOn(canvas, x, y)
