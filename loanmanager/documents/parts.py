"""What papers are put together from: rows, grids, headings and signatures."""

import copy
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, HRFlowable, Spacer, Table, TableStyle

from loanmanager.documents.marks import Mark
from loanmanager.documents.style import BAND, HAIR, INK, LINE, MUTED, Sheet
from loanmanager.documents.text import Para, Span, clean
from loanmanager.i18n import COMMA

if TYPE_CHECKING:
    from loanmanager.documents.signing import Written

Content = Sequence[str | Span]

_FIELD = re.compile(r"\{(\w+)\}")


def said(text: str, /, **fields: str | Span) -> list[str | Span]:
    """Return a translated text with its fields filled by data, each kept apart from the words around it."""
    pieces: list[str | Span] = []
    for number, piece in enumerate(_FIELD.split(text)):
        filled = fields[piece] if number % 2 else piece
        pieces.append(Span(filled) if number % 2 and isinstance(filled, str) else filled)
    return [piece for piece in pieces if piece]


def joined(parts: Sequence[Content], between: str = COMMA) -> list[str | Span]:
    """Return several contents as one, with the same words between each two."""
    whole: list[str | Span] = []
    for part in parts:
        if part:
            whole += [between, *part] if whole else part
    return whole


def shortened(text: str, most: int) -> str:
    """Return a text on one line, cut where it is longer than any real name; it is printed in full elsewhere."""
    line = clean(text, newlines=False)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _punctuated(content: str | Content, sheet: Sheet) -> str | Content:
    """Return contents with the comma of the page's language between them."""
    if sheet.comma == COMMA or isinstance(content, str):
        return content
    return [sheet.comma if piece == COMMA else piece for piece in content]


def body(content: str | Content, sheet: Sheet, *, bold: bool = False) -> Para:
    """Return words in the size of everything that is read."""
    return Para(
        _punctuated(content, sheet), sheet.body, bold=bold, leading=sheet.leading, page=sheet.direction, color=INK
    )


def muted(content: str | Content, sheet: Sheet) -> Para:
    """Return words that explain others."""
    return Para(_punctuated(content, sheet), sheet.small, leading=sheet.leading, page=sheet.direction, color=MUTED)


def figure(text: str, sheet: Sheet, *, bold: bool = False) -> Para:
    """Return an amount or a short word for the column at the end of a row."""
    return Para(text, sheet.body, bold=bold, leading=sheet.leading, align="end", page=sheet.direction, color=INK)


def rule(sheet: Sheet) -> Flowable:
    """Return a thin line across the page."""
    return HRFlowable("100%", HAIR, color=LINE, spaceBefore=sheet.gap * 0.7, spaceAfter=sheet.gap * 0.8)


class Row(Flowable):
    """Words with a mark or a number in a gutter before them and something short after them, split over pages as needed."""

    def __init__(
        self,
        words: Para,
        *,
        mark: Mark | Para | None = None,
        gutter: float = 0,
        tail: Flowable | None = None,
        tail_width: float = 0,
        before: float = 0,
    ) -> None:
        super().__init__()
        self._words = words
        self._mark = mark
        self._gutter = gutter
        self._tail = tail
        self._tail_width = tail_width
        self.spaceBefore = before

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Measure the words, and give the mark the height of the row."""
        self.width = aW
        _, self.height = self._words.wrap(self._width_of_words(aW), aH)
        if self._tail:
            self.height = max(self.height, self._tail.wrap(self._tail_width, aH)[1])
        if self._mark:
            self._mark.wrap(self._gutter, self.height)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Cut the words; mark and tail stay with the first part."""
        self.wrap(aW, aH)
        if self._tail and self._tail.wrap(self._tail_width, aH)[1] > aH:
            return []
        halves = self._words.split(self._width_of_words(aW), aH)
        if len(halves) != 2:  # noqa: PLR2004 (nothing fits, or all does)
            return []
        first, second = copy.copy(self), copy.copy(self)
        first._words, second._words = halves  # type: ignore[assignment]  # noqa: SLF001 - a copy of itself
        second._mark = second._tail = None  # noqa: SLF001 - a copy of itself
        second.spaceBefore = 0
        second.__dict__.pop("_postponed", None)  # ReportLab's count of moves to a next page
        return [first, second]

    def draw(self) -> None:
        """Draw the three, aligned at the top, in the order in which they are read aloud."""
        if self._mark:
            self._mark.drawOn(self.canv, 0, self.height - self._mark.height)
        self._words.drawOn(self.canv, self._gutter, self.height - self._words.height)
        if self._tail:
            self._tail.drawOn(self.canv, self.width - self._tail_width, self.height - self._tail.height)

    def _width_of_words(self, whole: float) -> float:
        return whole - self._gutter - (self._tail_width + 6 if self._tail_width else 0)


