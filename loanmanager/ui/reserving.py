"""Reserving from anywhere: the dialog for a client or a device, and the way to what a device is put aside for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from loanmanager.domain.clients import Client
    from loanmanager.domain.devices import Device
    from loanmanager.storage.search import ReservationRow
    from loanmanager.ui.office import Office


def open_reserve(office: Office, parent: QWidget, client: Client | None = None, device: Device | None = None) -> None:
    """Open the dialog that reserves, for a client or of a device."""
    from loanmanager.ui.dialogs.reserve import ReserveDialog  # when it is asked for

    ReserveDialog(office, client=client, device=device, parent=parent).open()


def show_reservation_of(office: Office, device: Device) -> None:
    """Go to the reservation for which a device is put aside."""
    from loanmanager.storage import search

    def found(made: ReservationRow | None) -> None:
        if made:
            office.go("calendar", ("reservation", made.id))

    office.ask(office, lambda store: search.reservation_holding(store, device.id), found)
