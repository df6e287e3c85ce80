"""The result of a count: what is missing, what should not be there, what was found (product 2.7)."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page
from loanmanager.documents.marks import Caution, Cross, Dash, Mark, Tick
from loanmanager.documents.parts import (
    Content,
    Row,
    Signatures,
    banded,
    body,
    figure,
    heading,
    joined,
    muted,
    rule,
    said,
    space,
    terms,
)
from loanmanager.documents.stacks import Stack
from loanmanager.documents.style import INK, PageSize, Sheet, sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.stocktake_papers import CountedDevice, StocktakeFacts
from loanmanager.domain.stocktaking import Finding
from loanmanager.i18n import Words

_WORDS = 0.3
"""How much of a row's width the words after its name have."""


def render(facts: StocktakeFacts, words: Words, *, page: PageSize = "letter", large: bool = False) -> bytes:
    """Return the PDF of a count's result, the same bytes each time; `words` speak the paper's language."""
    return _Result(facts, words, sheet(page, words, large=large)).pdf()


class _Result:
    """One result while it is drawn: what asks for something first, what is in order last."""

    def __init__(self, facts: StocktakeFacts, words: Words, on: Sheet) -> None:
        self.facts = facts
        self.words = words
        self.sheet = on

    def pdf(self) -> bytes:
        """Draw the result."""
        facts, words = self.facts, self.words
        title = words.say("Stocktake")
        day, lender = words.long_day(facts.made_on), [blocks.name(facts.lender.name)]
        story = [
            blocks.Head(
                title, joined([lender, [day], [words.clock(facts.made_at)]]), facts.number, self.sheet, facts.lender
            ),
            rule(self.sheet),
            *self._about(),
            self._verdict(),
            *self._missing(),
            *self._unexpected(),
            *self._found(),
            *self._signed(),
        ]
        header: Content = [title, " ", blocks.name(facts.number)]
        section = page.Section(story, header, blocks.footer(facts.number))
        return page.build([section], page.About(f"{title} {facts.number}", facts.lender.name), self.sheet, words)

    def _about(self) -> list[Flowable]:
        """Return what was counted, when and by whom, and what it came to."""
        facts, words = self.facts, self.words
        what = joined([[Span(part)] for part in (facts.site, facts.shelf, facts.type) if part]) or [
            words.say("Every site and type")
        ]
        began = [words.long_day(facts.started_at.date()), ", ", words.clock(facts.started_at)]
        cells: list[tuple[str, Content]] = [
            (words.say("What was counted"), what),
            (words.say("Begun"), began),
            (words.say("Counted by"), joined([[blocks.name(each)] for each in facts.counted_by])),
        ]
        out = [each for each in self.facts.with_finding(*_OUT) if not each.settled]
        totals: list[tuple[str, Content]] = [
            (words.say("Expected"), [Span(words.number(facts.expected), bold=True)]),
            (words.say("Found"), [Span(words.number(len(facts.with_finding(Finding.FOUND))), bold=True)]),
            (words.say("Missing"), [Span(words.number(len(facts.missing)), bold=True)]),
            (words.say("Unexpected"), [Span(words.number(len(out) + len(facts.unknown)), bold=True)]),
        ]
        return [terms(cells, self.sheet), space(self.sheet.gap / 2), terms(totals, self.sheet)]

    def _verdict(self) -> Flowable:
        """Return in one sentence whether the shelf agrees with the records."""
        on, words = self.sheet, self.words
        wrong = self.facts.missing or self.facts.unknown or [e for e in self.facts.with_finding(*_OUT) if not e.settled]
        text = words.say("The shelf and the records do not agree, as listed below.")
        if not wrong:
            text = words.say("Everything that was expected is there, and nothing else.")
        mark: Mark = Caution(on) if wrong else Tick(on)
        sentence = Para(text, on.heading, bold=True, leading=on.leading, page=on.direction, color=INK)
        return banded([[Row(sentence, mark=mark, gutter=on.gutter)]], on)

    # What is missing

    def _missing(self) -> list[Flowable]:
        """Return what is missing, each with what replacing it costs, and what was explained before the end."""
        facts, words, on = self.facts, self.words, self.sheet
        gone = [each for each in facts.with_finding(Finding.MISSING) if each.settled]
        rows: list[Flowable] = []
        if facts.missing:
            rows.append(heading(words.say("Missing"), on, words.say("To replace")))
            rows += [self._lost(each) for each in facts.missing]
            if facts.value_missing:
                rows.append(self._total())
        if gone:
            rows.append(heading(words.say("Expected, and accounted for"), on))
            rows += [self._row(each, Dash(on), self._now(each)) for each in gone]
        return rows

    def _lost(self, device: CountedDevice) -> Row:
        on, words = self.sheet, self.words
        cost = words.money(device.cost, self.facts.currency) if device.cost else "–"
        return Row(
            body(self._named(device, place=True), on),
            mark=Cross(on),
            gutter=on.gutter,
            tail=figure(cost, on),
            tail_width=1.4 * on.figures,
            before=2,
        )

    def _total(self) -> Row:
        on, words = self.sheet, self.words
        amount = words.money(self.facts.value_missing, self.facts.currency)
        return Row(
            body(words.say("Together"), on, bold=True),
            gutter=on.gutter,
            tail=figure(amount, on, bold=True),
            tail_width=1.4 * on.figures,
            before=4,
        )

    def _now(self, device: CountedDevice) -> str:
        """Return why a device that was not scanned is not missing: its state says so, or it was given another place."""
        words = self.words
        return {
            DeviceStatus.ON_LOAN: words.say_for("stocktake paper", "lent since"),
            DeviceStatus.IN_REPAIR: words.say_for("stocktake paper", "sent to repair"),
            DeviceStatus.LOST: words.say_for("stocktake paper", "recorded as lost"),
            DeviceStatus.STOLEN: words.say_for("stocktake paper", "recorded as stolen"),
            DeviceStatus.RETIRED: words.say_for("stocktake paper", "retired since"),
        }.get(device.status, words.say_for("stocktake paper", "moved since"))

    # What should not be there

    def _unexpected(self) -> list[Flowable]:
        facts, on, words = self.facts, self.sheet, self.words
        others = facts.with_finding(*_OUT, Finding.OTHER_TYPE)
        if not others and not facts.unknown:
            return []
        rows: list[Flowable] = [heading(words.say("Unexpected"), on)]
        rows += [self._row(each, Tick(on) if each.settled else Caution(on), self._why(each)) for each in others]
        unknown = words.say("on no device’s label")
        rows += [self._marked(Caution(on), [Span(code, bold=True)], unknown) for code in facts.unknown]
        return rows

    def _why(self, device: CountedDevice) -> str:
        words = self.words
        if device.settled and device.finding is not Finding.OTHER_TYPE:
            return words.say("put right")
        if device.finding is Finding.OTHER_TYPE:
            return words.say("another type, not counted")
        if device.finding is Finding.ELSEWHERE:
            place = ", ".join(part for part in (device.site, device.shelf) if part)
            return words.say("belongs to {place}", place=place) if place else words.say("belongs to no site")
        return {
            DeviceStatus.ON_LOAN: words.say_for("stocktake paper", "recorded as on loan"),
            DeviceStatus.IN_REPAIR: words.say_for("stocktake paper", "recorded as in repair"),
            DeviceStatus.LOST: words.say_for("stocktake paper", "recorded as lost"),
            DeviceStatus.STOLEN: words.say_for("stocktake paper", "recorded as stolen"),
        }.get(device.status, words.say_for("stocktake paper", "recorded as retired"))

    # What is in order

    def _found(self) -> list[Flowable]:
        found, on = self.facts.with_finding(Finding.FOUND), self.sheet
        if not found:
            return []
        rows: list[Flowable] = [heading(self.words.say("Found"), on)]
        return [*rows, *(self._row(each, Tick(on), self._care(each)) for each in found)]

    def _care(self, device: CountedDevice) -> str:
        """Return what a device that is there still needs before it is lent."""
        return {
            DeviceStatus.TO_CHECK: self.words.say_for("stocktake paper", "to check"),
            DeviceStatus.TO_RESET: self.words.say_for("stocktake paper", "to reset"),
            DeviceStatus.RESERVED: self.words.say_for("stocktake paper", "put aside"),
        }.get(device.status, "")

    def _signed(self) -> list[Flowable]:
        on, words = self.sheet, self.words
        names: Sequence[Content] = [
            said(words.say("Counted by: {name}"), name=blocks.name(", ".join(self.facts.counted_by))),
            [words.say("Seen by")],
        ]
        return [Stack([space(on.gap * 2), Signatures(names, words.say("Date"), on)], page=on.depth)]

    def _named(self, device: CountedDevice, *, place: bool = False) -> Content:
        serial = said(self.words.say("serial {number}"), number=device.serial) if device.serial else []
        known: list[Content] = [[Span(device.name or device.type)], serial]
        if place:
            known += [[Span(part)] for part in (device.site, device.shelf) if part]
        return [Span(device.tag, bold=True), "\u2002", *joined(known)]

    def _row(self, device: CountedDevice, mark: Mark, word: str) -> Row:
        return self._marked(mark, self._named(device), word)

    def _marked(self, mark: Mark, content: Content, word: str) -> Row:
        on = self.sheet
        if not word:
            return Row(body(content, on), mark=mark, gutter=on.gutter, before=1)
        tail = muted(word, on)
        return Row(body(content, on), mark=mark, gutter=on.gutter, tail=tail, tail_width=on.room * _WORDS, before=1)


_OUT = (Finding.ELSEWHERE, Finding.WRONG_STATE)
"""What was scanned here and should not be, and can be put right."""
