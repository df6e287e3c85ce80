"""The fields of a new client that can wait, and those that cannot for somebody young."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from loanmanager.domain.clients import Guardian, InternetUse
from loanmanager.sentences import of_field
from loanmanager.ui.office import Office
from loanmanager.ui.pages.clients.internet import internet_options
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field, entry, note
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, Thing, column, holder, row

PAIRS = (("preferred_name", "pronouns"), ("counsellor", "id_seen"), ("file_number", "card"))
_GUARDIAN = ("name", "relation", "phone")


class MoreFields(QWidget):
    """Names, numbers, programme, internet, address, orientation, discretion. `entries` are the lines of text by field."""

    def __init__(self, office: Office, fields: dict[str, Field]) -> None:
        super().__init__()
        words, say = office.words, office.words.say
        self._today = office.today
        self.entries = {name: entry() for pair in PAIRS for name in pair}
        none = (("", say("No programme")),)
        self.programme = Combo((*none, *((name, name) for name in office.view.programmes)))
        self.internet = Combo(internet_options(office))
        self.address, self.notes = note(lines=2), note(lines=2)
        self.discreet = QCheckBox(say("Discreet: never name the agency"))
        self.large_print = QCheckBox(say("Papers in large print"))
        self.orientation = QCheckBox(say("Orientation done today"))

        def field(name: str, control: QWidget, hint: str = "") -> Grow:
            fields[name] = Field(of_field(name, words), control, hint)
            return Grow(fields[name])

        hints = {"file_number": say("made if left empty"), "id_seen": say("never a copy")}
        pairs = [
            row(*(field(name, self.entries[name], hints.get(name, "")) for name in pair), space=12) for pair in PAIRS
        ]
        chosen = row(field("programmes", self.programme), field("internet", self.internet), space=12)
        ticks = column(self.discreet, self.large_print, self.orientation, space=8)
        lines: list[Thing] = [*pairs, chosen, field("address", self.address), field("notes", self.notes), ticks]
        self.setLayout(column(*lines, space=12))

    def typed(self) -> dict[str, Any]:
        """Return what was typed and chosen, by field."""
        chosen: dict[str, Any] = {name: each.text() for name, each in self.entries.items()}
        if self.orientation.isChecked():
            chosen["orientation_on"] = self._today
        return chosen | {
            "address": self.address.toPlainText(),
            "notes": self.notes.toPlainText(),
            "internet": InternetUse(self.internet.value()),
            "discreet": self.discreet.isChecked(),
            "large_print": self.large_print.isChecked(),
            "programmes": (self.programme.value(),) if self.programme.value() else (),
        }


class GuardianFields(QWidget):
    """Who signs for somebody young. Signal: changed()."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        say = office.words.say
        captions = {"name": say("Guardian’s name"), "relation": say("Relation"), "phone": say("Phone")}
        self.entries = {name: entry() for name in _GUARDIAN}
        fields = [Grow(Field(captions[name], self.entries[name])) for name in _GUARDIAN]
        age = office.view.rules.policy.guardian_age
        said = label(say("Under {age}: a guardian signs the agreement.", age=age), "muted", wrap=True)
        self.setLayout(column(said, holder(row(*fields, space=12)), space=8))

    def guardian(self) -> Guardian:
        """Return who was named."""
        return Guardian(**{name: each.text().strip() for name, each in self.entries.items()})
