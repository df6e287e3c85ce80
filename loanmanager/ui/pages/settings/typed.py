"""What stands in the controls of a form: read and written alike, so that unsaved typing can be kept."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from loanmanager.ui.widgets.choices import Choices
from loanmanager.ui.widgets.combo import Combo

Value = str | bool


def read(control: QWidget) -> Value:
    """Return what stands in a control: text, the key of a choice, or whether a tick is set."""
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, Combo | Choices):
        return control.value()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    assert isinstance(control, QLineEdit)
    return control.text()


def write(control: QWidget, value: Any) -> None:
    """Put a value into a control, unless it stands there already: the cursor would jump."""
    if read(control) == value:
        return
    if isinstance(control, QCheckBox):
        control.setChecked(bool(value))
    elif isinstance(control, Combo | Choices):
        control.choose(str(value))
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(str(value))
    else:
        assert isinstance(control, QLineEdit)
        control.setText(str(value))


class Typing:
    """The controls of a form by name, and what was last shown in them: what differs was typed and is not yet saved."""

    def __init__(self, controls: Mapping[str, QWidget]) -> None:
        self._controls = dict(controls)
        self._shown = self.values()

    def values(self) -> dict[str, Value]:
        """Return what stands in every control, without blanks around it."""
        found = {name: read(control) for name, control in self._controls.items()}
        return {name: each.strip() if isinstance(each, str) else each for name, each in found.items()}

    def unsaved(self) -> dict[str, Value]:
        """Return what was typed since the stored values were shown."""
        return {name: value for name, value in self.values().items() if value != self._shown[name]}

    def show(self, stored: Mapping[str, Value]) -> None:
        """Show stored values, except where a person typed something else meanwhile."""
        typed = self.unsaved()
        for name, value in stored.items():
            self._shown[name] = value
            if name not in typed:
                write(self._controls[name], value)

    def type(self, values: Mapping[str, Value]) -> None:
        """Put values in as if a person had typed them."""
        for name, value in values.items():
            write(self._controls[name], value)

    def saved(self) -> None:
        """Take what stands there as stored: from now on it follows what others store."""
        self._shown = self.values()
