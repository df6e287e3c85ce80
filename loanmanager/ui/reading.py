"""Reading what a person types into a field: dates and money, in the ways that people write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from loanmanager.exchange.dates import Order, parse_date
from loanmanager.exchange.problems import Bad
from loanmanager.exchange.values import money

if TYPE_CHECKING:
    from loanmanager.i18n import Words

_CENTURY = 100


def read_day(text: str, today: date, *, future: bool = True) -> date | None:
    """Return a typed date: 2026-12-23, 23/12/2026, 23 dec, Wed 23 Dec 2026; None where it is none.

    Day and month come in the Canadian order, day first; a missing year is the next one, or the last if not `future`.
    """
    cleaned = " ".join(text.replace("\u00a0", " ").replace(",", " ").split())
    for typed in (cleaned, f"{cleaned} {today.year}"):
        found = parse_date(typed, Order.DAY_FIRST, today.year + (20 if future else 0))
        if isinstance(found, date):
            return _nearest(found, today, future=future) if typed != cleaned else found
    return None


def _nearest(day: date, today: date, *, future: bool) -> date:
    """Return a date without a year in the year that is meant."""
    try:
        if future and day < today:
            return day.replace(year=day.year + 1)
        if not future and day > today:
            return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day
    return day


def read_money(text: str) -> int | None:
    """Return a typed amount in cents, None for an empty field.

    Raises:
        ValueError: it is no amount.
    """
    found = money(text.replace("\u00a0", " "), ".")
    if isinstance(found, Bad):
        raise ValueError(text)  # noqa: TRY004 (it is the value that is wrong)
    return found


def show_money(cents: int | None, currency: str, words: Words) -> str:
    """Return an amount as a field shows it, nothing for none."""
    return "" if cents is None else words.money(cents, currency)
