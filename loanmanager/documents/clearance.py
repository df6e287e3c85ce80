"""The clearance letter: everything that was lent to somebody has been returned (product 4.10)."""

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page
from loanmanager.documents.marks import Tick
from loanmanager.documents.parts import Row, Signatures, banded, body, said, space, together
from loanmanager.documents.style import INK, PageSize, Sheet, sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.care_papers import ClearanceFacts
from loanmanager.i18n import Words


def render(facts: ClearanceFacts, words: Words, *, page: PageSize = "letter", large: bool = False) -> bytes:
    """Return the PDF of a clearance letter, the same bytes each time; `words` speak the client's language."""
    return _Letter(facts, words, sheet(page, words, large=large)).pdf()


class _Letter:
    """One clearance letter while it is drawn."""

    def __init__(self, facts: ClearanceFacts, words: Words, on: Sheet) -> None:
        self.facts = facts
        self.words = words
        self.sheet = on

    def pdf(self) -> bytes:
        """Draw the letter."""
        facts, words, on = self.facts, self.words, self.sheet
        title = words.say("Clearance letter")
        sentence = Para(
            words.say("Everything has been returned."),
            on.heading,
            bold=True,
            leading=on.leading,
            page=on.direction,
            color=INK,
        )
        story: list[Flowable] = [
            blocks.Head(title, [blocks.capital(words.long_day(facts.made_on))], facts.number, on, facts.lender),
            *blocks.sides(facts.lender, facts.borrower, on, words),
            banded([[Row(sentence, mark=Tick(on), gutter=on.gutter)]], on),
            *together([*together(self._body()), space(on.gap * 2)]),
            Signatures([self._signed()], words.say("Date"), on),
        ]
        section = page.Section(story, [title, " ", blocks.name(facts.number)], blocks.footer(facts.number))
        return page.build([section], page.About(f"{title} {facts.number}", facts.lender.name), on, words)

    def _body(self) -> list[Flowable]:
        facts, words, on = self.facts, self.words, self.sheet
        who = {"name": Span(facts.borrower.name, bold=True), "lender": Span(facts.lender.name)}
        confirms = said(
            words.say(
                "{lender} confirms that {name} has returned every device that was lent and has nothing left to return."
            ),
            **who,
        )
        rows: list[Flowable] = [Row(body(confirms, on), before=on.gap)]
        if facts.last_back:
            day = words.long_day(facts.last_back)
            counted = words.count("{n} loan in all.", "{n} loans in all.", facts.loans)
            last = words.say("The last device was returned on {day}.", day=day)
            rows.append(Row(body([f"{counted} {last}"], on), before=on.gap / 2))
        asked = words.say("This letter was made on request and says how things stood on its date.")
        rows.append(Row(body([asked], on), before=on.gap / 2))
        return rows

    def _signed(self) -> list[str | Span]:
        lender = self.facts.lender
        return said(self.words.say("For the agency: {name}"), name=blocks.name(lender.served_by or lender.name))
