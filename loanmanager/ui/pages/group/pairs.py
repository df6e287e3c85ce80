"""Who gets what in a group: plain state, kept apart from widgets so that it outlives them (product 4.6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from loanmanager.domain import lending
from loanmanager.ui.pages.desk.basket import Basket

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from loanmanager.domain.devices import Device
    from loanmanager.domain.refusals import Refusal
    from loanmanager.operations.checkout import CheckOut
    from loanmanager.storage.search import ClientCard, OfficeView


class PairState(StrEnum):
    """Where one client of the group stands."""

    NEXT = "next"
    WAITING = "waiting"
    READY = "ready"
    OVERRULED = "overruled"
    OVERRULABLE = "overrulable"
    REFUSED = "refused"


@dataclass(slots=True)
class Pair:
    """One client with what they would get. `refused` is what the store said when it was tried; a change forgets it."""

    basket: Basket
    override: str = ""
    refused: tuple[Refusal, ...] = ()

    @property
    def card(self) -> ClientCard:
        """Return the client, who is always there."""
        assert self.basket.card is not None
        return self.basket.card

    @property
    def client_id(self) -> int:
        """Return the client's id."""
        return self.card.client.id

    def changed(self) -> None:
        """Forget what was said and overruled: it was about other devices."""
        self.override, self.refused = "", ()


@dataclass(slots=True)
class Group:
    """The whole group. `chosen` is the client who gets what is scanned; 0 lets each device go to the next without one."""

    pairs: list[Pair] = field(default_factory=list)
    programme: str = ""
    purpose: str = ""
    due: date | None = None
    chosen: int = 0

    def add(self, card: ClientCard) -> Pair:
        """Put a client in, or find who is in already with what is known of them now."""
        found = self.of(card.client.id)
        if found is None:
            found = Pair(Basket(card=card))
            self.pairs.append(found)
        found.basket.card = card
        return found

    def of(self, client_id: int) -> Pair | None:
        """Return a client's pair."""
        return next((each for each in self.pairs if each.client_id == client_id), None)

    def holder(self, device_id: int) -> Pair | None:
        """Return who would get a device already."""
        return next((each for each in self.pairs if any(d.id == device_id for d in each.basket.devices)), None)

    def target(self) -> Pair | None:
        """Return who gets the next device: the one chosen, else the first without any."""
        chosen = self.of(self.chosen) if self.chosen else None
        return chosen or next((each for each in self.pairs if not each.basket.going), None)

    def give(self, device: Device) -> Pair | None:
        """Give a device to whoever is next, and return them; None where nobody is."""
        pair = self.target()
        if pair is not None and pair.basket.add(device):
            pair.changed()
        return pair

    def take_away(self, client_id: int) -> None:
        """Take a client's devices away; from one who has none, the client."""
        pair = self.of(client_id)
        if pair is None:
            return
        if pair.basket.going:
            pair.basket.going = []
            pair.changed()
        else:
            self.pairs.remove(pair)
            self.chosen = 0 if self.chosen == client_id else self.chosen

    def lent(self, client_ids: Iterable[int]) -> None:
        """Let those go who got their loan."""
        gone = set(client_ids)
        self.pairs = [each for each in self.pairs if each.client_id not in gone]
        self.chosen = 0 if self.chosen in gone else self.chosen

    # What stands against it

    def reasons(self, pair: Pair, view: OfficeView, today: date) -> tuple[Refusal, ...]:
        """Return what stands against a pair: what the rules say now, and what the store said when it was tried."""
        self._share(pair)
        found = pair.basket.reasons(view, today) if pair.basket.going else ()
        return tuple(dict.fromkeys((*found, *pair.refused)))

    def state(self, pair: Pair, view: OfficeView, today: date) -> PairState:
        """Return where a pair stands."""
        if not pair.basket.going:
            return PairState.NEXT if pair is self.target() else PairState.WAITING
        reasons = self.reasons(pair, view, today)
        if not reasons:
            return PairState.READY
        if not lending.overrulable(reasons, view.rules.policy):
            return PairState.REFUSED
        return PairState.OVERRULED if pair.override else PairState.OVERRULABLE

    def ready(self, view: OfficeView, today: date) -> tuple[Pair, ...]:
        """Return the pairs that can be lent now."""
        wanted = {PairState.READY, PairState.OVERRULED}
        return tuple(each for each in self.pairs if self.state(each, view, today) in wanted)

    def forms(self, pairs: Iterable[Pair], view: OfficeView, today: date) -> tuple[CheckOut, ...]:
        """Return the forms as the operation takes them, each with its own key."""
        made = []
        for pair in pairs:
            self._share(pair)
            made.append(pair.basket.request(view, today, pair.override))
        return tuple(made)

    def _share(self, pair: Pair) -> None:
        """Give a pair what all of the group have in common."""
        pair.basket.due, pair.basket.programme, pair.basket.purpose = self.due, self.programme, self.purpose
