"""The agency as papers print it, and who serves there."""

from collections.abc import Mapping
from dataclasses import replace

from loanmanager.domain.office import Office as Agency
from loanmanager.i18n import language_names
from loanmanager.operations import office as operations
from loanmanager.operations.done import By, Done
from loanmanager.operations.kept import Kept
from loanmanager.sentences import of_field
from loanmanager.storage.search import Store
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.agency_fields import AgencyFields
from loanmanager.ui.pages.settings.section import Keeping, Section, pair
from loanmanager.ui.pages.settings.typed import Typing, Value
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.layout import column, holder

_CURRENCIES = ("CAD", "USD", "EUR", "GBP", "CHF", "AUD", "XPF")
_DEFAULTS = ("language", "currency")


class AgencySection(Section):
    """Name, address, phone, hours: what stands at the top of every agreement."""

    needs = "office"

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(office, say("Agency"), say("This stands at the top of every agreement and receipt."))
        now = office.view.office.currency
        currencies = _CURRENCIES if now in _CURRENCIES else (*_CURRENCIES, now)
        self._agency = AgencyFields(self)
        self.logo = self._agency.logo
        self._controls = {
            **self._agency.controls,
            "language": Combo(language_names(office.view.paper_languages)),
            "currency": Combo(tuple((each, each) for each in currencies)),
            "staff": entry(),
        }
        self._lay_out()
        self.typing = Typing(self._controls)
        self.show_values()

    def _lay_out(self) -> None:
        say, own = self.words.say, self._own
        body = column(
            *self._agency.rows(),
            pair(own("language", say("of new clients")), own("currency")),
            self.field("staff", say("Your name"), self._controls["staff"], say("papers say who served")),
            space=16,
        )
        self.lay_out(holder(body))

    def _own(self, name: str, hint: str = "") -> Field:
        return self.field(name, of_field(name, self.words), self._controls[name], hint)

    def stored(self) -> Mapping[str, Value]:
        """Return the agency, and the name of whoever is at the desk."""
        agency = self.office.view.office
        defaults = {name: getattr(agency, name) for name in _DEFAULTS}
        return {**self._agency.stored(), **defaults, "staff": self.office.staff_name}

    def show_values(self) -> None:
        """Show what is stored, the logo with it."""
        super().show_values()
        self.logo.reload()

    def save(self) -> None:
        """Keep the agency, and the name of whoever is at the desk where it changed."""
        typed = {name: str(value) for name, value in self.typing.values().items()}
        if not typed["staff"]:
            self.fields["staff"].set_error(self.words.say("Papers say who served: write a name."))
            self._controls["staff"].setFocus()
            return
        agency = self._agency.typed_in(self.office.view.office)
        agency = replace(agency, **{name: typed[name] for name in _DEFAULTS})
        self.send(self._keeping(agency, typed["staff"]), self.words.say("The agency is saved"))

    def _keeping(self, agency: Agency, staff: str) -> Keeping:
        staff_id = self.office.by().staff_id
        renamed = staff_id is not None and staff != self.office.staff_name

        def keep(store: Store, by: By) -> Done[Kept]:
            done = operations.save_office(store, agency, by)
            return operations.rename_staff(store, staff_id or 0, staff, by) if renamed else done

        return keep
