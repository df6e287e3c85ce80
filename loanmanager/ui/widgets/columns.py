"""A column of a list, declared as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.ui.tokens import Mark

R = TypeVar("R")
Kind = Literal["text", "strong", "mono", "muted", "due", "right", "status"]


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its title, how it is painted, how wide (px at 100 %, 0 = what is left), and what it shows of a row.

    `sort` gives what to sort by (None: not by this column). `mark` gives drawing and colour: always for a status, and for
    a due date that is past. Of columns with a `priority` above 0 the highest is hidden first where there is no room.
    `key` names it where widths and order are remembered.
    """

    title: str
    kind: Kind
    width: int
    value: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    priority: int = 0
    mark: Callable[[R], Mark | None] | None = None
    key: str = ""

    @property
    def name(self) -> str:
        """Return the key, or the title where there is none."""
        return self.key or self.title
