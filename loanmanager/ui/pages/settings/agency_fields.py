"""The fields of the agency, as the settings and the first start show them."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from loanmanager.domain.office import Office as Agency
from loanmanager.sentences import of_field
from loanmanager.ui.pages.settings.form import Form, pair
from loanmanager.ui.pages.settings.logo import LogoField
from loanmanager.ui.pages.settings.typed import Value
from loanmanager.ui.widgets.fields import Field, entry, note

AGENCY_TEXTS = ("name", "address", "phone", "email", "hours", "help_line")


class AgencyFields:
    """Name, logo, address, phone, e-mail, hours, help line: what papers print at their top, as fields of a form."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.controls: dict[str, QWidget] = {name: entry() for name in AGENCY_TEXTS} | {"address": note(lines=3)}
        self.logo = LogoField(form.office)

    def rows(self) -> tuple[QWidget, ...]:
        """Return the fields, row by row."""
        say = self._form.words.say
        named = self._form.field("name", say("Name of the agency"), self.controls["name"])
        return (
            named,
            self.logo,
            self._own("address"),
            pair(self._own("phone"), self._own("email")),
            pair(self._own("hours"), self._own("help_line", say("printed for questions"))),
        )

    def _own(self, name: str, hint: str = "") -> Field:
        return self._form.field(name, of_field(name, self._form.words), self.controls[name], hint)

    def stored(self) -> dict[str, Value]:
        """Return what is stored in these fields."""
        agency = self._form.office.view.office
        return {name: getattr(agency, name) for name in AGENCY_TEXTS}

    def typed_in(self, agency: Agency) -> Agency:
        """Return an agency with what stands in these fields."""
        typed = self._form.typing.values()
        return replace(agency, **{name: str(typed[name]) for name in AGENCY_TEXTS})
