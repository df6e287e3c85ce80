"""Clients of a sheet into the office: matched by file number, card, user name or e-mail, else added."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Client, make_file_number
from loanmanager.domain.devices import tag_number
from loanmanager.domain.duplicates import name_keys
from loanmanager.domain.history import Subject
from loanmanager.exchange.records import ClientRecord
from loanmanager.operations import done, forms
from loanmanager.operations.done import By
from loanmanager.storage import clients, office
from loanmanager.storage.engine import Engine

_TEXTS = (
    "file_number",
    "family_name",
    "given_name",
    "preferred_name",
    "pronouns",
    "card",
    "email",
    "address",
    "counsellor",
    "notes",
    "language",
)


@dataclass(slots=True)
class ClientImport:
    """Takes records one by one, inside the import's transaction, and counts what became of them."""

    store: Engine
    by: By
    update: bool
    added: int = 0
    updated: int = 0
    alike: int = 0
    loans: int = 0
    subjects: list[Subject] = field(default_factory=list)
    keys: dict[str, int] = field(init=False)
    numbers: int = field(init=False)

    def __post_init__(self) -> None:
        """Learn who is there already."""
        self.keys = clients.keys(self.store)
        self.numbers = max((tag_number(text, "C") or 0 for text in clients.numbers(self.store)), default=0)

    def take(self, records: Iterable[ClientRecord], told: Callable[[int], None]) -> None:
        """Add or change a client for each record."""
        for at, record in enumerate(records, 1):
            known = self._known(record)
            if known is None:
                self.add(record)
            elif self.update:
                self._change(known, record)
            else:
                self.alike += 1
            told(at)

    def _known(self, record: ClientRecord) -> int | None:
        texts = (record.file_number, record.card, record.username, record.email)
        return next((self.keys[text.casefold()] for text in texts if text.casefold() in self.keys), None)

    def add(self, record: ClientRecord) -> int:
        """Add a client and return the id."""
        typed = _typed(record)
        if not typed.get("file_number"):
            self.numbers += 1
            typed["file_number"] = make_file_number(self.numbers)
            office.keep_number(self.store, "client", self.numbers)
        blank = Client(0, "", language=office.office(self.store).language)
        id_ = clients.add(self.store, forms.changed(blank, typed))
        for text in (record.email, record.username, record.card, typed["file_number"]):
            if text:
                self.keys[text.casefold()] = id_
        self.added += 1
        self.subjects.append(done.client(id_))
        return id_

    def only_one_named(self, family: str, given: str) -> int | None:
        """Return the client of this name, where there is exactly one: a row that gives no more than a name means them."""
        found = clients.with_name_keys(self.store, name_keys(family, given), limit=2)
        return found[0].id if len(found) == 1 else None

    def _change(self, id_: int, record: ClientRecord) -> None:
        client = clients.with_id(self.store, id_)
        assert client is not None
        typed = _typed(record)
        typed["custom"] = {**client.custom, **typed.get("custom", {})}
        if not (record.family_name or record.given_name):
            typed.pop("given_name")
        new = forms.changed(client, {key: value for key, value in typed.items() if key != "file_number"})
        if new == client:
            self.alike += 1
            return
        bearer = clients.bearer(self.store, new.card) if new.card and new.card != client.card else None
        if bearer is not None and bearer != client.id:
            raise why.Refused(why.Taken("card", new.card))
        clients.save(self.store, new)
        self.updated += 1
        self.subjects.append(done.client(id_))


def _typed(record: ClientRecord) -> dict[str, Any]:
    """Return the fields that a record fills; what it leaves empty is left as it is."""
    typed: dict[str, Any] = {name: getattr(record, name) for name in _TEXTS if getattr(record, name)}
    if record.birth_date:
        typed["birth_date"] = record.birth_date
    if not (record.family_name or record.given_name):
        typed["given_name"] = record.preferred_name  # the only name that is known
    if record.phones:
        typed["phones"] = record.phones
    custom = {**record.custom, **({"username": record.username} if record.username else {})}
    return {**typed, "custom": custom} if custom else typed
