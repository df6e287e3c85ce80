"""How a sheet's columns are taken, changed by hand; and what is wrong in its rows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from loanmanager.exchange.fields import FIELDS, Field
from loanmanager.exchange.mapping import Mapping
from loanmanager.exchange.problems import Outcome
from loanmanager.exchange.records import Reading
from loanmanager.exchange.sheets import Sheet
from loanmanager.i18n import Words
from loanmanager.sheet_sentences import of_code, of_doubt, of_outcome
from loanmanager.ui.theme import fit, gap
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, bed, column, refill
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.two_lines import Entry, TwoLineList

_SHOWN = 500  # problems listed; the rest is counted
_KEEP = "\x00keep"
_EXAMPLES = 20  # rows looked at for an example


class Columns(QWidget):
    """A line for each column: its name, an example, and what it is for us. Signal: changed(Mapping)."""

    changed = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words, self._mapping = words, Mapping(next(iter(FIELDS)))
        self._place = column(space=0)
        self.setLayout(column(label(words.say("Columns"), "section"), Grow(self._place), space=4))

    def show_sheet(self, sheet: Sheet, mapping: Mapping) -> None:
        """Show a sheet's columns."""
        self._mapping = mapping
        grid = QGridLayout()
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        fit(grid, _space)
        for at, header in enumerate(sheet.headers):
            example = next((r.cells[at] for r in sheet.rows[:_EXAMPLES] if r.cells[at].strip()), "")
            grid.addWidget(Elided(header, "strong"), at, 0)
            grid.addWidget(Elided(example, "muted"), at, 1)
            grid.addWidget(self._choice(header), at, 2)
        refill(self._place, Panel(bed("surface", column(grid, None, space=0))))

    def _choice(self, header: str) -> Combo:
        say = self._words.say
        known = FIELDS[self._mapping.kind].values()
        options = [
            ("", say("Left out")),
            (_KEEP, say("Kept as it is called")),
            *((f.key, self._caption(f)) for f in known),
        ]
        made = Combo(options, says=say("{column} is", column=header))
        made.choose(self._meaning(header))
        made.chosen.connect(lambda key: self._take(header, key))
        return made

    def _meaning(self, header: str) -> str:
        """Return what a column is above all: the field that asks it first, kept as it is called, or some field's help."""
        first = (key for key, headers in self._mapping.feeds if headers[:1] == (header,))
        return next(first, _KEEP if header in self._mapping.custom else self._mapping.field(header))

    def _caption(self, field: Field) -> str:
        names = field.fr if self._words.language == "fr" else field.en
        return names.split("|")[0]

    def _take(self, header: str, key: str) -> None:
        """Let a column feed another field, or none."""
        mapping = self._mapping
        for field, headers in mapping.feeds:
            if header in headers:
                mapping = mapping.feed(field, *(each for each in headers if each != header))
        mapping = mapping.keep(*(each for each in mapping.custom if each != header))
        if key == _KEEP:
            mapping = mapping.keep(*mapping.custom, header)
        elif key:
            mapping = mapping.feed(key, *mapping.headers(key), header)
        self._mapping = mapping
        self.changed.emit(mapping)


class Problems(QWidget):
    """What is wrong, row by row, and what was taken one way of two."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._title = label("", "section")
        self._list = TwoLineList(words.say("Problems"))
        self._fine = label(words.say("Every row can be read."), "muted", wrap=True)
        self._fine.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(self._title, Grow(self._fine), Grow(self._list), space=4))

    def show_problems(self, reading: Reading) -> None:
        """Show what is wrong in a sheet."""
        words, count = self._words, len(reading.problems)
        entries = [Entry(f"d{at}", "info", of_doubt(doubt, words)) for at, doubt in enumerate(reading.doubts)]
        for at, problem in enumerate(reading.problems[:_SHOWN]):
            left_out = problem.outcome is Outcome.ROW_SKIPPED
            what = f"{problem.header}: {problem.value}" if problem.header else problem.value
            entries.append(
                Entry(
                    f"p{at}",
                    "circle-alert" if left_out else "triangle-alert",
                    words.say("Line {line}: {what}", line=problem.line, what=of_code(problem.code, words)),
                    f"{what} · {of_outcome(problem.outcome, words)}",
                    ink="late" if left_out else "todo",
                )
            )
        self._title.setText(words.count("{n} problem", "{n} problems", count) if count else words.say("Problems"))
        self._list.set_entries(entries)
        self._list.setVisible(bool(entries))
        self._fine.setVisible(not entries)


def _space(grid: QGridLayout) -> None:
    """Space the columns' lines for the text size in force."""
    grid.setHorizontalSpacing(gap(12))
    grid.setVerticalSpacing(gap(4))
    grid.setContentsMargins(0, 0, gap(12), 0)
