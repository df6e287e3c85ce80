"""What an agreement and a receipt have in common: the head, the two sides, a device in words."""

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable

from loanmanager.documents import barcode, logos
from loanmanager.documents.parts import Content, Row, body, columns, joined, muted, rule, said, shortened
from loanmanager.documents.style import INK, Sheet
from loanmanager.documents.text import Para, Span, may_turn
from loanmanager.domain.devices import Condition
from loanmanager.domain.papers import Borrower, Lender, PaperItem
from loanmanager.i18n import COMMA, Words

_NAME = 90
_NUMBER = 40
_GIGABYTE = 1024  # megabytes
_CAPTION = 0.28
"""How much of the width captions have, beside what is answered."""


class Head(Flowable):
    """The logo of who lends, the paper's name with a line under it, and the loan's number as a barcode at the right."""

    def __init__(self, title: str, line: Content, number: str, sheet: Sheet, lender: Lender | None = None) -> None:
        super().__init__()
        self._logo, self._gap = logos.of(lender, sheet), 1.5 * sheet.gap
        self._title = Para(title, sheet.title, bold=True, leading=sheet.title * 1.3, page=sheet.direction, color=INK)
        self._line = body(line, sheet)
        self._bars = barcode.code128(number, height=24) if barcode.encodable(number) else None
        self._number = Para(
            shortened(number, _NUMBER),
            sheet.body,
            leading=sheet.leading,
            align="center",
            page=sheet.direction,
            color=INK,
        )

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Measure both sides."""
        self._right = self._bars.width if self._bars else aW / 4 if self._number.words else 0
        self._left = self._logo.width + self._gap if self._logo else 0
        room = aW - self._right - self._left
        left = self._title.wrap(room, aH)[1] + self._line.wrap(room, aH)[1]
        right = self._number.wrap(self._right, aH)[1] + (self._bars.height if self._bars else 0)
        self.width, self.height = aW, max(left, right, self._logo.height if self._logo else 0)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both sides, the barcode with its quiet zone outside the margin's line."""
        if self._logo:
            self._logo.drawOn(self.canv, 0, self.height - self._logo.height)
        self._title.drawOn(self.canv, self._left, self.height - self._title.height)
        self._line.drawOn(self.canv, self._left, self.height - self._title.height - self._line.height)
        x, y = self.width - self._right, self.height
        if self._bars:
            x += barcode.QUIET * barcode.BAR
            y -= self._bars.height
            self._bars.drawOn(self.canv, x, y)
        self._number.drawOn(self.canv, x, y - self._number.height)


def name(text: str) -> Span:
    """Return a name for a line that has little room."""
    return Span(shortened(text, _NAME))


def sides(lender: Lender, borrower: Borrower, sheet: Sheet, words: Words) -> list[Flowable]:
    """Return lender and borrower side by side, which also says who "we" and "you" are."""
    lending, borrowing = words.say("Lender (we)"), words.say("Borrower (you)")
    cells = [(lending, _lender(lender)), (borrowing, _borrower(borrower, words))]
    return [rule(sheet), columns(cells, sheet)]


def _lines(*lines: Content | str) -> list[str | Span]:
    """Return lines under each other, without those that are empty; data of several lines, as an address, becomes one."""
    return joined([_address(line) if isinstance(line, str) else line for line in lines], "\n")


