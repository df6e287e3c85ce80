"""What the demo office has promised on its last day: one device put aside, one for an interview, a few for a course."""

from datetime import date, timedelta

from loanmanager.domain.clients import InternetUse
from loanmanager.domain.devices import Device
from loanmanager.domain.office import OpenDays
from loanmanager.domain.reservations import same_place
from loanmanager.operations import reserving
from loanmanager.operations.done import By
from loanmanager.operations.reserving import Reserve
from loanmanager.storage import clients, devices, office, reservations
from loanmanager.storage.engine import Engine

MINUTE = 965
"""At which minute of its last day the office reserves: after everything else."""

_COURSE = 4  # devices
_LASTS = timedelta(days=20)


def promise(store: Engine, by: By, today: date) -> None:
    """Make the reservations of an office whose loans are made, on its last open day; `today` is the day after all."""
    kinds = {each.key: each.id for each in devices.types(store)}
    open_days = office.rules(store, by.site_id).open_days
    first, later = _patrons(store, today)
    tomorrow, monday = _open(open_days, today, 1), _open(open_days, today, 7 - today.weekday())
    device = _on_the_shelf(store, by, kinds)
    made = reserving.reserve(store, Reserve(today, today + _LASTS, first, type_id=device.type.id), by).result.ids[0]
    reserving.put_aside(store, made, device.id, by)
    reserving.reserve(
        store, Reserve(tomorrow, tomorrow + _LASTS, later, type_id=kinds["tablet"], priority="interview"), by
    )
    programmes = [name for _, name in office.programmes(store)]
    if programmes:
        course = Reserve(
            monday,
            monday + _LASTS,
            programme=programmes[0],
            type_id=kinds["laptop"],
            priority="course_start",
            count=_COURSE,
        )
        reserving.reserve(store, course, by)


def _on_the_shelf(store: Engine, by: By, kinds: dict[str, int]) -> Device:
    """Return a device that is here today, a laptop if there is one, and belongs to no kit."""
    bundled = {row["device_id"] for row in store.rows("SELECT device_id FROM kit_units WHERE until IS NULL")}
    wanted = [kinds[each] for each in ("laptop", "headset", "tablet")]
    here = [
        each
        for each in reservations.shelf(store, wanted)
        if each.id not in bundled and same_place(each.site_id, by.site_id)
    ]
    return min(here, key=lambda each: (wanted.index(each.type.id), each.tag))


def _open(open_days: OpenDays, today: date, days: int) -> date:
    return open_days.next_open(today + timedelta(days=days))


def _patrons(store: Engine, today: date) -> tuple[int, int]:
    """Return two clients who may borrow and have nothing now."""
    found: list[int] = []
    for row in store.rows("SELECT id FROM clients ORDER BY name_key, id"):
        client = clients.with_id(store, row["id"])
        may = client and not client.is_blocked(today) and client.internet is InternetUse.YES
        if may and not clients.devices_out(store, row["id"]):
            found.append(row["id"])
    return found[3], found[8]
