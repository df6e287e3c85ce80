"""A section of the settings: captions, fields, one Save button, and what was typed kept while one looks elsewhere."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusals import Refusal
from loanmanager.operations.done import By, Done
from loanmanager.operations.office import Kept
from loanmanager.sentences import of_refusal
from loanmanager.storage.search import Store
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import Primary
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, row
from loanmanager.ui.widgets.panel import Panel


class Section(QWidget):
    """One section. A subclass fills `body()` and says what saving does, if there is anything to save."""

    def __init__(self, office: Office, title: str, about: str = "") -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self.fields: dict[str, Field] = {}
        self._title, self._about = title, about
        self.primary = Primary(self.words.say("Save"), "Ctrl+Return", self.words.say("Ctrl+Enter"))
        self.primary.clicked.connect(self.save)

    def lay_out(self, body: QWidget, *, saves: bool = True) -> None:
        """Put title, body and button in place; the body scrolls, the button stays."""
        about = [label(self._about, "muted", wrap=True)] if self._about else []
        inside = bed("surface", column(head(self._title), *about, body, None, space=16, margins=(24, 16, 24, 16)))
        parts: list[QWidget | Grow] = [Grow(Panel(inside))]
        if saves:
            parts += [line(), bed("surface", row(None, self.primary, margins=(24, 12, 24, 16)))]
        self.setLayout(column(*parts, space=0))

    def field(self, name: str, caption: str, control: QWidget, hint: str = "") -> Field:
        """Return a field that refusals of this name are said beside."""
        self.fields[name] = Field(caption, control, hint)
        return self.fields[name]

    def show_values(self) -> None:
        """Show what is stored."""

    def save(self) -> None:
        """Keep what was typed."""

    def send(self, operation: Callable[[Store, By], Done[Kept]], said: str) -> None:
        """Send what was typed; say beside its field what does not fit."""
        for each in self.fields.values():
            each.set_error("")
        self.office.do(self, operation, lambda _: self.office.say(said), self._refused)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        for reason in reasons:
            field = self.fields.get(str(getattr(reason, "field", "")))
            said = of_refusal(reason, self.words)
            if field:
                field.set_error(said)
            else:
                self.office.say(said, error=True)


def pair(*fields: QWidget) -> QWidget:
    """Return fields side by side, each as wide as the others."""
    return holder(row(*(Grow(each) for each in fields), space=16))


def texts(controls: dict[str, Any]) -> dict[str, str]:
    """Return what stands in several text fields."""
    return {name: control.text().strip() for name, control in controls.items()}
