"""Babel's data of every language, without what this program never says: units, time zones, names of places."""

import pickle
from collections.abc import Iterator
from pathlib import Path

_UNUSED = (
    "compact_currency_formats", "compact_decimal_formats", "compound_unit_patterns", "currency_names", "currency_names_plural",
    "date_fields", "interval_formats", "meta_zones", "scripts", "territories", "time_zones", "unit_display_names", "unit_patterns",
    "variants", "zone_formats",
)  # fmt: skip
_NAMED_BY_ALL = frozenset(
    {
        "ar",
        "cr",
        "de",
        "en",
        "es",
        "fa",
        "fr",
        "hi",
        "ht",
        "it",
        "iu",
        "ko",
        "pl",
        "pt",
        "ro",
        "ru",
        "tr",
        "uk",
        "ur",
        "vi",
        "zh",
    }
)
"""The languages that papers are offered in are named in every other one; the rest name themselves only."""
_NAMES_ALL = frozenset({"en", "fr"})
_SCRIPTS = frozenset({"Hans", "Hant"})


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
    scripts = {code: name for code, name in known.get("scripts", {}).items() if code in _SCRIPTS}
    for name in _UNUSED:
        if name in known:
            known[name] = {}
    known["scripts"] = scripts
    own = language.split("_", maxsplit=1)[0]
    if own not in _NAMES_ALL and "languages" in known:
        known["languages"] = {
            code: name
            for code, name in known["languages"].items()
            if code in _NAMED_BY_ALL or code.split("_")[0] == own
        }
    return pickle.dumps(known, pickle.HIGHEST_PROTOCOL)
