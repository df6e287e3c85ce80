"""The receipt of a return: what came back and how, what is still out, and whether anything is to be paid."""

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page, signing
from loanmanager.documents.marks import Caution, Cross, Dash, Mark, Tick
from loanmanager.documents.parts import Content, Row, banded, body, heading, joined, said, space
from loanmanager.documents.stacks import Stack
from loanmanager.documents.style import INK, PageSize, Sheet, sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.devices import Condition
from loanmanager.domain.loans import BackState
from loanmanager.domain.papers import PaperItem, PaperPart, ReceiptFacts
from loanmanager.domain.signatures import Who
from loanmanager.i18n import Words

_WORDS = 0.45
"""How much of a row's width the word after its name has, so that the two are read together."""


def render(facts: ReceiptFacts, words: Words, *, page: PageSize = "letter", large: bool = False) -> bytes:
    """Return the PDF of a receipt, the same bytes each time; `words` speak the paper's language."""
    return _Receipt(facts, words, sheet(page, words, large=large)).pdf()


class _Receipt:
    """One receipt while it is drawn."""

    def __init__(self, facts: ReceiptFacts, words: Words, on: Sheet) -> None:
        self.facts = facts
        self.words = words
        self.sheet = on

    def pdf(self) -> bytes:
        """Draw the receipt."""
        facts, words = self.facts, self.words
        title = words.say("Return receipt")
        day = blocks.capital(words.long_day(facts.made_at.date()))
        story = [
            blocks.Head(title, joined([[day], [words.clock(facts.made_at)]]), facts.number, self.sheet, facts.lender),
            *blocks.sides(facts.lender, facts.borrower, self.sheet, words),
            self._verdict(),
            *self._returned(),
            *self._still_out(),
            *self._after(),
        ]
        header: Content = [title, " ", blocks.name(facts.number)]
        section = page.Section(story, header, blocks.footer(facts.number))
        return page.build([section], page.About(f"{title} {facts.number}", facts.lender.name), self.sheet, words)

    def _verdict(self) -> Flowable:
        """Return in one sentence what the client wants to know."""
        facts, words = self.facts, self.words
        if not facts.complete or any(_hurt(item) for item in facts.returned):
            return self._sentence(Caution(self.sheet), words.say("Something is missing or damaged, as noted below."))
        if facts.still_out:
            said_so = words.say("All of this is back. Some devices of the loan are still out, as listed below.")
            return self._sentence(Tick(self.sheet), said_so)
        return self._sentence(Tick(self.sheet), words.say("Everything is back. Thank you!"))

    def _sentence(self, mark: Mark, text: str) -> Flowable:
        on = self.sheet
        words = Para(text, on.heading, bold=True, leading=on.leading, page=on.direction, color=INK)
        return banded([[Row(words, mark=mark, gutter=on.gutter)]], on)

    def _returned(self) -> list[Flowable]:
        name = heading(self.words.say("What came back"), self.sheet)
        return [name, *(Stack(self._item(item), page=self.sheet.depth) for item in self.facts.returned)]

    def _item(self, item: PaperItem) -> list[Flowable]:
        """Return a device, its condition out and in, its parts and the answers about it."""
        on = self.sheet
        rows: list[Flowable] = [Row(body(blocks.device(item, self.words), on), before=on.gap / 2)]
        rows += self._conditions(item)
        rows += blocks.note(item.note, on, self.words) if item.note != item.in_note else []
        rows += blocks.note(item.in_note, on, self.words)
        rows += [self._part(part) for part in item.parts]
        rows += [self._answer(question, good=good) for question, good in item.answers]
        return rows

    def _conditions(self, item: PaperItem) -> list[Flowable]:
        words, on = self.words, self.sheet
        went = blocks.condition(item.condition, words)
        if item.in_condition is None:
            return [self._marked(Dash(on), [words.say("Went out {condition}", condition=went)], "")]
        came = blocks.condition(item.in_condition, words)
        text = words.say("Went out {condition}, came back {now}", condition=went, now=came)
        return [self._marked(Caution(on) if _hurt(item) else Tick(on), [text], "")]

    def _part(self, part: PaperPart) -> Row:
        words, on = self.words, self.sheet
        mark, word = {
            BackState.BACK: (Tick(on), words.say_for("part", "back")),
            BackState.MISSING: (Cross(on), words.say_for("part", "missing")),
            BackState.DAMAGED: (Caution(on), words.say_for("part", "damaged")),
            None: (Dash(on), words.say_for("part", "not noted")),
        }[part.back]
        return self._marked(mark, [Span(part.name)], word, bold=part.back is not BackState.BACK)

    def _answer(self, question: str, *, good: bool) -> Row:
        mark = Tick(self.sheet) if good else Cross(self.sheet)
        return self._marked(mark, [Span(question)], self._yes_or_no(good=good), bold=not good)

    def _yes_or_no(self, *, good: bool) -> str:
        return self.words.say_for("answer", "yes") if good else self.words.say_for("answer", "no")

    def _marked(self, mark: Mark, content: Content, word: str, *, bold: bool = False) -> Row:
        on = self.sheet
        if not word:
            return Row(body(content, on), mark=mark, gutter=on.gutter)
        tail = body([word], on, bold=bold)
        return Row(body(content, on), mark=mark, gutter=on.gutter, tail=tail, tail_width=on.room * _WORDS)

    def _still_out(self) -> list[Flowable]:
        words, on = self.words, self.sheet
        if not self.facts.still_out:
            return []
        rows: list[Flowable] = [heading(words.say("Still on loan"), on)]
        for item in self.facts.still_out:
            due = blocks.due(item.due, words) if item.due else []
            rows.append(Row(body(blocks.device(item, words, due), on), before=2))
        return rows

    def _after(self) -> list[Flowable]:
        """Return what follows from the return, and who signs for it."""
        facts, words, on = self.facts, self.words, self.sheet
        rows: list[Flowable] = [heading(words.say("What happens now"), on)]
        rows += [
            Row(body(said(words.say("Incident opened: {what}"), what=incident), on), before=2)
            for incident in facts.incidents
        ]
        owed = said(words.say("To pay: {amount}"), amount=Span(words.money(facts.charge, facts.currency), bold=True))
        rows.append(Row(body(owed if facts.charge else [words.say("There is nothing to pay.")], on), before=2))
        erased = words.say("Personal data left on a device is erased before it is lent again.")
        name = facts.borrower.name
        signatories = [
            (Who.BORROWER, name, said(words.say("You: {name}"), name=blocks.name(name))),
            (Who.STAFF, facts.lender.served_by, self._received_by()),
        ]
        signed = signing.lines(signatories, facts.signatures, words, on)
        last = [Row(body(erased, on), before=2), space(on.gap), signed]
        return [*rows, Stack(last, page=on.depth)]

    def _received_by(self) -> list[str | Span]:
        lender = self.facts.lender
        return said(self.words.say("Received by {name}"), name=blocks.name(lender.served_by or lender.name))


def _hurt(item: PaperItem) -> bool:
    return item.in_condition is Condition.DAMAGED and item.condition is not Condition.DAMAGED
