"""A notice as a letter: the address where a window envelope shows it, then the words, then what is still out."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from loanmanager.documents import barcode, blocks, logos, page
from loanmanager.documents.notice_words import inside
from loanmanager.documents.parts import Content, Row, body, figure, heading, joined, muted, rule, said, shortened, space
from loanmanager.documents.style import INK, MUTED, PageSize, Sheet, sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.letters import NoticeFacts
from loanmanager.domain.papers import PaperItem
from loanmanager.i18n import Words

SIDE = 22 * mm
"""The margin, and where the address begins: what the windows of #10 and DL envelopes have in common."""

ADDRESS_TOP = 52 * mm
ADDRESS_END = 84 * mm
"""Where the address stands, from the top of a page that is folded in three."""

_ADDRESS_WIDTH = 84 * mm
_BAR = 72 * 3 / 200  # three dots of a cheap scanner: the margin of a letter falls between two of its dots
_LINES = 7
_LINE_MOST = 48


def render(facts: NoticeFacts, words: Words, *, page: PageSize = "letter", large: bool = False) -> bytes:
    """Return the PDF of one notice, the same bytes each time; `words` speak the client's language."""
    return render_many([(facts, words)], words, page=page, large=large)


def render_many(
    letters: Sequence[tuple[NoticeFacts, Words]], words: Words, *, page: PageSize = "letter", large: bool = False
) -> bytes:
    """Return one PDF of many notices, each on pages of its own in its own words; `words` speak the file's language.

    Several letters are listed in the file's contents by client number, for whoever looks for one of them. All of them
    run in one direction.
    """
    several = len(letters) > 1
    on = replace(sheet(page, letters[0][1] if letters else words, large=large), side=SIDE)
    sections = [_Notice(facts, said, on).section(bookmark=several) for facts, said in letters]
    return _build(sections, letters, words, on)


def _build(
    sections: Sequence[page.Section], letters: Sequence[tuple[NoticeFacts, Words]], words: Words, on: Sheet
) -> bytes:
    if len(letters) == 1:
        facts, own = letters[0]
        title = own.say("Letter") if facts.discreet else f"{own.say('Notice')} {facts.number}"
        return page.build(sections, page.About(title, facts.lender.name), on, own)
    return page.build(sections, page.About(words.say("Notices"), ""), on, words)


class _Notice:
    """One notice while it is drawn."""

    def __init__(self, facts: NoticeFacts, words: Words, on: Sheet) -> None:
        self.facts = facts
        self.words = words
        self.sheet = on

    def section(self, *, bookmark: bool) -> page.Section:
        """Return the letter as pages of its own."""
        facts, words, on = self.facts, self.words, self.sheet
        day = Para(
            blocks.capital(words.long_day(facts.made_on)),
            on.heading,
            leading=self._leading,
            page=on.direction,
            color=INK,
        )
        subject = Para(
            facts.subject, on.heading * 1.15, bold=True, leading=self._leading * 1.2, page=on.direction, color=INK
        )
        story = [_Top(facts, words, on), day, space(on.gap), subject, space(on.gap), *self._text(), *self._items()]
        header: Content = [] if facts.discreet else [facts.lender.name, " · ", blocks.name(facts.number)]
        footer = [] if facts.discreet else blocks.footer(facts.lender.name, facts.number)
        named = " · ".join(part for part in (facts.borrower.file_number, facts.borrower.name) if part)
        return page.Section(story, header, footer, words, named if bookmark else "")

    @property
    def _leading(self) -> float:
        """Return the distance between two lines of a letter, which is read more slowly than a form."""
        return self.sheet.heading * 1.42

    def _text(self) -> list[Flowable]:
        """Return the paragraphs; a line that ends early, as in a greeting, stays a line."""
        on = self.sheet
        story: list[Flowable] = []
        for paragraph in self.facts.body.split("\n\n"):
            if paragraph.strip():
                words = Para(
                    self._marked(paragraph.strip("\n")), on.heading, leading=self._leading, page=on.direction, color=INK
                )
                story += [words, space(on.gap)]
        return story

    def _marked(self, text: str) -> list[str | Span]:
        """Return a text in which the words that matter most are bold."""
        pieces: list[str | Span] = [text]
        for strong in self.facts.strong:
            pieces = [part for piece in pieces for part in _split(piece, strong)]
        return pieces

    def _items(self) -> list[Flowable]:
        """Return what is still out, with what replacing it costs where the stage says so."""
        facts, words, on = self.facts, self.words, self.sheet
        if not facts.items:
            return []
        priced = facts.priced and facts.total > 0
        column = words.say("Replacement cost") if priced else ""
        story: list[Flowable] = [rule(on), heading(words.say("Still on loan"), on, column)]
        for item in facts.items:
            story += self._item(item, priced=priced)
        if priced and len(facts.items) > 1:
            amount = words.money(facts.total, facts.currency)
            story.append(self._row(body(words.say("Total"), on, bold=True), amount, bold=True))
        return story

    def _item(self, item: PaperItem, *, priced: bool) -> list[Flowable]:
        on, words = self.sheet, self.words
        known: list[Content] = [[Span(part)] for part in (item.type, item.name) if part]
        if item.serial:
            known.append(said(words.say("serial {number}"), number=item.serial))
        named = [Span(item.tag, bold=True), "\u2002", *joined(known)]
        amount = words.money(item.total, self.facts.currency) if priced and item.total else ""
        rows: list[Flowable] = [self._row(body(named, on), amount)]
        if item.parts:
            parts = said(words.say("with {parts}"), parts=words.list([inside(part.name) for part in item.parts]))
            rows.append(Row(muted(parts, on), gutter=on.gutter))
        return rows

    def _row(self, words: Para, amount: str, *, bold: bool = False) -> Row:
        on = self.sheet
        if not amount:
            return Row(words, before=2)
        return Row(words, tail=figure(amount, on, bold=bold), tail_width=1.6 * on.figures, before=2)


