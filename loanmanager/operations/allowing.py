"""Seeing, inside the transaction, that whoever acts may do what they do (product 9.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loanmanager.domain import rights
from loanmanager.domain.refusal import Refused
from loanmanager.domain.rights import NotAllowed, NotSignedIn, Right
from loanmanager.storage import history, staff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loanmanager.operations.done import By
    from loanmanager.storage.engine import Engine


def require(store: Engine, by: By, *asked: Right) -> None:
    """See that whoever acts has some rights. An office in which nobody has a PIN is open: who sits there may do everything.

    Raises:
        Refused: `NotSignedIn` or `NotAllowed`.
    """
    standing = staff.standing(store, by.staff_id)
    if not standing.asks:
        return
    lacking = rights.lacking(standing.role, asked)
    if lacking is None:
        return
    raise Refused(NotSignedIn() if standing.role is None else NotAllowed(lacking))


def see(store: Engine, by: By, operation: str, facts: Mapping[str, Any], undoes: int | None) -> None:
    """See that whoever acts may do an operation, with what it is about to keep in the history.

    Raises:
        Refused: as `require`.
    """
    asked = rights.needed(operation, facts)
    undone = history.with_id(store, undoes) if undoes is not None else None
    if undone is not None:
        asked += rights.needed_to_undo(undone, by.staff_id, by.now)
    require(store, by, *asked)
