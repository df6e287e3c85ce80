"""Small drawn signs that stand before or after words; each stands beside a word that says the same."""

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from loanmanager.documents.mirror import turn_back
from loanmanager.documents.style import ALERT, HAIR, INK, LINE, MUTED, Sheet
from loanmanager.documents.text import Para


class Mark(Flowable):
    """A sign as high as the row that it is in, centred on the row's first line."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Take the whole gutter and the height of the row."""
        self.width, self.height = aW, aH
        return aW, aH

    @property
    def middle(self) -> float:
        """Return how high the middle of the first line's small letters is."""
        return self.height - self.sheet.leading * 0.52

    def stroke(self, color: Color, width: float, *lines: tuple[float, float, float, float]) -> None:
        """Draw straight lines with round ends."""
        self.canv.saveState()
        self.canv.setStrokeColor(color)
        self.canv.setLineWidth(width)
        self.canv.setLineCap(1)
        self.canv.lines(lines)
        self.canv.restoreState()


class Branch(Mark):
    """The branch of a tree from a device to one of its parts, the last one's ending there."""

    def __init__(self, sheet: Sheet, *, last: bool, inset: float = 0) -> None:
        """Take whether it is the last, and how far in the device stands that it grows from."""
        super().__init__(sheet)
        self.last, self.inset = last, inset

    def draw(self) -> None:
        """Draw the trunk and the twig."""
        room, middle = self.width - self.inset, self.middle
        x = self.inset + room * 0.35
        trunk = (x, self.height, x, middle if self.last else 0)
        self.stroke(LINE, HAIR * 1.3, trunk, (x, middle, self.inset + room * 0.8, middle))


class Box(Mark):
    """A box to tick, or one that was ticked on screen."""

    def __init__(self, sheet: Sheet, *, ticked: bool = False) -> None:
        super().__init__(sheet)
        self._ticked = ticked

    def draw(self) -> None:
        """Draw the box, and the tick in it."""
        side = self.sheet.body
        turn_back(self.canv, 2 * HAIR + side)
        if self._ticked:
            y, u = self.middle, side / 9
            low = (HAIR + 3.8 * u, y - 2.4 * u)
            self.stroke(INK, 1.4 * u, (HAIR + 1.8 * u, y, *low), (*low, HAIR + 7.4 * u, y + 3 * u))
        self.canv.saveState()
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(HAIR * 1.3)
        self.canv.rect(HAIR, self.middle - side / 2, side, side)
        self.canv.restoreState()


class Tick(Mark):
    """What is as it should be."""

    def draw(self) -> None:
        """Draw the tick."""
        u, y = self.sheet.body / 9, self.middle
        turn_back(self.canv, 8 * u)
        self.stroke(INK, 1.3 * u, (1 * u, y, 3 * u, y - 2.4 * u), (3 * u, y - 2.4 * u, 7 * u, y + 2.8 * u))


class Cross(Mark):
    """What is not there."""

    def draw(self) -> None:
        """Draw the cross."""
        u, y = self.sheet.body / 9, self.middle
        reach = 2.5 * u
        x = 4 * u
        self.stroke(
            ALERT,
            1.4 * u,
            (x - reach, y - reach, x + reach, y + reach),
            (x - reach, y + reach, x + reach, y - reach),
        )


class Caution(Mark):
    """What is there but not whole."""

    def draw(self) -> None:
        """Draw the triangle with its exclamation mark."""
        u, y, x = self.sheet.body / 9, self.middle, 4 * self.sheet.body / 9
        foot, head, half = y - 3 * u, y + 3.6 * u, 3.9 * u
        self.stroke(
            ALERT,
            0.9 * u,
            (x - half, foot, x + half, foot),
            (x + half, foot, x, head),
            (x, head, x - half, foot),
            (x, y + 1.2 * u, x, y - 0.7 * u),
            (x, y - 1.9 * u, x, y - 1.8 * u),
        )


class Dot(Mark):
    """One of several things, in no order."""

    def draw(self) -> None:
        """Draw the dot."""
        self.canv.saveState()
        self.canv.setFillColor(MUTED)
        self.canv.circle(self.sheet.body * 0.45, self.middle, self.sheet.body * 0.17, stroke=0, fill=1)
        self.canv.restoreState()


class Dash(Mark):
    """What nothing is said about."""

    def draw(self) -> None:
        """Draw the dash."""
        u = self.sheet.body / 9
        self.stroke(MUTED, 1.2 * u, (1.5 * u, self.middle, 6.5 * u, self.middle))


class Blank(Flowable):
    """A line to write one's initials on, at the right of the row that they are for; it says nothing if not `drawn`."""

    def __init__(self, sheet: Sheet, *, drawn: bool, written: str = "") -> None:
        """Take whether there is a line, and the initials that were given on screen."""
        super().__init__()
        self._leading, self._drawn = sheet.leading, drawn
        self._written = _initials(written, sheet)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's names
        """Take the width, and the height of one line of words."""
        self.width, self.height = aW, self._leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line where the words stand."""
        if self._drawn:
            self.canv.saveState()
            self.canv.setStrokeColor(INK)
            self.canv.setLineWidth(HAIR)
            self.canv.line(self.width * 0.3, 0, self.width, 0)
            self.canv.restoreState()
            self._written.wrapOn(self.canv, self.width * 0.7, self.height)
            self._written.drawOn(self.canv, self.width * 0.3, 1)


class Lines(Flowable):
    """Lines across the page to write on, as far apart as handwriting needs."""

    def __init__(self, count: int, sheet: Sheet) -> None:
        super().__init__()
        self._count, self._step = count, 18 * min(sheet.scale, 1.4)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's names
        """Take the whole width."""
        self.width, self.height = aW, self._count * self._step
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines."""
        self.canv.saveState()
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(HAIR)
        for number in range(self._count):
            y = number * self._step + HAIR
            self.canv.line(0, y, self.width, y)
        self.canv.restoreState()


class Initials(Flowable):
    """A small box to write one's initials in, with the word under it."""

    def __init__(self, label: str, sheet: Sheet, written: str = "") -> None:
        """Take the word under the box, and the initials that were given on screen."""
        super().__init__()
        self._box = sheet.leading * 1.9
        self._written = _initials(written, sheet)
        self._label = Para(label, sheet.small, leading=sheet.leading, align="center", page=sheet.direction, color=MUTED)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Measure the box and the word."""
        _, label = self._label.wrap(aW, aH)
        self.width, self.height = aW, self._box + label
        return self.width, self.height

    def draw(self) -> None:
        """Draw the box and the word."""
        self.canv.saveState()
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(HAIR)
        self.canv.rect(HAIR, self.height - self._box, self.width - 2 * HAIR, self._box - 3)
        self.canv.restoreState()
        self._label.drawOn(self.canv, 0, 0)
        _, high = self._written.wrapOn(self.canv, self.width, self._box)
        self._written.drawOn(self.canv, 0, self.height - (self._box + high) / 2)


def _initials(written: str, sheet: Sheet) -> Para:
    return Para(written, sheet.body, bold=True, leading=sheet.leading, align="center", page=sheet.direction, color=INK)
