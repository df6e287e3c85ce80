"""The report of an incident: what happened to what, when and where, what was decided and what is to be paid."""

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page
from loanmanager.documents.parts import (
    Content,
    Row,
    Signatures,
    banded,
    body,
    columns,
    figure,
    heading,
    joined,
    rule,
    said,
    space,
    together,
)
from loanmanager.documents.stacks import Stack
from loanmanager.documents.style import INK, PageSize, Sheet, sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.care_papers import IncidentFacts, PaperCharge
from loanmanager.domain.incidents import ChargeState, Decision, IncidentKind
from loanmanager.i18n import Words


def render(facts: IncidentFacts, words: Words, *, page: PageSize = "letter", large: bool = False) -> bytes:
    """Return the PDF of an incident report, the same bytes each time; `words` speak the paper's language."""
    return _Report(facts, words, sheet(page, words, large=large)).pdf()


class _Report:
    """One incident report while it is drawn."""

    def __init__(self, facts: IncidentFacts, words: Words, on: Sheet) -> None:
        self.facts = facts
        self.words = words
        self.sheet = on

    def pdf(self) -> bytes:
        """Draw the report."""
        facts, words, on = self.facts, self.words, self.sheet
        title = words.say("Incident report")
        story: list[Flowable] = [
            blocks.Head(title, [blocks.capital(words.long_day(facts.made_on))], facts.number, on, facts.lender),
            *self._sides(),
            banded(
                [[Row(Para(self._what(), on.heading, bold=True, leading=on.leading, page=on.direction, color=INK))]], on
            ),
            heading(words.say("What happened"), on),
            Row(body(blocks.device(facts.item, words), on), before=on.gap / 2),
            *blocks.answers(self._answers(), on),
            *self._notes(),
            *together(self._costs()),
            *self._signing(),
        ]
        section = page.Section(story, [title, " ", blocks.name(facts.number)], blocks.footer(facts.number, facts.loan))
        return page.build([section], page.About(f"{title} {facts.number}", facts.lender.name), on, words)

    def _sides(self) -> list[Flowable]:
        facts, on, words = self.facts, self.sheet, self.words
        if facts.borrower:
            return blocks.sides(facts.lender, facts.borrower, on, words)
        return [rule(on), columns([(words.say("Agency"), blocks.agency(facts.lender))], on)]

    def _what(self) -> str:
        """Return in one sentence what is reported."""
        say, kind = self.words.say, self.facts.kind
        if self.facts.what:
            text = (
                say("A part is missing: {part}") if kind is IncidentKind.MISSING else say("A part is damaged: {part}")
            )
            return text.format(part=blocks.shorter(self.facts.what))
        return {
            IncidentKind.LOST: say("The device is lost"),
            IncidentKind.STOLEN: say("The device was stolen"),
            IncidentKind.DAMAGED: say("The device is damaged"),
        }.get(kind, say("Something is missing"))

    def _answers(self) -> list[tuple[str, str]]:
        facts, words = self.facts, self.words
        say = words.say
        known = "" if facts.happened_on is None else blocks.capital(words.long_day(facts.happened_on))
        photos = words.count("{n} photo on file", "{n} photos on file", facts.photos) if facts.photos else ""
        reported = blocks.capital(words.long_day(facts.opened_on))
        return [
            (say("When"), known or say("Not known")),
            (say("Where"), facts.place or say("Not known")),
            (say("Police report"), facts.police_number or (say("None") if self._stolen else "")),
            (say("Loan"), facts.loan),
            (say("Reported on"), reported),
            (say("Reported to"), facts.opened_by),
            (say("Photos"), photos),
        ]

    @property
    def _stolen(self) -> bool:
        return self.facts.kind is IncidentKind.STOLEN

    def _notes(self) -> list[Flowable]:
        facts, on, say = self.facts, self.sheet, self.words.say
        rows: list[Flowable] = []
        for title, text in ((say("In their words"), facts.note), (say("Follow-up"), facts.follow_up)):
            if text.strip():
                rows += [heading(title, on), Row(body([Span(text)], on), before=2)]
        return rows

    def _costs(self) -> list[Flowable]:
        facts, words, on = self.facts, self.words, self.sheet
        rows: list[Flowable] = [heading(words.say("What it costs"), on)]
        if facts.cost is not None:
            rows.append(self._amount(words.say("Replacement cost"), facts.cost, before=2))
        rows += [self._charge(each) for each in facts.charges]
        decided = {
            Decision.NONE: words.say("Nothing is decided yet."),
            Decision.WAIVE: words.say("The agency charges nothing."),
            Decision.FOUND: words.say("It was found: nothing is to be paid."),
            Decision.CHARGE: words.say("The agency asks for the amount above."),
        }[facts.decision]
        if facts.decision is Decision.CHARGE and not any(each.state is ChargeState.OPEN for each in facts.charges):
            decided = words.say("Nothing is left to pay.")
        rows.append(Row(body([decided], on, bold=True), before=4))
        if facts.decision_reason:
            rows.append(Row(body(said(words.say("Reason: {text}"), text=facts.decision_reason), on), before=2))
        return rows

    def _charge(self, charge: PaperCharge) -> Row:
        words = self.words
        day = words.long_day(charge.settled_on) if charge.settled_on else ""
        said_so = {
            ChargeState.PAID: words.say("Paid on {day}", day=day),
            ChargeState.WAIVED: words.say("Waived on {day}", day=day),
        }.get(charge.state, words.say("To pay"))
        return self._amount(joined([[said_so], [Span(charge.note)] if charge.note else []], " · "), charge.amount)

    def _amount(self, content: Content | str, cents: int, before: float = 2) -> Row:
        on = self.sheet
        tail = figure(self.words.money(cents, self.facts.currency), on, bold=True)
        return Row(body(content, on), tail=tail, tail_width=on.figures * 1.6, before=before)

    def _signing(self) -> list[Flowable]:
        facts, words, on = self.facts, self.words, self.sheet
        signed: list[Content] = []
        if facts.borrower:
            signed.append(said(words.say("You: {name}"), name=blocks.name(facts.borrower.name)))
        received = blocks.name(facts.lender.served_by or facts.lender.name)
        signed.append(said(words.say("For the agency: {name}"), name=received))
        return [Stack([space(on.gap * 2), Signatures(signed, words.say("Date"), on)], page=on.depth)]
