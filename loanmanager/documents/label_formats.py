"""Label sheets and tapes as data (resources/presets/labels.toml): where each cell lies. Lengths are millimetres."""

import tomllib
from functools import lru_cache

from loanmanager.domain.shelf_papers import LabelFormat
from loanmanager.paths import resources


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
