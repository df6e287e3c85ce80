"""Reading what was typed into a record's fields: by the field's own type, with the field named when it does not fit."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from loanmanager.domain import refusals as why

R = TypeVar("R")

LONGEST = 10_000
"""No field of ours needs more characters; a longer one is a file that was pasted by mistake."""


def changed(record: R, typed: Mapping[str, Any]) -> R:
    """Return a record with other values in some fields.

    Raises:
        Refused: `Malformed` for each field whose value does not fit its type.
    """
    hints = get_type_hints(type(record))
    faults = [fault for name, value in typed.items() for fault in _faults(hints[name], name, value)]
    if faults:
        raise why.Refused(*faults)
    tidied = {name: _tidied(value) for name, value in typed.items()}
    return replace(record, **tidied)  # type: ignore[type-var]  # every record of ours is a dataclass


def names_of(record: type) -> frozenset[str]:
    """Return the names of a record's fields."""
    return frozenset(each.name for each in fields(record))


def _tidied(value: Any) -> Any:
    return value.strip() if type(value) is str else value


def _faults(kind: Any, name: str, value: Any) -> list[why.Refusal]:
    if isinstance(value, str) and len(value) > LONGEST:
        return [why.Malformed(name, value[:40])]
    if isinstance(value, str) and "\x00" in value:
        return [why.Malformed(name, value.replace("\x00", " ")[:40])]
    if not isinstance(value, _classes(kind)) or (isinstance(value, bool) and bool not in _classes(kind)):
        return [why.Malformed(name, str(value)[:40])]
    if isinstance(value, int) and not isinstance(value, bool) and value < 0:
        return [why.Malformed(name, str(value))]
    return []


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
