"""Words, dates, money and lists in one language.

The screen's language is the staff member's and the paper's is the client's: a `Words` is made for each and handed to
whoever speaks, never kept in a global. English is the source; Babel formats what a language formats its own way.
"""

from __future__ import annotations

import gettext
from datetime import date, datetime, timedelta
from functools import lru_cache

from loanmanager import paths

LANGUAGES = {"en": "English", "fr": "Français"}
COMMA = ", "
_LOCALES = {"en": "en_CA", "fr": "fr_CA"}


def mark(text: str) -> str:
    """Mark a text for translation where it is declared; it is said later."""
    return text


@lru_cache(maxsize=64)
def language_name(code: str) -> str:
    """Return what a language calls itself, its code where nobody told the computer: Français, Українська, cr."""
    if code in LANGUAGES:
        return LANGUAGES[code]
    from babel.core import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code).get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]


def runs_right_to_left(code: str) -> bool:
    """Tell whether a language is written from right to left."""
    return code.split("_", maxsplit=1)[0] in {"ar", "fa", "he", "ur", "ps", "yi", "ckb", "sd", "ug", "dv"}


def language_names(codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return languages as a choice offers them: each code with what the language calls itself."""
    return tuple((code, language_name(code)) for code in codes)


class Words:
    """Everything one language says. Texts are English; fields are written {name}."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else language.split("_", maxsplit=1)[0]
        self.locale = _LOCALES.get(self.language, self.language)
        folder = paths.resources() / "locale"
        self._catalogue = gettext.translation("loanmanager", folder, [self.language], fallback=True)

    @property
    def comma(self) -> str:
        """Return what stands between things that are listed without and."""
        return COMMA

    @property
    def right_to_left(self) -> bool:
        """Tell whether this language is written from right to left."""
        return runs_right_to_left(self.language)

    def say(self, text: str, /, **fields: object) -> str:
        """Return a text in this language with its fields filled."""
        said = self._catalogue.gettext(text)
        return said.format(**fields) if fields else said

    def say_for(self, context: str, text: str, /, **fields: object) -> str:
        """Return a text whose translation depends on what is meant."""
        said = self._catalogue.pgettext(context, text)
        return said.format(**fields) if fields else said

    def count(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """Return the singular or plural form for n, which fills {n}."""
        return self.form(one, many, n).format(n=self.number(n), **fields)

    def form(self, one: str, many: str, n: int) -> str:
        """Return the singular or plural form for n, its fields still in braces."""
        return self._catalogue.ngettext(one, many, n)

    def number(self, value: int) -> str:
        """Return a whole number with this language's grouping."""
        if abs(value) <= 999:  # noqa: PLR2004 (grouping starts above)
            return str(value)
        from babel.numbers import format_decimal  # not before the desk is filled

        return format_decimal(value, locale=self.locale)

    def money(self, cents: int, currency: str) -> str:
        """Return an amount in cents of a currency (ISO 4217), such as $450.00 or 450,00 $."""
        from babel.numbers import format_currency

        return format_currency(cents / 100, currency, locale=self.locale)

    def day(self, day: date, today: date | None = None) -> str:
        """Return a date as people say it, Wed 23 Dec; the year is added where it is not this one."""
        year = "" if today and abs((day - today).days) < 270 else " y"  # noqa: PLR2004 (within nine months nobody asks)
        return self._date(day, f"EEE d MMM{year}").replace(" ", "\u00a0")

    def long_day(self, day: date) -> str:
        """Return a date in full, as papers print it: Wednesday 23 December 2026."""
        return self._date(day, "EEEE d MMMM y")

    def short_day(self, day: date) -> str:
        """Return a date without its weekday: 23 Dec 2026."""
        return self._date(day, "d MMM y")

    def yearly(self, day: date) -> str:
        """Return a day that comes each year: 20 Dec."""
        return self._date(day, "d MMM")

    def month(self, day: date) -> str:
        """Return the month of a day with its year: November 2026."""
        made = self._date(day, "LLLL y")
        return made[:1].upper() + made[1:]

    def weekday(self, day: date, *, narrow: bool = False) -> str:
        """Return a day of the week as a column is headed: Mon, or M."""
        return self._date(day, "ccccc" if narrow else "ccc")

    def clock(self, moment: datetime) -> str:
        """Return the time of day as the wall clock shows it: 15:12, 15 h 12."""
        return self._date(moment, "HH 'h' mm" if self.language == "fr" else "HH:mm")

    def away(self, day: date, today: date) -> str:
        """Return how far a due date is: in 4 days, today, 3 days late."""
        left = (day - today).days
        if left < 0:
            return self.count("{n} day late", "{n} days late", -left)
        if left == 0:
            return self.say("today")
        return self.say("tomorrow") if left == 1 else self.count("in {n} day", "in {n} days", left)

    def list(self, items: list[str] | tuple[str, ...]) -> str:
        """Return a list as a sentence holds it: a, b and c."""
        if len(items) <= 1:
            return "".join(items)
        from babel.lists import format_list

        return format_list(list(items), locale=self.locale)

    def _date(self, value: date | datetime, pattern: str) -> str:
        if self.language == "fr" and value.day == 1:  # le 1er décembre, which Babel does not write
            pattern = pattern.replace("d M", "d'er' M")
        return _formatted(value, pattern, self.locale)


@lru_cache(maxsize=2048)
def _formatted(value: date | datetime, pattern: str, locale: str) -> str:
    from babel.dates import format_date, format_time

    made = (
        format_time(value, pattern, locale=locale)
        if isinstance(value, datetime)
        else format_date(value, pattern, locale=locale)
    )
    return str(made).replace("\u202f", "\u00a0")


def local_time(moment: datetime, offset: timedelta | None = None) -> datetime:
    """Return a stored moment (UTC) on the wall clock: of this computer, or at a fixed offset."""
    return moment + offset if offset is not None else moment.astimezone()
