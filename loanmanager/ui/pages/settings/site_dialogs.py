"""Asking for a site: its name, where it is, when it is open, whose holidays it keeps."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from loanmanager.domain.office import WORKING_DAYS, Site
from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words
from loanmanager.operations import closing
from loanmanager.operations import office as operations
from loanmanager.sentences import of_field
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import pair, say_beside
from loanmanager.ui.widgets.combo import Combo
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
        regions = [(code, name.in_(office.words.language)) for code, name in closing.regions().items()]
        self._region = Combo([("", say("None: no holidays")), *regions], now.region)
        self._days = [QCheckBox(day) for day in week(office.words)]
        for at, tick in enumerate(self._days, 1):
            tick.setChecked(at in now.open_days)
        self.fields = {
            "name": Field(say("Name"), self._name),
            "address": Field(of_field("address", office.words), self._address),
            "phone": Field(of_field("phone", office.words), self._phone),
            "hours": Field(of_field("hours", office.words), self._hours),
            "open_days": Field(say("Open on"), self._ticks()),
            "region": Field(say("Holidays of"), self._region, say("closed on each; any can be opened again")),
        }
        f = self.fields
        body = column(f["name"], f["address"], pair(f["phone"], f["hours"]), f["open_days"], f["region"], space=12)
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
            region=self._region.value(),
            open_days=frozenset(at for at, tick in enumerate(self._days, 1) if tick.isChecked()),
        )
        for field in self.fields.values():
            field.set_error("")
        operation = operations.save_site if made.id else operations.add_site
        self.office.do(self, lambda store, by: operation(store, made, by), lambda _: self.accept(), self._refused)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_busy(busy=False)  # before a field takes the focus
        self.set_error(say_beside(reasons, self.fields, self.words))
