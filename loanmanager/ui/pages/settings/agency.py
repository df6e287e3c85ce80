"""The agency as papers print it, and who serves there."""

from dataclasses import replace

from loanmanager.domain.office import Office as Agency
from loanmanager.i18n import LANGUAGES
from loanmanager.operations import office as operations
from loanmanager.sentences import of_field
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Section, pair, texts
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import entry, note
from loanmanager.ui.widgets.layout import column, holder

_CURRENCIES = ("CAD", "USD", "EUR", "GBP", "CHF", "AUD", "XPF")


class AgencySection(Section):
    """Name, address, phone, hours: what stands at the top of every agreement."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(office, say("Agency"), say("This stands at the top of every agreement and receipt."))
        self._texts = {name: entry() for name in ("name", "phone", "email", "hours", "help_line")}
        self._address = note(lines=3)
        self._language = Combo(tuple(LANGUAGES.items()))
        self._currency = Combo(tuple((each, each) for each in _CURRENCIES))
        self._staff = entry()
        f = self.field
        body = column(
            f("name", say("Name of the agency"), self._texts["name"]),
            f("address", of_field("address", office.words), self._address),
            pair(
                f("phone", of_field("phone", office.words), self._texts["phone"]),
                f("email", of_field("email", office.words), self._texts["email"]),
            ),
            pair(
                f("hours", of_field("hours", office.words), self._texts["hours"]),
                f("help_line", of_field("help_line", office.words), self._texts["help_line"]),
            ),
            pair(
                f("language", of_field("language", office.words), self._language, say("of new clients")),
                f("currency", of_field("currency", office.words), self._currency),
            ),
            f("staff", say("Your name"), self._staff, say("papers say who served")),
            space=16,
        )
        self.lay_out(holder(body))
        self.show_values()

    def show_values(self) -> None:
        """Show the agency as it is stored."""
        agency = self.office.view.office
        for name, control in self._texts.items():
            control.setText(getattr(agency, name))
        self._address.setPlainText(agency.address)
        self._language.choose(agency.language)
        self._currency.choose(agency.currency)
        self._staff.setText(self.office.staff_name)

    def save(self) -> None:
        """Keep the agency, and the name of whoever is at the desk where it changed."""
        agency = replace(
            self.office.view.office,
            address=self._address.toPlainText().strip(),
            language=self._language.value(),
            currency=self._currency.value(),
            **texts(self._texts),
        )
        self._keep_name()
        self._keep_agency(agency)

    def _keep_agency(self, agency: Agency) -> None:
        said = self.words.say("The agency is saved")
        self.send(lambda store, by: operations.save_office(store, agency, by), said)

    def _keep_name(self) -> None:
        name, staff_id = self._staff.text().strip(), self.office.by().staff_id
        if staff_id and name != self.office.staff_name:
            said = self.words.say("The agency is saved")
            self.send(lambda store, by: operations.rename_staff(store, staff_id, name, by), said)
