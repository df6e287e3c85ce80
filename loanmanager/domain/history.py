"""One entry in the history for each operation: who did what, when, to which records."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


class Subject(NamedTuple):  # an import names a hundred thousand
    """A record that an entry is about.

    `kind` is device, client, loan, type, office, reservation, kit, line, incident, stocktake or programme.
    """

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done. `facts` is plain JSON data; what undoing needs is in it."""

    operation: str
    at: datetime
    staff_id: int | None
    subjects: tuple[Subject, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    idem: str | None = None
    undoes: int | None = None
    id: int = 0
