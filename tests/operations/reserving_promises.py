"""What the shared promises need to know of reservations."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from loanmanager.operations import reserving
from loanmanager.operations.done import By
from loanmanager.operations.reserving import Reserve
from tests.office import TODAY, add_client, add_device, type_of


def begun(w: Any) -> None:
    """Make one reservation of each state that an operation asks for, of a type that nothing else needs."""
    tablet = type_of(w.store, "tablet").id
    w.tablets = [add_device(w.store, w.by, "tablet") for _ in range(3)]
    w.waiter = add_client(w.store, w.by, "Nguyen", "Linh")
    w.waiting = _reserve(w, tablet, TODAY)
    w.ready = _reserve(w, tablet, TODAY + timedelta(days=1))
    reserving.put_aside(w.store, w.ready, w.tablets[2].id, w.by, override="she is here")
    earlier = replace(w.by, today=date(2026, 11, 2))
    w.late = _reserve(w, tablet, earlier.today, earlier)
    reserving.put_aside(w.store, w.late, w.tablets[1].id, earlier, override="first")


def _reserve(w: Any, type_id: int, first: date, by: By | None = None) -> int:
    form = Reserve(first, first + timedelta(days=7), w.waiter, type_id=type_id)
    return reserving.reserve(w.store, form, by or w.by).result.ids[0]


def _asked(w: Any, by: By, key: str | None) -> Any:
    form = Reserve(
        TODAY, None, programme="Club", type_id=type_of(w.store, "tablet").id, priority="interview", count=2, idem=key
    )
    return reserving.reserve(w.store, form, by)


OPERATIONS: dict[str, Callable[[Any, By, str | None], Any]] = {
    "reserve": _asked,
    "move_reservation": lambda w, by, key: reserving.change_dates(
        w.store, w.ready, TODAY, TODAY + timedelta(days=30), by, idem=key
    ),
    "cancel_reservation": lambda w, by, key: reserving.cancel(w.store, w.ready, "found one", by, idem=key),
    "put_aside": lambda w, by, key: reserving.put_aside(w.store, w.waiting, w.tablets[0].id, by, idem=key),
    "release_reservation": lambda w, by, key: reserving.release(w.store, w.ready, by, idem=key),
    "expire_reservations": lambda w, by, key: reserving.expire(w.store, by, idem=key),
}
