"""The step that asks where the devices are, when somebody is there, and whose holidays are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimeZone

from loanmanager.operations import closing
from loanmanager.operations import office as operations
from loanmanager.ui.pages.first_start.step import Step
from loanmanager.ui.pages.settings.site_dialogs import SiteFields
from loanmanager.ui.pages.settings.typed import Typing, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loanmanager.domain.office import Site
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.settings.form import Keeping

_REGIONS = {
    "America/Vancouver": "CA-BC",
    "America/Edmonton": "CA-AB",
    "America/Regina": "CA-SK",
    "America/Winnipeg": "CA-MB",
    "America/Toronto": "CA-ON",
    "America/Montreal": "CA-QC",
    "America/Moncton": "CA-NB",
    "America/Halifax": "CA-NS",
    "America/St_Johns": "CA-NL",
    "America/Whitehorse": "CA-YT",
    "America/Yellowknife": "CA-NT",
    "America/Iqaluit": "CA-NU",
}


class SiteStep(Step):
    """The first site; others are added in the settings."""

    key = "site"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.form = SiteFields(self.words, self._proposed())
        self.fields = self.form.fields
        self.lay_out(*self.form.rows())
        self.typing = Typing(self.form.controls())

    @property
    def why(self) -> str:
        """Return why this is asked."""
        return self.words.say("Devices are due on a day on which somebody is there to take them back.")

    def _stored(self) -> Site:
        return next(each for each in self.office.view.sites if each.active)

    def _proposed(self) -> Site:
        """Return the site as it is stored; what it lacks is the agency's, and what the clock says of where it is."""
        site, agency = self._stored(), self.office.view.office
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        return replace(
            site,
            address=site.address or agency.address,
            phone=site.phone or agency.phone,
            hours=site.hours or agency.hours,
            region=site.region or likely_region(zone, QLocale.system().name()),
        )

    def stored(self) -> Mapping[str, Value]:
        """Return what is proposed."""
        site = self._proposed()
        days = {f"day {at}": at in site.open_days for at in range(1, 8)}
        return days | {name: getattr(site, name) for name in ("name", "address", "phone", "hours", "region")}

    def keeping(self) -> Keeping | None:
        """Return what keeps the site where it is not stored so."""
        now = self._stored()
        typed = replace(self.form.site(), id=now.id, active=now.active)
        return None if typed == now else lambda store, by: operations.save_site(store, typed, by)


def likely_region(zone: str, locale: str) -> str:
    """Return the region whose holidays somebody probably keeps, by the time zone (IANA) and the locale of their computer."""
    language, _, country = locale.partition("_")
    if zone == "America/Toronto" and language == "fr":
        return "CA-QC"
    known = closing.regions()
    return _REGIONS.get(zone) or (country if country in known else "")
