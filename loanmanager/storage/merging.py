"""Two records of one client made into one: what refers to the other one is moved, and can be moved back exactly.

Nothing is deleted: the other record stays with its own fields and numbers, marked as merged.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from loanmanager.domain.clients import Client
from loanmanager.storage import clients
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import among

REFERRING = ("loans", "incidents", "charges", "reservations", "contacts", "papers")
"""Tables whose `client_id` moves. `phones`, `client_programmes` and `clients_apart` are joined, each in its way."""


def move(store: Engine, other_id: int, kept_id: int) -> dict[str, list[int]]:
    """Let everything that refers to one client refer to another; return the rows by table."""
    moved = {}
    for table in REFERRING:
        rows = store.rows(f"SELECT id FROM {table} WHERE client_id = :other ORDER BY id", other=other_id)
        moved[table] = [row["id"] for row in rows]
        store.run(f"UPDATE {table} SET client_id = :kept WHERE client_id = :other", kept=kept_id, other=other_id)
    rows = store.rows("SELECT id FROM attachments WHERE kind = 'client' AND subject_id = :other", other=other_id)
    moved["attachments"] = [row["id"] for row in rows]
    for id_ in moved["attachments"]:
        store.update("attachments", id_, subject_id=kept_id)
    return moved


def move_back(store: Engine, moved: Mapping[str, Sequence[int]], kept_id: int, other_id: int) -> bool:
    """Move rows back; tell whether each was still where the merge had left it."""
    whole = True
    for table, ids in moved.items():
        column = "subject_id" if table == "attachments" else "client_id"
        listed, named = among(ids)
        sql = f"UPDATE {table} SET {column} = :other WHERE {column} = :kept AND id IN {listed}"
        whole = store.run(sql, other=other_id, kept=kept_id, **named) == len(ids) and whole
    return whole


def join(store: Engine, kept: Client, other_id: int) -> dict[str, Any]:
    """Keep the joined record, with the other one's new phones and programmes; return what was there before."""
    before = _row(store, kept.id)
    card = store.value("SELECT card FROM clients WHERE id = :id", id=other_id)
    takes_card = bool(kept.card) and kept.card != (before["card"] or "")
    if takes_card:  # one card, one bearer
        store.update("clients", other_id, card=None)
    store.update("clients", other_id, merged_into=kept.id)
    phones = _move_phones(store, kept, other_id)
    clients.save_columns(store, kept)
    seats = clients.save_programmes(store, kept.id, kept.programmes)
    after = _row(store, kept.id)
    changed = [name for name in after if after[name] != before[name]]
    return {
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
        "card": card if takes_card else None,
        "phones": phones,
        "seats": seats,
        "apart": _move_apart(store, kept.id, other_id),
    }


def take_apart(store: Engine, joined: Mapping[str, Any], kept_id: int, other_id: int) -> bool:
    """Put both records back as they were; tell whether nobody had changed since what the merge had changed."""
    now = _row(store, kept_id)
    if now["merged_into"] is not None or any(now[name] != value for name, value in joined["after"].items()):
        return False
    store.update("clients", other_id, merged_into=None)
    if joined["before"]:
        store.update("clients", kept_id, **joined["before"])
    if joined["card"]:
        store.update("clients", other_id, card=joined["card"])
    whole = all(
        store.run(
            "UPDATE phones SET client_id = :other, position = :position WHERE id = :id AND client_id = :kept",
            other=other_id,
            kept=kept_id,
            id=id_,
            position=position,
        )
        for id_, position in joined["phones"]
    )
    gone = [store.run("DELETE FROM client_programmes WHERE id = :id", id=each) for each in joined["seats"]]
    for id_, one, two in joined["apart"]:
        store.update("clients_apart", id_, client_id=one, other_id=two)
    return whole and all(gone)


def _row(store: Engine, id_: int) -> dict[str, Any]:
    row = store.row("SELECT * FROM clients WHERE id = :id", id=id_)
    assert row is not None
    return {name: row[name] for name in row.keys()}  # noqa: SIM118 (a row is no mapping)


def _move_phones(store: Engine, kept: Client, other_id: int) -> list[tuple[int, int]]:
    """Move the other one's phones that the kept record has not; return their rows and former places."""
    rows = store.rows(
        "SELECT id, position, number FROM phones WHERE client_id = :id ORDER BY position, id", id=other_id
    )
    mine = {row["number"] for row in store.rows("SELECT number FROM phones WHERE client_id = :id", id=kept.id)}
    moved = []
    for row in rows:
        if row["number"] in kept.phones and row["number"] not in mine:
            store.update("phones", row["id"], client_id=kept.id, position=kept.phones.index(row["number"]))
            moved.append((row["id"], row["position"]))
            mine.add(row["number"])
    return moved


def _move_apart(store: Engine, kept_id: int, other_id: int) -> list[tuple[int, int, int]]:
    """Whoever was told apart from the other one is apart from the kept one too."""
    rows = store.rows("SELECT * FROM clients_apart WHERE client_id = :id OR other_id = :id ORDER BY id", id=other_id)
    moved = []
    for row in rows:
        third = row["client_id"] if row["other_id"] == other_id else row["other_id"]
        if third != kept_id and not are_apart(store, kept_id, third):
            one, two = sorted((kept_id, third))
            store.update("clients_apart", row["id"], client_id=one, other_id=two)
            moved.append((row["id"], row["client_id"], row["other_id"]))
    return moved


def are_apart(store: Engine, one: int, other: int) -> bool:
    """Tell whether somebody said that two records are two people."""
    low, high = sorted((one, other))
    return bool(
        store.value("SELECT 1 FROM clients_apart WHERE client_id = :low AND other_id = :high", low=low, high=high)
    )


def set_apart(store: Engine, one: int, other: int) -> int | None:
    """Note that two records are two people; return the row, None where that was known."""
    low, high = sorted((one, other))
    return None if are_apart(store, one, other) else store.insert("clients_apart", client_id=low, other_id=high)


def forget_apart(store: Engine, id_: int) -> None:
    """Take back that two records are two people."""
    store.run("DELETE FROM clients_apart WHERE id = :id", id=id_)
