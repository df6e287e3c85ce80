"""What every measurement shares: a figure with its budget, and the median time of something."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: a ratio, or milliseconds, and the most that it may be. `told` says what was measured."""

    name: str
    value: float
    most: float
    unit: str
    told: str

    @property
    def kept(self) -> bool:
        """Tell whether the budget is kept."""
        return self.value <= self.most

    def __str__(self) -> str:
        """Return the figure as a line."""
        verdict = "kept" if self.kept else "BROKEN"
        return f"{self.name:44} {self.value:6.2f} {self.unit:2} of at most {self.most:g}: {verdict:6} ({self.told})"


def milliseconds(work: Callable[[], object], times: int) -> float:
    """Return the median of how long some work takes, in milliseconds."""
    return median(every(work, times))


def every(work: Callable[[], object], times: int) -> list[float]:
    """Return how long some work takes each time, in milliseconds."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append((perf_counter() - start) * 1000)
    return taken
