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
    names, french = _named(region, years, "en"), _named(region, years, "fr")
    return tuple(
        Closure(day, day, name, name_fr=_own(french, day, name), holiday=region) for day, name in names.items()
    )


def _own(french: dict[date, str], day: date, name: str) -> str:
    """Return a day's French name, nothing where it is the same. "Boxing Day" the library leaves in English."""
    said = french.get(day, "").replace("Boxing Day (observed)", "Boxing Day (observé)")
    said = said.replace("Boxing Day", "Lendemain de Noël")
    return "" if said == name else said


def _named(region: str, years: tuple[int, ...], language: str) -> dict[date, str]:
    """Return days and names in order: in a language, else in the country's own for English and none for French."""
    import holidays

    country, _, part = region.partition("-")
    spoken = holidays.country_holidays(country, subdiv=part or None).supported_languages
    chosen = next((each for each in spoken if each.split("_")[0] == language), None)
    if chosen is None and language == "fr":
        return {}
    found = holidays.country_holidays(country, subdiv=part or None, years=years, language=chosen)
    return {day: _tidy(name) for day, name in sorted(found.items())}


def _tidy(name: str) -> str:
    """Return a name as it is printed; the library parts two holidays of one day by a semicolon."""
    return name.replace("; ", " / ").replace("'", "’")
