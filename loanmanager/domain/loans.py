"""Loans and their items, as they were recorded."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from loanmanager.domain.devices import Condition, Device
from loanmanager.domain.names import Label


class ItemEnd(StrEnum):
    """How an item's time on its loan ended."""

    RETURNED = "returned"
    UNDONE = "undone"
    LOST = "lost"


class BackState(StrEnum):
    """What became of a part that went out."""

    BACK = "back"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class ItemPart:
    """A part that went out with an item; `back` is None while it is out. The cost is in cents."""

    id: int
    name: Label
    cost: int | None = None
    part_id: int | None = None
    back: BackState | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One device on one loan; `kit_id` is the kit that it was lent with, if it was."""

    id: int
    device: Device
    due: date
    out_condition: Condition
    out_note: str = ""
    parts: tuple[ItemPart, ...] = ()
    sim_last_four: str = ""
    ended_at: datetime | None = None
    end: ItemEnd | None = None
    in_condition: Condition | None = None
    in_note: str = ""
    answers: tuple[tuple[str, bool], ...] = ()
    kit_id: int | None = None

    @property
    def is_out(self) -> bool:
        """Tell whether the device is still with the client."""
        return self.end is None


@dataclass(frozen=True, slots=True)
class Loan:
    """One loan of one client: what went out together. The language is that of its papers.

    `renewals` is how often its agreement says that it may be renewed, None where nothing was said.
    """

    id: int
    number: str
    client_id: int
    out_at: datetime
    out_on: date
    language: str = "en"
    site_id: int | None = None
    staff_id: int | None = None
    purpose: str = ""
    programme: str = ""
    renewed: int = 0
    renewals: int | None = None
    items: tuple[Item, ...] = field(default_factory=tuple)

    @property
    def open_items(self) -> tuple[Item, ...]:
        """Return what is still out."""
        return tuple(item for item in self.items if item.is_out)

    @property
    def due(self) -> date | None:
        """Return the earliest date at which something still out is due, None when all is back."""
        return min((item.due for item in self.open_items), default=None)
