"""Rows that belong together: a device with its parts, and the clauses with the signatures under them."""

from collections.abc import Sequence

from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import NullActionFlowable

_TOGETHER = 2  # a part with the one before it, or signatures with what is signed
_NEARLY = 1  # points by which a page may be called whole


class Stack(Flowable):
    """Rows under each other on one page, if it is `page` points high; more than that is taken apart."""

    def __init__(self, rows: Sequence[Flowable], *, page: float) -> None:
        super().__init__()
        self.rows = list(rows)
        self._page = page

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Measure the rows."""
        self.width = aW
        self.height = sum(row.wrap(aW, aH)[1] + row.getSpaceBefore() for row in self.rows)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Move on to a whole page; there, let each row be cut as it can be, and the last two stay together."""
        self.wrap(aW, aH)
        if aH < self._page - _NEARLY:
            return []
        if len(self.rows) <= _TOGETHER:
            return [_apart(), *self.rows]
        return [_apart(), *self.rows[:-_TOGETHER], Stack(self.rows[-_TOGETHER:], page=self._page)]

    def draw(self) -> None:
        """Draw the rows."""
        top = self.height
        for row in self.rows:
            top -= row.getSpaceBefore() + row.height
            row.drawOn(self.canv, 0, top)


class Columns(Flowable):
    """A heading, rows in columns of one width, and an ending under them that no page holds without the last row.

    `page` is the height of a whole page: what does not fit there is taken apart instead of moved on. Lengths in points.
    """

    def __init__(
        self,
        heading: Sequence[Flowable],
        rows: Sequence[Flowable],
        ending: Sequence[Flowable],
        *,
        count: int,
        gap: float,
        page: float,
    ) -> None:
        super().__init__()
        self._heading = Stack(heading, page=page)
        self._rows = list(rows)
        self._ending = Stack(ending, page=page)
        self._count = count
        self._gap = gap
        self._page = page

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Measure everything and share the rows among the columns."""
        self._column = (aW - self._gap * (self._count - 1)) / self._count
        heights = [row.wrap(self._column, aH)[1] + row.getSpaceBefore() for row in self._rows]
        self._shares = _shared(heights, self._count)
        tallest = max((sum(heights[share]) for share in self._shares), default=0)
        self._heights = heights
        _, above = self._heading.wrap(aW, aH)
        _, under = self._ending.wrap(aW, aH)
        self.width, self.height = aW, above + tallest + under
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Fill this page with rows and leave at least the last one to go with the ending."""
        self.wrap(aW, aH)
        heading, rows, ending = self._heading.rows, self._rows, self._ending.rows
        movable = len(rows) - bool(ending)
        fitting = _fitting(self._heights[:movable], self._count, aH - self._heading.height)
        if fitting:
            return [self._like(heading, rows[:fitting], []), self._like([], rows[fitting:], ending)]
        if aH < self._page - _NEARLY:
            return []
        # A whole page is too little for one row, or for the last with the ending: let each be cut as it can be.
        return [_apart(), *heading, *rows[:-1], Stack([*rows[-1:], *ending], page=self._page)]

    def draw(self) -> None:
        """Draw the heading, the columns from left to right, and the ending."""
        self._heading.drawOn(self.canv, 0, self.height - self._heading.height)
        for number, share in enumerate(self._shares):
            top = self.height - self._heading.height
            for row in self._rows[share]:
                top -= row.getSpaceBefore() + row.height
                row.drawOn(self.canv, number * (self._column + self._gap), top)
        self._ending.drawOn(self.canv, 0, 0)

    def _like(self, heading: Sequence[Flowable], rows: Sequence[Flowable], ending: Sequence[Flowable]) -> "Columns":
        return Columns(heading, rows, ending, count=self._count, gap=self._gap, page=self._page)


def _apart() -> Flowable:
    """Return what stands first where something is taken apart: ReportLab wants a first part that is not cut further."""
    return NullActionFlowable()


def _fitting(heights: Sequence[float], count: int, height: float) -> int:
    """Tell how many rows go into columns of a height, filled one after the other."""
    row = 0
    for _ in range(count):
        left = height
        while row < len(heights) and heights[row] <= left:
            left -= heights[row]
            row += 1
    return row


def _shared(heights: Sequence[float], count: int) -> list[slice]:
    """Share rows among columns so that the tallest is as low as can be."""
    # Only the height of some run of rows can be the answer; there are few rows.
    runs = sorted({sum(heights[i:j]) for i in range(len(heights)) for j in range(i + 1, len(heights) + 1)})
    lowest = next((height for height in runs if _fitting(heights, count, height + 1e-6) == len(heights)), 0)
    shares, row = [], 0
    for _ in range(count):
        end = row + _fitting(heights[row:], 1, lowest + 1e-6)
        shares.append(slice(row, end))
        row = end
    return shares
