"""The waiting list, judged apart from the program: nobody who comes first goes without because of whoever comes later."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from loanmanager.domain.reservations import Reservation, State, prepared_by
from loanmanager.storage import devices, office, reservations


@contextmanager
def kept_in_order(m: Any, id_: int, device_id: int) -> Iterator[None]:
    """See that after putting a device aside each one who comes before can still be given another."""
    known = reservations.open_ones(m.store)
    mine = next(each for each in known if each.id == id_)
    device = devices.with_id(m.store, device_id)
    assert device is not None
    until = min(prepared_by(m.by.today, office.rules(m.store, None).open_days), mine.last)
    first = [
        each
        for each in known
        if each.id != id_
        and each.state is State.WAITING
        and not each.is_over(m.by.today)
        and each.first <= until
        and (-each.rank, each.made_at, each.id) < (-mine.rank, mine.made_at, mine.id)
        and each.suits(device)
    ]
    yield
    left = devices.with_ids(m.store, m.devices("available")).values()
    assert _all_served(first, list(left)), (mine.number, [each.number for each in first])


def _all_served(waiting: list[Reservation], shelf: list[Any]) -> bool:
    """Tell whether each can be given a device of their own (a matching by augmenting paths)."""
    given: dict[int, Reservation] = {}

    def serve(each: Reservation, tried: set[int]) -> bool:
        for device in shelf:
            if each.suits(device) and device.id not in tried:
                tried.add(device.id)
                if device.id not in given or serve(given[device.id], tried):
                    given[device.id] = each
                    return True
        return False

    return all(serve(each, set()) for each in waiting)