def _address(text: str) -> list[str | Span]:
    """Return an address on one line: in one piece, or its lines would change places on a mirrored page."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    whole = COMMA.join(lines)
    return joined([[Span(line)] for line in lines]) if may_turn(whole) else [Span(whole)] if whole else []


def _apart(*texts: str) -> list[str | Span]:
    """Return data on one line with dots between, without what is empty."""
    return joined([[Span(text)] for text in texts if text], " · ")


def agency(lender: Lender) -> list[str | Span]:
    """Return the agency in words: its name, where it is, how to reach it."""
    return _lender(lender)


def shorter(text: str) -> str:
    """Return data on one line, for a line that is no place for a long text."""
    return shortened(text, _NAME)


def answers(pairs: Sequence[tuple[str, str]], sheet: Sheet) -> list[Flowable]:
    """Return captions with what is answered beside them, one under the other; those without an answer are left out."""
    return [
        Row(body([Span(text)], sheet), mark=muted([caption], sheet), gutter=sheet.room * _CAPTION, before=3)
        for caption, text in pairs
        if text.strip()
    ]


def _lender(lender: Lender) -> list[str | Span]:
    reach = _apart(lender.phone, lender.email, lender.hours)
    named = joined([[Span(lender.name, bold=True)], [Span(lender.site)] if lender.site else []])
    return _lines(named, lender.address, reach)


def _borrower(borrower: Borrower, words: Words) -> list[str | Span]:
    file = said(" ({number})", number=borrower.file_number) if borrower.file_number else []
    reach = _apart(*borrower.phones, borrower.email)
    seen: Content = said(words.say("ID seen: {kind}"), kind=borrower.id_seen) if borrower.id_seen else []
    return _lines([Span(borrower.name, bold=True), *file], borrower.address, reach, seen, _guardian(borrower, words))


def _guardian(borrower: Borrower, words: Words) -> list[str | Span]:
    if not borrower.guardian:
        return []
    named = said(words.say("Parent or guardian: {name}"), name=Span(borrower.guardian, bold=True))
    relation = said(" ({relation})", relation=borrower.guardian_relation) if borrower.guardian_relation else []
    return joined([[*named, *relation], [Span(borrower.guardian_phone)] if borrower.guardian_phone else []])


def condition(state: Condition, words: Words) -> str:
    """Return how a device is, as it is said after its name."""
    return {
        Condition.NEW: words.say_for("condition on paper", "as new"),
        Condition.GOOD: words.say_for("condition on paper", "in good condition"),
        Condition.WORN: words.say_for("condition on paper", "showing wear"),
        Condition.DAMAGED: words.say_for("condition on paper", "damaged"),
    }[state]


def device(item: PaperItem, words: Words, *more: Content) -> list[str | Span]:
    """Return a device in words: its tag, what it is, and the numbers by which it is known."""
    known: list[Content] = [
        [Span(item.unit)] if item.unit else [],
        [Span(item.type)] if item.type else [],
        [Span(item.name)] if item.name else [],
        said(words.say("serial {number}"), number=item.serial) if item.serial else [],
        said(words.say("IMEI {number}"), number=item.imei) if item.imei else [],
        said(words.say("SIM …{digits}"), digits=item.sim_last_four) if item.sim_last_four else [],
        said(words.say("line {number}"), number=item.line_number) if item.line_number else [],
        [limit(item.data_cap_mb, words)] if item.data_cap_mb else [],
        *more,
    ]
    return [Span(item.tag, bold=True), "\u2002", *joined(known)]


def limit(megabytes: int, words: Words) -> str:
    """Return how much data a line carries in a month, as it is said after its device."""
    return words.say("{n} GB of data", n=f"{megabytes / _GIGABYTE:g}")


def due(day: date, words: Words) -> list[str | Span]:
    """Return when a device is due, as it is said after its name."""
    return said(words.say("due {day}"), day=Span(words.long_day(day), bold=True))


def note(text: str, sheet: Sheet, words: Words) -> list[Flowable]:
    """Return the note on a device as a line of its own, nothing where there is none."""
    if not text.strip():
        return []
    return [Row(muted(said(words.say("Note: {text}"), text=text), sheet), gutter=sheet.gutter)]


def capital(text: str) -> str:
    """Return a text that begins a line, its first letter a capital."""
    return text[:1].upper() + text[1:]


def footer(*known: str) -> list[str | Span]:
    """Return what stands at the foot of each page: the loan's number, then whatever else is known."""
    return _apart(*(shortened(one, _NUMBER) for one in known))
