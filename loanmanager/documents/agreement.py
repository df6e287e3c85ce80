"""The loan agreement, and the addendum that extends one: two copies in one file, drawn from frozen facts."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page
from loanmanager.documents.marks import Box, Branch, Initials
from loanmanager.documents.parts import (
    Content,
    Row,
    Signatures,
    body,
    figure,
    heading,
    joined,
    said,
    space,
    terms,
)
from loanmanager.documents.stacks import Columns, Stack
from loanmanager.documents.style import PageSize, Sheet, sheet
from loanmanager.documents.text import Span
from loanmanager.domain.papers import AgreementFacts, Clause, PaperItem, PaperKit
from loanmanager.i18n import Words

_UNKNOWN = "—"
_FEW = 4  # clauses that are not worth a second column


def render(facts: AgreementFacts, words: Words, *, page: PageSize = "letter", large: bool = False) -> bytes:
    """Return the PDF of an agreement, or of an addendum if the facts say what it extends: the same bytes each time.

    It holds the borrower's copy and the lender's. `words` speak the paper's language.
    """
    return fitting(facts, words, page, large=large).pdf()


def fitting(facts: AgreementFacts, words: Words, page: PageSize, *, large: bool = False) -> "Agreement":
    """Return the agreement set as usual, or a little tighter where that saves a page."""
    usual = Agreement(facts, words, sheet(page, large=large))
    if large or usual.fits:
        return usual
    tight = Agreement(facts, words, sheet(page, tight=True))
    return tight if tight.fits else usual


class Agreement:
    """One agreement while it is drawn."""

    def __init__(self, facts: AgreementFacts, words: Words, on: Sheet) -> None:
        self.facts = facts
        self.words = words
        self.sheet = on
        self.title = words.say("Loan extension") if facts.renewed_from else words.say("Loan agreement")
        self._story = self._told()
        self._borrowers = self._copy(facts.borrower.name, self._story)

    @property
    def fits(self) -> bool:
        """Tell whether a copy is one page; a point is left for what adding up loses."""
        return page.height(self._borrowers.story, self.sheet) <= self.sheet.depth - 1

    def pdf(self) -> bytes:
        """Draw both copies."""
        about = page.About(f"{self.title} {self.facts.number}", self.facts.lender.name)
        return page.build(self.copies(), about, self.sheet, self.words)

    def copies(self) -> list[page.Section]:
        """Return the borrower's copy and the lender's."""
        # What one page holds is shaped once and drawn twice. What ReportLab moved to a next page bears its marks.
        story = self._story if self.fits else self._told()
        return [self._borrowers, self._copy(self.facts.lender.name, story)]

    def _copy(self, whose: str, story: Sequence[Flowable]) -> page.Section:
        facts, words = self.facts, self.words
        copy_for = said(words.say("Copy for {name}"), name=blocks.name(whose))
        made_on = blocks.capital(words.long_day(facts.made_on))
        head = blocks.Head(self.title, joined([[made_on], copy_for], " · "), facts.number, self.sheet)
        wording = words.say("Wording {label}, draft") if facts.draft else words.say("Wording {label}")
        template = wording.format(label=facts.template) if facts.template else ""
        header = joined([[self.title, " ", blocks.name(facts.number)], copy_for], " · ")
        return page.Section([head, *story], header, blocks.footer(facts.number, template), words)

    def _told(self) -> list[Flowable]:
        """Return what both copies say alike."""
        return [
            *blocks.sides(self.facts.lender, self.facts.borrower, self.sheet, self.words),
            terms(self._terms(), self.sheet),
            *self._items(),
            *self._agreed(),
        ]

    def _terms(self) -> list[tuple[str, Content]]:
        """Return when and what for, on the band under the two sides."""
        facts, words = self.facts, self.words
        due: Content = [Span(words.long_day(facts.due), bold=True)]
        if facts.renewed_from:
            old: Content = [words.long_day(facts.renewed_from)]
            known = [(words.say("Was due"), old), (words.say("Now due"), due)]
        else:
            known = [(words.say("Return by"), due)]
            known += [(words.say("Programme"), [Span(facts.programme)])] if facts.programme else []
            known += [(words.say("What for"), [Span(facts.purpose)])] if facts.purpose else []
        if facts.renewals_left is not None:
            left = words.count("{n} more time", "{n} more times", facts.renewals_left)
            known.append((words.say("Can be extended"), [left if facts.renewals_left else words.say("not again")]))
        return known

    def _items(self) -> list[Flowable]:
        """Return the devices with their parts as a tree, what replacing each costs, and the total."""
        words, on = self.words, self.sheet
        name = words.say("Still on loan") if self.facts.renewed_from else words.say("What you borrow")
        rows: list[Flowable] = [heading(name, on, words.say("Cost to replace"))]
        loose = [item for item in self.facts.items if not item.kit]
        rows += [Stack(self._item(item), page=self.sheet.depth) for item in loose]
        for kit in self.facts.kits:
            rows += self._kit(kit, [item for item in self.facts.items if item.kit == kit.tag])
        total = figure(self._cost(self.facts.total or None), on, bold=True)
        label = figure(words.say("Total cost to replace"), on)
        return [*rows, Row(label, tail=total, tail_width=on.figures, before=2)]

    def _kit(self, kit: PaperKit, units: Sequence[PaperItem]) -> list[Flowable]:
        """Return a kit's name and what all of it costs, then its devices, set in under it."""
        on = self.sheet
        cost = sum(unit.total for unit in units) or None if kit.cost is None else kit.cost
        named = [*said(self.words.say("Kit {tag}"), tag=Span(kit.tag, bold=True)), " · ", Span(kit.name, bold=True)]
        tail = figure(self.words.say("together {cost}", cost=self._cost(cost)), on)
        top = Row(body(named, on), tail=tail, tail_width=2.8 * on.figures, before=3)
        top.keepWithNext = 1
        return [top, *(Stack(self._item(unit, inset=on.gutter), page=on.depth) for unit in units)]

    def _item(self, item: PaperItem, *, inset: float = 0) -> list[Flowable]:
        words, on = self.words, self.sheet
        line = blocks.device(item, words, [blocks.condition(item.condition, words)], self._own_due(item))
        cost = figure(self._cost(item.cost), on)
        rows: list[Flowable] = [Row(body(line, on), gutter=inset, tail=cost, tail_width=on.figures, before=2)]
        rows += blocks.note(item.note, on, words)
        for number, part in enumerate(item.parts, 1):
            branch = Branch(on, last=number == len(item.parts), inset=inset)
            tail = figure(self._cost(part.cost), on)
            part_name = body([Span(part.name)], on)
            rows.append(Row(part_name, mark=branch, gutter=inset + on.gutter, tail=tail, tail_width=on.figures))
        return rows

    def _own_due(self, item: PaperItem) -> Content:
        """Return when a device is due, where that is not when the loan is."""
        if item.due is None or item.due == self.facts.due:
            return []
        return blocks.due(item.due, self.words)

    def _cost(self, cents: int | None) -> str:
        return _UNKNOWN if cents is None else self.words.money(cents, self.facts.currency)

    def _agreed(self) -> list[Flowable]:
        """Return the clauses, then consents and signatures, which the last clause keeps company."""
        words, on = self.words, self.sheet
        clauses = [clause for clause in self.facts.clauses if not clause.consent]
        rows: list[Flowable] = [self._clause(number, clause) for number, clause in enumerate(clauses, 1)]
        if self.facts.renewed_from:
            unchanged = words.say(
                "Only the day of return changes. All else that was agreed for loan {number} still holds."
            )
            rows.insert(0, body(said(unchanged, number=blocks.name(self.facts.number)), on))
        consents = [
            Row(body(_clause_words(clause), on), mark=Box(on), gutter=on.gutter, before=2)
            for clause in self.facts.clauses
            if clause.consent
        ]
        ending = [space(on.gap), *consents, Signatures(self._signatories(), words.say("Date"), on)]
        name = heading(words.say("What we agree"), on)
        count = on.columns if len(rows) > _FEW else 1
        return [Columns([name], rows, ending, count=count, gap=2 * on.gap, page=on.depth)]

    def _clause(self, number: int, clause: Clause) -> Row:
        on = self.sheet
        tail = Initials(self.words.say("Initials"), on) if clause.initials else None
        return Row(
            body(_clause_words(clause), on),
            mark=body(f"{number}.", on, bold=True),
            gutter=on.gutter,
            tail=tail,
            tail_width=on.small * 4.8 if tail else 0,
            before=1.5,
        )

    def _signatories(self) -> list[Content]:
        """Return the words under each line to sign on."""
        facts, words = self.facts, self.words
        labels: list[Content] = [said(words.say("You: {name}"), name=blocks.name(facts.borrower.name))]
        if facts.borrower.guardian:
            guardian = blocks.name(facts.borrower.guardian)
            labels.append(said(words.say("Parent or guardian: {name}"), name=guardian))
        us = blocks.name(facts.lender.name)
        if facts.lender.served_by:
            labels.append(said(words.say("For {lender}: {name}"), lender=us, name=blocks.name(facts.lender.served_by)))
        else:
            labels.append(said(words.say("For {lender}"), lender=us))
        return labels


def _clause_words(clause: Clause) -> list[str | Span]:
    return [Span(f"{clause.title}. ", bold=True, isolate=False), clause.text]
