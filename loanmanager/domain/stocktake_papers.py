"""The facts of a count's paper, frozen when it is finished: everything that is printed."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.papers import Lender
from loanmanager.domain.stocktaking import Finding


@dataclass(frozen=True, slots=True)
class CountedDevice:
    """A device as printed: what it is, where it belongs, how it stood. Names are in the paper's language, money in cents.

    `settled` says that what the scan found was put right before the count was finished.
    """

    tag: str
    type: str
    name: str
    finding: Finding
    status: DeviceStatus
    serial: str = ""
    site: str = ""
    shelf: str = ""
    cost: int | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class StocktakeFacts:
    """Everything on the result of a count. Moments are local time, as the clock on the wall showed them."""

    language: str
    number: str
    lender: Lender
    started_at: datetime
    made_at: datetime
    expected: int
    devices: tuple[CountedDevice, ...]
    unknown: tuple[str, ...] = ()
    site: str = ""
    type: str = ""
    shelf: str = ""
    counted_by: tuple[str, ...] = ()
    currency: str = "CAD"

    @property
    def made_on(self) -> date:
        """Return the day on which the count was finished."""
        return self.made_at.date()

    def with_finding(self, *findings: Finding) -> tuple[CountedDevice, ...]:
        """Return the devices of some findings, in the order of their tags."""
        return tuple(each for each in self.devices if each.finding in findings)

    @property
    def missing(self) -> tuple[CountedDevice, ...]:
        """Return what should be there, was not scanned, and is still not accounted for."""
        return tuple(each for each in self.with_finding(Finding.MISSING) if not each.settled)

    @property
    def value_missing(self) -> int:
        """Return what replacing the missing devices costs, as far as it is known."""
        return sum(each.cost or 0 for each in self.missing)
