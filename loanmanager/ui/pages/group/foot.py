"""What all loans of a group have in common, and the one button."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_day
from loanmanager.ui.widgets.buttons import Primary
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.layout import Grow, column, row
from loanmanager.ui.widgets.suggest import Suggest


class Foot(QWidget):
    """Due date, purpose, button. Signal: changed()."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.words, today, say = office.words, office.today, office.words.say
        self._chosen: date | None = None
        self.date = DateField(
            None,
            show=self.words.day,
            read=lambda text: read_day(text, today),
            least=today,
            says=say("Due"),
            calendar=say("Calendar"),
        )
        self.date.changed.connect(self._took_due)
        self._field = Field(say("Due, for all"), self.date)
        self.what_for = Suggest(says=say("Purpose"), opens=say("Show suggestions"))
        self.what_for.textChanged.connect(lambda _: self.changed.emit())
        self.primary = Primary(say("Check out"), key_words=say("Ctrl+Enter"))
        fields = row(Grow(self._field), Grow(Field(say("Purpose, for all"), self.what_for), 2), space=16)
        self.setLayout(row(Grow(fields), column(None, self.primary), space=24, margins=(24, 12, 24, 16)))

    def due(self) -> date | None:
        """Return the date that somebody chose, None while the policy's stands."""
        return self._chosen

    def purpose(self) -> str:
        """Return what the loans are for."""
        return self.what_for.text().strip()

    def put(self, due: date | None, purpose: str) -> None:
        """Show other values."""
        self._chosen = due
        self.what_for.setText(purpose)

    def suggest(self, purposes: tuple[str, ...]) -> None:
        """Suggest what loans were for before."""
        self.what_for.set_options(purposes)

    def show_ready(self, count: int, proposed: date) -> None:
        """Say how many loans would be made, and until when."""
        words = self.words
        if not self.date.hasFocus():
            self.date.set_value(self._chosen or proposed)
        self._field.set_hint("" if self._chosen else words.say("as the policy says"))
        said = words.count("Check out {n} loan", "Check out {n} loans", count) if count else words.say("Check out")
        self.primary.set_words(said)
        self.primary.setEnabled(bool(count))

    def check(self) -> bool:
        """See that the date is one; say so beside the field where it is not."""
        dated = self.date.settle()
        self._field.set_error("" if dated else self.words.say("This is not a date."))
        return dated

    def _took_due(self, due: object) -> None:
        self._chosen = due if isinstance(due, date) else None
        self._field.set_error("")
        self.changed.emit()
