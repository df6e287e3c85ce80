"""Asking for somebody who works here: name, role, language; and for a PIN to give them."""

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.office import Role, Staff
from loanmanager.domain.refusal import Refusal
from loanmanager.domain.signing_in import SHORTEST
from loanmanager.i18n import LANGUAGES
from loanmanager.operations import staff as operations
from loanmanager.operations.done import Done
from loanmanager.operations.kept import Kept
from loanmanager.operations.staff import NewStaff
from loanmanager.sentences.rights import of_role
from loanmanager.storage.search import StaffRow
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Keeping, pair, say_beside
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column


class StaffDialog(Dialog):
    """Adds somebody, or edits who is there."""

    def __init__(self, office: Office, who: StaffRow | None, *, parent: QWidget) -> None:
        self.office, self.words, self._who, self._key = office, office.words, who, uuid4().hex
        say = office.words.say
        role, language = (who.role, who.language) if who else (Role.FRONT_DESK, office.words.language)
        self._name, self._pin = entry(who.name if who else ""), entry()
        self._role = Combo([(str(each), of_role(each, office.words)) for each in Role], str(role))
        self._language = Combo(tuple(LANGUAGES.items()), language)
        self.fields = {
            "name": Field(say("Name"), self._name, say("as papers print it")),
            "role": Field(say("Role"), self._role),
            "language": Field(say("Language of the screen"), self._language),
            "pin": Field(say("First PIN"), self._pin, say("they choose their own when they first sign in")),
        }
        self.fields["pin"].setVisible(not who and office.view.asks_pin)
        f = self.fields
        body = column(f["name"], pair(f["role"], f["language"]), f["pin"], space=12)
        title = say("Edit {name}", name=who.name) if who else say("Add somebody")
        super().__init__(title, body, say("Save") if who else say("Add"), say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._name.setFocus()

    def _save(self) -> None:
        for each in self.fields.values():
            each.set_error("")
        self.office.do(self, self._operation(), self._saved, self._refused)

    def _operation(self) -> Keeping:
        name, role, language = self._name.text().strip(), Role(self._role.value()), self._language.value()
        pin, key, who = self._pin.text(), self._key, self._who
        if who is None:
            new = NewStaff(name, role, language, pin, key)
            return lambda store, by: operations.add_staff(store, new, by)
        changed = Staff(who.id, name, role, language)
        return lambda store, by: operations.edit_staff(store, changed, by, idem=key)

    def _saved(self, _done: Done[Kept]) -> None:
        self.office.say(self.words.say("{name} saved", name=self._name.text().strip()))
        self.accept()

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self._key = uuid4().hex
        self.set_busy(busy=False)  # before a field takes the focus
        self.set_error(say_beside(reasons, self.fields, self.words))


class GivePin(Dialog):
    """Gives somebody else a PIN: it is shown while it is typed, since it has to be told them, and changed by them at once."""

    def __init__(self, office: Office, who: StaffRow, *, parent: QWidget) -> None:
        self.office, self.words, self._who, self._key = office, office.words, who, uuid4().hex
        say = office.words.say
        self._pin = entry()
        self.fields = {"pin": Field(say("New PIN"), self._pin, say("{least} characters or more", least=SHORTEST))}
        told = say("Tell it to {name}. They choose their own when they next sign in.", name=who.name)
        body = column(label(told, "muted", wrap=True), self.fields["pin"], space=12)
        title = say("New PIN for {name}", name=who.name)
        super().__init__(title, body, say("Give it"), say("Cancel"), parent=parent, waits=True)
        self.confirmed.connect(self._save)
        self._pin.setFocus()

    def _save(self) -> None:
        pin, who, key = self._pin.text(), self._who.id, self._key
        self.fields["pin"].set_error("")
        self.office.do(
            self, lambda store, by: operations.reset_pin(store, who, pin, by, idem=key), self._saved, self._refused
        )

    def _saved(self, _done: Done[Kept]) -> None:
        self.office.say(self.words.say("{name} has a new PIN", name=self._who.name))
        self.accept()

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_busy(busy=False)
        self.set_error(say_beside(reasons, self.fields, self.words))
