"""Of the library "holidays", the countries that the program offers: their modules, and their words in English and French."""

import tomllib
from pathlib import Path

from holidays.registry import COUNTRIES, FINANCIAL

REGIONS = Path(__file__).resolve().parents[1] / "resources" / "presets" / "regions.toml"
OFFERED = {code.split("-")[0] for code in tomllib.loads(REGIONS.read_text("utf-8"))}
NAME_ALL = frozenset({"holidays.countries", "holidays.financial"})
"""Packages that would bring in every module that is in them. With nothing in their place, each is found by its name."""


def unused() -> list[str]:
    """Return the modules of every other country and market."""
    countries = [f"holidays.countries.{module}" for module, (_, code, *_) in COUNTRIES.items() if code not in OFFERED]
    return [*countries, *(f"holidays.financial.{module}" for module in FINANCIAL)]


def words() -> list[str]:
    """Return patterns of the files of words that the library must find: it stops where one is missing."""
    return [f"locale/{language}*/**/{code}.mo" for language in ("en", "fr") for code in sorted(OFFERED)]
