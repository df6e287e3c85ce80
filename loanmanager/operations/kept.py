"""Records of the office itself (agency, rules, sites, staff, closed days): what an operation on one gives back."""

from dataclasses import dataclass
from typing import Any

from loanmanager.domain.history import Subject
from loanmanager.operations import done
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.storage.engine import Engine

OFFICE: Changes = frozenset({Kind.OFFICE})
SUBJECT = Subject("office", 1)


@dataclass(frozen=True, slots=True)
class Kept:
    """The office's records were kept; `what` is office, policy, site, staff or closure."""

    what: str
    id: int = 1


def keep(
    store: Engine, by: By, operation: str, result: Kept, facts: dict[str, Any], idem: str | None = None
) -> Done[Kept]:
    """Append what was kept to the history, inside the operation's transaction."""
    return done.record(store, by, Record(operation, result, OFFICE, [SUBJECT], facts, idem))
