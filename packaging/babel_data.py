"""Babel's data of every language, without what this program never says: units, time zones, the names of rare languages."""

import pickle
from collections.abc import Iterator
from pathlib import Path

_UNUSED = (
    "compact_currency_formats", "compound_unit_patterns", "currency_names_plural", "interval_formats", "meta_zones", "time_zones",
    "unit_display_names", "unit_patterns", "variants", "zone_formats",
)  # fmt: skip
_COMMON = 2  # letters: the codes of the languages that most people speak; those of three letters name themselves only


def trimmed(source: Path, target: Path) -> Iterator[Path]:
    """Write each language's data to another folder, trimmed, and yield where.

    It reads the pickles of the installed Babel alone, and writes them as Babel reads them.
    """
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.glob("*.dat")):
        kept = target / path.name
        kept.write_bytes(_trim(path.stem, path.read_bytes()))
        yield kept


def _trim(language: str, data: bytes) -> bytes:
    known = pickle.loads(data)  # noqa: S301 (Babel's own files, read as Babel reads them)
    for name in _UNUSED:
        if name in known:
            known[name] = {}
    own = language.split("_")[0]
    languages = known.get("languages", {})
    known["languages"] = {code: name for code, name in languages.items() if len(code) == _COMMON or code.split("_")[0] == own}
    return pickle.dumps(known, 2)
