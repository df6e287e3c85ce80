"""Asking for a site, and for days on which every site is closed."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from loanmanager.domain.office import WORKING_DAYS, Closure, Site
from loanmanager.domain.refusals import Refusal
from loanmanager.i18n import Words
from loanmanager.operations import closing
from loanmanager.operations import office as operations
from loanmanager.sentences import of_field
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import pair, say_beside
from loanmanager.ui.reading import read_day
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry, note
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.layout import column


def week(words: Words) -> tuple[str, ...]:
    """Return the names of the days, Monday first."""
    say = words.say
    return (
        say("Monday"),
        say("Tuesday"),
        say("Wednesday"),
        say("Thursday"),
        say("Friday"),
        say("Saturday"),
        say("Sunday"),
    )


class SiteDialog(Dialog):
    """Adds a site, or edits one."""

    def __init__(self, office: Office, site: Site | None, *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        self._site = site or Site(0, "", open_days=WORKING_DAYS)
        say, now = office.words.say, self._site
        self._name, self._phone, self._hours = entry(now.name), entry(now.phone), entry(now.hours)
        self._address = note(now.address, lines=3)
        self._days = [QCheckBox(day) for day in week(office.words)]
        for at, tick in enumerate(self._days, 1):
            tick.setChecked(at in now.open_days)
        self.fields = {
            "name": Field(say("Name"), self._name),
            "address": Field(of_field("address", office.words), self._address),
            "phone": Field(of_field("phone", office.words), self._phone),
            "hours": Field(of_field("hours", office.words), self._hours),
            "open_days": Field(say("Open on"), self._ticks()),
        }
        f = self.fields
        body = column(f["name"], f["address"], pair(f["phone"], f["hours"]), f["open_days"], space=12)
        title = say("Edit a site") if site else say("Add a site")
        does = say("Save") if site else say("Add")
        super().__init__(title, body, does, say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._name.setFocus()

    def _ticks(self) -> QWidget:
        made = QWidget()
        made.setLayout(Flow(*self._days, across=16))
        made.setFocusProxy(self._days[0])
        return made

    def _save(self) -> None:
        made = replace(
            self._site,
            name=self._name.text().strip(),
            address=self._address.toPlainText().strip(),
            phone=self._phone.text().strip(),
            hours=self._hours.text().strip(),
            open_days=frozenset(at for at, tick in enumerate(self._days, 1) if tick.isChecked()),
        )
        for field in self.fields.values():
            field.set_error("")
        operation = operations.save_site if made.id else operations.add_site
        self.office.do(self, lambda store, by: operation(store, made, by), lambda _: self.accept(), self._refused)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_busy(busy=False)  # before a field takes the focus
        self.set_error(say_beside(reasons, self.fields, self.words))


class ClosureDialog(Dialog):
    """Adds days on which every site is closed."""

    def __init__(self, office: Office, *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        say = office.words.say
        self._first, self._last, self._name = self._day(), self._day(), entry()
        self.fields = {
            "first": Field(say("First day"), self._first),
            "last": Field(say("Last day"), self._last, say("empty: one day")),
            "name": Field(say("Name"), self._name, say("such as Christmas")),
        }
        body = column(pair(self.fields["first"], self.fields["last"]), self.fields["name"], space=12)
        super().__init__(say("Add closed days"), body, say("Add"), say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._first.setFocus()

    def _day(self) -> DateField:
        words, today = self.words, self.office.today
        return DateField(
            None, show=words.short_day, read=lambda text: read_day(text, today), calendar=words.say("Calendar")
        )

    def check(self) -> bool:
        """See that both days are dates, in their order."""
        say = self.words.say
        no_date = say("Write a date, such as {day}.", day=self.words.short_day(self.office.today))
        said = dict.fromkeys(self.fields, "")
        first = self._first.value() if self._first.settle() else None
        if first is None:
            said["first"] = no_date
        elif not self._last.settle():
            said["last"] = no_date
        elif (self._last.value() or first) < first:
            said["last"] = say("This is before the first day.")
        for name, field in self.fields.items():
            field.set_error(said[name])
        wrong = next((name for name, text in said.items() if text), "")
        if wrong:
            self.fields[wrong].control.setFocus()
        return not wrong

    def _save(self) -> None:
        first = self._first.value()
        assert first is not None
        made = Closure(first, self._last.value() or first, self._name.text().strip())
        self.office.do(
            self, lambda store, by: closing.add_closure(store, made, by), lambda _: self.accept(), self._refused
        )

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_busy(busy=False)
        self.set_error(say_beside(reasons, self.fields, self.words))
