"""Tell a scanner from a hand: many characters within 30 ms each, then Enter, Tab or silence. No Qt here, only times."""

from __future__ import annotations

from dataclasses import dataclass

FAST = 30  # ms between two characters of a scanner, at most
SILENCE = 120  # ms after which a scan without Enter or Tab is over
SURE = 5  # characters that a hand does not type at that pace
SHORTEST = 3  # characters of a scan that ends in Enter or Tab at the same pace


@dataclass(slots=True)
class Burst:
    """The run of fast characters at the end of what stands in a field. Times are milliseconds of any clock."""

    begins: int = 0  # where in the text the run begins
    length: int = 0
    last: float = float("-inf")

    def add(self, at: int, now: float) -> None:
        """Take a character typed at a place in the text."""
        if now - self.last <= FAST and at == self.begins + self.length:
            self.length += 1
        else:
            self.begins, self.length = at, 1
        self.last = now

    def reset(self) -> None:
        """Forget the run."""
        self.begins, self.length, self.last = 0, 0, float("-inf")

    @property
    def running(self) -> bool:
        """Tell whether the last character followed fast on another."""
        return self.length > 1

    @property
    def sure(self) -> bool:
        """Tell whether the run is too long for a hand."""
        return self.length >= SURE

    def ended_by_key(self, now: float) -> bool:
        """Tell whether Enter or Tab, pressed now, ends a scan."""
        return self.length >= SHORTEST and now - self.last <= FAST

    def take(self, text: str) -> str:
        """Return what was scanned, without what a hand had typed before it."""
        return text[self.begins :].strip()
