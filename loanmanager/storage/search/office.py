"""The office as the window needs it, read at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loanmanager.domain.devices import DeviceType
from loanmanager.domain.office import Closure, Office, Rules, Site, Staff
from loanmanager.domain.signing_in import IDLE_MINUTES
from loanmanager.storage import closures, devices, logos, office, staff
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class OfficeView:
    """Agency, sites, staff, types, programmes, the rules of one site, and the closed days of all.

    `with_pin` are the people who have a PIN; `idle_minutes` is after how long without a key the window locks.
    """

    office: Office
    sites: tuple[Site, ...]
    staff: tuple[Staff, ...]
    types: tuple[DeviceType, ...]
    programmes: tuple[str, ...]
    rules: Rules
    closures: tuple[Closure, ...] = ()
    paper_languages: tuple[str, ...] = ("en", "fr")
    with_pin: frozenset[int] = frozenset()
    idle_minutes: int = IDLE_MINUTES

    @property
    def asks_pin(self) -> bool:
        """Tell whether people sign in: as soon as anybody has a PIN."""
        return bool(self.with_pin)


def office_view(store: Engine, site_id: int | None = None) -> OfficeView:
    """Return the office."""
    return OfficeView(
        office=office.office(store),
        sites=office.sites(store),
        staff=office.staff(store),
        types=devices.types(store),
        programmes=tuple(name for _, name in office.programmes(store)),
        rules=office.rules(store, site_id),
        closures=closures.every(store),
        paper_languages=office.paper_languages(store),
        with_pin=staff.with_pin(store),
        idle_minutes=(office.setting(store, "lock") or {}).get("minutes", IDLE_MINUTES),
    )


def logo(store: Engine) -> bytes:
    """Return the logo that papers bear from now on, a PNG; nothing where they bear none."""
    now = logos.current(store)
    return logos.content(store, now[1]) if now else b""


def proposed_due(view: OfficeView, types: Iterable[DeviceType], today: date) -> date:
    """Return the due date that the policy gives to a loan of these types."""
    from loanmanager.domain import lending  # the window shows an office before it lends

    return lending.due_date(types, view.rules, today)
