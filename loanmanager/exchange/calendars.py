"""Statutory holidays of a region, as the library "holidays" knows them. Slow to load: for settings only, never to lend."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache

from loanmanager.domain.names import Label
from loanmanager.domain.office import Closure
from loanmanager.paths import resources


class UnknownRegion(ValueError):
    """No calendar is known for this region."""


@cache
def regions() -> dict[str, Label]:
    """Return the regions whose holidays are known, by ISO 3166 code, in the order in which they are offered."""
    data = tomllib.loads((resources() / "presets" / "regions.toml").read_text("utf-8"))
    return {code: Label(*name) for code, name in data.items()}


def statutory(region: str, years: Iterable[int]) -> tuple[Closure, ...]:
    """Return the public holidays of a region in some years, named in English and French where the library can.

    Raises:
        UnknownRegion: it is not one that is offered.
    """
    if region not in regions():
        raise UnknownRegion(region)
    years = tuple(years)
    english, french = _named(region, years, "en"), _named(region, years, "fr")
    return tuple(
        Closure(day, day, name, name_fr="" if french[day] == name else french[day], holiday=region)
        for day, name in sorted(english.items())
    )


def _named(region: str, years: tuple[int, ...], language: str) -> dict[date, str]:
    """Return days and names in a language, else in the one that the country itself uses."""
    import holidays

    country, _, part = region.partition("-")
    spoken = holidays.country_holidays(country, subdiv=part or None).supported_languages
    chosen = next((each for each in spoken if each.split("_")[0] == language), None)
    found = holidays.country_holidays(country, subdiv=part or None, years=years, language=chosen)
    return {day: _tidy(name) for day, name in found.items()}


def _tidy(name: str) -> str:
    """Return a name as it is printed; the library parts two holidays of one day by a semicolon."""
    return name.replace("; ", " / ").replace("'", "’")
