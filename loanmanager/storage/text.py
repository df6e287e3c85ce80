"""How text is made ready for search, the same for what is stored and for what is typed."""

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from loanmanager.domain.names import digits, name_key, squash

_ARTICLE = "\u0627\u0644"  # Arabic al-, which people leave out when they type a name
_CJK = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF))


def typed(text: str) -> str:
    """Return what was typed without halves of characters, which no database can be asked for."""
    return text.encode("utf-8", "ignore").decode()


def tokens(text: str) -> list[str]:
    """Return the folded words of a text: runs of letters, their vowel signs and digits, whatever the script."""
    folded = name_key(text)
    return ["".join(run) for is_word, run in groupby(folded, _in_word) if is_word]


def words_of(*texts: str) -> str:
    """Return the words by which a record is found; Chinese, Japanese and Korean names by each of their
    characters on, Arabic ones without their article too.
    """
    found: dict[str, None] = {}
    for token in (token for text in texts for token in tokens(text)):
        found[token] = None
        if _is_cjk(token[0]):
            found.update(dict.fromkeys(token[at:] for at in range(1, len(token))))
        elif token.startswith(_ARTICLE) and len(token) > len(_ARTICLE) + 1:
            found[token.removeprefix(_ARTICLE)] = None
    return " ".join(found)


def codes_of(tags: Iterable[str] = (), numbers: Iterable[str] = ()) -> str:
    """Return the codes by which the middle of a tag, a serial or a phone number finds its record."""
    found = [squash(tag) for tag in tags if tag] + [digits(number) for number in numbers]
    return " ".join(dict.fromkeys(code for code in found if code))


def _in_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


def _is_cjk(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in _CJK)
