"""Where a line may end, and how a paragraph falls into lines of a width."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, combining, east_asian_width

from loanmanager.documents.text.clean import JOINERS, is_mark

_HYPHENS = frozenset("-‐–—/")
# French puts a space inside « » and before : ; ! ? and few people type the unbreakable one.
_FRENCH = re.compile("« (?=[^ ])| (?=[»:;!?])")
_VIRAMA = 9  # combining class of the sign that binds the next consonant
# Japanese and Chinese rules (kinsoku): closing brackets and these start no line, opening ones end none.
_CLOSING_CATEGORIES = frozenset({"Pe", "Pf"})
_OPENING_CATEGORIES = frozenset({"Ps", "Pi"})
_NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー％ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ…‥〜～.,:;!?%"
)
_NO_END = frozenset("￥＄")
_HANGUL = ("\uac00", "\ud7a3")


class Break(IntEnum):
    """Whether a line may start at a character."""

    NEVER = 0
    FORCED = 1  # only where a word longer than the line must be cut
    ALLOWED = 2


class Line(NamedTuple):
    """A line: text[start:end] without the spaces that end it, its width, and whether the paragraph ends here."""

    start: int
    end: int
    width: float
    last: bool


def breaks_in(text: str) -> list[Break]:
    """Tell for each character whether a line may start at it."""
    breaks = [Break.NEVER] * len(text)
    for index, (before, here) in enumerate(pairwise(text), 1):
        breaks[index] = _break_between(before, here)
    for match in _FRENCH.finditer(text):
        breaks[match.end()] = min(breaks[match.end()], Break.FORCED)
    return breaks


@lru_cache(16384)
def _break_between(before: str, here: str) -> Break:
    if _binds(before, here):
        return Break.NEVER
    if before == " " or (before in _HYPHENS and here.isalpha()) or _breaks_between_wide(before, here):
        return Break.ALLOWED
    return Break.FORCED


def _binds(before: str, here: str) -> bool:
    """Tell whether two characters are never parted."""
    if here == " " or here in JOINERS or before in JOINERS:
        return True
    return is_mark(here) or combining(before) == _VIRAMA


def _breaks_between_wide(before: str, here: str) -> bool:
    """Tell whether a line of Chinese or Japanese may break between two characters; Korean breaks at spaces."""
    if not (_is_wide(before) or _is_wide(here)):
        return False
    starts = here not in _NO_START and category(here) not in _CLOSING_CATEGORIES
    ends = before not in _NO_END and category(before) not in _OPENING_CATEGORIES
    return starts and ends


def _is_wide(character: str) -> bool:
    if character.isascii() or _HANGUL[0] <= character <= _HANGUL[1]:
        return False
    return east_asian_width(character) in {"W", "F"}


class Measure:
    """A paragraph's text with its breaks and the width of each character, in any one unit."""

    def __init__(self, text: str, breaks: Sequence[Break], widths: Sequence[float]) -> None:
        self._text = text
        self._breaks = breaks
        self._widths = widths

    def lines(self, width: float, start: int, end: int) -> Iterator[Line]:
        """Fill lines of a width with text[start:end], greedily; a word too long is cut, a cluster never."""
        used, allowed, forced = 0.0, start, start
        for index in range(start, end):
            if index > start and self._breaks[index]:
                forced = index
                if self._breaks[index] is Break.ALLOWED:
                    allowed = index
            while used + self._widths[index] > width and self._text[index] != " " and forced > start:
                cut = allowed if allowed > start else forced
                yield self._line(start, cut, last=False)
                start = allowed = cut
                used = sum(self._widths[start:index])
            used += self._widths[index]
        yield self._line(start, end, last=True)

    def _line(self, start: int, end: int, *, last: bool) -> Line:
        while end > start and self._text[end - 1] == " ":
            end -= 1
        return Line(start, end, sum(self._widths[start:end]), last)
