"""Between Python values and what a column holds, in one place: dates, moments and JSON as text."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)  # dumps would make one for each value


def text_of(moment: datetime) -> str:
    """Return a moment as stored: ISO-8601 in UTC, to the second. A moment without a zone is refused."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """Return a stored moment, in UTC."""
    return datetime.fromisoformat(text)


def iso(day: date | None) -> str | None:
    """Return a date as stored."""
    return day.isoformat() if day else None


def day(text: str | None) -> date | None:
    """Return a stored date."""
    return date.fromisoformat(text) if text else None


def json_of(value: Any) -> str:
    """Return plain data as JSON text."""
    return _ENCODER.encode(value)


def from_json(text: str) -> Any:
    """Return what JSON text says."""
    return json.loads(text)


def among(values: Iterable[int]) -> tuple[str, dict[str, int]]:
    """Return `(:v0, :v1, …)` and its parameters, for `IN`; an empty list matches nothing."""
    named = {f"v{n}": value for n, value in enumerate(dict.fromkeys(values))}
    return f"({', '.join(':' + name for name in named) or 'NULL'})", named
