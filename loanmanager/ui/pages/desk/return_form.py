"""One device coming back: its parts against what went out, the type's questions, its condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from loanmanager import sentences
from loanmanager.domain.devices import Condition
from loanmanager.domain.loans import BackState, ItemPart
from loanmanager.ui.icons import Icon
from loanmanager.ui.theme import fit, gap, px, set_property
from loanmanager.ui.widgets.fields import entry
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import Elided, label, literal, set_ink
from loanmanager.ui.widgets.layout import Grow, column, fixed, holder, line, row, set_margins
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.segments import Segments
from loanmanager.ui.widgets.status import Status

if TYPE_CHECKING:
    from loanmanager.i18n import Words
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.desk.basket import Coming


class PartTick(QWidget):
    """A part that went out: ticked when it is back; unticked, it is missing or damaged. Signal: changed()."""

    changed = Signal()

    def __init__(self, part: ItemPart, coming: Coming, words: Words) -> None:
        super().__init__()
        self._part, self._coming = part, coming
        say = words.say
        self._name = part.name.in_(words.language)
        self._tick = QCheckBox(literal(self._name))
        self._what = Segments(self._name, [(BackState.MISSING, say("Missing")), (BackState.DAMAGED, say("Damaged"))])
        self.setLayout(row(self._tick, self._what, space=8))
        self._show(coming.parts.get(part.id, BackState.BACK))
        self._tick.toggled.connect(self._toggled)
        self._what.chosen.connect(lambda key: self._keep(BackState(key)))

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 (a Qt slot)
        self._keep(BackState.BACK if on else BackState.MISSING)

    def _keep(self, state: BackState) -> None:
        self._coming.parts[self._part.id] = state
        self._show(state)
        self.changed.emit()

    def _show(self, state: BackState) -> None:
        back = state is BackState.BACK
        self._tick.setChecked(back)
        set_property(self._tick, "state", "" if back else "missing")
        self._what.choose("" if back else state)
        self._what.setVisible(not back)


class ReturnForm(QWidget):
    """Captions at the left, answers at the right, one line each: it reads down like a list.

    Signals: changed(): something was answered, which may change where the device goes next.
    """

    changed = Signal()

    def __init__(self, coming: Coming, office: Office) -> None:
        super().__init__()
        self.coming, self.office, self.words = coming, office, office.words
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        fit(self._grid, _space)
        self._incident = Notice("todo", "triangle-alert", "")
        self._fill()
        self.setLayout(column(self._head(), line(), self._grid, space=0))
        self._show_incident()

    def _head(self) -> QWidget:
        device, words = self.coming.device, self.words
        name = Elided(device.make_model or device.type.name.in_(words.language), "strong")
        due = words.say("Due {day}", day=words.day(self.coming.item.due, self.office.today))
        return holder(
            row(
                Icon(device.type.icon, "text", 20),
                name,
                label(device.tag, "mono"),
                Status("on_loan", sentences.of_status("on_loan", words)),
                None,
                Elided(due, "muted"),
                space=10,
                margins=(0, 14, 0, 14),
            )
        )

    def _fill(self) -> None:
        say, device = self.words.say, self.coming.device
        if self.coming.item.parts:
            self._add(say("Parts"), self._parts())
            self._add("", self._incident)
        for question in device.type.questions:
            self._add(question.in_(self.words.language), self._answer(question.en))
        if self.coming.expects_sim:
            self._add(say("SIM, last four"), self._sim())
        self._add(say("Condition"), self._condition())
        if not self.coming.item.parts:
            self._add("", self._incident)
        self._note = entry(self.coming.note, say("Optional, kept in the device’s history"), says=say("Note"))
        self._note.textChanged.connect(lambda text: setattr(self.coming, "note", text))
        self._add(say("Note"), self._note)

    def _add(self, caption: str, answer: QWidget) -> None:
        at = self._grid.rowCount()
        if caption:
            self._grid.addWidget(fixed(label(caption, "answer"), height=32), at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(answer, at, 1)

    def _parts(self) -> QWidget:
        made, flow = QWidget(), Flow(across=20)
        for part in self.coming.item.parts:
            tick = PartTick(part, self.coming, self.words)
            tick.changed.connect(self._answered)
            flow.addWidget(tick)
        made.setLayout(flow)
        return made

    def _answer(self, question: str) -> QWidget:
        say = self.words.say
        said = next(q.in_(self.words.language) for q in self.coming.device.type.questions if q.en == question)
        made = Segments(
            said, [("yes", say("Yes")), ("no", say("No"))], "yes" if self.coming.answers[question] else "no"
        )
        made.chosen.connect(lambda key: self._took_answer(question, good=key == "yes"))
        return holder(row(made, None))

    def _took_answer(self, question: str, *, good: bool) -> None:
        self.coming.answers[question] = good
        self._answered()

    def _sim(self) -> QWidget:
        self._digits = QLineEdit(self.coming.sim)
        self._digits.setAccessibleName(self.words.say("SIM, last four"))
        self._digits.setMaxLength(4)
        fixed(self._digits, width=72)
        self._digits.textChanged.connect(self._took_sim)
        self._sim_icon, self._sim_words = Icon("card-sim", "muted", 16), label("", "muted", wrap=True)
        self._took_sim(self.coming.sim)
        return holder(row(self._digits, self._sim_icon, Grow(self._sim_words), space=8))

    def _took_sim(self, text: str) -> None:
        self.coming.sim = text
        say, expected = self.words.say, self.coming.item.sim_last_four
        if not text:
            mark, said = ("card-sim", "muted"), say("Read them on the card in the device")
        elif text == expected:
            mark, said = ("circle-check", "ok"), say("Same SIM as went out")
        elif expected.startswith(text):
            mark, said = ("card-sim", "muted"), ""
        else:
            mark, said = ("circle-alert", "late"), say("Another SIM went out, ending in {digits}", digits=expected)
        self._sim_icon.set_icon(*mark)
        self._sim_words.setText(said)
        set_ink(self._sim_words, "late" if mark[1] == "late" else "muted")

    def _condition(self) -> QWidget:
        say, went = self.words.say, self.coming.item.out_condition
        kinds = [each for each in Condition if each is not Condition.NEW or went is Condition.NEW]
        options = [(each.value, sentences.of_condition(each, self.words)) for each in kinds]
        made = Segments(say("Condition"), options, self.coming.condition)
        made.chosen.connect(self._took_condition)
        said = sentences.of_condition(went, self.words).lower()
        return holder(row(made, Elided(say("Went out {condition}", condition=said), "muted"), None, space=12))

    def _took_condition(self, key: str) -> None:
        self.coming.condition = Condition(key)
        self._answered()

    def _answered(self) -> None:
        self._show_incident()
        self.changed.emit()

    def _show_incident(self) -> None:
        """Say before it happens that something missing or damaged opens an incident, and what the policy charges."""
        named, cost = self._bad()
        words, charges = self.words, self.office.view.rules.policy.charges
        fee = charges.for_days_late(self._days_charged())
        self._incident.setVisible(bool(named or fee))
        said = []
        currency = self.office.view.office.currency
        if named:
            said.append(words.say("Opens an incident: {parts}.", parts=words.list(named)))
        if cost:
            said.append(words.say("Replacement {amount}.", amount=words.money(cost, currency)))
        if named and not charges.replacement:
            said.append(words.say("Your policy charges nothing."))
        if fee:
            said.append(words.say("Late fee {amount}.", amount=words.money(fee, currency)))
        self._incident.set_text(" ".join(said))

    def _bad(self) -> tuple[list[str], int]:
        """Return what is missing or damaged, by name, and what replacing it costs, in cents."""
        coming, language = self.coming, self.words.language
        parts = [part for part in coming.item.parts if coming.parts.get(part.id) not in {BackState.BACK, None}]
        named, costs = [part.name.in_(language) for part in parts], [part.cost for part in parts]
        if coming.condition == Condition.DAMAGED and coming.item.out_condition is not Condition.DAMAGED:
            named.append(coming.device.make_model or coming.device.type.name.in_(language))
            costs.append(coming.device.cost)
        return named, sum(cost or 0 for cost in costs)

    def _days_charged(self) -> int:
        """Return the days for which a late fee is asked: those after the grace days, as the return counts them."""
        return (self.office.today - self.coming.item.due).days - self.office.view.rules.policy.grace_days


def _space(grid: QGridLayout) -> None:
    """Space a form's lines for the text size in force."""
    set_margins(grid, (0, 12, 0, 8))
    grid.setHorizontalSpacing(gap(16))
    grid.setVerticalSpacing(gap(8))
    grid.setColumnMinimumWidth(0, px(112))
