"""Whether a client may use the internet: shown only on request, and that it was asked for is in the history (product 3.5, 8.3)."""

from dataclasses import dataclass, replace

from loanmanager.domain import refusals as why
from loanmanager.domain.rights import Right
from loanmanager.operations import allowing, done
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.storage import clients
from loanmanager.storage.engine import Engine

_CLIENTS: Changes = frozenset({Kind.CLIENTS})


@dataclass(frozen=True, slots=True)
class Internet:
    """A client's use of the internet. What the history keeps of it is that it was there: an empty text."""

    client_id: int
    use: str = ""


def show_internet(store: Engine, client_id: int, by: By, *, idem: str | None = None) -> Done[Internet]:
    """Return whether a client may use the internet, and record who asked.

    Raises:
        Refused: there is no such client, or whoever acts may not see it.
    """
    with store.write():
        allowing.require(store, by, Right.RESTRICTED)
        before = done.already_done(store, idem, Internet)
        client = clients.with_id(store, client_id)
        if client is None:
            raise why.Refused(why.NoSuch("client", str(client_id)))
        told = Internet(client_id, str(client.internet))
        if before:
            return replace(before, result=told)
        record = Record("show_internet", Internet(client_id), _CLIENTS, [done.client(client_id)], idem=idem)
        return replace(done.record(store, by, record), result=told)
