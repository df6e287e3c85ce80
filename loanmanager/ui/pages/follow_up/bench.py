"""What became of the rows of one list since one came: to do, done, put off. No Qt here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Stand(StrEnum):
    """How a row stands."""

    OPEN = "open"
    DONE = "done"
    LATER = "later"


@dataclass(slots=True)
class Bench:
    """The rows in the order in which they were first seen; what is done stays where it was until one leaves.

    `later` is kept for this session only, and for nobody else: whoever puts something off has their own reason, and a row that
    is gone for everybody would be forgotten. `there` are the rows of the last reading.
    """

    rows: dict[str, Any] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)
    later: set[str] = field(default_factory=set)
    there: set[str] = field(default_factory=set)

    def refresh(
        self, fresh: Iterable[tuple[str, Any]], *, already: Callable[[Any], str], gone: Callable[[str, Any], str]
    ) -> None:
        """Take the rows as they are now: what is gone is done, what came back is to do again."""
        now = dict(fresh)
        for key in [each for each in self.rows if each in self.there and each not in now]:
            self.done[key] = gone(key, self.rows[key])
        self.there = set(now)
        self.rows |= now
        for key, row in now.items():
            said = already(row)
            if said:
                self.done[key] = said
            else:
                self.done.pop(key, None)

    def stand(self, key: str) -> Stand:
        """Return how a row stands."""
        if key in self.done:
            return Stand.DONE
        return Stand.LATER if key in self.later else Stand.OPEN

    @property
    def left(self) -> int:
        """Return how many are still to do, without those put off."""
        return sum(self.stand(key) is Stand.OPEN for key in self.rows)

    def put_off(self, keys: Iterable[str]) -> None:
        """Put rows off, or take them up again if all of them were."""
        wanted = [key for key in keys if key in self.rows and key not in self.done]
        if all(key in self.later for key in wanted):
            self.later -= set(wanted)
        else:
            self.later |= set(wanted)

    def next(self, key: str) -> str:
        """Return the row to do after this one, else the first above it that is to do, else nothing."""
        keys = list(self.rows)
        at = keys.index(key) if key in keys else -1
        order = (*keys[at + 1 :], *keys[: max(at, 0)])
        return next((each for each in order if self.stand(each) is Stand.OPEN), "")

    def first(self) -> str:
        """Return the first row that is to do, else the first of all."""
        return next((key for key in self.rows if self.stand(key) is Stand.OPEN), next(iter(self.rows), ""))

    def leave(self) -> None:
        """Forget what was done, and what is gone."""
        self.rows, self.done, self.there = {}, {}, set()
