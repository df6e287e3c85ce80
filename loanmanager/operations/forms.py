"""Reading what was typed into a record's fields: by the field's own type, with the field named when it does not fit."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from loanmanager.domain import refusals as why
from loanmanager.domain.limits import CODE, NAME, TooLong, longest, one_line, shown, without_overrides

R = TypeVar("R")

MOST = 10**12
"""No number of ours is larger, be it an id or an amount in cents; a larger one is a barcode in the wrong field."""

LONGEST_LOAN = 3660
"""Ten years: a loan of more days is a slip of the finger, and its due date might be on no calendar."""

_QUOTED = 40  # characters of what does not fit, in its refusal


def changed(record: R, typed: Mapping[str, Any]) -> R:
    """Return a record with other values in some fields.

    Raises:
        Refused: `Malformed` for each field whose value does not fit its type, `TooLong` for each that has no room for it.
    """
    hints = _hints(type(record))  # type: ignore[arg-type]  # a class is hashable
    typed = {name: without_overrides(value) if type(value) is str else value for name, value in typed.items()}
    faults = [fault for name, value in typed.items() for fault in _faults(hints[name], name, value)]
    if faults:
        raise why.Refused(*faults)
    tidied = {name: _tidied(name, value) for name, value in typed.items()}
    return replace(record, **tidied)  # type: ignore[type-var]  # every record of ours is a dataclass


def sound(record: Any) -> None:
    """See that a record that came whole, such as a line or a site, holds only what it can hold.

    Raises:
        Refused: `Malformed` for each field whose value does not fit its type.
    """
    faults = _faults(type(record), "", record)
    if faults:
        raise why.Refused(*faults)


def sound_text(**texts: str) -> None:
    """See that texts which belong to no record, such as a reason, can be kept.

    Raises:
        Refused: `Malformed` for each that cannot.
    """
    faults = [fault for name, text in texts.items() for fault in _faults(str, name, text)]
    if faults:
        raise why.Refused(*faults)


def sound_row(values: Mapping[str, Any]) -> None:
    """See that the texts of a sheet's row can be kept; its other values have their types from the reading.

    Raises:
        Refused: `Malformed` for each that cannot.
    """
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    together = "".join(texts.values())  # nearly every row is short and plain: one look does
    if max(map(len, texts.values()), default=0) > CODE or "\x00" in together or not together.isascii():
        sound_text(**texts)


def names_of(record: type) -> frozenset[str]:
    """Return the names of a record's fields."""
    return frozenset(each.name for each in fields(record))


def _tidied(name: str, value: Any) -> Any:
    if type(value) is not str:
        return value
    return (one_line(value) if longest(name) <= NAME else value).strip()


@cache
def _hints(record: Any) -> dict[str, Any]:
    """Return the types of a record's fields; working them out is slow, and an import asks for each row."""
    return get_type_hints(record)


def _faults(kind: Any, name: str, value: Any) -> list[why.Refusal]:
    classes = _classes(kind)
    if object not in classes and (not isinstance(value, classes) or (isinstance(value, bool) and bool not in classes)):
        return [why.Malformed(name, shown(str(value), _QUOTED))]
    if isinstance(value, str):
        return _faults_of_text(name, value)
    if isinstance(value, int):
        return [] if 0 <= value <= MOST else [why.Malformed(name, shown(str(value), _QUOTED))]
    return [fault for inner, called, each in _inside(kind, name, value) for fault in _faults(inner, called, each)]


def _inside(kind: Any, name: str, value: Any) -> Iterator[tuple[Any, str, Any]]:
    """Yield what a value is made of, each with its type; a field of a record goes by its own name."""
    if is_dataclass(value):
        hints = _hints(type(value))  # type: ignore[arg-type]  # as above
        yield from ((hints[each.name], each.name, getattr(value, each.name)) for each in fields(value))
    elif isinstance(value, Mapping):
        kinds = get_args(kind) or (object, object)
        yield from ((inner, name, each) for pair in value.items() for inner, each in zip(kinds, pair, strict=True))
    elif isinstance(value, tuple | frozenset):
        inner = (get_args(kind) or (object,))[0]
        yield from ((inner, name, each) for each in value)


def _faults_of_text(name: str, text: str) -> list[why.Refusal]:
    """Return what keeps a text from being kept: it is too long, or not all of it is characters (NUL, half of a pair).

    A name that turns the direction of what stands around it is none either.
    """
    most = longest(name)
    if len(text) > most:
        return [TooLong(name, most)]
    broken = "\x00" in text
    if not text.isascii():
        broken = broken or any("\ud800" <= char <= "\udfff" for char in text)
        broken = broken or (most <= NAME and without_overrides(text) != text)
    return [why.Malformed(name, shown(text, _QUOTED))] if broken else []


@cache
def _classes(kind: Any) -> tuple[type, ...]:
    """Return the classes that a field's annotation admits."""
    inner = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    return tuple(get_origin(each) or each for each in inner)


def dated(value: date | None, name: str, *, latest: date | None = None) -> date | None:
    """Return a date that is not after another one, such as a birth date.

    Raises:
        Refused: `Malformed`, naming the field.
    """
    if value and latest and value > latest:
        raise why.Refused(why.Malformed(name, value.isoformat()))
    return value


def plain(value: Any) -> Any:
    """Return a field's value as the history keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(plain(each) for each in value)
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
