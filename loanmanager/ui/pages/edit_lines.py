"""Fields of a record edited in place: captions at the left, values at the right that become fields when one comes to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from loanmanager.ui.theme import fit, gap, px, set_property
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.inline_edit import InlineEdit
from loanmanager.ui.widgets.inline_text import InlineText
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, row, set_margins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_CAPTION = 112


def same(text: str) -> Any:
    """Read a text as what it is."""
    return text.strip()


@dataclass(frozen=True, slots=True)
class EditLine:
    """One field: its name in the record, its caption, how it is shown and read. With `options` it is chosen, not typed;
    `folded` ones are shown only when all are asked for; `several` lines fit where a text may have more than one;
    `keeps` says how it is kept where that is not by Enter.

    `read` raises ValueError for what does not fit; `wrong` is then said beside the field.
    """

    name: str
    caption: str
    show: Callable[[Any], str] = str
    read: Callable[[str], Any] = same
    options: tuple[tuple[str, str], ...] = ()
    folded: bool = False
    wrong: str = ""
    several: bool = False
    keeps: str = ""


class EditLines(QWidget):
    """Shows the fields of one record and says what was changed.

    Signals: edited(field name, the value before, the value now).
    """

    edited = Signal(str, object, object)

    def __init__(
        self, lines: Iterable[EditLine], *, unreadable: str, keeps: str, more: str = "", less: str = ""
    ) -> None:
        super().__init__()
        self._lines = {each.name: each for each in lines}
        self._controls: dict[str, InlineEdit | InlineText | Combo] = {}
        self._errors: dict[str, Any] = {}
        self._values: dict[str, Any] = {}
        self._unreadable, self._keeps, self._folds = unreadable, keeps, (more, less)
        self._folded: list[QWidget] = []
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for at, each in enumerate(self._lines.values()):
            self._add(grid, at, each)
        self._toggle = button(more, "link", flush="left")
        self._toggle.clicked.connect(lambda: self.unfold(on=self._folded[0].isHidden()))
        self.setLayout(column(fit(grid, _space), row(self._toggle, None), space=2))
        self._toggle.setVisible(bool(self._folded))
        self.unfold(on=False)

    def unfold(self, *, on: bool) -> None:
        """Show the folded fields, or fold them again."""
        for each in self._folded:
            each.setVisible(on)
        self._toggle.setText(self._folds[on])

    def _add(self, grid: QGridLayout, at: int, each: EditLine) -> None:
        control: InlineEdit | InlineText | Combo
        if each.options:
            control = Combo(each.options, says=each.caption)
            set_property(control, "role", "inline")
            control.chosen.connect(lambda key, each=each: self._keep(each, key))
        else:
            control = (InlineText if each.several else InlineEdit)("", says=each.caption, tip=each.keeps or self._keeps)
            control.kept.connect(lambda text, each=each: self._keep(each, text))
            control.dropped.connect(lambda each=each: self.set_error(each.name, ""))
        error = label("", "error", wrap=True)
        error.hide()
        self._controls[each.name], self._errors[each.name] = control, error
        said, answer = label(each.caption, "muted", wrap=True), holder(column(control, error, space=2))
        # beside several lines it stands at the first of them
        caption = holder(column(5, said, None, space=0)) if each.several else said
        grid.addWidget(caption, at, 0, Qt.AlignmentFlag(0) if each.several else Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(answer, at, 1)
        self._folded += [caption, answer] if each.folded else []

    def show_values(self, values: dict[str, Any]) -> None:
        """Show a record's values; what somebody is typing is left alone."""
        self._values = values
        for name, control in self._controls.items():
            shown = self._lines[name].show(values[name])
            if isinstance(control, Combo):
                control.choose(shown)
            else:
                control.set_value(shown)

    def enter(self) -> None:
        """Give the focus to the first field."""
        next(iter(self._controls.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def names(self) -> tuple[str, ...]:
        """Return the fields that are edited here."""
        return tuple(self._lines)

    def put_back(self, values: dict[str, Any]) -> None:
        """Show another record's values: what was typed belongs to the one before."""
        for name, control in self._controls.items():
            self.set_error(name, "")
            if not isinstance(control, Combo):
                control.setText(control.value())
                control.set_value(self._lines[name].show(values[name]))
        self.show_values(values)

    def set_error(self, name: str, text: str) -> bool:
        """Say what is wrong with a field, beside it; what was typed stays, what was chosen goes back. Tell whether the
        field is here.
        """
        error, control = self._errors.get(name), self._controls.get(name)
        if error is None or control is None:
            return False
        error.setText(text)
        error.setVisible(bool(text))
        set_property(control, "wrong", "true" if text else "")
        control.setAccessibleDescription(text)
        if text:
            shown = self._lines[name].show(self._values[name])
            control.choose(shown) if isinstance(control, Combo) else control.refuse(shown)
        return True

    def _keep(self, line: EditLine, text: str) -> None:
        try:
            value = line.read(text)
        except ValueError:
            self.set_error(line.name, line.wrong or self._unreadable)
            return
        self.set_error(line.name, "")
        before = self._values[line.name]
        if value != before:
            self.edited.emit(line.name, before, value)
        else:
            self.show_values(self._values)


def _space(grid: QGridLayout) -> None:
    """Space the lines for the text size in force."""
    set_margins(grid, 0)
    grid.setHorizontalSpacing(gap(12))
    grid.setVerticalSpacing(gap(2))
    grid.setColumnMinimumWidth(0, px(_CAPTION))
