"""Sites and the days on which they are open: due dates fall on open days only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from loanmanager.domain.office import WORKING_DAYS, Closure, Site
from loanmanager.operations import office as operations
from loanmanager.sentences import of_field, of_refusals
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Section, pair
from loanmanager.ui.reading import read_day
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry, note
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, line, refill, row


class SitesSection(Section):
    """A line for each site and each closure, with the buttons that add one."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(office, say("Sites and open days"), say("Due dates are moved to the next open day."))
        self._sites, self._closures = QVBoxLayout(), QVBoxLayout()
        add = button(say("Add a site"), icon="plus")
        add.clicked.connect(lambda: SiteDialog(office, None, parent=self).open())
        close = button(say("Add closed days"), icon="plus")
        close.clicked.connect(lambda: ClosureDialog(office, parent=self).open())
        body = column(
            self._sites,
            row(add, None),
            line(),
            label(say("Closed days"), "section"),
            self._closures,
            row(close, None),
            space=12,
        )
        self.lay_out(holder(body), saves=False)
        self.show_values()

    def show_values(self) -> None:
        """Show the sites and closures."""
        words = self.words
        refill(self._sites, *(self._site(each) for each in self.office.view.sites))
        closures = self.office.view.rules.open_days.closures
        shown = [self._closure(each) for each in closures] or [label(words.say("None"), "muted")]
        refill(self._closures, *shown)

    def _site(self, site: Site) -> QWidget:
        edit = button(self.words.say("Edit"), "link", says=self.words.say("Edit {site}", site=site.name), flush="right")
        edit.clicked.connect(lambda: SiteDialog(self.office, site, parent=self).open())
        days = ", ".join(day for at, day in enumerate(week(self.office), 1) if at in site.open_days)
        said = column(label(site.name, "strong"), label(days, "muted", wrap=True), space=2)
        return holder(row(Grow(said), edit))

    def _closure(self, closure: Closure) -> QWidget:
        words = self.words
        first, last = words.short_day(closure.first), words.short_day(closure.last)
        days = first if closure.first == closure.last else words.say("{first} to {last}", first=first, last=last)
        return holder(row(label(days), label(closure.name, "muted"), None, space=16))


def week(office: Office) -> tuple[str, ...]:
    """Return the names of the days, Monday first."""
    say = office.words.say
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
        say = office.words.say
        self._name, self._phone, self._hours = entry(self._site.name), entry(self._site.phone), entry(self._site.hours)
        self._address = note(self._site.address, lines=3)
        self._days = [QCheckBox(day) for day in week(office)]
        for at, tick in enumerate(self._days, 1):
            tick.setChecked(at in self._site.open_days)
        ticks = QWidget()
        ticks.setLayout(Flow(*self._days, across=16))
        self._name_field = Field(say("Name"), self._name)
        body = column(
            self._name_field,
            Field(of_field("address", office.words), self._address),
            pair(
                Field(of_field("phone", office.words), self._phone), Field(of_field("hours", office.words), self._hours)
            ),
            label(say("Open on"), "caption"),
            ticks,
            space=12,
        )
        title = say("Edit a site") if site else say("Add a site")
        super().__init__(title, body, say("Keep"), say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._name.setFocus()

    def _save(self) -> None:
        made = Site(
            self._site.id,
            self._name.text().strip(),
            self._address.toPlainText().strip(),
            self._phone.text().strip(),
            self._hours.text().strip(),
            frozenset(at for at, tick in enumerate(self._days, 1) if tick.isChecked()),
        )
        operation = operations.save_site if made.id else operations.add_site
        self.office.do(
            self,
            lambda store, by: operation(store, made, by),
            lambda _: self.accept(),
            lambda reasons: self.set_error(of_refusals(reasons, self.words)),
        )


class ClosureDialog(Dialog):
    """Adds days on which every site is closed."""

    def __init__(self, office: Office, *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        say, today = office.words.say, office.today

        def day() -> DateField:
            return DateField(
                None, show=office.words.short_day, read=lambda text: read_day(text, today), calendar=say("Calendar")
            )

        self._first, self._last, self._name = day(), day(), entry()
        self._first_field = Field(say("First day"), self._first)
        body = column(
            pair(self._first_field, Field(say("Last day"), self._last, say("empty: one day"))),
            Field(say("Name"), self._name, say("such as Christmas")),
            space=12,
        )
        super().__init__(say("Add closed days"), body, say("Add"), say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._first.setFocus()

    def check(self) -> bool:
        """See that both days are dates."""
        fine = self._first.settle() and self._last.settle() and self._first.value() is not None
        self._first_field.set_error("" if fine else self.words.say("This is not a date."))
        return fine

    def _save(self) -> None:
        first = self._first.value()
        assert first is not None
        made = Closure(first, self._last.value() or first, self._name.text().strip())
        self.office.do(
            self,
            lambda store, by: operations.add_closure(store, made, by),
            lambda _: self.accept(),
            lambda reasons: self.set_error(of_refusals(reasons, self.words)),
        )
