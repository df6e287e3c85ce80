"""The reset record: which device, what was done, how one knows that it worked, by whom and when. It promises nothing."""

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page
from loanmanager.documents.parts import (
    Content,
    Row,
    Signatures,
    body,
    columns,
    heading,
    joined,
    muted,
    rule,
    said,
    space,
)
from loanmanager.documents.stacks import Stack
from loanmanager.documents.style import PageSize, Sheet, sheet
from loanmanager.documents.text import Span
from loanmanager.domain.care_papers import ResetRecordFacts
from loanmanager.i18n import Words


def render(facts: ResetRecordFacts, words: Words, *, page: PageSize = "letter", large: bool = False) -> bytes:
    """Return the PDF of a reset record, the same bytes each time."""
    return _Record(facts, words, sheet(page, words, large=large)).pdf()


class _Record:
    """One reset record while it is drawn."""

    def __init__(self, facts: ResetRecordFacts, words: Words, on: Sheet) -> None:
        self.facts = facts
        self.words = words
        self.sheet = on

    def pdf(self) -> bytes:
        """Draw the record."""
        facts, words, on = self.facts, self.words, self.sheet
        title = words.say("Reset record")
        day = blocks.capital(words.long_day(facts.done_at.date()))
        story: list[Flowable] = [
            blocks.Head(title, joined([[day], [words.clock(facts.done_at)]]), facts.number, on, facts.lender),
            rule(on),
            columns([(words.say("Device"), self._device()), (words.say("Agency"), blocks.agency(facts.lender))], on),
            heading(words.say("What was done"), on),
            *blocks.answers(self._answers(), on),
            *self._end(),
        ]
        section = page.Section(story, [title, " ", blocks.name(facts.number)], blocks.footer(facts.number))
        return page.build([section], page.About(f"{title} {facts.number}", facts.lender.name), on, words)

    def _device(self) -> Content:
        item, words = self.facts.item, self.words
        kind = joined([[Span(text)] for text in (item.type, item.name) if text])
        serial = said(words.say("Serial number {number}"), number=item.serial) if item.serial else []
        imei = said(words.say("IMEI {number}"), number=item.imei) if item.imei else []
        return joined([[Span(item.tag, bold=True)], kind, serial, imei], "\n")

    def _answers(self) -> list[tuple[str, str]]:
        facts, say = self.facts, self.words.say
        return [
            (say("Method"), facts.method),
            (say("Tool"), facts.tool),
            (say("How it was checked"), facts.verified),
            (say("Note"), facts.note),
            (say("By"), facts.done_by),
        ]

    def _end(self) -> list[Flowable]:
        words, on = self.words, self.sheet
        text = words.say(
            "This record says what was done to remove personal data before the device is lent again. "
            "It certifies no standard."
        )
        name = blocks.name(self.facts.done_by or self.facts.lender.name)
        signing = Signatures([said(words.say("Done by {name}"), name=name)], words.say("Date"), on)
        rows = [space(on.gap), Row(muted(text, on)), space(on.gap), Row(body("", on)), signing]
        return [Stack(rows, page=on.depth)]