def _split(piece: str | Span, strong: str) -> list[str | Span]:
    """Cut out of a plain piece the words that are to be bold."""
    if not isinstance(piece, str) or strong not in piece:
        return [piece]
    made: list[str | Span] = []
    for number, part in enumerate(piece.split(strong)):
        made += ([Span(strong, bold=True)] if number else []) + ([part] if part else [])
    return made


class _Top(Flowable):
    """Everything down to the fold: the agency, the loan's number as a barcode, and the address in its window.

    A discreet letter shows who is written to, and nothing else that an envelope's window could let through.
    """

    def __init__(self, facts: NoticeFacts, words: Words, on: Sheet) -> None:
        super().__init__()
        self._sheet = on
        size, leading = on.body * 1.08, on.leading * 1.12
        self._sender = Para(_sender(facts), size, leading=leading, page=on.direction, color=MUTED)
        self._address = Para(
            _address(facts, words), on.heading, leading=on.heading * 1.25, align="left", page=on.direction, color=INK
        )
        self._logo = None if facts.discreet else logos.of(facts.lender, on)
        self._left = self._logo.width + 1.5 * on.gap if self._logo else 0
        shown = "" if facts.discreet else facts.number
        self._bars = barcode.code128(shown, height=24, bar=_BAR) if barcode.encodable(shown) else None
        self._number = Para(
            shortened(shown, 40), on.body, leading=on.leading, align="center", page=on.direction, color=INK
        )

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Take the width, and the height down to the end of the address."""
        self._right = self._bars.width if self._bars else 0
        self._sender.wrap(aW - self._right - self._sheet.gap - self._left, aH)
        needed = self._address.wrap(_ADDRESS_WIDTH, aH)[1]
        sender = max(self._sender.height, self._logo.height if self._logo else 0)
        self._from = max(ADDRESS_TOP - self._sheet.top, sender + self._sheet.gap)
        self.width = aW
        self.height = max(ADDRESS_END - self._sheet.top, self._from + needed + self._sheet.gap)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the three, the barcode with its quiet zone outside the margin's line."""
        top = self.height
        if self._logo:
            self._logo.drawOn(self.canv, 0, top - self._logo.height)
        self._sender.drawOn(self.canv, self._left, top - self._sender.height)
        # On a mirrored page, too, the window of the envelope is at the left.
        left = self.width - _ADDRESS_WIDTH if self._sheet.rtl else 0
        self._address.drawOn(self.canv, left, top - self._from - self._address.height)
        if self._bars:
            x = self.width - self._right + barcode.QUIET * _BAR
            self._bars.drawOn(self.canv, x, top - self._bars.height)
            _, height = self._number.wrap(self._right, top)
            self._number.drawOn(self.canv, x, top - self._bars.height - height)


def _sender(facts: NoticeFacts) -> list[str | Span]:
    """Return who writes; of a discreet letter, nothing."""
    lender = facts.lender
    if facts.discreet:
        return [""]
    lines: list[Content] = [[Span(lender.name, bold=True)]]
    lines += [
        [Span(line)] for line in (lender.site, *lender.address.splitlines(), lender.phone, lender.email) if line.strip()
    ]
    return joined(lines, "\n")


def _address(facts: NoticeFacts, words: Words) -> list[str | Span]:
    """Return who is written to and where, on as many lines as the window shows."""
    client = facts.borrower
    care = said(words.say("c/o {guardian}"), guardian=shortened(client.guardian, _LINE_MOST)) if client.guardian else []
    lines: list[Content] = [[Span(shortened(client.name, _LINE_MOST))], care]
    lines += [[Span(shortened(line, _LINE_MOST))] for line in client.address.splitlines() if line.strip()]
    return joined([line for line in lines if line][:_LINES], "\n")
