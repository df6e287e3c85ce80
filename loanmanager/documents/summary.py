"""An agreement on one page in plain words: what, until when, what if. Drawn from the same frozen facts as the agreement."""

from dataclasses import replace

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page
from loanmanager.documents.marks import Dot
from loanmanager.documents.parts import Content, Row, banded, body, joined, muted, said, shortened, space
from loanmanager.documents.style import INK, PageSize, Sheet, sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.papers import AgreementFacts, PaperItem
from loanmanager.i18n import Words

_SCALE = 1.3  # letters of some 12 points, which are read without effort
_NAME = 60
_PLACE = 160
"""Letters of a name, and of an address: more is a mistake, and what matters would not stay on one page."""


def render(facts: AgreementFacts, words: Words, *, page: PageSize = "letter", large: bool | None = None) -> bytes:
    """Return the PDF of the summary, the same bytes each time; `words` speak the paper's language.

    More devices than one page holds are counted: the agreement names them.
    """
    on = sheet(page, words, large=facts.large if large is None else large)
    on = on if _is_large(on) else replace(on, scale=_SCALE)
    shown = len(facts.items)
    while shown > 1 and not _Summary(facts, words, on, shown).fits:
        shown -= 1
    return _Summary(facts, words, on, shown).pdf()


class _Summary:
    """One summary while it is drawn; it names the first `shown` devices."""

    def __init__(self, facts: AgreementFacts, words: Words, on: Sheet, shown: int) -> None:
        self.facts, self.words, self.sheet = facts, words, on
        self.title = words.say("In plain words")
        line = joined([[Span(blocks.shorter(facts.borrower.name))], [words.long_day(facts.made_on)]], " · ")
        lender = None if _is_large(on) else facts.lender  # a logo would take the room of three sentences
        head = blocks.Head(self.title, line, facts.number, on, lender)
        self.story: list[Flowable] = [head, space(on.gap), self._due(), *self._have(shown)]
        for name, sentences in self._what_if():
            self.story += [self._heading(name), *self._listed(sentences)]
        rest = words.say(
            "This page helps to understand the agreement. What you sign, and what counts, is the agreement."
        )
        self.story += [space(on.gap), muted(rest, on)]

    @property
    def fits(self) -> bool:
        """Tell whether it is one page."""
        return page.height(self.story, self.sheet) <= self.sheet.depth - 1

    def pdf(self) -> bytes:
        """Draw it."""
        facts = self.facts
        header = joined([[self.title], [blocks.name(facts.number)]], " · ")
        section = page.Section(self.story, header, blocks.footer(facts.number), self.words)
        about = page.About(f"{self.title} {facts.number}", facts.lender.name)
        return page.build([section], about, self.sheet, self.words)

    def _heading(self, name: str) -> Row:
        on = self.sheet
        size = on.body if _is_large(on) else on.heading
        row = Row(
            Para(name, size, bold=True, leading=on.leading * 1.1, page=on.direction, color=INK), before=on.gap * 0.55
        )
        row.keepWithNext = 1
        return row

    def _listed(self, sentences: list[Content | str]) -> list[Flowable]:
        """Return sentences one under the other, or as one paragraph where print is large."""
        if not _is_large(self.sheet):
            return [self._said(each) for each in sentences]
        return [body(joined([[each] if isinstance(each, str) else each for each in sentences], " "), self.sheet)]

    def _said(self, content: Content | str) -> Row:
        on = self.sheet
        return Row(body(content, on), mark=Dot(on), gutter=on.gutter, before=on.gap / 4)

    def _due(self) -> Flowable:
        """Return the one thing that must not be missed."""
        facts, words, on = self.facts, self.words, self.sheet
        day = Span(words.long_day(facts.due), bold=True)
        due = Para(
            said(words.say("Bring everything back by {day}."), day=day),
            on.heading,
            leading=on.leading,
            page=on.direction,
            color=INK,
        )
        where = joined([[Span(shortened(each, _PLACE))] for each in self._place() if each])
        return banded([[due], [body([words.say("Where:"), " ", *where], on)]], on)

    def _place(self) -> tuple[str, ...]:
        lender = self.facts.lender
        address = ", ".join(line.strip() for line in lender.address.splitlines() if line.strip())
        return lender.site or lender.name, address, lender.hours

    def _have(self, shown: int) -> list[Flowable]:
        """Return what the client has, each device with what belongs to it."""
        facts, words = self.facts, self.words
        rows: list[Flowable] = [self._heading(words.say("What you have"))]
        rows += [self._said(self._device(item)) for item in facts.items[:shown]]
        more = len(facts.items) - shown
        if more:
            rows.append(
                self._said(
                    words.count(
                        "and {n} more device, see the agreement", "and {n} more devices, see the agreement", more
                    )
                )
            )
        return rows

    def _device(self, item: PaperItem) -> Content:
        words = self.words
        known: list[Content] = [[Span(shortened(each, _NAME))] for each in (item.unit or item.type, item.name) if each]
        named = [*joined([[Span(item.tag, bold=True)], *known], " · ")]
        if item.parts:
            parts = words.list([part.name for part in item.parts])
            named += [" ", *said(words.say("with: {parts}"), parts=parts)]
        return named

    def _what_if(self) -> list[tuple[str, list[Content | str]]]:
        words = self.words
        return [
            (words.say("If you need more time"), self._longer()),
            (words.say("If it comes back late"), self._late()),
            (words.say("If something is lost, stolen or broken"), self._lost()),
            (words.say("Before you bring it back"), self._before()),
            (words.say("If you have a question"), self._asking()),
        ]

    def _longer(self) -> list[Content | str]:
        left, words = self.facts.renewals_left, self.words
        if left == 0:
            return [words.say("This loan cannot be extended again. Talk to us before the day of return.")]
        asks: list[Content | str] = [words.say("Ask us before the day of return.")]
        if left:
            asks.append(words.count("You can extend it {n} time.", "You can extend it {n} times.", left))
        return asks

    def _late(self) -> list[Content | str]:
        facts, words = self.facts, self.words
        told: list[Content | str] = [words.say("Call us: we look for a solution with you.")]
        fee, cap = facts.terms.late_fee, facts.terms.late_fee_cap
        if fee and cap:
            told.append(
                words.say(
                    "Each device costs {fee} for each day late, {cap} at most.",
                    fee=words.money(fee, facts.currency),
                    cap=words.money(cap, facts.currency),
                )
            )
        elif fee:
            told.append(words.say("Each device costs {fee} for each day late.", fee=words.money(fee, facts.currency)))
        if facts.terms.line_cut:
            cut = words.long_day(facts.terms.line_cut)
            told.append(said(words.say("From {day}, the internet connection may be cut."), day=cut))
        return told

    def _lost(self) -> list[Content | str]:
        facts, words = self.facts, self.words
        told: list[Content | str] = [words.say("Tell us right away.")]
        if facts.total:
            total = words.money(facts.total, facts.currency)
            told.append(words.say("Replacing all of it would cost {total}.", total=total))
        return told

    def _before(self) -> list[Content | str]:
        words = self.words
        told: list[Content | str] = [words.say("Put every part back with its device, and charge it.")]
        if self.facts.terms.erased:
            told.insert(0, words.say("Save your files elsewhere and sign out of your accounts: we erase what is left."))
        return told

    def _asking(self) -> list[Content | str]:
        lender = self.facts.lender
        reach = dict.fromkeys(each for each in (self.facts.terms.help_line or lender.phone, lender.email) if each)
        if not reach:
            return [self.words.say("Ask at the desk.")]
        return [joined([[Span(shortened(each, _NAME), bold=True)] for each in reach], " · ")]


def _is_large(on: Sheet) -> bool:
    """Tell whether this is large print: an ordinary summary is set a little larger than an agreement, too."""
    return on.scale > _SCALE
