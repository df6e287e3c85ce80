"""What two versions of a template differ in, clause by clause and word by word, in the order of the newer one."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from loanmanager.domain.templates import ClauseText, Template, TemplateClause

_WORDS = re.compile(r"\s+|[^\s\w]|\w+")
_NOTHING = ClauseText("", "")
_FLAGS = ("on", "when", "types", "consent", "initials", "parts", "lines")


class Did(StrEnum):
    """What became of a clause."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Piece(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Words:
    """A title or a text in one language: its pieces in reading order, what went before what came instead.

    `part` is title or text, or the key of a heading or fixed word.
    """

    language: str
    part: str
    pieces: tuple[tuple[Piece, str], ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What else changed about a clause: one of on, when, types, consent, initials; values as the clause has them."""

    name: str
    was: object
    now: object


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause; `clause` is as it is now, or as it was where it is gone. A clause may also have `moved`.

    What became of headings and fixed words comes last, under a clause without a name.
    """

    did: Did
    clause: TemplateClause
    words: tuple[Words, ...] = ()
    settings: tuple[Setting, ...] = ()
    moved: bool = False


def difference(old: Template, new: Template) -> tuple[ClauseChange, ...]:
    """Return what changed from one version to another: nothing where they agree the same."""
    before = {clause.id: clause for clause in old.clauses}
    after = {clause.id: clause for clause in new.clauses}
    moved = _moved([each for each in before if each in after], [each for each in after if each in before])
    changes = [_change(before.get(clause.id), clause, moved=clause.id in moved) for clause in new.clauses]
    gone = [ClauseChange(Did.REMOVED, clause, _words(clause, None)) for clause in old.clauses if clause.id not in after]
    fixed = tuple(_fixed(old, new))
    told = [ClauseChange(Did.CHANGED, TemplateClause("", {}), fixed)] if fixed else []
    return (*(each for each in changes if each is not None), *gone, *told)


def _fixed(old: Template, new: Template) -> Iterator[Words]:
    """Yield what headings and fixed words say otherwise."""
    for language in dict.fromkeys((*new.words, *old.words)):
        was, now = old.words.get(language, {}), new.words.get(language, {})
        for key in dict.fromkeys((*now, *was)):
            if was.get(key, "") != now.get(key, ""):
                yield Words(language, key, tuple(pieces(was.get(key, ""), now.get(key, ""))))


def _change(old: TemplateClause | None, new: TemplateClause, *, moved: bool) -> ClauseChange | None:
    if old is None:
        return ClauseChange(Did.ADDED, new, _words(None, new))
    settings = tuple(
        Setting(name, getattr(old, name), getattr(new, name))
        for name in _FLAGS
        if getattr(old, name) != getattr(new, name)
    )
    words = _words(old, new)
    if words or settings:
        return ClauseChange(Did.CHANGED, new, words, settings, moved)
    return ClauseChange(Did.MOVED, new, moved=True) if moved else None


def _moved(old: list[str], new: list[str]) -> frozenset[str]:
    """Return the fewest clauses that have to be carried elsewhere to get from one order to the other."""
    at = {each: place for place, each in enumerate(old)}
    ends: list[int] = []  # the last places of the best rising runs, by their length
    runs: list[list[str]] = []
    for each in new:
        length = bisect_left(ends, at[each])
        run = [*(runs[length - 1] if length else ()), each]
        ends[length : length + 1], runs[length : length + 1] = [at[each]], [run]
    return frozenset(new) - frozenset(runs[-1] if runs else ())


def _words(old: TemplateClause | None, new: TemplateClause | None) -> tuple[Words, ...]:
    was, now = old.texts if old else {}, new.texts if new else {}
    return tuple(
        Words(language, part, tuple(pieces(one, other)))
        for language in dict.fromkeys((*now, *was))
        for part in ("title", "text")
        for one, other in [(_part(was.get(language), part), _part(now.get(language), part))]
        if one != other
    )


def _part(said: ClauseText | None, part: str) -> str:
    found: str = getattr(said or _NOTHING, part)
    return found


def pieces(old: str, new: str) -> Iterator[tuple[Piece, str]]:
    """Yield the words of two texts as kept, gone and new; the gone and kept ones are the old text, the others the new."""
    was, now = _WORDS.findall(old), _WORDS.findall(new)
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece.KEPT, "".join(was[a:b])
            continue
        if b > a:
            yield Piece.GONE, "".join(was[a:b])
        if d > c:
            yield Piece.NEW, "".join(now[c:d])
