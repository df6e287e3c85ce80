"""Cells -> plain values. A cell that cannot be one gives a typed `Bad`, never an exception."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from loanmanager.domain.limits import without_overrides
from loanmanager.domain.names import digits, name_key
from loanmanager.exchange.formulas import revive
from loanmanager.exchange.problems import Bad, Code

# What programs and people write for "nothing"; never applied to names, which may be Null or None.
_NOTHING = frozenset(
    [
        "-",
        "--",
        "—",
        "–",
        ".",
        "?",
        "n/a",
        "na",
        "n.a.",
        "#n/a",
        "#n/d",
        "s/o",
        "none",
        "null",
        "nil",
        "aucun",
        "aucune",
        "#ref!",
        "#value!",
        "#valeur!",
        "#name?",
        "#nom?",
        "#div/0!",
        "nan",
        "undefined",
        "<null>",
        "(null)",
    ]
)
_NOTHING_LONGEST = max(map(len, _NOTHING))
# What a BIOS says when nobody filled it in: as serials they would all be one device.
_NO_SERIAL = frozenset({
    "to be filled by o.e.m.", "default string", "system serial number", "not specified", "not available", "unknown",
    "inconnu", "serial", "0", "00000000", "none specified", "non disponible",
})  # fmt: skip
_BREAK = re.compile(r"<br ?/?>|\r\n?|\n", re.IGNORECASE)
_YES = frozenset("1 y yes true t on x oui o vrai v ✓ ✔ ☑".split())  # noqa: SIM905
_NO = frozenset("0 n no false f off non faux ✗ ✘ ☐".split())  # noqa: SIM905
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d{1,3}")
_FLOATED = re.compile(r"(\d{4,})[.,]0")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;.]+(?:\.[^@\s<>,;.]+)+")
_EMAIL_NAMED = re.compile(r".*<([^<>]+)>")
_VALUE = re.compile(r"[^\w]*\d[\d\s.,:/$€£'’%+-]*(?:[eE]\+\d+)?[^\w]*")
_MONEY = re.compile(r"\d+(?:[.,]\d+)*|[.,]\d+")
_PLAIN_MONEY = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")  # what nearly all are
_SIGNS = re.compile(r"CAD|USD|EUR|GBP|(?:CA|US|C)(?=\$)|(?<=\$)(?:CA|US|C)\b|\s|['’ʼ]", re.IGNORECASE)
_TAIL = re.compile(r"[.,](\d+)\Z")
_LONGEST_MONEY = 14
_LONGEST_VALUE = 60
_GROUP = 3
_FEWEST_DIGITS = 3


def text(cell: str) -> str:
    """Return a cell's text on one line, without what stands for nothing."""
    if not cell.isascii() or "'" in cell:
        cell = without_overrides(revive(cell).replace("\u200b", ""))
    cell = " ".join(cell.split())
    return "" if len(cell) <= _NOTHING_LONGEST and cell.casefold() in _NOTHING else cell


def paragraphs(cell: str) -> str:
    """Return a cell's text with its line breaks, which some systems write as HTML."""
    cell = revive(cell)
    if "\n" in cell or "\r" in cell or "<" in cell:
        cell = "\n".join(line.rstrip() for line in _BREAK.sub("\n", cell).split("\n"))
    cell = cell.strip()
    return "" if cell.casefold() in _NOTHING else cell


def name(cell: str) -> str:
    """Return a person's name in single blanks; Null and None are names."""
    cell = " ".join(without_overrides(revive(cell)).split())
    return cell if any(map(str.isalpha, cell)) else ""


def identifier(cell: str) -> str | Bad:
    """Return a tag, serial or number as text; one that a spreadsheet rounded is none any more."""
    cell = text(cell)
    if "+" in cell and _ROUNDED.fullmatch(cell):
        return Bad(Code.DIGITS_LOST)
    if cell.endswith("0") and (floated := _FLOATED.fullmatch(cell)):
        return floated[1]
    return "" if cell.casefold() in _NO_SERIAL else cell


