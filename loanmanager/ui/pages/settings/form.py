"""A form of the office: fields by the names that refusals bear, what was typed and is not saved, and how it is sent."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words
from loanmanager.operations.done import By, Done
from loanmanager.operations.kept import Kept
from loanmanager.sentences import of_refusal
from loanmanager.storage.search import Store
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.typed import Typing, Value
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.layout import Grow, holder, row

Keeping = Callable[[Store, By], Done[Kept]]


class Form(QWidget):
    """Fields, and what stands in them. A subclass says what is stored and what saving does."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self.fields: dict[str, Field] = {}
        self.typing = Typing({})

    def field(self, name: str, caption: str, control: QWidget, hint: str = "") -> Field:
        """Return a field that refusals of this name are said beside."""
        self.fields[name] = Field(caption, control, hint)
        return self.fields[name]

    def stored(self) -> Mapping[str, Value]:
        """Return what is stored, by the names of the controls."""
        return {}

    def show_values(self) -> None:
        """Show what is stored, and leave what was typed."""
        self.typing.show(self.stored())

    def save(self) -> None:
        """Keep what was typed."""

    def state(self) -> object:
        """Return what was typed and is not saved."""
        return self.typing.unsaved()

    def put_back(self, state: object) -> None:
        """Type again what `state` gave."""
        if isinstance(state, dict):
            self.typing.type(state)

    def send(self, operation: Keeping, said: str) -> None:
        """Send what was typed; say beside its field what does not fit."""
        self.clear_errors()
        sent = self.typing.values()

        def kept(done: Done[Kept]) -> None:
            if self.typing.values() == sent:  # or somebody typed on while it was saved
                self.typing.saved()
            self.kept(done, said)

        self.office.do(self, operation, kept, self._refused)

    def kept(self, done: Done[Kept], said: str) -> None:  # noqa: ARG002 (a section may offer to undo what was done)
        """Say that it was kept."""
        self.office.say(said)

    def clear_errors(self) -> None:
        """Say beside no field that it is wrong."""
        for each in self.fields.values():
            each.set_error("")

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        rest = say_beside(reasons, self.fields, self.words)
        if rest:
            self.office.say(rest, error=True)


def say_beside(reasons: Iterable[Refusal], fields: Mapping[str, Field], words: Words) -> str:
    """Say each refusal beside the field it is about, go to the first of them, and return what is about no field."""
    rest, wrong = [], []
    for reason in reasons:
        field, said = fields.get(str(getattr(reason, "field", ""))), of_refusal(reason, words)
        if field:
            field.set_error(said)
            wrong.append(field)
        else:
            rest.append(said)
    if wrong:
        wrong[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
    return " ".join(rest)


def pair(*fields: QWidget) -> QWidget:
    """Return fields side by side, each as wide as the others."""
    return holder(row(*(Grow(each) for each in fields), space=16))
