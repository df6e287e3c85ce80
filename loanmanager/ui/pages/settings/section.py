"""A section of the settings: captions, fields, one Save button, and what was typed kept while one looks elsewhere."""

from collections.abc import Callable, Collection, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words
from loanmanager.operations.done import By, Done
from loanmanager.operations.kept import Kept
from loanmanager.sentences import of_refusal
from loanmanager.storage import search
from loanmanager.storage.search import HistoryRow, Store
from loanmanager.ui.histories import events
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.typed import Typing, Value
from loanmanager.ui.theme import fit, px
from loanmanager.ui.widgets.buttons import Primary
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, row
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.timeline import Timeline

Keeping = Callable[[Store, By], Done[Kept]]

_SHOWN = 12  # entries of the history
_WIDE = 720  # px at 100 %: wider fields are harder to read across


class Section(QWidget):
    """One section. A subclass lays its fields out and says what is stored and what saving does, if anything is saved."""

    def __init__(self, office: Office, title: str, about: str = "") -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self.fields: dict[str, Field] = {}
        self.typing = Typing({})
        self._title, self._about = title, about
        self.primary = Primary(self.words.say("Save"), "Ctrl+Return", self.words.say("Ctrl+Enter"))
        self.primary.clicked.connect(self.save)

    def lay_out(self, body: QWidget, *, saves: bool = True) -> None:
        """Put title, body and button in place; the body scrolls, the button stays."""
        about = [label(self._about, "muted", wrap=True)] if self._about else []
        inside = column(head(self._title), *about, body, None, space=16, margins=(24, 16, 24, 16))
        parts: list[QWidget | Grow] = [Grow(Panel(_form(inside)))]
        if saves:
            parts += [line(), _form(row(None, self.primary, margins=(24, 12, 24, 16)))]
        self.setLayout(column(*parts, space=0))

    def field(self, name: str, caption: str, control: QWidget, hint: str = "") -> Field:
        """Return a field that refusals of this name are said beside."""
        self.fields[name] = Field(caption, control, hint)
        return self.fields[name]

    def history(self, operations: Collection[str]) -> tuple[QWidget, ...]:
        """Return who did what when, of some operations on the office, to stand at the end of the body."""
        self._told, self._tells = Timeline(self.words.say("History"), whole=True), frozenset(operations)
        return line(), label(self.words.say("History"), "section"), self._told

    def show_history(self) -> None:
        """Read the history again."""

        def read(rows: tuple[HistoryRow, ...]) -> None:
            mine = [row for row in rows if {row.operation, row.undid} & self._tells][:_SHOWN]
            self._told.set_events(events(mine, self.words, self.office.today, "office", self.office.view))
            self._told.setMaximumHeight(self._told.minimumHeight())  # a list asks for more room than its lines

        self.office.ask(self, lambda store: search.history_of(store, "office", 1), read, key="office history")

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
        for each in self.fields.values():
            each.set_error("")
        sent = self.typing.values()

        def kept(done: Done[Kept]) -> None:
            if self.typing.values() == sent:  # or somebody typed on while it was saved
                self.typing.saved()
            self.kept(done, said)

        self.office.do(self, operation, kept, self._refused)

    def kept(self, done: Done[Kept], said: str) -> None:  # noqa: ARG002 (a section may offer to undo what was done)
        """Say that it was kept."""
        self.office.say(said)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        rest = say_beside(reasons, self.fields, self.words)
        if rest:
            self.office.say(rest, error=True)


def _form(inside: QLayout) -> QWidget:
    """Return a column of the page, no wider than fields should be."""
    narrow = fit(holder(inside), lambda me: me.setMaximumWidth(px(_WIDE)))
    return bed("surface", row(Grow(narrow, 1000), None, space=0))


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
