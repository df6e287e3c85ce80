"""Babel's data of every language, without what this program never says: units, time zones, names of places."""

import pickle
from collections.abc import Iterator
from pathlib import Path

_UNUSED = {
    "compact_currency_formats", "compact_decimal_formats", "compound_unit_patterns", "currency_names", "currency_names_plural",
    "date_fields", "datetime_skeletons", "eras", "interval_formats", "measurement_systems", "meta_zones", "percent_formats", "quarters", "scientific_formats", "time_zones", "unit_display_names", "unit_patterns",
    "variants", "zone_formats",
}  # fmt: skip
_UNUSED_GLOBALLY = {
    "meta_zones", "territory_languages", "territory_zones", "windows_zone_mapping", "zone_aliases", "zone_territories",
}  # fmt: skip
_NAMED_BY_ALL = {
    "ar", "cr", "de", "en", "es", "fa", "fr", "hi", "ht", "it", "iu", "ko", "pl", "pt", "ro", "ru", "tr", "uk", "ur", "vi", "zh",
}  # fmt: skip
"""The languages that papers are offered in are named in every other one; the rest name themselves only."""
_NAMES_ALL = frozenset({"en", "fr"})


def trimmed(source: Path, target: Path) -> Iterator[Path]:
    """Write each language's data to another folder, trimmed, and yield where.

    It reads the pickles of the installed Babel alone, and writes them as Babel reads them.
    """
    target.mkdir(parents=True, exist_ok=True)
    files = sorted(source.glob("*.dat"))
    names = [path.stem.split("_") for path in files]
    for path, (language, *_) in zip(files, names, strict=True):
        whole = language in _NAMED_BY_ALL
        parts = {part for own, *rest in names if whole or own == language for part in rest}
        kept = target / path.name
        kept.write_bytes(_trim(language, path.read_bytes(), parts))
        yield kept


def trimmed_global(source: Path, target: Path) -> Path:
    """Write what Babel knows of all languages, without time zones and who speaks what where; return where."""
    known = pickle.loads(source.read_bytes())  # noqa: S301 (as below)
    kept = target / source.name
    kept.write_bytes(
        pickle.dumps(
            {name: {} if name in _UNUSED_GLOBALLY else each for name, each in known.items()}, pickle.HIGHEST_PROTOCOL
        )
    )
    return kept


def _trim(language: str, data: bytes, parts: set[str]) -> bytes:
    """Keep of territories and scripts those that a language names: "Brasil", in its own name of pt_BR."""
    known = pickle.loads(data)  # noqa: S301 (Babel's own files, read as Babel reads them)
    for name in known.keys() & _UNUSED:
        known[name] = {}
    for name in known.keys() & {"territories", "scripts"}:
        known[name] = {code: called for code, called in known[name].items() if code in parts}
    if language not in _NAMES_ALL and "languages" in known:
        named = {*_NAMED_BY_ALL, language}
        known["languages"] = {
            code: called for code, called in known["languages"].items() if code.split("_")[0] in named
        }
    return pickle.dumps(known, pickle.HIGHEST_PROTOCOL)