def heading(text: str, sheet: Sheet, tail: str = "") -> Row:
    """Return a section's name, and at the end of the line the name of its column of figures."""
    leading, way = sheet.leading * 1.25, sheet.direction
    name = Para(text, sheet.heading, bold=True, leading=leading, page=way, color=INK)
    column = Para(tail, sheet.small, leading=leading, align="end", page=way, color=MUTED) if tail else None
    row = Row(name, tail=column, tail_width=2.8 * sheet.figures if tail else 0, before=sheet.gap)
    row.keepWithNext = 1
    return row


def columns(cells: Sequence[tuple[str, Content]], sheet: Sheet) -> Table:
    """Return labelled contents side by side; they may run over a page."""
    return _table(_labelled(cells, sheet), sheet, padding=0)


def terms(cells: Sequence[tuple[str, Content]], sheet: Sheet) -> Table:
    """Return labelled contents side by side on a grey band, as many on a line as there is room for."""
    lines = [cells[at : at + sheet.cells] for at in range(0, len(cells), sheet.cells)]
    across = max(map(len, lines))
    padded = [[*line, *[("", [""])] * (across - len(line))] for line in lines]
    return banded([row for line in padded for row in _labelled(line, sheet)], sheet)


def banded(rows: Sequence[Sequence[Flowable]], sheet: Sheet) -> Table:
    """Return rows of cells of one width on a grey band."""
    table = _table(rows, sheet, padding=sheet.gap)
    table.setStyle(TableStyle([("BACKGROUND", (0, 0), (-1, -1), BAND)]))
    return table


def _labelled(cells: Sequence[tuple[str, Content]], sheet: Sheet) -> list[list[Flowable]]:
    return [[muted(label, sheet) for label, _ in cells], [body(content, sheet) for _, content in cells]]


def _table(rows: Sequence[Sequence[Flowable]], sheet: Sheet, padding: float) -> Table:
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), padding),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, 0), padding * 0.6),
            ("BOTTOMPADDING", (0, -1), (-1, -1), padding * 0.8),
        ]
    )
    widths = [sheet.room / len(rows[0])] * len(rows[0])
    return Table([list(row) for row in rows], colWidths=widths, style=style, splitInRow=1, spaceAfter=sheet.gap / 2)


class Signatures(Flowable):
    """Lines to sign and date on, two beside each other in ordinary print; in one piece."""

    def __init__(
        self,
        signatories: Sequence[Content],
        date_label: str,
        sheet: Sheet,
        written: "Sequence[Written | None]" = (),
    ) -> None:
        """Take the words under each line and, where somebody signed on screen, what is on it."""
        super().__init__()
        self._sheet = sheet
        self._written = [*written, *[None] * len(signatories)]
        self._labels = [muted(label, sheet) for label in signatories]
        self._dates = [muted(date_label, sheet) for _ in signatories]
        self._across = 1 if sheet.large else 2
        self._space = 26 * min(sheet.scale, 1.4)  # above the line, to write in
        self.spaceBefore = 0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Measure the words under each line."""
        between = 3 * self._sheet.gap
        self._column = (aW - between * (self._across - 1)) / self._across
        self._date = self._column * 0.3
        self._step = self._column + between
        signing = self._column - self._date - self._sheet.gap
        heights = [
            max(label.wrap(signing, aH)[1], date.wrap(self._date, aH)[1])
            for label, date in zip(self._labels, self._dates, strict=True)
        ]
        rows = [heights[i : i + self._across] for i in range(0, len(heights), self._across)]
        self._rows = [self._space + max(row) for row in rows]
        self.width, self.height = aW, sum(self._rows)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines and the words under them."""
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(HAIR)
        for number, (label, date) in enumerate(zip(self._labels, self._dates, strict=True)):
            row, place = divmod(number, self._across)
            x, y = place * self._step, self.height - sum(self._rows[:row]) - self._space
            dated = x + self._column - self._date
            self.canv.line(x, y, dated - self._sheet.gap, y)
            self.canv.line(dated, y, x + self._column, y)
            label.drawOn(self.canv, x, y - label.height - 1)
            date.drawOn(self.canv, dated, y - date.height - 1)
            on_it = self._written[number]
            if on_it:
                on_it.draw_on(self.canv, x, y, dated - self._sheet.gap - x, self._space)
                on_it.date_on(self.canv, dated, y, self._date, self._space)


def together(rows: Sequence[Flowable]) -> list[Flowable]:
    """Keep the last of some rows on the page of what follows: signatures never stand alone."""
    for each in rows[-1:]:
        each.keepWithNext = 1
    return list(rows)


def space(height: float) -> Spacer:
    """Return empty height."""
    return Spacer(0, height)
