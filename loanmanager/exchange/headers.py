"""The names of columns, folded so that what people see as the same is the same; and those that hold secrets."""

import re
import unicodedata

from loanmanager.domain.names import name_key

# Letters of other scripts that look like a Latin one. Snipe-IT's French "Сatégorie" begins with a Cyrillic С.
_LOOKALIKES = str.maketrans(
    "АВЕЅЗІЈКМНОРСТУХаеѕіјорсухѵԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
    "ABESЗIJKMHOPCTYXaesijopcyxvdqwABEZHIKMNOPTYXoav",
)
_NUMERO = re.compile(r"\bn[°º]|#", re.IGNORECASE)
_NTH = re.compile(r"\s*\((\d{1,3})\)\s*$")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SECRET_PARTS = ("password", "passwd", "passphrase", "passcode", "motdepasse", "bitlocker", "recoverykey", "kennwort")
_SECRET_WORDS = re.compile(r"\b(?:pin|puk|nip|pwd|mdp|secret)\d?\b")


def fold(header: str) -> str:
    """Return a header as it is matched: no accents, case, punctuation, lookalikes, or trailing "(2)"."""
    return _plain(_NTH.sub("", header))


def fold_nth(header: str) -> tuple[str, int]:
    """Return a folded header and which of its namesakes it is, counted from 1: `City (2)` is the second `City`."""
    found = _NTH.search(header)
    return fold(header), int(found[1]) if found else 1


def is_secret(header: str) -> bool:
    """Tell whether a column holds passwords, PINs or keys, which are never read (product 9.4)."""
    words = _plain(_HUMP.sub(" ", header))
    joined = words.replace(" ", "")
    return bool(_SECRET_WORDS.search(words)) or any(part in joined for part in _SECRET_PARTS)


def name_columns(cells: list[str]) -> tuple[str, ...]:
    """Return headers that are each there once: `City`, `City (2)`; a blank one is named by its letter in a spreadsheet."""
    seen: set[str] = set()
    named = []
    for index, cell in enumerate(cells):
        base = tidy(cell) or letter(index)
        name, nth = base, 1
        while name in seen:
            nth += 1
            name = f"{base} ({nth})"
        seen.add(name)
        named.append(name)
    return tuple(named)


def tidy(header: str) -> str:
    """Return a header as it is shown: single blanks, nothing that cannot be seen."""
    return " ".join("".join(c for c in header if c.isspace() or unicodedata.category(c)[0] != "C").split())


def letter(index: int) -> str:
    """Return the letters by which spreadsheets name a column, counted from 0: A, Z, AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _plain(text: str) -> str:
    text = _NUMERO.sub(" no ", text)  # before NFKC turns º into o
    text = name_key(unicodedata.normalize("NFKC", text).translate(_LOOKALIKES))
    return " ".join("".join(c if c.isalnum() else " " for c in text if unicodedata.category(c) != "Cf").split())
