"""Programmes: groups of clients who follow something together, such as a course or a job club (product 6.4, simply)."""

from dataclasses import dataclass

from loanmanager.domain.names import name_key
from loanmanager.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. One that is over is no longer offered; its loans keep its name."""

    id: int
    name: str
    active: bool = True

    @property
    def key(self) -> str:
        """Return the key by which its name is matched."""
        return name_key(self.name)


@dataclass(frozen=True, slots=True)
class ProgrammeTaken(Refusal):
    """Another programme, perhaps one that is over, bears this name."""

    name: str


@dataclass(frozen=True, slots=True)
class NobodyNamed(Refusal):
    """Nobody was named who joins or leaves a programme."""
