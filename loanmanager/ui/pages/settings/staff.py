"""Who works here, what each may do, and after how long the window locks (product 9.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from loanmanager.i18n import local_time
from loanmanager.operations import staff as operations
from loanmanager.sentences.rights import of_role
from loanmanager.storage import search
from loanmanager.ui.dialogs.own_pin import OwnPin
from loanmanager.ui.history_words.staff import STAFF
from loanmanager.ui.pages.settings.rights_table import RightsTable
from loanmanager.ui.pages.settings.section import Section, pair
from loanmanager.ui.pages.settings.staff_dialogs import GivePin, StaffDialog
from loanmanager.ui.pages.settings.typed import Typing, Value
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.fields import entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, line, refill, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from loanmanager.storage.search import StaffRow
    from loanmanager.ui.office import Office
    from loanmanager.ui.widgets.dialog import Dialog


class StaffSection(Section):
    """A line for each person with what may be done about them, the lock, and the table of what each role may do."""

    needs = "staff"

    def __init__(self, office: Office) -> None:
        say = office.words.say
        about = say(
            "Each signs in with a PIN or password of their own. What somebody did stays theirs when they leave."
        )
        super().__init__(office, say("Staff"), about)
        self._shown: object = None
        self._people = column(space=12)
        self._open = holder(self._about_open())
        self._minutes = entry()
        add = button(say("Add somebody"), icon="user-plus")
        add.clicked.connect(lambda: StaffDialog(office, None, parent=self).open())
        minutes = self.field(
            "idle_minutes", say("Lock after"), self._minutes, say("minutes without a key or the mouse")
        )
        body = column(
            self._open, self._people, row(add, None), line(), pair(minutes, holder(column())), space=12
        )  # fmt: skip
        self.lay_out(holder(body), always=(*self._table(), *self.history(STAFF.keys() - {"sign_in"})))
        self.typing = Typing({"idle_minutes": self._minutes})
        self.show_values()

    def _about_open(self) -> QVBoxLayout:
        """Say what it means that nobody has a PIN, and how to change that."""
        say = self.words.say
        told = say(
            "Nobody has a PIN yet, so whoever opens the program may do everything. Choose one for yourself: from then on "
            "the program asks who is there, and you give the others theirs."
        )
        choose = button(say("Choose a PIN…"), icon="key-round")
        choose.clicked.connect(lambda: self._ask(OwnPin(self.office, parent=self)))
        return column(label(told, wrap=True), row(choose, None), line(), space=12)

    def _table(self) -> tuple[QWidget, ...]:
        say = self.words.say
        return line(), label(say("What each role may do"), "section"), RightsTable(self.words)

    # What is stored

    def stored(self) -> Mapping[str, Value]:
        """Return after how many minutes the window locks."""
        return {"idle_minutes": str(self.office.view.idle_minutes)}

    def show_values(self) -> None:
        """Show who works here; the lines stay while nothing changed, or the focus would be lost."""
        super().show_values()
        self._open.setVisible(not self.office.view.asks_pin)
        self.show_history()
        self.office.ask(self, search.staff_rows, self._show, key="staff")

    def _show(self, people: tuple[StaffRow, ...]) -> None:
        if people != self._shown:
            self._shown = people
            refill(self._people, *(self._person(each) for each in people))

    def _person(self, who: StaffRow) -> QWidget:
        say, name = self.words.say, who.name
        edit = button(say("Edit"), "link", says=say("Edit {name}", name=name))
        edit.clicked.connect(lambda: StaffDialog(self.office, who, parent=self).open())
        give = button(say("New PIN…"), "link", says=say("New PIN for {name}", name=name))
        give.clicked.connect(lambda: self._give(who))
        goes = button(
            say("Deactivate") if who.active else say("Reactivate"), "link", flush="right",
            says=say("Deactivate {name}", name=name) if who.active else say("Reactivate {name}", name=name),
        )  # fmt: skip
        goes.clicked.connect(lambda: self._turn(who))
        told = label(" · ".join(self._facts(who)), "muted", wrap=True)
        named = label(name, "strong" if who.active else "muted", wrap=True)
        acts = [edit, give, goes] if who.active else [goes]
        return holder(row(Grow(column(named, told, space=2)), holder(row(*acts, space=4))))

    def _facts(self, who: StaffRow) -> list[str]:
        """Return role, PIN, and when they were last here."""
        say, words = self.words.say, self.words
        if not who.active:
            return [of_role(who.role, words), say("works here no more")]
        pin = say("has a PIN to change") if who.must_change else say("has a PIN") if who.has_pin else say("no PIN")
        seen = who.signed_in_at and words.day(local_time(who.signed_in_at).date(), self.office.today)
        return [of_role(who.role, words), pin, *([say("last here {day}", day=seen)] if seen else [])]

    # What is done

    def _give(self, who: StaffRow) -> None:
        """Give a PIN; to oneself, the one now has to be known."""
        mine = who.id == self.office.by().staff_id
        self._ask(OwnPin(self.office, parent=self) if mine else GivePin(self.office, who, parent=self))

    def _ask(self, dialog: Dialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _turn(self, who: StaffRow) -> None:
        operation = operations.deactivate if who.active else operations.reactivate
        said = self.words.say("{name} signs in no more", name=who.name) if who.active else ""
        said = said or self.words.say("{name} works here again", name=who.name)
        self.office.do(self, lambda store, by: operation(store, who.id, by), lambda _: self.office.say(said))

    def save(self) -> None:
        """Keep after how long the window locks."""
        typed = str(self.typing.values()["idle_minutes"])
        minutes = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0  # noqa: PLR2004 (no such lock)
        self.send(lambda store, by: operations.save_lock(store, minutes, by), self.words.say("The lock is saved"))
