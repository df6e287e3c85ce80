"""The facts of papers about the shelf: labels, client cards, the inventory list, a kit's sheet. Names are already in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from loanmanager.domain.papers import Lender

INCH = 25.4


class Codes(StrEnum):
    """Which codes stand on a label."""

    BOTH = "both"
    BARS = "bars"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """A sheet of cells, or a tape of which each piece is a page of its own.

    `page` is letter, a4 or tape; `padding` stays empty inside a cell; `dots` is the printer's grid per inch.
    """

    key: str
    name: str
    page: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    cell_width: float
    cell_height: float
    step_x: float
    step_y: float
    padding: float
    dots: int

    @property
    def cells(self) -> int:
        """Return how many labels a sheet has."""
        return self.columns * self.rows

    @property
    def dot(self) -> float:
        """Return how wide one of the printer's dots is."""
        return INCH / self.dots

    def cell(self, number: int) -> tuple[float, float]:
        """Return the left and the upper edge of a cell, counted from 0 along the rows, from the sheet's corner."""
        row, column = divmod(number, self.columns)
        return self.left + column * self.step_x, self.top + row * self.step_y


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """One label of a device or a kit. `agency` and `found` (the number to call) are empty where they are not to be printed."""

    tag: str
    what: str = ""
    agency: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A client's card. `code` is what a scanner reads from it; a discreet card has no `agency`, no `found` and no logo.

    `image` is the agency's logo, a PNG.
    """

    language: str
    name: str
    code: str
    agency: str = ""
    found: str = ""
    words: tuple[tuple[str, str], ...] = ()
    image: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """A device in the inventory list. `state` is a word; `cost` is what replacing it costs, in cents."""

    tag: str
    type: str
    name: str
    state: str
    serial: str = ""
    site: str = ""
    shelf: str = ""
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """How many devices there are of something, and what replacing them costs as far as it is known, in cents."""

    name: str
    count: int
    cost: int


@dataclass(frozen=True, slots=True)
class InventoryFacts:
    """Everything on an inventory list. `shown` says in words what of the inventory was asked for."""

    language: str
    lender: Lender
    made_on: date
    devices: tuple[ListedDevice, ...]
    shown: str = ""
    currency: str = "CAD"

    def groups(self) -> list[tuple[str, str, tuple[ListedDevice, ...]]]:
        """Return site, type and its devices by tag, in the order of sites and types; without a site comes last."""
        found: dict[tuple[str, str], list[ListedDevice]] = {}
        for each in self.devices:
            found.setdefault((each.site, each.type), []).append(each)
        order = sorted(found, key=lambda key: (not key[0], key[0].casefold(), key[1].casefold()))
        return [(site, kind, tuple(sorted(found[site, kind], key=lambda e: e.tag))) for site, kind in order]

    def by_site(self) -> list[Sum]:
        """Return what each site has; an empty name is no site."""
        return sums((each.site, each.cost) for each in self.devices)

    def by_type(self) -> list[Sum]:
        """Return how much there is of each type."""
        return sums((each.type, each.cost) for each in self.devices)

    @property
    def cost(self) -> int:
        """Return what replacing everything costs, as far as it is known, in cents."""
        return sum(each.cost or 0 for each in self.devices)


@dataclass(frozen=True, slots=True)
class KitSheetUnit:
    """A unit on a kit's sheet: what it is there for, the device, and its parts by name."""

    tag: str
    label: str
    name: str
    serial: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KitSheetFacts:
    """Everything on the sheet that lies in a kit's bag."""

    language: str
    lender: Lender
    made_on: date
    tag: str
    name: str
    units: tuple[KitSheetUnit, ...]
    note: str = ""


def sums(pairs: Iterable[tuple[str, int | None]]) -> list[Sum]:
    """Count and add up costs by name, in the order of names; what has none comes last."""
    found: dict[str, tuple[int, int]] = {}
    for name, cost in pairs:
        count, total = found.get(name, (0, 0))
        found[name] = (count + 1, total + (cost or 0))
    order = sorted(found, key=lambda name: (not name, name.casefold()))
    return [Sum(name, *found[name]) for name in order]
