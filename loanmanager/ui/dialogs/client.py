"""A new client in seconds: a name, and one way to reach them (product 3.1)."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.clients import Client
from loanmanager.domain.names import digits
from loanmanager.domain.refusals import Missing, Refusal
from loanmanager.i18n import language_names
from loanmanager.operations import people
from loanmanager.operations.done import Done
from loanmanager.operations.inventory import Saved
from loanmanager.sentences import of_field, of_refusal
from loanmanager.storage import search
from loanmanager.storage.search import Alike
from loanmanager.ui.dialogs.alike import AlikeList
from loanmanager.ui.dialogs.client_more import GuardianFields, MoreFields
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_day
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.layout import Grow, column, holder, row

_PAUSE = 250  # milliseconds after the last key before looking for somebody alike

_LEAST_DIGITS = 7  # fewer are no phone


def parted(typed: str) -> tuple[str, str, str, str]:
    """Return what was typed at the desk as given name, family name, phone, e-mail: “Zoë Nguyễn” or “Nguyễn, Zoë”."""
    text = " ".join(typed.split())
    if "@" in text:
        return "", "", "", text
    if len(digits(text)) >= _LEAST_DIGITS:
        return "", "", text, ""
    if "," in text:
        family, _, given = text.partition(",")
        return given.strip(), family.strip(), "", ""
    given, _, family = text.partition(" ")
    return given, family, "", ""


class ClientDialog(Dialog):
    """Adds a client. Whoever is alike and there already is shown first (product 3.6): open one of them, or say that it is
    another person, and nobody is asked again.

    Signals: added(client id), for the client made or the one chosen instead.
    """

    added = Signal(int)

    def __init__(self, office: Office, typed: str = "", *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        self._form = people.NewClient(idem=uuid4().hex)
        self._fields: dict[str, Field] = {}
        say = office.words.say
        super().__init__(
            say("New client"), self._body_of(typed), say("Add the client"), say("Cancel"), parent=parent, waits=True
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look_for_alike)
        for each in (self._given, self._family, self._phone, self._email):
            each.textChanged.connect(self._pause.start)
        self._birth.changed.connect(lambda _: self._born())
        self._unfold(on=False)
        self._born()
        self._look_for_alike()
        first = (self._given, self._family, self._phone)
        next((each for each in first if not each.text()), self._phone).setFocus()

    def _body_of(self, typed: str) -> QWidget:
        say, today = self.words.say, self.office.today
        given, family, phone, email = parted(typed)
        self._given, self._family = entry(given), entry(family)
        self._phone, self._email = entry(phone), entry(email)
        self._language = Combo(language_names(self.office.view.paper_languages), self.office.view.office.language)
        self._birth = DateField(
            None,
            show=self.words.short_day,
            read=lambda text: read_day(text, today, future=False),
            most=today,
            calendar=say("Calendar"),
        )
        self._alike = AlikeList(self.words)
        self._alike.opened.connect(self._take_alike)
        self._guardian = GuardianFields(self.office)
        self._more = MoreFields(self.office, self._fields)
        self._rest = self._more.entries
        self._fold = button(say("More fields"), "link", flush="left")
        self._fold.clicked.connect(lambda: self._unfold(on=self._more.isHidden()))
        lines = [
            row(self._field("given_name", self._given), self._field("family_name", self._family), space=12),
            row(self._field("phones", self._phone), self._field("email", self._email), space=12),
            row(self._field("language", self._language), self._field("birth_date", self._birth), space=12),
        ]
        return holder(column(self._alike, *lines, self._guardian, self._more, row(self._fold, None), space=12))

    def _unfold(self, *, on: bool) -> None:
        self._more.setVisible(on)
        self._fold.setText(self.words.say("Fewer fields") if on else self.words.say("More fields"))

    def _field(self, name: str, control: QWidget) -> Grow:
        say = self.words.say
        hints = {"phones": say("or an e-mail"), "birth_date": say("optional")}
        self._fields[name] = Field(of_field(name, self.words), control, hints.get(name, ""))
        return Grow(self._fields[name])

    # Checking

    def check(self) -> bool:
        """See that there is a name, and that the birth date is one."""
        named = bool(self._given.text().strip() or self._family.text().strip())
        missing = "" if named else of_refusal(Missing("given_name"), self.words)
        self._fields["given_name"].set_error(missing)
        asked_for = self._guardian.isVisibleTo(self)
        dated = self._birth.settle()
        self._fields["birth_date"].set_error("" if dated else self.words.say("This is not a date."))
        if self._guardian.isVisibleTo(self) and not asked_for:  # the date was only just read: a guardian may be named
            self._guardian.entries["name"].setFocus()
            return False
        return named and dated

    def _born(self) -> None:
        """Ask for a guardian where the birth date says that one has to sign."""
        born, today = self._birth.value(), self.office.today
        age = self.office.view.rules.policy.guardian_age
        self._guardian.setVisible(Client(0, "", birth_date=born).needs_guardian(today, age))
        self._pause.start()

    def _look_for_alike(self) -> None:
        family, given, email = self._family.text(), self._given.text(), self._email.text()
        birth, phones = self._birth.value(), (self._phone.text(),)
        if family.strip() or given.strip():
            self.office.ask(
                self,
                lambda store: search.same_person(store, family, given, birth, phones, email),
                self._show_alike,
                key="alike",
            )
        elif self._alike.found:
            self._show_alike(())

    def _show_alike(self, found: tuple[Alike, ...]) -> None:
        say = self.words.say
        self._alike.show_alike(found)
        self.primary.set_words(say("It is another person: add") if found else say("Add the client"))

    def _take_alike(self, client_id: int) -> None:
        self.added.emit(client_id)
        self.reject()

    # Saving

    def _save(self) -> None:
        apart = tuple(each.client.id for each in self._alike.found)
        form = replace(self._form, fields=self._typed(), apart_from=apart)
        self.office.do(self, lambda store, by: people.add_client(store, form, by), self._saved, self._refused)

    def _typed(self) -> dict[str, Any]:
        phone = self._phone.text().strip()
        return {
            "given_name": self._given.text(),
            "family_name": self._family.text(),
            "phones": (phone,) if phone else (),
            "email": self._email.text(),
            "language": self._language.value(),
            "birth_date": self._birth.value(),
            **self._more.typed(),
            **({"guardian": self._guardian.guardian()} if self._guardian.isVisibleTo(self) else {}),
        }

    def _saved(self, done: Done[Saved]) -> None:
        self.accept()
        self.office.say(self.words.say("{name} added", name=done.result.name))
        self.added.emit(done.result.id)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        rest = []
        for reason in reasons:
            field = self._fields.get(str(getattr(reason, "field", "")))
            if field:
                self._unfold(on=self._more.isVisible() or self._more.isAncestorOf(field))
                field.set_error(of_refusal(reason, self.words))
            else:
                rest.append(of_refusal(reason, self.words))
        self.set_error(" ".join(rest))
