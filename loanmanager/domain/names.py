"""Names of people and things: how they sort, how they are matched, in which order they are shown."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ARABIC = range(0x0600, 0x0780)
_FAMILY_FIRST = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF))  # kana, Han, Hangul
_FOLDED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "œ": "oe", "æ": "ae", "ı": "i", "’": "'", "ʼ": "'"})
_NO_CODE = {code: None for code in range(128) if not chr(code).isalnum()}


def name_key(*parts: str) -> str:
    """Return the key by which names sort and are matched: no case, no accents, single spaces."""
    text = " ".join(parts)
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())  # ℡ is TEL before tel
        text = "".join(c for c in folded.translate(_FOLDED) if not unicodedata.combining(c))
    return " ".join(text.casefold().split())


def digits(text: str) -> str:
    """Return only the decimal digits of a phone number or a serial, as 0-9 whatever the script."""
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


@lru_cache(maxsize=256)  # the same tag is asked for several times in a row, the same model for a whole sheet
def squash(text: str) -> str:
    """Return a tag or serial as it is matched: folded, letters and digits only."""
    if text.isascii():  # nearly every tag is, and a sheet has a hundred thousand of them
        plain = text.replace("-", "")
        return plain.lower() if plain.isalnum() else text.lower().translate(_NO_CODE)
    return "".join(c for c in name_key(text) if c.isalnum())


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the agency's own, such as a device type or a part, in the program's two languages."""

    en: str
    fr: str = ""

    def in_(self, language: str) -> str:
        """Return the word in a language; the other one where it is missing."""
        wanted, other = (self.fr, self.en) if language.startswith("fr") else (self.en, self.fr)
        return wanted or other


def listed(family: str, given: str) -> str:
    """Return a person's name as lists show it, family name first, in the manner of its script."""
    if not family or not given:
        return family or given
    if _family_first(family):
        return family + given
    comma = "، " if ord(family[0]) in _ARABIC else ", "
    return family + comma + given


def natural(family: str, given: str) -> str:
    """Return a person's name as it is said and printed on a paper."""
    if family and given and _family_first(family):
        return family + given
    return f"{given} {family}".strip()


def _family_first(text: str) -> bool:
    return any(low <= ord(text[0]) <= high for low, high in _FAMILY_FIRST)


def initials(name: str) -> str:
    """Return at most two capitals for a member of staff."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
