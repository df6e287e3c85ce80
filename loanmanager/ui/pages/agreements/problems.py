"""What is wrong with a wording and what there is to mind, each a line that leads to its place."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.templates import Doubt, Flaw, Mind, Template
from loanmanager.i18n import Words
from loanmanager.sentences.templates import of_doubt, of_flaw
from loanmanager.ui.icons import Icon
from loanmanager.ui.theme import fit, look, px
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, line, refill, row
from loanmanager.ui.widgets.panel import Panel

Problem = Flaw | Doubt

_HIGH, _LOW = 148, 96
_SHOWN = 40  # more are counted: one mends what is above first


class Problems(QWidget):
    """Signal: wanted(flaw or doubt) when one goes to its place."""

    wanted = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._shown: tuple[Problem, ...] = ()
        self._quiet = False
        self._lines = column(space=0)
        self._count = label("", "section")
        inside = holder(column(self._count, holder(self._lines), None, space=4, margins=(20, 10, 20, 10)))
        panel = Panel(inside)
        fit(panel, lambda me: me.setFixedHeight(px(_LOW if look().large else _HIGH)))
        self.setLayout(column(Grow(panel), line(), space=0))
        self.hide()

    def show_problems(self, template: Template, problems: Sequence[Problem]) -> None:
        """Show what is wrong, then what there is to mind."""
        if self._shown == (*problems,):
            return
        self._shown = (*problems,)
        refill(self._lines, *(self._line(each, template) for each in problems[:_SHOWN]))
        self._count.setText(
            self._words.count("{n} thing wrong or to mind", "{n} things wrong or to mind", len(problems))
        )
        self.setVisible(bool(problems) and not self._quiet)

    def set_quiet(self, *, quiet: bool) -> None:
        """Leave the room to what says by itself what is wrong with it."""
        self._quiet = quiet
        self.setVisible(bool(self._shown) and not quiet)

    @property
    def shown(self) -> tuple[Problem, ...]:
        """Return what is shown."""
        return self._shown

    def _line(self, problem: Problem, template: Template) -> QWidget:
        wrong = isinstance(problem, Flaw)
        said = of_flaw(problem, self._words) if isinstance(problem, Flaw) else of_doubt(problem, self._words)
        clause = template.clause(problem.clause)
        fixed = problem.word if isinstance(problem, Flaw) else problem.mind in {Mind.WORDS_MISSING, Mind.WORDS_DRAFT}
        whole = self._words.say("Headings and fixed words") if fixed else self._words.say("The whole agreement")
        where = clause.title(self._words.language) if clause else whole
        icon = Icon("circle-alert", "late", 16) if wrong else Icon("triangle-alert", "todo", 16)
        opens = button(
            where, "link", flush="left", says=self._words.say("Go to “{clause}”: {said}", clause=where, said=said)
        )
        opens.clicked.connect(partial(self.wanted.emit, problem))
        top = row(icon, opens, None, space=8)
        under = row(24, Grow(label(said, wrap=True)), space=0)
        return holder(column(top, under, space=0, margins=(0, 0, 0, 6)))
