"""Every size, margin and grey of the papers, in points."""

from dataclasses import dataclass, replace
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.pagesizes import letter as LETTER  # noqa: N812 (both are constants)

from loanmanager.i18n import COMMA, Words

PageSize = Literal["letter", "a4"]

INK = HexColor("#15191e")
MUTED = HexColor("#535c66")  # 6.8:1 on white
LINE = HexColor("#aeb6bf")
BAND = HexColor("#f1f3f5")
ALERT = HexColor("#9b1c1c")

HAIR = 0.6
FIGURES = 58
"""Width of a column of amounts or of short words at the right, before scaling."""

_SIZES = {"letter": LETTER, "a4": A4}
_LARGE = 16 / 9  # ordinary print is 9 points, large print 16
_MOST = 26  # points: a title that is large already needs no more


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page size with the type sizes that go on it; nothing is set under 8.5 points, in large print under 16."""

    width: float
    height: float
    scale: float = 1.0
    tight: bool = False
    side: float = 46
    top: float = 38
    bottom: float = 40
    rtl: bool = False
    comma: str = COMMA

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Return in which direction the page is read."""
        return "rtl" if self.rtl else "ltr"

    @property
    def room(self) -> float:
        """Return the width between the margins."""
        return self.width - 2 * self.side

    @property
    def title(self) -> float:
        """Return the size of the paper's name."""
        return min(18 * self.scale, _MOST)

    @property
    def heading(self) -> float:
        """Return the size of a section's name."""
        return 10.5 * self.scale

    @property
    def body(self) -> float:
        """Return the size of everything that is read."""
        return (8.5 if self.tight else 9) * self.scale

    @property
    def small(self) -> float:
        """Return the size of labels and page furniture."""
        return self.body if self.large else 8.5 * self.scale

    @property
    def large(self) -> bool:
        """Tell whether this is large print."""
        return self.scale > 1

    @property
    def leading(self) -> float:
        """Return the distance between two lines of the body."""
        return (10.6 if self.tight else 11.3) * self.scale

    @property
    def depth(self) -> float:
        """Return the height between the margins."""
        return self.height - self.top - self.bottom

    @property
    def columns(self) -> int:
        """Return how many columns of running text a page has: lines of some fifty letters are the easiest to read."""
        return 1 if self.large else 2

    @property
    def cells(self) -> int:
        """Return how many labelled contents stand side by side."""
        return 2 if self.large else 5

    @property
    def gap(self) -> float:
        """Return the distance between two things that do not belong together."""
        return (6 if self.tight else 8) * self.scale

    @property
    def figures(self) -> float:
        """Return the width of the column of amounts."""
        return FIGURES * self.scale

    @property
    def gutter(self) -> float:
        """Return the width of the column of numbers, branches and marks before the words."""
        return 16 * self.scale


def sheet(page: PageSize, words: Words, *, large: bool = False, tight: bool = False) -> Sheet:
    """Return a page size in ordinary or large print, or set tighter where that saves a page.

    In a language that is read from right to left the page is mirrored as a whole.
    """
    width, height = _SIZES[page]
    made = Sheet(width, height, tight=tight, rtl=words.right_to_left, comma=words.comma)
    return replace(made, scale=_LARGE, tight=False, top=50, bottom=56) if large else made
