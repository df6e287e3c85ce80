"""One device in the basket: what it is, what goes along, what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from loanmanager import sentences
from loanmanager.domain.devices import Condition, PartState
from loanmanager.ui.icons import Icon
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.fields import entry
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import Elided, label, literal
from loanmanager.ui.widgets.layout import Grow, column, holder, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loanmanager.domain.refusal import Refusal
    from loanmanager.i18n import Words
    from loanmanager.ui.pages.desk.basket import Going


class BasketRow(QWidget):
    """Ticks for its parts, its condition, a note. It writes what is ticked into its `Going`.

    Signals: removed(device id), changed().
    """

    removed = Signal(int)
    changed = Signal()

    def __init__(self, going: Going, words: Words) -> None:
        super().__init__()
        self.going, self._words = going, words
        self._condition = button("", "quiet", menu=True, flush="right")
        self._condition.clicked.connect(self._open_menu)
        self._note = entry(going.note, words.say("A note on its state, kept with the loan"), says=words.say("Note"))
        self._note.textChanged.connect(self._noted)
        self._note.setVisible(bool(going.note))
        self._reasons = label("", "error", wrap=True)
        self._wrong = holder(row(column(Icon("circle-alert", "late", 16), None), Grow(self._reasons), space=6))
        self._wrong.hide()
        body = column(self._head(), self._parts(), self._note, self._wrong, space=4)
        picture = column(5, Icon(going.device.type.icon, "text", 20), None, space=0)
        self.setLayout(row(picture, Grow(body), space=12, margins=(0, 6, 0, 10)))
        self._show_condition()

    def set_reasons(self, reasons: Iterable[Refusal]) -> None:
        """Say what stands against lending this device, nothing if nothing does."""
        said = sentences.of_refusals(reasons, self._words)
        self._reasons.setText(said)
        self._wrong.setVisible(bool(said))

    def _head(self) -> QWidget:
        device, say = self.going.device, self._words.say
        facts = []
        if device.line:
            facts.append(say("SIM …{digits}", digits=device.line.last_four))
        if device.line and device.line.plan_end:
            facts.append(say("Plan until {day}", day=self._words.short_day(device.line.plan_end)))
        if self.going.kit:
            facts.append(self._kit())
        name = Elided(device.make_model or device.type.name.in_(self._words.language), "strong")
        about = Elided("  ·  ".join(["", *facts]).strip(), "muted")
        off = button("", "quiet", "x", says=say("Take {tag} out of the basket", tag=device.tag), flush="right")
        off.clicked.connect(lambda: self.removed.emit(device.id))
        return holder(row(name, label(device.tag, "mono"), about, None, off, space=8))

    def _kit(self) -> str:
        """Return the kit that the device goes with, and what it is in it for."""
        kit = self.going.kit
        assert kit is not None
        unit = kit.label_of(self.going.device.id).in_(self._words.language)
        named = self._words.say("Kit {tag}", tag=kit.tag)
        return f"{named}, {unit}" if unit else named

    def _parts(self) -> QWidget:
        made = QWidget()
        flow = Flow(across=20)
        for part in self.going.device.parts:
            flow.addWidget(self._tick(part.id, part.name.in_(self._words.language), part.state))
        made.setLayout(flow)
        return holder(row(Grow(made), self._condition, space=12))

    def _tick(self, part_id: int, name: str, state: PartState) -> QCheckBox:
        gone = state is PartState.MISSING
        tick = QCheckBox(literal(self._words.say("{part} (missing)", part=name) if gone else name))
        tick.setChecked(part_id in self.going.parts)
        tick.setEnabled(not gone)
        tick.toggled.connect(lambda on: self._ticked(part_id, on=on))
        return tick

    def _ticked(self, part_id: int, *, on: bool) -> None:
        self.going.parts = self.going.parts | {part_id} if on else self.going.parts - {part_id}
        self.changed.emit()

    def _noted(self, text: str) -> None:
        self.going.note = text

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for each in Condition:
            action = QAction(sentences.of_condition(each, self._words), menu)
            action.setCheckable(True)
            action.setChecked(each is self.going.condition)
            action.triggered.connect(lambda _=False, each=each: self._choose(each))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self._words.say("Add a note"), self._add_note)
        menu.popup(self._condition.mapToGlobal(self._condition.rect().bottomLeft()))

    def _choose(self, condition: Condition) -> None:
        self.going.condition = condition
        self._show_condition()
        self.changed.emit()

    def _add_note(self) -> None:
        self._note.show()
        self._note.setFocus()

    def _show_condition(self) -> None:
        said = sentences.of_condition(self.going.condition, self._words).lower()
        self._condition.setText(self._words.say("Condition: {condition}", condition=said) + " ")
        self._condition.setAccessibleName(self._condition.text().strip())
