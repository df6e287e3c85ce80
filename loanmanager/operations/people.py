"""Adding and editing clients (product 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Client, make_file_number
from loanmanager.domain.devices import tag_number
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.operations.inventory import Edit, Saved, only, unchanged_since
from loanmanager.storage import clients, merging, office, programmes
from loanmanager.storage.engine import Engine

_CLIENTS: Changes = frozenset({Kind.CLIENTS, Kind.LOANS})

EDITABLE = forms.names_of(Client) - {"id"}
"""What a person may change in a client."""


@dataclass(frozen=True, slots=True)
class NewClient:
    """The form of a new client: a name and one way to reach them are enough. An empty file number is made.

    `apart_from` are clients who looked alike and whom somebody said to be other people: nobody is asked again.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    idem: str | None = None
    apart_from: tuple[int, ...] = ()


def add_client(store: Engine, request: NewClient, by: By) -> Done[Saved]:
    """Add a client.

    Raises:
        Refused: there is no name, the file number or card is taken, or a field does not fit.
    """
    with store.write():
        before = done.already_done(store, request.idem, Saved)
        if before:
            return before
        made = insert_client(store, request.fields, by)
        for other_id in request.apart_from:
            if other_id != made.id and clients.with_id(store, other_id):
                merging.set_apart(store, made.id, other_id)
        return done.record(store, by, Record("add_client", made, _CLIENTS, [done.client(made.id)], {}, request.idem))


def insert_client(store: Engine, typed: Mapping[str, Any], by: By) -> Saved:
    """Add a client inside somebody else's transaction: an import adds many."""
    only(EDITABLE, typed)
    new = forms.changed(Client(0, str(typed.get("file_number") or "").strip()), typed)
    _check(store, new, by)
    if not new.file_number:
        used = [tag_number(text, "C") or 0 for text in clients.numbers(store)]
        number = make_file_number(office.next_number(store, "client", beyond=used))
        while clients.bearer(store, number) is not None:  # somebody's card bears it
            number = make_file_number(office.next_number(store, "client"))
        new = forms.changed(new, {"file_number": number})
    return Saved(clients.add(store, new), new.file_number)


def edit_client(store: Engine, request: Edit, by: By) -> Done[Saved]:
    """Change a client's fields.

    Raises:
        Refused: somebody else changed a field meanwhile, no name is left, or a number is taken.
    """
    with store.write():
        before = done.already_done(store, request.idem, Saved)
        if before:
            return before
        client = clients.with_id(store, request.id)
        if client is None:
            raise why.Refused(why.NoSuch("client", str(request.id)))
        only(EDITABLE, request.was, request.now)
        unchanged_since(client, request)
        new = forms.changed(client, request.now)
        if not new.file_number:
            raise why.Refused(why.Missing("file_number"))
        _check(store, new, by)
        clients.save(store, new)
        facts = {"was": forms.plain(dict(request.was)), "now": forms.plain(dict(request.now))}
        result = Saved(client.id, new.file_number)
        return done.record(
            store, by, Record("edit_client", result, _CLIENTS, [done.client(client.id)], facts, request.idem)
        )


def _check(store: Engine, new: Client, by: By) -> None:
    if not (new.family_name or new.given_name):
        raise why.Refused(why.Missing("family_name"))
    forms.dated(new.birth_date, "birth_date", latest=by.today)
    for name, text in (("file_number", new.file_number), ("card", new.card)):
        bearer = clients.bearer(store, text) if text else None
        if bearer is not None and bearer != new.id:  # of one that was merged as well: it leads to the other record
            raise why.Refused(why.Taken(name, text))
    unknown = [each for each in new.programmes if programmes.named(store, each) is None]
    if unknown:
        raise why.Refused(*(why.NoSuch("programme", each) for each in unknown))
