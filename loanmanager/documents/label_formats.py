"""Label sheets and tapes as data (resources/presets/labels.toml): where each cell lies. Lengths are millimetres."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from loanmanager.paths import resources

INCH = 25.4


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


def formats() -> dict[str, LabelFormat]:
    """Return every format of labels by its key, sheets first."""
    return _known()["format"]


def cards() -> dict[str, LabelFormat]:
    """Return the formats of client cards: one alone (card), or to be cut from a sheet (letter, a4)."""
    return _known()["card"]


@lru_cache(maxsize=1)
def _known() -> dict[str, dict[str, LabelFormat]]:
    data = tomllib.loads((resources() / "presets" / "labels.toml").read_text("utf-8"))
    return {kind: {each["key"]: LabelFormat(**each) for each in listed} for kind, listed in data.items()}
