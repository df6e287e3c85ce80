"""The parts of a device, or the standard parts of a type: names in both languages, what each costs, whether it is there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from loanmanager.domain.devices import Part, PartState
from loanmanager.domain.names import Label
from loanmanager.i18n import Words
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_money, show_money
from loanmanager.ui.theme import set_property
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, fixed, holder, row


@dataclass(slots=True)
class _Row:
    part: Part
    frame: QWidget
    en: QLineEdit
    fr: QLineEdit
    cost: QLineEdit
    state: Combo | None


class PartList(QWidget):
    """A list of parts to write in. Rows without a name are left aside."""

    def __init__(self, parts: Iterable[Part], words: Words, currency: str, *, with_state: bool) -> None:
        super().__init__()
        self._words, self._currency, self._with_state = words, currency, with_state
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        add = button(words.say("Add a part"), "link", "plus", flush="left")
        add.clicked.connect(lambda: self._add(Part(0, Label("")), focus=True))
        self.setLayout(column(self._captions(), self._list, row(add, None), space=6))
        for part in parts:
            self._add(part)

    def _captions(self) -> QWidget:
        say = self._words.say
        captions: list[QWidget | Grow] = [
            Grow(label(say("English"), "caption")),
            Grow(label(say("French"), "caption")),
            fixed(label(say("Cost"), "caption"), width=92),
        ]
        if self._with_state:
            captions.append(fixed(label(say("State"), "caption"), width=112))
        return holder(row(*captions, fixed(QWidget(), width=32)))

    def _add(self, part: Part, *, focus: bool = False) -> None:
        say = self._words.say
        en, fr = entry(part.name.en, says=say("English")), entry(part.name.fr, says=say("French"))
        cost = fixed(entry(show_money(part.cost, self._currency, self._words), says=say("Cost")), width=92)
        off = button("", "quiet", "x", says=say("Remove this part"))
        state = self._state(part) if self._with_state else None
        shown = [fixed(state, width=112)] if state else []
        frame = holder(row(Grow(en), Grow(fr), cost, *shown, fixed(off, width=32)))
        made = _Row(part, frame, en, fr, cost, state)
        off.clicked.connect(lambda: self._remove(made))
        self._rows.append(made)
        self._list.addWidget(frame)
        if focus:
            en.setFocus()

    def take_focus(self) -> None:
        """Go to the first part."""
        if self._rows:
            self._rows[0].en.setFocus()

    def _state(self, part: Part) -> Combo:
        say = self._words.say
        options = (
            (PartState.PRESENT.value, say("There")),
            (PartState.MISSING.value, say("Missing")),
            (PartState.DAMAGED.value, say("Damaged")),
        )
        return Combo(options, part.state.value, says=say("State"))

    def _remove(self, made: _Row) -> None:
        self._rows.remove(made)
        self._list.removeWidget(made.frame)
        made.frame.hide()
        made.frame.deleteLater()

    def parts(self) -> tuple[Part, ...] | None:
        """Return the parts as they are written now, None where a cost is no amount; the field is marked."""
        made: list[Part] = []
        for each in self._rows:
            try:
                cost = read_money(each.cost.text())
            except ValueError:
                set_property(each.cost, "wrong", "true")
                each.cost.setFocus()
                return None
            set_property(each.cost, "wrong", "")
            en, fr = each.en.text().strip(), each.fr.text().strip()
            if en or fr:
                state = PartState(each.state.value()) if each.state else each.part.state
                made.append(replace(each.part, name=Label(en or fr, fr), cost=cost, state=state))
        return tuple(made)


class PartsDialog(Dialog):
    """Edits the parts of one device. Signal: kept(tuple of Part)."""

    kept = Signal(object)

    def __init__(self, office: Office, parts: tuple[Part, ...], *, parent: QWidget) -> None:
        say = office.words.say
        self._words = office.words
        self._list = PartList(parts, office.words, office.view.office.currency, with_state=True)
        super().__init__(say("Parts"), self._list, say("Keep"), say("Cancel"), parent=parent, width=640)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._keep)
        self._list.take_focus()

    def check(self) -> bool:
        """See that every cost is an amount."""
        if self._list.parts() is None:
            self.set_error(self._words.say("A cost is not an amount. Write it like 45.00."))
            return False
        return True

    def _keep(self) -> None:
        self.kept.emit(self._list.parts())
