"""The loan agreement, and the addendum that extends one: two copies in one file, drawn from frozen facts."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page, signing
from loanmanager.documents.marks import Blank, Box, Branch, Initials, Lines
from loanmanager.documents.parts import (
    Content,
    Row,
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
from loanmanager.documents.text import Para, Span
from loanmanager.domain.papers import AgreementFacts, Clause, PaperItem, PaperKit
from loanmanager.domain.signatures import Who
from loanmanager.i18n import Words

_UNKNOWN = "—"
_FEW = 4  # clauses that are not worth a second column
_TO_WRITE_ON = 2  # lines
_WITH_INITIALS = 1.9  # times the column of costs, where each part is initialled


def render(facts: AgreementFacts, words: Words, *, page: PageSize = "letter", large: bool | None = None) -> bytes:
    """Return the PDF of an agreement, or of an addendum if the facts say what it extends: the same bytes each time.

    It holds the borrower's copy and the lender's, in large print where the facts ask for it, unless told otherwise.
    `words` speak the paper's language.
    """
    return fitting(facts, words, page, large=facts.large if large is None else large).pdf()


def fitting(facts: AgreementFacts, words: Words, page: PageSize, *, large: bool = False) -> "Agreement":
    """Return the agreement set as usual, or a little tighter where that saves a page."""
    usual = Agreement(facts, words, sheet(page, words, large=large))
    if large or usual.fits:
        return usual
    tight = Agreement(facts, words, sheet(page, words, tight=True))
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
        head = blocks.Head(self.title, joined([[made_on], copy_for], " · "), facts.number, self.sheet, facts.lender)
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
            *self._reserved(),
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
        if facts.terms.late_fee:
            known.append((words.say("If it is late"), [self._fee()]))
        if facts.renewals_left is not None:
            left = words.count("{n} more time", "{n} more times", facts.renewals_left)
            known.append((words.say("Can be extended"), [left if facts.renewals_left else words.say("not again")]))
        return known

    def _fee(self) -> str:
        """Return what each device costs for a day late, and the most that it comes to."""
        words, terms = self.words, self.facts.terms
        fee = words.money(terms.late_fee, self.facts.currency)
        if not terms.late_fee_cap:
            return words.say("{fee} a day for each device", fee=fee)
        cap = words.money(terms.late_fee_cap, self.facts.currency)
        return words.say("{fee} a day for each device, {cap} at most", fee=fee, cap=cap)

    def _items(self) -> list[Flowable]:
        """Return the devices with their parts as a tree, what replacing each costs, and the total."""
        words, on = self.words, self.sheet
        name = words.say("Still on loan") if self.facts.renewed_from else words.say("What you borrow")
        rows: list[Flowable] = [heading(name, on, self._columns())]
        loose = [item for item in self.facts.items if not item.kit]
        rows += [Stack(self._item(item), page=self.sheet.depth) for item in loose]
        for kit in self.facts.kits:
            rows += self._kit(kit, [item for item in self.facts.items if item.kit == kit.tag])
        total = figure(self._cost(self.facts.total or None), on, bold=True)
        label = figure(words.say("Total cost to replace"), on)
        return [*rows, Row(label, tail=self._beside(total, write=False), tail_width=self._tail, before=2)]

    @property
    def _initialled(self) -> bool:
        """Tell whether each device and part has a place for initials."""
        return any(clause.parts for clause in self.facts.clauses)

    @property
    def _tail(self) -> float:
        """Return the width of what stands at the right of a device or part."""
        return self.sheet.figures * (_WITH_INITIALS if self._initialled else 1)

    @property
    def _apart(self) -> float:
        """Return the distance between parts, which handwriting needs."""
        return 4 if self._initialled else 0

    def _columns(self) -> str:
        """Return the name of what stands at the right."""
        cost, initials = self.words.say("Cost to replace"), self.words.say("Initials")
        return f"{cost} · {initials}" if self._initialled else cost

    @property
    def _beside_parts(self) -> str:
        """Return the initials that were given on screen for each device and part."""
        return next((signing.initials(self.facts, clause) for clause in self.facts.clauses if clause.parts), "")

    def _beside(self, cost: Para, *, write: bool = True) -> Flowable:
        """Return a cost and, where each part is initialled, a place for that beside it."""
        if not self._initialled:
            return cost
        return Row(
            cost,
            tail=Blank(self.sheet, drawn=write, written=self._beside_parts),
            tail_width=self._tail - self.sheet.figures,
        )

    def _reserved(self) -> list[Flowable]:
        """Return room for what the borrower notes about the condition; it stays in one piece."""
        on = self.sheet
        return [
            Stack([space(on.gap / 2), body(_clause_words(clause), on), Lines(_TO_WRITE_ON, on)], page=on.depth)
            for clause in self.facts.clauses
            if clause.lines
        ]

    def _kit(self, kit: PaperKit, units: Sequence[PaperItem]) -> list[Flowable]:
        """Return a kit's name and what all of it costs, then its devices, set in under it."""
        on = self.sheet
        cost = sum(unit.total for unit in units) or None if kit.cost is None else kit.cost
        named = [*said(self.words.say("Kit {tag}"), tag=Span(kit.tag, bold=True)), " · ", Span(kit.name, bold=True)]
        tail = figure(self.words.say("together {cost}", cost=self._cost(cost)), on)
        tail_width = 1.8 * on.figures + self._tail
        top = Row(body(named, on), tail=self._beside(tail, write=False), tail_width=tail_width, before=3)
        top.keepWithNext = 1
        return [top, *(Stack(self._item(unit, inset=on.gutter), page=on.depth) for unit in units)]

    def _item(self, item: PaperItem, *, inset: float = 0) -> list[Flowable]:
        words, on = self.words, self.sheet
        line = blocks.device(item, words, [blocks.condition(item.condition, words)], self._own_due(item))
        cost = figure(self._cost(item.cost), on)
        top = Row(body(line, on), gutter=inset, tail=self._beside(cost), tail_width=self._tail, before=2)
        rows: list[Flowable] = [top]
        rows += blocks.note(item.note, on, words)
        for number, part in enumerate(item.parts, 1):
            branch = Branch(on, last=number == len(item.parts), inset=inset)
            tail = figure(self._cost(part.cost), on)
            part_name = body([Span(part.name)], on)
            row = Row(part_name, mark=branch, gutter=inset + on.gutter, tail=self._beside(tail), tail_width=self._tail)
            row.spaceBefore = self._apart
            rows.append(row)
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
        clauses = [clause for clause in self.facts.clauses if not (clause.consent or clause.lines)]
        rows: list[Flowable] = [self._clause(number, clause) for number, clause in enumerate(clauses, 1)]
        if self.facts.renewed_from:
            unchanged = words.say(
                "Only the day of return changes. All else that was agreed for loan {number} still holds."
            )
            rows.insert(0, body(said(unchanged, number=blocks.name(self.facts.number)), on))
        consents = [
            Row(
                body(_clause_words(clause), on),
                mark=Box(on, ticked=signing.agreed(self.facts, clause)),
                gutter=on.gutter,
                before=2,
            )
            for clause in self.facts.clauses
            if clause.consent
        ]
        ending = [space(on.gap), *consents, signing.lines(self._signatories(), self.facts.signatures, words, on)]
        name = heading(words.say("What we agree"), on)
        count = on.columns if len(rows) > _FEW else 1
        return [Columns([name], rows, ending, count=count, gap=2 * on.gap, page=on.depth)]

    def _clause(self, number: int, clause: Clause) -> Row:
        on = self.sheet
        tail = (
            Initials(self.words.say("Initials"), on, signing.initials(self.facts, clause)) if clause.initials else None
        )
        return Row(
            body(_clause_words(clause), on),
            mark=body(f"{number}.", on, bold=True),
            gutter=on.gutter,
            tail=tail,
            tail_width=on.small * 4.8 if tail else 0,
            before=1.5,
        )

    def _signatories(self) -> list[tuple[Who, str, Content]]:
        """Return who signs, by which name, and the words under each line to sign on."""
        facts, words = self.facts, self.words
        name, guardian = facts.borrower.name, facts.borrower.guardian
        known: list[tuple[Who, str, Content]] = [
            (Who.BORROWER, name, said(words.say("You: {name}"), name=blocks.name(name)))
        ]
        if guardian:
            label = said(words.say("Parent or guardian: {name}"), name=blocks.name(guardian))
            known.append((Who.GUARDIAN, guardian, label))
        us, served_by = blocks.name(facts.lender.name), facts.lender.served_by
        if served_by:
            label = said(words.say("For {lender}: {name}"), lender=us, name=blocks.name(served_by))
        else:
            label = said(words.say("For {lender}"), lender=us)
        return [*known, (Who.STAFF, served_by, label)]


def _clause_words(clause: Clause) -> list[str | Span]:
    return [Span(f"{clause.title}. ", bold=True, isolate=False), clause.text]
