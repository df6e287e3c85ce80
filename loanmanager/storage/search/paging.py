"""Pages of long lists by key, never by offset, which is slow at size."""

from dataclasses import dataclass

PAGE = 200
"""Rows in one page of a list."""


@dataclass(frozen=True, slots=True)
class After:
    """Where a page begins: after the row with this sort key and id. `None` of it begins at the top."""

    key: str
    id: int


def beyond(
    column: str, id_column: str, after: After | None, *, descending: bool = False
) -> tuple[str, dict[str, object]]:
    """Return the condition that skips all up to `after`, and its parameters."""
    if after is None:
        return "", {}
    sign = "<" if descending else ">"
    return f" AND ({column}, {id_column}) {sign} (:after_key, :after_id)", {
        "after_key": after.key,
        "after_id": after.id,
    }
