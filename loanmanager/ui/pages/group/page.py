"""The group check-out: choose a programme, scan the stack, press once (product 4.6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from loanmanager.domain.devices import Device
from loanmanager.operations import group_checkout
from loanmanager.operations.done import By, Done, Kind
from loanmanager.operations.group_checkout import GroupDone
from loanmanager.storage import search
from loanmanager.storage.search import ClientCard, KitDevices, Match, Store
from loanmanager.ui.dialogs.agreements import AgreementsDialog
from loanmanager.ui.office import Office
from loanmanager.ui.pages.clients.switch import switch
from loanmanager.ui.pages.desk.kit_scans import put_in
from loanmanager.ui.pages.desk.standing import may_stand
from loanmanager.ui.pages.group.foot import Foot
from loanmanager.ui.pages.group.listing import GroupList
from loanmanager.ui.pages.group.pairs import Group, Pair
from loanmanager.ui.pages.page import Page
from loanmanager.ui.places import SCAN
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.layout import Grow, bed, column, fixed, head, line, row


@dataclass(frozen=True, slots=True)
class _Fresh:
    """What is read again: clients by id, devices by id, purposes given before."""

    cards: dict[int, ClientCard]
    devices: dict[int, Device]
    purposes: tuple[str, ...]


class GroupPage(Page):
    """Scans go to the list: a client's card chooses who gets what follows, a device goes to them, else to the next
    who has none. `open` takes ("programme", id).
    """

    shows = frozenset(Kind)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.group = Group()
        say = self.words.say
        self.programme = Combo(says=say("Programme"))
        self.programme.chosen.connect(self._take_programme)
        fixed(self.programme, width=220)
        self.clear = button(say("Empty the list"), "quiet", flush="right")
        self.clear.clicked.connect(self._start_over)
        self.listing = GroupList(office)
        self.foot = Foot(office)
        self._lay_out()
        self._connect()
        self._offer_programmes()

    def _lay_out(self) -> None:
        top = head("", "", self.programme, self.clear, after=(switch(self.office, "group"),))
        upper = column(top, margins=(24, 16, 24, 8))
        inside = column(upper, line(), Grow(self.listing), line(), self.foot, space=0)
        self.setLayout(row(bed("surface", inside), space=0))

    def _connect(self) -> None:
        self.listing.chosen.connect(self._choose)
        self.listing.dropped.connect(self._drop)
        self.listing.overruled.connect(self._overrule)
        self.foot.changed.connect(self._took_fields)
        self.foot.primary.clicked.connect(self._lend)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._lend)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._let_go)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Coming here

    def open(self, what: object = None) -> None:
        """Take the clients of a programme in, or go on with the list as it is."""
        match what:
            case ("programme", int(programme_id)):
                self._ask_programme(lambda store: search.programme_view(store, programme_id, self.office.today))
            case _:
                self.reload()
        self.office.go(SCAN, "")  # the box takes the scans, on every page

    def reload(self) -> None:
        """Read again who is in the list and what they would get."""
        clients = [each.client_id for each in self.group.pairs]
        ids = [device.id for each in self.group.pairs for device in each.basket.devices]

        def question(store: Store) -> _Fresh:
            cards = {id_: search.client_card(store, id_) for id_ in clients}
            devices = {id_: search.device_record(store, id_) for id_ in ids}
            known = {id_: each for id_, each in devices.items() if each}
            return _Fresh({id_: each for id_, each in cards.items() if each}, known, search.purposes(store))

        self.office.ask(self, question, self._read, key="group")

    def _read(self, fresh: _Fresh) -> None:
        for pair in self.group.pairs:
            pair.basket.card = fresh.cards.get(pair.client_id, pair.card)
            pair.basket.refresh(fresh.devices[each.id] for each in pair.basket.devices if each.id in fresh.devices)
        self.foot.suggest(fresh.purposes)
        self._offer_programmes()
        self._show()

    def state(self) -> object:
        """Return the group, which outlives a rebuild."""
        return self.group

    def put_back(self, state: object) -> None:
        """Show the group again."""
        assert isinstance(state, Group)
        self.group = state
        self.foot.put(state.due, state.purpose)
        self.reload()

    def _offer_programmes(self) -> None:
        names = self.office.view.programmes
        kept = (self.group.programme,) if self.group.programme and self.group.programme not in names else ()
        options = [("", self.words.say("No programme")), *((name, name) for name in (*names, *kept))]
        self.programme.set_options(options, self.group.programme)

    def _take_programme(self, name: str) -> None:
        self.group.programme = name
        if name:
            today = self.office.today
            self._ask_programme(lambda store: _view_named(store, name, today))
        self._show()
        self.office.go(SCAN, "")

    def _ask_programme(self, find: Callable[[Store], search.ProgrammeView | None]) -> None:
        """Take everybody in who takes part."""

        def question(store: Store) -> tuple[str, tuple[ClientCard, ...]] | None:
            view = find(store)
            cards = [search.client_card(store, each.client.id) for each in view.members] if view else []
            return (view.programme.name, tuple(card for card in cards if card)) if view else None

        self.office.ask(self, question, self._took_programme)

    def _took_programme(self, found: tuple[str, tuple[ClientCard, ...]] | None) -> None:
        if found is None:
            return
        self.group.programme = found[0]
        self.group.pairs = [each for each in self.group.pairs if each.basket.going]  # those of another programme go
        for card in found[1]:
            self.group.add(card)
        self._offer_programmes()
        self.reload()

    # Scans

    def take(self, match: Match) -> bool:
        """Put what was scanned or picked into the list; a loan is nobody's business here."""
        if match.client:
            client_id = match.client.id
            self.office.ask(self, lambda store: search.client_card(store, client_id), self._take_client)
        elif match.kit:
            kit_id = match.kit.id
            self.office.ask(self, lambda store: search.kit_devices(store, kit_id), self._take_kit)
        elif match.device:
            device_id = match.device.id
            self.office.ask(self, lambda store: search.device_record(store, device_id), self._take_device)
        return bool(match.client or match.kit or match.device)

    def _take_client(self, card: ClientCard | None) -> None:
        if card is not None:
            self.group.add(card)
            self._choose(card.client.id)

    def _take_device(self, device: Device | None) -> None:
        if device is None:
            return
        there = self.group.holder(device.id)
        if there is not None:
            said = self.words.say("{tag} is for {name} already.", tag=device.tag, name=there.card.client.listed_name)
            self.office.say(said, error=True)
            self._show(there)
        elif self._somebody_is_next() and may_stand(device, self.office):
            pair = self.group.give(device)
            self._show(pair)

    def _take_kit(self, kit: KitDevices | None) -> None:
        pair = self.group.target()
        if kit is None or not self._somebody_is_next() or pair is None:
            return
        if put_in(kit, pair.basket, self.office):
            self.office.say(
                self.words.say("{tag} is out. Take it back at the desk first.", tag=kit.kit.tag), error=True
            )
        pair.changed()
        self._show(pair)

    def _somebody_is_next(self) -> bool:
        if self.group.target() is None:
            self.office.say(self.words.say("Everybody has a device. Scan the client’s card first."), error=True)
            return False
        return True

    # Changing the list

    def _choose(self, client_id: int) -> None:
        """Let what is scanned from now on go to one client."""
        self.group.chosen = client_id
        self._show(self.group.of(client_id))
        self.office.go(SCAN, "")

    def _let_go(self) -> None:
        """Let each device go to the next client again."""
        self.group.chosen = 0
        self._show()
        self.office.go(SCAN, "")

    def _drop(self, client_id: int) -> None:
        self.group.take_away(client_id)
        self._show()

    def _start_over(self) -> None:
        self.group = Group()
        self.foot.put(None, "")
        self._offer_programmes()
        self._show()

    def _overrule(self, client_id: int, reason: str) -> None:
        pair = self.group.of(client_id)
        if pair is not None:
            pair.override = reason
            self._show(pair)

    def _took_fields(self) -> None:
        self.group.due, self.group.purpose = self.foot.due(), self.foot.purpose()
        self._show()

    def _show(self, at: Pair | None = None) -> None:
        """Show the list anew, at a line or where it was, and how many loans are ready."""
        view, today = self.office.view, self.office.today
        self.listing.show_group(self.group, at)
        self.clear.setEnabled(bool(self.group.pairs))
        types = [device.type for each in self.group.pairs for device in each.basket.devices]
        self.foot.show_ready(len(self.group.ready(view, today)), search.proposed_due(view, types, today))

    # Lending

    def _lend(self) -> None:
        """Make every loan that is ready; the rest stays in the list."""
        view, today = self.office.view, self.office.today
        pairs = self.group.ready(view, today)
        if not (pairs and self.foot.primary.isEnabled() and self.foot.check()):
            return
        forms = self.group.forms(pairs, view, today)
        self.foot.primary.setEnabled(False)

        def work(store: Store, by: By) -> Done[GroupDone]:
            made = group_checkout.check_out_all(store, forms, by)
            return Done(made, made.changes, 0)

        self.office.do(self, work, self._lent, failed=lambda _: self._show())

    def _lent(self, done: Done[GroupDone]) -> None:
        made = done.result
        for outcome in made.refused:
            pair = self.group.of(outcome.client_id)
            if pair is not None:
                pair.refused = outcome.reasons
        self.group.lent(each.client_id for each in made.outcomes if each.made)
        self._show()
        words = self.words
        if made.refused:
            said = words.count("{n} loan was not made", "{n} loans were not made", len(made.refused))
            self.office.say(said, error=True)
        if made.made:
            AgreementsDialog(self.office, made.made, self.group.programme, parent=self).open()


def _view_named(store: Store, name: str, today: date) -> search.ProgrammeView | None:
    found = search.programme_named(store, name)
    return search.programme_view(store, found.id, today) if found else None
