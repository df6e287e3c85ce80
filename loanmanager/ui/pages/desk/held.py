"""A device that is put aside, scanned at the desk: it goes with its own client, and to nobody else without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager import sentences
from loanmanager.domain.refusals import DeviceReserved
from loanmanager.storage import search

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from loanmanager.domain.devices import Device
    from loanmanager.storage.search import ReservationRow
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.desk.basket import Basket


def put_in(device: Device, basket: Basket, office: Office, then: Callable[[int], object]) -> None:
    """Put a device that is put aside into the basket, then tell whose client is to be brought up, 0 for nobody.

    It is due back on the last day that was reserved, unless another date was chosen.
    Where another client stands there, say that it is somebody else's; a coordinator may still put it in.
    """

    def take(whose: int = 0, until: date | None = None) -> None:
        basket.add(device)
        if until and basket.due is None:
            basket.due = office.view.rules.open_days.next_open(max(until, office.today))
        then(whose)

    def found(made: ReservationRow | None) -> None:
        here = basket.card.client.id if basket.card else 0
        if made is None:
            take()
        elif made.client_id is None:
            basket.programme = basket.programme or made.name
            take(0, made.last)
        elif here in {0, made.client_id}:
            take(0 if here else made.client_id, made.last)
        else:
            said = sentences.of_refusals((DeviceReserved(device.tag),), office.words)
            anyway = office.words.say("Put it in anyway")
            office.say(said, (anyway, take), error=True)

    office.ask(office, lambda store: search.reservation_holding(store, device.id), found)
