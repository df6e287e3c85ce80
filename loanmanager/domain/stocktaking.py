"""What a count of the shelf finds: what is there, what is missing, what should not be there (product 2.7).

What a scan found is kept as it was at that moment; whether it still asks for something is decided by how things are now,
because the office goes on lending while the shelf is counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.names import squash
from loanmanager.domain.refusal import Refusal

ON_THE_SHELF = frozenset({DeviceStatus.AVAILABLE, DeviceStatus.RESERVED, DeviceStatus.TO_CHECK, DeviceStatus.TO_RESET})
"""The states of a device that is in the house; in any other it should not be on a shelf."""

NOT_READY = frozenset({DeviceStatus.TO_CHECK, DeviceStatus.TO_RESET})
"""The states in which a device is where it should be but cannot be lent yet."""


class Finding(StrEnum):
    """What a scan, or the lack of one, says about a device."""

    FOUND = "found"
    ELSEWHERE = "elsewhere"  # it belongs to another site or shelf
    OTHER_TYPE = "other_type"  # it is not among the types being counted
    WRONG_STATE = "wrong_state"  # it is here, and recorded as on loan, lost, in repair or retired
    UNKNOWN = "unknown"  # no device bears this code
    MISSING = "missing"  # it should be here and was not scanned


UNEXPECTED = frozenset({Finding.ELSEWHERE, Finding.OTHER_TYPE, Finding.WRONG_STATE, Finding.UNKNOWN})


class StocktakeState(StrEnum):
    """Whether a count goes on."""

    OPEN = "open"
    FINISHED = "finished"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted; None or empty means every site, type or shelf."""

    site_id: int | None = None
    type_id: int | None = None
    shelf: str = ""

    def same_as(self, other: "Scope") -> bool:
        """Tell whether two counts are of the same shelf, however its name was typed."""
        mine, yours = (
            (self.site_id, self.type_id, squash(self.shelf)),
            (other.site_id, other.type_id, squash(other.shelf)),
        )
        return mine == yours


@dataclass(frozen=True, slots=True)
class Standing:
    """What a count needs to know of a device: where it belongs and how it stands."""

    id: int
    type_id: int
    status: DeviceStatus
    site_id: int | None = None
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class Stocktake:
    """One count, which may go on over several days and by several people."""

    id: int
    number: str
    scope: Scope = Scope()
    state: StocktakeState = StocktakeState.OPEN


def belongs(scope: Scope, device: Standing) -> bool:
    """Tell whether a device has its place where one counts."""
    at_site = scope.site_id is None or scope.site_id == device.site_id
    on_shelf = not squash(scope.shelf) or squash(scope.shelf) == squash(device.shelf)
    return at_site and on_shelf


def expected(scope: Scope, devices: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return the devices that should be found: of the type, of this place, and in the house."""
    return tuple(each for each in devices if assess(scope, each) is Finding.FOUND)


def assess(scope: Scope, device: Standing | None) -> Finding:
    """Return what scanning a device here says; None is a code that no device bears.

    Its state comes before its place: a device that is out with a client must be taken back before it is put anywhere.
    """
    if device is None:
        return Finding.UNKNOWN
    if scope.type_id is not None and scope.type_id != device.type_id:
        return Finding.OTHER_TYPE
    if device.status not in ON_THE_SHELF:
        return Finding.WRONG_STATE
    return Finding.FOUND if belongs(scope, device) else Finding.ELSEWHERE


def still(scope: Scope, was: Finding, now: Standing | None) -> bool:
    """Tell whether what a scan found still asks for something, the device standing as it does now.

    What was found stays found, wherever the device went since; what stood in the wrong place and was lent since is not
    there any more. A device that is of another type asks for nothing.
    """
    if was in {Finding.FOUND, Finding.OTHER_TYPE}:
        return False
    if was is Finding.MISSING:
        return now is not None and assess(scope, now) is Finding.FOUND
    if was is Finding.ELSEWHERE:
        return assess(scope, now) is Finding.ELSEWHERE
    return assess(scope, now) is not Finding.FOUND


def make_stocktake_number(year: int, number: int) -> str:
    """Return a number such as S-2026-001."""
    return f"S-{year}-{number:03d}"


# Refusals


@dataclass(frozen=True, slots=True)
class NothingToCount(Refusal):
    """No device belongs to the site, type and shelf that were named."""


@dataclass(frozen=True, slots=True)
class SameCountOpen(Refusal):
    """The same shelf is being counted already; that count should go on."""

    number: str


@dataclass(frozen=True, slots=True)
class CountClosed(Refusal):
    """The count is finished or was dropped, so nothing can be added to it. `state` is which."""

    number: str
    state: StocktakeState


@dataclass(frozen=True, slots=True)
class NothingScanned(Refusal):
    """A scan without a letter or digit."""


@dataclass(frozen=True, slots=True)
class NotScanned(Refusal):
    """The code was not scanned in this count, so it cannot be taken off."""

    text: str


@dataclass(frozen=True, slots=True)
class NothingToMove(Refusal):
    """None of the devices named belongs elsewhere, or the count is of no one place to move them to."""
