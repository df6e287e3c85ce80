"""Reservations: asked for, put aside, let go."""

from datetime import timedelta
from typing import Any

from loanmanager.operations import (
    reserving,
)
from loanmanager.operations.reserve_form import Reserve
from loanmanager.storage import search
from tests.month.lending import why
from tests.month.living import Event, Month
from tests.month.order import kept_in_order

CLUB = "Job Finding Club"


def reserve(m: Month) -> Any:
    first = m.by.today + timedelta(days=m.rng.randint(0, 9))
    priority = m.rng.choice(["", "", "interview", "course_start", "other"])
    whom = {"programme": CLUB} if m.chance(6) else {"client_id": m.some_client}
    types = m.ids("SELECT DISTINCT type_id FROM devices ORDER BY type_id")
    what = {"device_id": m.pick(m.devices("available", "on_loan"))} if m.chance(4) else {"type_id": m.pick(types)}
    form = Reserve(
        first, first + timedelta(days=m.rng.randint(1, 9)), priority=priority, override=why(m), **whom, **what
    )
    return reserving.reserve(m.store, form, m.by)


def put_aside(m: Month) -> Any:
    if m.chance(4):  # out of turn, or the wrong device: mostly refused
        row, device_id = m.pick(search.reservation_rows(m.store, only="waiting")), m.pick(m.devices("available"))
    else:
        row = m.pick(search.reservations_to_prepare(m.store, m.by.today))
        device_id = row.offered_id if row else None
    if row is None or device_id is None:
        return None
    with kept_in_order(m, row.id, device_id):
        return reserving.put_aside(m.store, row.id, device_id, m.by)


def of_reservation(only: str, work: Any) -> Event:
    def event(m: Month) -> Any:
        row = m.pick(search.reservation_rows(m.store, only=only))
        return row and work(m, row)

    return event


def change_dates(m: Month, row: Any) -> Any:
    first = max(m.by.today, row.first) + timedelta(days=m.rng.randint(0, 3))
    return reserving.change_dates(m.store, row.id, first, first + timedelta(days=5), m.by)
