"""The desk: one box above, the work at the left, the client at the right, today's counts below (product 1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from loanmanager.domain.devices import DeviceStatus
from loanmanager.later import later
from loanmanager.operations.done import Kind
from loanmanager.storage import search
from loanmanager.storage.search import DeviceRow, KitRow, Match
from loanmanager.ui.backups.desk_line import DeskLine
from loanmanager.ui.pages.desk.basket import Basket, Comings
from loanmanager.ui.pages.desk.client_panel import ClientPanel
from loanmanager.ui.pages.desk.start import Start
from loanmanager.ui.pages.desk.today import Today
from loanmanager.ui.pages.page import Page
from loanmanager.ui.widgets.layout import Grow, column, line, row

if TYPE_CHECKING:
    from loanmanager.domain.devices import Device
    from loanmanager.domain.loans import Loan
    from loanmanager.operations.checkout import CheckedOut
    from loanmanager.operations.done import Done
    from loanmanager.operations.returning import TakenBack
    from loanmanager.storage.search import ClientCard, KitDevices, Store, WorkCounts
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.desk import afterwards
    from loanmanager.ui.pages.desk.check_out_panel import CheckOutPanel
    from loanmanager.ui.pages.desk.return_panel import ReturnPanel
else:
    afterwards = later("loanmanager.ui.pages.desk.afterwards")

_SOON = 150  # milliseconds after the desk is filled


@dataclass(frozen=True, slots=True)
class _Fresh:
    """What the desk reads again: today's work, whether there is anything to lend, the basket's devices, the client's card."""

    work: WorkCounts
    stocked: bool
    devices: tuple[Device, ...]
    card: ClientCard | None
    purposes: tuple[str, ...]


