"""The recovery sheet: one page that opens an encrypted office when all else is lost, in English and in French (product 9.7)."""

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Table, TableStyle

from loanmanager.documents import blocks, page, qr
from loanmanager.documents.parts import body, muted, rule, space
from loanmanager.documents.style import BAND, HAIR, INK, LINE, MUTED, PageSize, Sheet, sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.recovery_papers import RecoverySheetFacts
from loanmanager.i18n import Words
from loanmanager.sentences import protection

_COLUMNS = 3
_WORD = 13.5  # points: it is typed from paper, perhaps in a bad light
_LINE = 23.5
_SQUARE = 1.9
"""How wide a square of the code is, in points: a cheap camera reads it at arm's length."""

_OTHER = {"en": "fr", "fr": "en"}
_Said = Callable[[Words], Sequence[Flowable]]


def render(facts: RecoverySheetFacts, *, page: PageSize = "letter") -> bytes:
    """Return the PDF of a recovery sheet: the language of the office's papers first, the other one beside it."""
    first = facts.language if facts.language in _OTHER else "en"
    return _Sheet(facts, (Words(first), Words(_OTHER[first])), sheet(page, Words(first))).pdf()


class _Sheet:
    """One sheet while it is drawn. Everything is said twice, once in each language."""

    def __init__(self, facts: RecoverySheetFacts, both: tuple[Words, Words], on: Sheet) -> None:
        self.facts, self.both, self.sheet = facts, both, on

    def pdf(self) -> bytes:
        """Draw the sheet."""
        facts, on, words = self.facts, self.sheet, self.both[0]
        title = words.say("Recovery sheet")
        story: list[Flowable] = [
            self._head(),
            rule(on),
            self._twice(lambda w: [*self._agency(w), *self._what(w)]),
            space(on.gap),
            self._grid(),
            space(on.gap),
            self._twice(self._steps),
        ]
        section = page.Section(story, [title], blocks.footer(facts.number))
        return page.build([section], page.About(f"{title} {facts.number}", facts.lender.name), on, words)

    def _head(self) -> Flowable:
        on = self.sheet
        title, other = (each.say("Recovery sheet") for each in self.both)
        named = [
            Para(title, on.title, bold=True, leading=on.title * 1.3, color=INK),
            Para(other, on.heading, leading=on.leading * 1.3, color=MUTED),
        ]
        captions = " / ".join(each.say("Sheet number") for each in self.both)
        number = Para(self.facts.number, on.title, bold=True, leading=on.title * 1.3, align="right", color=INK)
        caption = Para(captions, on.small, leading=on.leading, align="right", color=MUTED)
        return _table([[named, [number, caption]]], [on.room * 0.6, on.room * 0.4])

    def _twice(self, said: _Said) -> Flowable:
        """Return the same in both languages, side by side."""
        half = self.sheet.room / 2
        return _table([[said(words) for words in self.both]], [half, half])

    def _agency(self, words: Words) -> list[Flowable]:
        day = blocks.capital(words.long_day(self.facts.made_on))
        name = blocks.name(self.facts.lender.name)
        return [body([Span(name.text, bold=True)], self.sheet), muted(day, self.sheet), space(4)]

    def _what(self, words: Words) -> list[Flowable]:
        say = words.say
        return [
            self._heading(say("What it is for")),
            body(
                say(
                    "It opens the agency’s records and their backups when the passphrase is forgotten or the computer is lost. Whoever holds it can read everything. If the sheet and the passphrase are both lost, nobody can open the records again, not even the makers of the program."
                ),
                self.sheet,
            ),
            self._heading(say("Where to keep it")),
            body(
                say(
                    "In a safe or a locked drawer, away from the computer, best in two copies in two places. No photo, no e-mail, no file."
                ),
                self.sheet,
            ),
        ]

    def _grid(self) -> Flowable:
        """Return the words by number, read down each column, with the code beside them."""
        side = qr.across(self.facts.code) * _SQUARE
        wide = (self.sheet.room - side - 2 * self.sheet.gap) / _COLUMNS
        down = -(-len(self.facts.words) // _COLUMNS)
        numbered = list(enumerate(self.facts.words, 1))
        rows = [[_word(*numbered[at]) for at in range(row, len(numbered), down)] for row in range(down)]
        style = [("BACKGROUND", (0, 0), (-1, -1), BAND), ("INNERGRID", (0, 0), (-1, -1), HAIR, LINE)]
        grid = _table(rows, [wide] * _COLUMNS, heights=[_LINE] * down, style=style, middle=True)
        code = _Code(self.facts.code, " / ".join(w.say("The same words") for w in self.both), self.sheet)
        return _table([[[grid], [code]]], [wide * _COLUMNS + 2 * self.sheet.gap, side])

    def _steps(self, words: Words) -> list[Flowable]:
        say, on = words.say, self.sheet
        typed = say(
            "Type the {count} words in their order, or scan the code. Capitals and accents do not matter; the first four letters of a word are enough.",
            count=len(self.facts.words),
        )
        opens = say("Press “{button}”.", button=protection.open_the_records(words))
        here = (
            say("When the program starts, choose “{choice}”.", choice=protection.recovery_words(words)),
            typed,
            opens,
        )
        there = (
            say("Install Loan Manager on the new computer and start it."),
            say(
                "Choose “{choice}”, then the newest backup: its name ends in .loanbackup.",
                choice=protection.restore_a_backup(words),
            ),
            say(
                "When it asks for the recovery words, type them as above, then press “{button}”.",
                button=protection.open_the_records(words),
            ),
            say("Under Settings, Protection, choose a passphrase and have the account remember the key."),
        )
        later = say(
            "When the key was changed, this sheet still opens the backups made before: keep it with the new one."
        )
        return [
            self._heading(say("The passphrase is forgotten")),
            *self._list(here),
            self._heading(say("On a new computer")),
            *self._list(there),
            space(4),
            muted(later, on),
        ]

    def _heading(self, text: str) -> Para:
        return Para(text, self.sheet.heading, bold=True, leading=self.sheet.leading * 1.6, color=INK)

    def _list(self, steps: tuple[str, ...]) -> list[Flowable]:
        half = self.sheet.room / 2 - 12
        rows = [[[muted(f"{at}.", self.sheet)], [body(step, self.sheet)]] for at, step in enumerate(steps, 1)]
        return [_table(rows, [22, half - 22], between=2)]


def _word(number: int, word: str) -> Table:
    """Return one word with its number before it."""
    at = Para(f"{number}", 9, leading=_WORD * 1.3, align="right", color=MUTED)
    said = Para([Span(word, bold=True)], _WORD, leading=_WORD * 1.3, color=INK)
    return _table([[[at], [said]]], [30, 100], between=0, middle=True)


def _table(
    rows: list[Any],
    widths: list[float],
    *,
    heights: list[float] | None = None,
    style: Sequence[tuple[Any, ...]] = (),
    between: float = 0,
    middle: bool = False,
) -> Table:
    """Return cells beside each other, with nothing around them but a gap at the right."""
    plain = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if middle else "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-2, -1), 10),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), between),
    ]
    return Table(rows, colWidths=widths, rowHeights=heights, style=TableStyle([*plain, *style]), hAlign="LEFT")


class _Code(Flowable):
    """The square code with what it is under it."""

    def __init__(self, text: str, says: str, on: Sheet) -> None:
        super().__init__()
        self._text, self._says = text, Para(says, on.small, leading=on.leading, align="center", color=MUTED)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Measure the code and the words under it."""
        self.width = self._side = min(aW, qr.across(self._text) * _SQUARE)
        self.height = self._side + self._says.wrap(self._side, aH)[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draw both."""
        canvas: Canvas = self.canv
        canvas.setFillColor(INK)
        qr.draw(canvas, self._text, 0, self.height - self._side, self._side / qr.across(self._text))
        self._says.drawOn(canvas, 0, 0)
