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


class SiteFields:
    """The fields of a site, as the settings and the first start show them."""

    def __init__(self, words: Words, site: Site) -> None:
        say, self._site = words.say, site
        self.name, self.phone, self.hours = entry(site.name), entry(site.phone), entry(site.hours)
        self.address = note(site.address, lines=3)
        regions = [(code, name.in_(words.language)) for code, name in closing.regions().items()]
        self.region = Combo([("", say("None: no holidays")), *regions], site.region)
        self.days = [QCheckBox(day) for day in week(words)]
        for at, tick in enumerate(self.days, 1):
            tick.setChecked(at in site.open_days)
        self.fields = {
            "name": Field(say("Name"), self.name),
            "address": Field(of_field("address", words), self.address),
            "phone": Field(of_field("phone", words), self.phone),
            "hours": Field(of_field("hours", words), self.hours),
            "open_days": Field(say("Open on"), self._ticks()),
            "region": Field(say("Holidays of"), self.region, say("closed on each; any can be opened again")),
        }

    def controls(self) -> dict[str, QWidget]:
        """Return every control by a name of its own."""
        named: dict[str, QWidget] = {f"day {at}": tick for at, tick in enumerate(self.days, 1)}
        return named | {name: getattr(self, name) for name in ("name", "address", "phone", "hours", "region")}

    def rows(self) -> tuple[QWidget, ...]:
        """Return the fields, row by row."""
        f = self.fields
        return f["name"], f["address"], pair(f["phone"], f["hours"]), f["open_days"], f["region"]

    def site(self) -> Site:
        """Return the site as it stands in the fields."""
        return replace(
            self._site,
            name=self.name.text().strip(),
            address=self.address.toPlainText().strip(),
            phone=self.phone.text().strip(),
            hours=self.hours.text().strip(),
            region=self.region.value(),
            open_days=frozenset(at for at, tick in enumerate(self.days, 1) if tick.isChecked()),
        )

    def _ticks(self) -> QWidget:
        made = QWidget()
        made.setLayout(Flow(*self.days, across=16))
        made.setFocusProxy(self.days[0])
        return made


class SiteDialog(Dialog):
    """Adds a site, or edits one."""

    def __init__(self, office: Office, site: Site | None, *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        say = office.words.say
        self.form = SiteFields(office.words, site or Site(0, "", open_days=WORKING_DAYS))
        self.fields = self.form.fields
        title = say("Edit a site") if site else say("Add a site")
        does = say("Save") if site else say("Add")
        body = column(*self.form.rows(), space=12)
        super().__init__(title, body, does, say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self.form.name.setFocus()

    def _save(self) -> None:
        made = self.form.site()
        for field in self.fields.values():
            field.set_error("")
        operation = operations.save_site if made.id else operations.add_site
        self.office.do(self, lambda store, by: operation(store, made, by), lambda _: self.accept(), self._refused)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_busy(busy=False)  # before a field takes the focus
        self.set_error(say_beside(reasons, self.fields, self.words))