class Desk(Page):
    """Scans decide what happens: in goes into the basket, out opens its return, a client stands beside it.

    The panels of a check-out and of a return are made behind the filled desk, or when the first scan comes sooner.
    """

    shows = frozenset(Kind)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.basket = Basket()
        self.comings: Comings | None = None
        self._start = Start(office)
        self._client = ClientPanel(office)
        self._today = Today(office)
        self._left = QStackedWidget()
        self._left.addWidget(self._start)
        self._purposes: tuple[str, ...] = ()
        upper = row(Grow(self._left), line(vertical=True), self._client, space=0)
        self.setLayout(column(Grow(upper), line(), DeskLine(office), self._today, space=0))
        self._connect()

    def _connect(self) -> None:
        self._client.wants_client.connect(lambda: self._new_client(""))
        self._client.renewed.connect(self._renew)
        self._client.returned.connect(self._return_too)
        self._client.fetched.connect(self._ask_device)
        self._client.left.connect(self._leave_client)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._press_primary)
        QShortcut(QKeySequence("Ctrl+N"), self, lambda: self._new_client(""))

    @cached_property
    def _out(self) -> CheckOutPanel:
        """The panel of a check-out."""
        from loanmanager.ui.pages.desk.check_out_panel import CheckOutPanel

        made = CheckOutPanel(self.office)
        made.lent.connect(self._lent)
        made.refused.connect(self.reload)
        made.emptied.connect(self.clear)
        made.changed.connect(self._show)
        made.suggest_purposes(self._purposes)
        self._left.addWidget(made)
        return made

    @cached_property
    def _back(self) -> ReturnPanel:
        """The panel of a return."""
        from loanmanager.ui.pages.desk.return_panel import ReturnPanel

        made = ReturnPanel(self.office)
        made.taken_back.connect(self._taken_back)
        made.left.connect(self._leave_return)
        self._left.addWidget(made)
        return made

    def _make_ready(self, *panels: str) -> None:
        """Make what the first scan needs, one piece at a time so that no key waits."""
        if panels:
            getattr(self, panels[0])
            QTimer.singleShot(0, self, lambda: self._make_ready(*panels[1:]))

    # Coming here

    def open(self, what: object = None) -> None:
        """Take what was scanned: a match, a device or client id, or ("new client", typed)."""
        self.reload()
        match what:
            case Match(device=DeviceRow() as device):
                self._take_device(device)
            case Match(kit=KitRow() as kit):
                self._take_kit(kit.id)
            case ("kit", int(kit_id)):
                self._take_kit(kit_id)
            case Match(client=client) if client is not None:
                self._take_client(client.id)
            case ("device", int(device_id)):
                self._ask_device(device_id)
            case ("client", int(client_id)) | int(client_id):
                self._take_client(client_id)
            case ("new client", str(typed)):
                self._new_client(typed)

    def reload(self) -> None:
        """Read again what is shown, keeping what was ticked and typed."""
        ids = [each.device.id for each in self.basket.going]
        client_id = self.basket.card.client.id if self.basket.card else None
        today = self.office.today

        def question(store: Store) -> _Fresh:
            devices = (search.device_record(store, id_) for id_ in ids)
            card = search.client_card(store, client_id, today) if client_id else None
            found = tuple(device for device in devices if device)
            work, stocked = search.work_counts(store, today), search.has_devices(store)
            return _Fresh(work, stocked, found, card, search.purposes(store))

        self.office.ask(self, question, self._read, key="desk")

    def _read(self, fresh: _Fresh) -> None:
        self._today.show_counts(fresh.work)
        self._start.show_stock(stocked=fresh.stocked)
        self._purposes = fresh.purposes
        if "_out" in vars(self):
            self._out.suggest_purposes(fresh.purposes)
        else:
            QTimer.singleShot(_SOON, self, lambda: self._make_ready("_out", "_back"))
        self.basket.refresh(fresh.devices)
        if fresh.card and self.basket.card and fresh.card.client.id == self.basket.card.client.id:
            self.basket.card = fresh.card
        self._show()

    def state(self) -> object:
        """Return the basket and the return, which outlive a rebuild."""
        return self.basket, self.comings

    def put_back(self, state: object) -> None:
        """Show again what was in hand."""
        assert isinstance(state, tuple)
        self.basket, self.comings = state
        self.reload()

    def in_hand(self) -> str:
        """Return how many devices are in the basket or coming back, or that a client stands there."""
        count = self.words.count
        if self.comings:
            return count("a return of {n} device", "a return of {n} devices", len(self.comings.coming))
        if self.basket.going:
            return count("a basket of {n} device", "a basket of {n} devices", len(self.basket.going))
        return self.words.say("a client’s card") if self.basket.card else ""

    def let_go(self) -> None:
        """Have nothing in hand any more."""
        self.clear()

    def clear(self) -> None:
        """Put everything back and wait for the next client."""
        self.basket, self.comings = Basket(), None
        self._show()

    # Showing

    def _show(self) -> None:
        if self.comings:
            beside = frozenset(each.device.id for each in self.comings.coming)
            self._left.setCurrentWidget(self._back)
            self._client.show_card(self.comings.card, beside=beside)
            return
        if self.basket.going or self.basket.card:
            self._out.show_basket(self.basket)
            self._left.setCurrentWidget(self._out)
        else:
            self._left.setCurrentWidget(self._start)
        if self.basket.card:
            going = frozenset(each.device.id for each in self.basket.going)
            self._client.show_card(self.basket.card, going=going)
        else:
            self._client.show_nobody()

    def _press_primary(self) -> None:
        panel: Any = self._left.currentWidget()
        if panel is not self._start and panel.primary.isEnabled():
            panel.primary.click()

    # What was scanned

    def _take_device(self, device: DeviceRow) -> None:
        if device.status is DeviceStatus.ON_LOAN:
            self._open_return(device.id)
        else:
            self._ask_device(device.id)

    def _ask_device(self, device_id: int) -> None:
        self.office.ask(self, lambda store: search.device_record(store, device_id), self._add_device)

    def _add_device(self, device: Device | None) -> None:
        if device is None:
            return
        if device.status is DeviceStatus.ON_LOAN:
            self._open_return(device.id)
            return
        self.comings = None
        if device.status is DeviceStatus.RESERVED:
            self._take_held(device)
            return
        if device.status is not DeviceStatus.AVAILABLE:
            from loanmanager.ui.pages.desk.standing import may_stand  # not needed for the desk to open

            if not may_stand(device, self.office):
                return
        if not self.basket.add(device):
            self.office.say(self.words.say("{tag} is in the basket already.", tag=device.tag))
        self._show()

    def _take_held(self, device: Device) -> None:
        """Put in what is put aside, and bring up the client for whom it is."""
        from loanmanager.ui.pages.desk.held import put_in  # not needed for the desk to open

        put_in(device, self.basket, self.office, lambda whose: self._take_client(whose) if whose else self._show())

    def _take_kit(self, kit_id: int) -> None:
        from loanmanager.ui.pages.desk.kit_scans import put_in  # not needed for the desk to open

        def found(kit: KitDevices | None) -> None:
            coming = put_in(kit, self.basket, self.office) if kit else ()
            if coming:
                self._open_return(*coming)
            elif kit:
                self.comings = None
                self._show()

        self.office.ask(self, lambda store: search.kit_devices(store, kit_id), found)

    def _take_client(self, client_id: int) -> None:
        today = self.office.today
        self.office.ask(self, lambda store: search.client_card(store, client_id, today), self._show_client)

    def _show_client(self, card: ClientCard | None) -> None:
        if card is not None:
            self.comings = None
            self.basket.card, self.basket.language = card, ""
            self._show()

    def _leave_client(self) -> None:
        self.basket.card, self.basket.language = None, ""
        self.comings = None
        self._show()

    def _new_client(self, typed: str) -> None:
        from loanmanager.ui.dialogs.client import ClientDialog  # not needed for the desk to open

        dialog = ClientDialog(self.office, typed, parent=self)
        dialog.added.connect(self._take_client)
        dialog.open()

    def _lent(self, done: Done[CheckedOut]) -> None:
        self.clear()
        afterwards.say_lent(self.office, self, done)

    # Return

    def _open_return(self, device_id: int, *others: int) -> None:
        if self.comings and self.comings.add(device_id, *others):
            self._back.show_comings(self.comings)
            self._show()
            return

        def question(store: Store) -> tuple[Loan, ClientCard] | None:
            loan = search.loan_of_device(store, device_id)
            card = search.client_card(store, loan.client_id) if loan else None
            return (loan, card) if loan and card else None

        self.office.ask(self, question, lambda found: self._begin_return((device_id, *others), found))

    def _begin_return(self, device_ids: tuple[int, ...], found: tuple[Loan, ClientCard] | None) -> None:
        if found is None:
            return
        self.comings = Comings(*found, print_receipt=self.office.settings.print_receipt)
        self.comings.add(*device_ids)
        self._back.show_comings(self.comings)
        self._show()

    def _return_too(self, device_id: int) -> None:
        assert self.comings is not None
        if self.comings.add(device_id):
            self._back.show_comings(self.comings)
            self._show()
        else:
            self._open_return(device_id)

    def _leave_return(self) -> None:
        self.comings = None
        self._show()

    def _taken_back(self, done: Done[TakenBack]) -> None:
        prints = bool(self.comings and self.comings.print_receipt)
        self.office.prefer(print_receipt=prints)
        self._leave_return()
        afterwards.say_taken_back(self.office, self, done, prints=prints)

    def _renew(self, number: str) -> None:
        afterwards.renew(self.office, self, number)
