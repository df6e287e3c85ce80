"""What may reach a page: any string becomes one that can be shaped, drawn and saved."""

import re
import unicodedata
from functools import lru_cache

MOST_MARKS = 4
"""Marks kept on one letter: real words need no more, a tower of hundreds would cover the page."""

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c")
"""Direction marks and embeddings, with the end of one: obeyed by the order of a line, never drawn."""

JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Joiners and variation selectors: they belong to the character before them."""

_FIRST_MARK = "\u0300"
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters
    "\u00ad\u200b\u2060-\u2065\ufeff"  # soft hyphen, spaces without width
    "\u202d\u202e"  # overrides: they make a name read as another one
    "\u206a-\u206f\ufff9-\ufffc\U000e0000-\U000e007f]",  # deprecated formats, annotations, tags
)
_PLANE_ENDS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_NO_CHARACTERS = re.compile(f"[\ufdd0-\ufdef{_PLANE_ENDS}]")
_REPLACED = str.maketrans(
    {
        "\t": " ",
        # Isolates become the embeddings that python-bidi knows: near enough, and phones put both around numbers.
        "\u2066": "\u202a",
        "\u2067": "\u202b",
        "\u2068": "\u202a",
        "\u2069": "\u202c",
    },
)


def clean(text: str, *, newlines: bool = True) -> str:
    r"""Return text in NFC without controls, overrides, lone surrogates or towers of marks.

    Every kind of line break becomes "\n", or a space if newlines is false. A document's title and a file's name
    go through here too: a lone surrogate would kill the save.
    """
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _LINE_BREAKS.sub("\n", text)
    if not newlines:
        text = text.replace("\n", " ")
    text = _NO_CHARACTERS.sub("\ufffd", _DROPPED.sub("", text)).translate(_REPLACED)
    return _without_towers(unicodedata.normalize("NFC", text))


def _without_towers(text: str) -> str:
    """Drop the marks beyond the first few of each letter."""
    if max(text, default="") < _FIRST_MARK:
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if is_mark(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


@lru_cache(4096)
def is_mark(character: str) -> bool:
    """Tell whether a character is drawn on the one before it."""
    return unicodedata.category(character).startswith("M")
