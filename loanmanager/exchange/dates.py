"""Dates as spreadsheets write them. Whether the day or the month comes first is decided over a whole column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from loanmanager.domain.names import name_key
from loanmanager.exchange.problems import Bad, Code

_TIME = r"(?:[T ,]\s*\d{1,2}[:hH]\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMERIC = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_TIME}")
_DAY_WORD = re.compile(
    rf"(?:[^\W\d]+\.?,? )?(\d{{1,2}})(?:er|st|nd|rd|th)?[ -]([^\W\d]+)\.?,?[ -](\d{{4}}|\d{{2}}){_TIME}"
)
_WORD_DAY = re.compile(
    rf"(?:[^\W\d]+\.?,? )?([^\W\d]+)\.?[ -](\d{{1,2}})(?:st|nd|rd|th)?,?[ -](\d{{4}}|\d{{2}}){_TIME}"
)
_MONTHS = {
    start: month
    for month, starts in enumerate(
        (
            ("jan",), ("feb", "fev"), ("mar",), ("apr", "avr"), ("may", "mai"), ("jun", "juin"), ("jul", "juil"),
            ("aug", "aou"), ("sep",), ("oct",), ("nov",), ("dec",),
        ),
        start=1,
    )
    for start in starts
}  # fmt: skip
_ZERO = re.compile(r"[0\s/.:-]*")
_SHORT_YEAR = 100
_LONGEST = 40


class Order(StrEnum):
    """Which of two small numbers comes first in a date."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


@dataclass(frozen=True, slots=True)
class OrderFound:
    """The order of a column's dates; `certain` is False where every date can be read both ways."""

    order: Order
    certain: bool


def find_order(cells: Iterable[str], prefer: Order) -> OrderFound:
    """Return the order in which most dates of a column exist; `prefer` decides where both do."""
    month_first = day_first = differing = 0
    for cell in set(cells):
        found = _NUMERIC.fullmatch(cell.strip())
        if not found:
            continue
        one, two = int(found[1]), int(found[2])
        month_first += one <= 12 and two <= 31  # noqa: PLR2004 (months, days)
        day_first += two <= 12 and one <= 31  # noqa: PLR2004
        differing += one != two
    if month_first == day_first:
        return OrderFound(prefer, certain=not differing)
    return OrderFound(Order.MONTH_FIRST if month_first > day_first else Order.DAY_FIRST, certain=True)


@lru_cache(maxsize=4096)
def parse_date(cell: str, order: Order, latest_year: int) -> date | Bad | None:
    """Return the date in a cell, its time left off, or None for a blank or all-zero one.

    A year of two digits is the last one that is not after `latest_year`.
    """
    text = " ".join(cell.split())
    if _ZERO.fullmatch(text):
        return None
    parts = None if len(text) > _LONGEST else _numbers(text, order) or _words(text)
    if parts is None:
        return Bad(Code.NOT_A_DATE)
    year, month, day = parts
    if year < _SHORT_YEAR:
        year += latest_year - latest_year % 100
        year -= 100 if year > latest_year else 0
    try:
        return date(year, month, day)
    except ValueError:
        return Bad(Code.NOT_A_DATE)


def _numbers(text: str, order: Order) -> tuple[int, int, int] | None:
    found = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        return int(found[1]), int(found[2]), int(found[3])
    found = _NUMERIC.fullmatch(text)
    if not found:
        return None
    one, two, year = int(found[1]), int(found[2]), int(found[3])
    return (year, one, two) if order is Order.MONTH_FIRST else (year, two, one)


def _words(text: str) -> tuple[int, int, int] | None:
    """Return the parts of `23 janv. 2023`, `Jan 23, 2023`, `Mon Jan 23, 2023` or `23-Jan-23`."""
    found = _DAY_WORD.fullmatch(text)
    if found:
        day, word, year = found[1], found[2], found[3]
    else:
        found = _WORD_DAY.fullmatch(text)
        if not found:
            return None
        word, day, year = found[1], found[2], found[3]
    key = name_key(word)
    month = _MONTHS.get(key[:4]) or _MONTHS.get(key[:3])
    return (int(year), month, int(day)) if month else None
