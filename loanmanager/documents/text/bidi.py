"""The order of mixed directions: Unicode's bidirectional algorithm (UAX 9), as levels per character.

python-bidi's own steps give levels, which its get_display hides; they lack rule N0 (brackets), which is added here, and know no
unassigned characters. Those steps are no documented API: the package is pinned, and a test holds them to GNU FriBidi.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar
from unicodedata import bidirectional, category

from bidi import algorithm
from bidi.mirror import MIRRORED

Character = dict[str, Any]  # python-bidi's record: ch, level, type, orig
Piece = TypeVar("Piece")

LTR, RTL = 0, 1

_ISOLATED = "\ufffc"
"""What the words around an isolated text see of it: one neutral character."""

_STRONG = frozenset({"L", "R", "AL"})

_MAY_TURN = re.compile("[\u0590-\u08ff\u200f\u202b\ufb1d-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Every block that holds letters, digits or controls of right-to-left text."""

_SIDES = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
_CLOSING = {opening: closing for opening, closing in MIRRORED.items() if category(opening) == "Ps"}
_MOST_OPEN_BRACKETS = 63


class Part(NamedTuple):
    """A stretch of a paragraph; an isolated one cannot reorder the words around it."""

    text: str
    isolate: bool


def levels(text: str, base: int | None = None, otherwise: int = LTR) -> tuple[list[int], int]:
    """Return the level of each character of one paragraph, and the paragraph's own.

    An odd level is right to left. Without a base the first strong letter decides, or `otherwise` where there is none.
    """
    if base is None:
        base = algorithm.get_base_level(text) if otherwise == LTR or _is_strong(text) else otherwise
    if base == LTR and not may_turn(text):
        return [LTR] * len(text), LTR
    return _fill(len(text), _resolve(text, base), base), base


def levels_of_parts(parts: Sequence[Part], base: int | None = None, otherwise: int = LTR) -> tuple[list[int], int]:
    """Return the levels of joined parts, each isolated one ordered by itself in a place that the others decide."""
    outer, base = levels("".join(_ISOLATED if part.isolate else part.text for part in parts), base, otherwise)
    joined: list[int] = []
    at = 0
    for part in parts:
        if part.isolate:
            joined += _raised(part.text, outer[at])
            at += 1
        else:
            joined += outer[at : at + len(part.text)]
            at += len(part.text)
    return joined, base


def may_turn(text: str) -> bool:
    """Tell whether any character of a text is written from right to left."""
    return _MAY_TURN.search(text) is not None


def _is_strong(text: str) -> bool:
    """Tell whether any letter or mark of a text has a direction of its own."""
    return any(bidirectional(each) in _STRONG for each in text)


def visual_order(pieces: Iterable[Piece], level: Callable[[Piece], int]) -> list[Piece]:
    """Order the pieces of one line from left to right (rule L2)."""
    order = list(pieces)
    for floor in range(max(map(level, order), default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and level(order[end]) >= floor:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _raised(text: str, outside: int) -> list[int]:
    """Return an isolated text's levels, above the level of the place where it stands."""
    inner, base = levels(text)
    lowest = (outside + 1) | 1 if base == RTL else (outside + 2) & ~1
    return [lowest - base + level for level in inner]


def _resolve(text: str, base: int) -> list[Character]:
    """Run the algorithm's steps; characters that it drops, as embeddings, are absent from what it returns."""
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    for index, character in enumerate(storage["chars"]):
        character["index"] = index
        character["type"] = character["type"] or "L"  # Python's Unicode may be older than the text
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    for run in storage["runs"]:
        _resolve_brackets(storage["chars"][run["start"] : run["start"] + run["length"]], run["sor"])
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    characters: list[Character] = storage["chars"]
    return characters


def _fill(length: int, characters: list[Character], base: int) -> list[int]:
    """Return a level for each place, dropped characters (joiners) taking the one before them."""
    known = {character["index"]: character["level"] for character in characters}
    filled: list[int] = []
    level = base
    for index in range(length):
        level = known.get(index, level)
        filled.append(level)
    return filled


def _resolve_brackets(characters: list[Character], before: str) -> None:
    """Give both brackets of a pair the side of what they hold (rule N0); before is the strong side at the start."""
    pairs = _bracket_pairs(characters)
    if not pairs:
        return
    sides = [_SIDES.get(character["type"]) for character in characters]
    for index, character in enumerate(characters):
        if index in pairs:
            inside = set(sides[index : pairs[index]]) - {None}
            own = "LR"[character["level"] % 2]
            if inside:
                _give(own if own in inside else before, characters, sides, (index, pairs[index]))
        before = sides[index] or before


def _give(side: str, characters: list[Character], sides: list[str | None], brackets: tuple[int, int]) -> None:
    """Give brackets, and the marks on them, a side."""
    for bracket in brackets:
        end = bracket + 1
        while end < len(characters) and characters[end]["orig"] == "NSM":
            end += 1
        for index in range(bracket, end):
            characters[index]["type"] = sides[index] = side


def _bracket_pairs(characters: list[Character]) -> dict[int, int]:
    """Find the closing bracket of each opening one (rule BD16)."""
    pairs: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for index, character in enumerate(characters):
        if character["type"] != "ON":
            continue
        if closing := _CLOSING.get(character["ch"]):
            if len(waiting) == _MOST_OPEN_BRACKETS:
                break
            waiting.append((closing, index))
            continue
        for depth in reversed(range(len(waiting))):
            if waiting[depth][0] == character["ch"]:
                pairs[waiting[depth][1]] = index
                del waiting[depth:]
                break
    return pairs
