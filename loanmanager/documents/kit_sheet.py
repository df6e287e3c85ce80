"""The sheet that lies in a kit's bag: its devices and their parts, each with a box to tick on the way out and back."""

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page
from loanmanager.documents.marks import Box, Branch
from loanmanager.documents.parts import Content, Row, Signatures, body, heading, joined, muted, rule, said, space
from loanmanager.documents.stacks import Stack
from loanmanager.documents.style import PageSize, Sheet, sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.shelf_papers import KitSheetFacts, KitSheetUnit
from loanmanager.i18n import Words

_TICKS = 0.17
"""How much of a row's width the two columns to tick have."""


def render(facts: KitSheetFacts, words: Words, *, page: PageSize = "letter", large: bool = False) -> bytes:
    """Return the PDF of a kit's sheet, the same bytes each time; `words` speak the office's language."""
    return _KitSheet(facts, words, sheet(page, words, large=large)).pdf()


class _KitSheet:
    """One sheet while it is drawn."""

    def __init__(self, facts: KitSheetFacts, words: Words, on: Sheet) -> None:
        self.facts, self.words, self.sheet = facts, words, on

    def pdf(self) -> bytes:
        """Draw the sheet."""
        facts, words, on = self.facts, self.words, self.sheet
        title, day = words.say("Kit sheet"), blocks.capital(words.long_day(facts.made_on))
        line = joined([[Span(facts.name, bold=True)], [blocks.name(facts.lender.name)], [day]], " · ")
        story: list[Flowable] = [
            blocks.Head(title, line, facts.tag, on, facts.lender),
            rule(on),
            *self._units(),
            *self._note(),
            Stack([space(on.gap * 2), self._signing()], page=on.depth),
        ]
        section = page.Section(story, [title, " ", blocks.name(facts.tag)], blocks.footer(facts.tag))
        return page.build([section], page.About(f"{title} {facts.tag}", facts.lender.name), on, words)

    def _units(self) -> list[Flowable]:
        on, words = self.sheet, self.words
        if not self.facts.units:
            return [body(words.say("There are no devices in this kit."), on)]
        captions = _Ticks(muted(words.say_for("kit sheet", "Out"), on), muted(words.say_for("kit sheet", "Back"), on))
        count = words.count("{n} device", "{n} devices", len(self.facts.units))
        top = Row(body([count], on, bold=True), tail=captions, tail_width=on.room * _TICKS)
        return [top, *(Stack(self._unit(each), page=on.depth) for each in self.facts.units)]

    def _unit(self, unit: KitSheetUnit) -> list[Flowable]:
        """Return a device and its parts, each with its two boxes."""
        serial = said(self.words.say("serial {number}"), number=unit.serial) if unit.serial else []
        known: list[Content] = [[Span(each)] for each in (unit.label, unit.name) if each]
        named: Content = [Span(unit.tag, bold=True), "\u2002", *joined([*known, serial])]
        rows = [self._ticked(named, None, before=self.sheet.gap * 0.7)]
        last = len(unit.parts) - 1
        for at, part in enumerate(unit.parts):
            rows.append(self._ticked([Span(part)], Branch(self.sheet, last=at == last), before=0))
        return rows

    def _ticked(self, content: Content, mark: Branch | None, *, before: float) -> Flowable:
        on = self.sheet
        gutter = on.gutter if mark else 0
        boxes = _Ticks(_LineBox(on), _LineBox(on))
        words = body(content, on)
        return Row(words, mark=mark, gutter=gutter, tail=boxes, tail_width=on.room * _TICKS, before=before)

    def _note(self) -> list[Flowable]:
        on = self.sheet
        if not self.facts.note.strip():
            return []
        return [heading(self.words.say("Note"), on), Row(body([Span(self.facts.note)], on))]

    def _signing(self) -> Flowable:
        say = self.words.say
        return Signatures(
            [[say("Checked on the way out by")], [say("Checked when it came back by")]], say("Date"), self.sheet
        )


class _LineBox(Box):
    """A box to tick, as high as one line."""

    def wrap(self, aW: float, _aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Take one line."""
        return super().wrap(aW, self.sheet.leading)


class _Ticks(Flowable):
    """Two columns beside each other: what is ticked on the way out, and on the way back."""

    def __init__(self, out: "_LineBox | Para", back: "_LineBox | Para") -> None:
        super().__init__()
        self._pair = (out, back)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Measure both columns."""
        self.width = aW
        self.height = max(each.wrap(aW / 2, aH)[1] for each in self._pair)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both columns, aligned at the top."""
        for at, each in enumerate(self._pair):
            each.drawOn(self.canv, at * self.width / 2, self.height - each.height)
