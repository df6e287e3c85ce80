"""Clients who may be there twice (product 3.6)."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from loanmanager.domain import duplicates
from loanmanager.domain.clients import Client
from loanmanager.domain.duplicates import Same
from loanmanager.storage import clients
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import among, day

MOST = 200
"""Names borne by more than one client that are looked at; an office with more of them sees those once these are settled."""

_TWICE = """
    SELECT c.id, c.family_name, c.given_name, c.birth_date, c.email, c.name_key FROM clients c
    WHERE c.merged_into IS NULL AND c.name_key IN (
        SELECT name_key FROM clients WHERE merged_into IS NULL GROUP BY name_key HAVING COUNT(*) > 1
        ORDER BY name_key LIMIT :most)
    ORDER BY c.name_key, c.id
"""


@dataclass(frozen=True, slots=True)
class Alike:
    """A client who may be the same person, and what is the same besides the name."""

    client: Client
    shared: frozenset[Same] = frozenset()


def same_person(
    store: Engine, family: str, given: str, birth: date | None, phones: tuple[str, ...], email: str = ""
) -> tuple[Alike, ...]:
    """Return clients who may be somebody about to be added, those who share most first."""
    return _alike(store, duplicates.person(family, given, birth_date=birth, phones=phones, email=email))


def same_as(store: Engine, client_id: int) -> tuple[Alike, ...]:
    """Return clients who may be the same person as one that is there, less those told apart by somebody."""
    client = clients.with_id(store, client_id)
    if client is None:
        return ()
    apart = _apart(store, client.id)
    found = _alike(store, client)
    return tuple(each for each in found if each.client.id != client.id and each.client.id not in apart)


def _alike(store: Engine, known: Client) -> tuple[Alike, ...]:
    keys = duplicates.name_keys(known.family_name, known.given_name)
    found = []
    for each in clients.with_name_keys(store, keys) if keys else ():
        how = duplicates.likeness(known, each)
        if how is not None:
            found.append(Alike(each, how.shared))
    return tuple(sorted(found, key=lambda each: -len(each.shared)))


def _apart(store: Engine, client_id: int) -> frozenset[int]:
    rows = store.rows(
        "SELECT client_id, other_id FROM clients_apart WHERE client_id = :id OR other_id = :id", id=client_id
    )
    return frozenset(id_ for row in rows for id_ in (row["client_id"], row["other_id"])) - {client_id}


def duplicate_ids(store: Engine) -> tuple[int, ...]:
    """Return the clients who may be there twice, by name: the same name written the same way, and nothing against it."""
    groups: dict[str, list[Client]] = {}
    for row in store.rows(_TWICE, most=MOST):
        known = duplicates.person(
            row["family_name"], row["given_name"], birth_date=day(row["birth_date"]), email=row["email"]
        )
        groups.setdefault(row["name_key"], []).append(replace(known, id=row["id"]))
    phones, apart = _phones(store, [each.id for group in groups.values() for each in group]), _all_apart(store)
    found: dict[int, None] = {}
    for group in groups.values():
        known_by = [replace(each, phones=phones.get(each.id, ())) for each in group]
        for one, other in combinations(known_by, 2):
            if (one.id, other.id) not in apart and duplicates.likeness(one, other) is not None:
                found |= {one.id: None, other.id: None}
    return tuple(found)


def _phones(store: Engine, ids: list[int]) -> dict[int, tuple[str, ...]]:
    listed, named = among(ids)
    made: dict[int, tuple[str, ...]] = {}
    for row in store.rows(f"SELECT client_id, number FROM phones WHERE client_id IN {listed} ORDER BY id", **named):
        made[row["client_id"]] = (*made.get(row["client_id"], ()), row["number"])
    return made


def _all_apart(store: Engine) -> frozenset[tuple[int, int]]:
    rows = store.rows("SELECT client_id, other_id FROM clients_apart")
    return frozenset((row["client_id"], row["other_id"]) for row in rows)
