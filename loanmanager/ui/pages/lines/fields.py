"""Which fields of a line are edited in place, and how each is shown and read."""

from functools import partial

from loanmanager.i18n import Words
from loanmanager.ui.office import Office
from loanmanager.ui.pages.day_line import day_line
from loanmanager.ui.pages.edit_lines import EditLine
from loanmanager.ui.reading import read_money, show_money

_MB = 1024
_LAST_DAY = 31


def line_fields(office: Office) -> tuple[EditLine, ...]:
    """Return the fields of a line in the order of the page."""
    say, words, currency = office.words.say, office.words, office.view.office.currency
    return (
        EditLine("number", say("Line number")),
        EditLine("iccid", say("SIM")),
        EditLine("carrier", say("Carrier")),
        EditLine("plan", say("Plan")),
        day_line("plan_end", say("Plan ends"), office),
        EditLine(
            "monthly_cost",
            say("Monthly cost"),
            lambda cents: show_money(cents, currency, words),
            read_money,
            wrong=say("Write an amount like 450.00."),
        ),
        EditLine(
            "data_cap_mb", say("Data cap"), partial(_show_cap, words), _read_cap, wrong=say("Write gigabytes, like 20.")
        ),
        EditLine(
            "cycle_day",
            say("Day of the bill"),
            lambda day: "" if day is None else str(day),
            _read_day,
            wrong=say("Write a day from 1 to 31."),
        ),
    )


def _show_cap(words: Words, cap: int | None) -> str:
    return "" if cap is None else words.say("{n} GB", n=f"{cap / _MB:g}")


def _read_cap(text: str) -> int | None:
    """Read gigabytes, with or without their unit, as megabytes."""
    figure = text.replace("\u00a0", " ").upper().removesuffix("GB").removesuffix("GO").strip().replace(",", ".")
    return round(float(figure) * _MB) if figure else None


def _read_day(text: str) -> int | None:
    day = int(text) if text.strip() else None
    if day is not None and not 1 <= day <= _LAST_DAY:
        raise ValueError(text)
    return day