def phone(cell: str) -> str | Bad:
    """Return a telephone number as it was typed."""
    found = identifier(cell)
    if isinstance(found, Bad) or not found:
        return found
    found = found.removeprefix("tel:").strip()
    return found if len(digits(found)) >= _FEWEST_DIGITS else Bad(Code.NOT_A_PHONE, found)


def email(cell: str) -> str | Bad:
    """Return an e-mail address that may well exist, out of `Name <address>` and mailto: too."""
    cell = text(cell)
    named = _EMAIL_NAMED.fullmatch(cell)
    found = (named[1] if named else cell).strip().removeprefix("mailto:")
    return found if not found or _EMAIL.fullmatch(found) else Bad(Code.NOT_AN_EMAIL)


def yes_or_no(cell: str) -> bool | Bad | None:
    """Return what a cell affirms or denies in English or French, None for a blank."""
    word = name_key(text(cell))
    if not word:
        return None
    return word in _YES if word in _YES or word in _NO else Bad(Code.UNKNOWN_WORD)


def looks_like_value(cell: str) -> bool:
    """Tell whether a cell is a number, a date or an e-mail address rather than the name of a column."""
    cell = cell.strip()
    if len(cell) > _LONGEST_VALUE:
        return False
    return bool(_VALUE.fullmatch(cell) or _EMAIL.fullmatch(cell))


@dataclass(frozen=True, slots=True)
class DecimalFound:
    """The decimal sign of a column of money, "" for none; `certain` is False where some 1,234 may mean both."""

    sign: str
    certain: bool


def find_decimal(cells: Iterable[str]) -> DecimalFound:
    """Return the decimal sign that most amounts of a column show."""
    votes = Counter(_decimal_of(_bare(cell)) for cell in set(cells))
    points, commas = votes["."], votes[","]
    sign = "" if points == commas else "." if points > commas else ","
    return DecimalFound(sign, certain=bool(sign) or not votes[None])


def money(cell: str, decimal: str = "") -> int | Bad | None:
    """Return an amount in cents, None for a blank; `decimal` is the column's sign where `find_decimal` found one.

    It decides only amounts such as 1,234, which without it are thousands.
    """
    if _PLAIN_MONEY.fullmatch(cell):
        return round(float(cell) * 100)
    if not text(cell):
        return None
    number = _bare(cell)
    if number.startswith(("-", "−", "(")) or number.endswith(("-", "−")):
        return Bad(Code.NEGATIVE_MONEY)
    if len(number) > _LONGEST_MONEY or not _MONEY.fullmatch(number):
        return Bad(Code.NOT_MONEY)
    mark = _decimal_of(number)
    if mark is None:
        mark = decimal if decimal in number else ""
    whole, _, part = number.rpartition(mark) if mark else (number, "", "")
    if mark and (mark in whole or not part.isdecimal()):
        return Bad(Code.NOT_MONEY)
    return int(whole.replace(",", "").replace(".", "") or "0") * 100 + (int((part + "000")[:3]) + 5) // 10


def _decimal_of(number: str) -> str | None:
    """Return the decimal sign that an amount shows, "" where it has none, None for a lone 1,234 that may mean both."""
    tail = _TAIL.search(number)
    if not tail:
        return ""
    last = number[tail.start()]
    other = "." if last == "," else ","
    if number.count(last) > 1:
        return other if other in number else ""
    if other in number or len(tail[1]) != _GROUP:
        return last
    return None if 1 <= tail.start() <= _GROUP and number[0] != "0" else last


def _bare(cell: str) -> str:
    """Return an amount without currency, blanks and apostrophes; a sign stays."""
    if _PLAIN_MONEY.fullmatch(cell):
        return cell
    bare = _SIGNS.sub("", unicodedata.normalize("NFKC", text(cell)))
    return "".join(c for c in bare if unicodedata.category(c) != "Sc")
