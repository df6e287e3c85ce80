"""What comes to an end: the plan of a line, the warranty of a device (product 1.4)."""

from dataclasses import dataclass
from enum import StrEnum

from loanmanager.domain.refusal import Refusal

AHEAD = 30
"""Days before its end from which an ending is shown: a month, in which a plan is renewed or a repair still claimed."""


class Ends(StrEnum):
    """What has an end."""

    PLAN = "plan"
    WARRANTY = "warranty"


@dataclass(frozen=True, slots=True)
class NotEnding(Refusal):
    """The plan or warranty has no end, or another one by now."""

    name: str


@dataclass(frozen=True, slots=True)
class NotedAlready(Refusal):
    """Somebody has noted this ending before."""

    name: str
