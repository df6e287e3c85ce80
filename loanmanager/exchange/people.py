"""Whole names and split addresses of people, as sheets have them, made into the parts that we keep."""

import re

from loanmanager.domain.names import name_key

_COMMA = re.compile(r"\s*[,،;]\s*")
# Words that begin a family name: Clementina Van Halen, Marie de la Tour, Omar bin Said.
_PARTICLES = frozenset("van von der den de del della di da dos du des la bin ibn ben el al st st. ter zu".split())  # noqa: SIM905
_PHONES = re.compile(r"\s*(?:[;\n]|\s/\s|\bou\b|\bor\b)\s*")


def split_name(full: str) -> tuple[str, str]:
    """Return the family and given name of a whole one: `Family, Given`, else the last word is the family name.

    A name of one word, and one in a script without blanks, is taken as the family name; people can put it right.
    """
    parts = [part for part in _COMMA.split(full, maxsplit=1) if part]
    if len(parts) > 1:
        return parts[0], parts[1]
    names = full.strip(" ,،;").split()
    at = len(names) - 1
    while at > 1 and name_key(names[at - 1]) in _PARTICLES:
        at -= 1
    return " ".join(names[max(at, 0) :]), " ".join(names[: max(at, 0)])


def split_phones(*cells: str) -> tuple[str, ...]:
    """Return each telephone number once: people write two in one cell."""
    return tuple(dict.fromkeys(part for cell in cells for part in _PHONES.split(cell) if part))


def join_address(street: str, city: str, province: str, postal_code: str, country: str) -> str:
    """Return one address on one line: 12 rue Principale, Rimouski, QC G5L 1A1, Canada."""
    region = f"{province} {postal_code}".strip()
    return ", ".join(part for part in (street, city, region, country) if part)
