"""The inventory list: what the agency has, by site and type, with what replacing it costs (product 5.1)."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page
from loanmanager.documents.parts import Content, Row, body, figure, heading, joined, muted, rule, said, space, terms
from loanmanager.documents.stacks import Stack
from loanmanager.documents.style import INK, PageSize, Sheet, sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.shelf_papers import InventoryFacts, ListedDevice, Sum
from loanmanager.i18n import Words

_STATE = 0.14
"""How much of a row's width the word of a device's state has."""

_LEAST_SUMS = 2
"""A sum of one row says what the sum of all says already."""


def render(facts: InventoryFacts, words: Words, *, page: PageSize = "letter", large: bool = False) -> bytes:
    """Return the PDF of an inventory list, the same bytes each time; `words` speak the office's language."""
    return _List(facts, words, sheet(page, words, large=large)).pdf()


class _List:
    """One list while it is drawn: what it comes to first, then every device."""

    def __init__(self, facts: InventoryFacts, words: Words, on: Sheet) -> None:
        self.facts, self.words, self.sheet = facts, words, on

    def pdf(self) -> bytes:
        """Draw the list."""
        facts, words, on = self.facts, self.words, self.sheet
        title, day = words.say("Inventory"), blocks.capital(words.long_day(facts.made_on))
        shown: Content = [Span(facts.shown)] if facts.shown else [words.say("Every site and type")]
        line = joined([[blocks.name(facts.lender.name)], [day], shown], " · ")
        story: list[Flowable] = [
            *self._head(title, line),
            rule(on),
            terms(self._whole(), on),
            *self._sums(words.say("By site"), facts.by_site(), words.say("No site")),
            *self._sums(words.say("By type"), facts.by_type(), ""),
            *self._groups(),
        ]
        section = page.Section(story, [title, ", ", day], blocks.footer(title, day))
        return page.build([section], page.About(title, facts.lender.name), on, words)

    def _head(self, title: str, line: Content) -> list[Flowable]:
        """Return the name of the list with a line under it, beside the agency's logo where it has one."""
        on, lender = self.sheet, self.facts.lender
        if lender.image:
            return [blocks.Head(title, line, "", on, lender)]
        name = Para(title, on.title, bold=True, leading=on.title * 1.3, page=on.direction, color=INK)
        return [name, body(line, on)]

    def _whole(self) -> list[tuple[str, Content]]:
        facts, words = self.facts, self.words
        return [
            (words.say("Devices"), [Span(words.number(len(facts.devices)), bold=True)]),
            (words.say("To replace everything"), [Span(words.money(facts.cost, facts.currency), bold=True)]),
        ]

    def _sums(self, title: str, rows: Sequence[Sum], nameless: str) -> list[Flowable]:
        """Return what there is of each site or type, unless there is only one."""
        if len(rows) < _LEAST_SUMS:
            return []
        named = [self._sum(each.name or nameless, each) for each in rows]
        return [heading(title, self.sheet, self.words.say("To replace")), *named]

    def _sum(self, name: str, each: Sum) -> Row:
        on, words = self.sheet, self.words
        amount = words.money(each.cost, self.facts.currency) if each.cost else "–"
        tail = _Pair(figure(words.number(each.count), on), figure(amount, on), 1.4 * on.figures)
        return Row(body([Span(name)], on), tail=tail, tail_width=2.4 * on.figures, before=1)

    # Every device

    def _groups(self) -> list[Flowable]:
        if not self.facts.devices:
            return [space(self.sheet.gap), body(self.words.say("There are no devices here."), self.sheet)]
        rows: list[Flowable] = []
        for site, kind, devices in self.facts.groups():
            first, *others = [self._row(each) for each in devices]
            place = site or self.words.say("No site")
            name = heading(f"{place} · {kind}", self.sheet, self.words.number(len(devices)))
            rows += [Stack([name, first], page=self.sheet.depth), *others]
        return rows

    def _row(self, each: ListedDevice) -> Row:
        """Return a device: its tag, what it is, where it lies, its state, and what replacing it costs."""
        on, words = self.sheet, self.words
        serial = said(words.say("serial {number}"), number=each.serial) if each.serial else []
        known = joined([[Span(each.name)] if each.name else [], serial, [Span(each.shelf)] if each.shelf else []])
        cost = words.money(each.cost, self.facts.currency) if each.cost else "–"
        named = body([Span(each.tag, bold=True), "\u2002", *known], on)
        tail = _Pair(muted([Span(each.state)], on), figure(cost, on), 1.4 * on.figures)
        return Row(named, tail=tail, tail_width=on.room * _STATE + 1.4 * on.figures, before=1)


class _Pair(Flowable):
    """Two short words side by side, the second one of a width of its own; lengths in points."""

    def __init__(self, first: Para, second: Para, width: float) -> None:
        super().__init__()
        self._first, self._second, self._last = first, second, width

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Measure both."""
        high = self._first.wrap(aW - self._last, aH)[1], self._second.wrap(self._last, aH)[1]
        self.width, self.height = aW, max(high)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both, aligned at the top."""
        self._first.drawOn(self.canv, 0, self.height - self._first.height)
        self._second.drawOn(self.canv, self.width - self._last, self.height - self._second.height)
