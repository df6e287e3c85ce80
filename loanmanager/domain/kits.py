"""Kits: named units that are lent by one scan, come back one by one, and stay a kit (product 2.4)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from loanmanager.domain.names import Label
from loanmanager.domain.refusal import Refusal

PREFIX = "KIT"
"""How the tags of kits begin where nobody types one."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One device in a kit; the label says what it is there for, such as "teacher's laptop", and may be empty."""

    device_id: int
    label: Label = field(default_factory=lambda: Label(""))


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit. `cost` is what replacing all of it costs, in cents; None is what its units cost together."""

    id: int
    tag: str
    name: Label
    cost: int | None = None
    note: str = ""
    active: bool = True
    units: tuple[Unit, ...] = ()

    def label_of(self, device_id: int) -> Label:
        """Return what a device is in the kit for."""
        return next((unit.label for unit in self.units if unit.device_id == device_id), Label(""))


def whole(kit: Kit, device_ids: Collection[int]) -> bool:
    """Tell whether every unit of a kit is among some devices, so that the kit's own price holds for them."""
    return bool(kit.units) and all(unit.device_id in device_ids for unit in kit.units)


def replacement_total(costs: Iterable[tuple[str, int]], own_prices: Iterable[tuple[str, int | None]]) -> int:
    """Return what replacing some items costs, in cents.

    `costs` are each item's kit (empty for none) and cost with its parts; a kit with a price of its own counts as that
    price and not as its items (a kit costs less than its pieces: HPPL asks 450 for pieces of 475).
    """
    priced = {kit: price for kit, price in own_prices if price is not None}
    return sum(priced.values()) + sum(cost for kit, cost in costs if kit not in priced)


@dataclass(frozen=True, slots=True)
class KitRetired(Refusal):
    """The kit was retired: its units go their own ways."""

    tag: str


@dataclass(frozen=True, slots=True)
class KitEmpty(Refusal):
    """No device is in the kit."""

    tag: str


@dataclass(frozen=True, slots=True)
class InKitAlready(Refusal):
    """The device is a unit of a kit, and cannot be one twice or of two."""

    tag: str
    kit: str


@dataclass(frozen=True, slots=True)
class NotInKit(Refusal):
    """The device is no unit of the kit, any more at least."""

    tag: str
    kit: str


@dataclass(frozen=True, slots=True)
class UnitIsGone(Refusal):
    """The device is retired, lost or stolen, so it joins no kit."""

    tag: str
