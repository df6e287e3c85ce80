"""Clients: rows to and from the domain's records."""

from collections.abc import Iterable, Sequence
from typing import Any

from loanmanager.domain.clients import Channel, Client, Guardian, InternetUse
from loanmanager.domain.names import name_key
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.text import codes_of, words_of
from loanmanager.storage.values import among, day, from_json, iso, json_of

_TEXTS = [
    "file_number",
    "family_name",
    "given_name",
    "preferred_name",
    "pronouns",
    "language",
    "email",
    "address",
    "counsellor",
    "id_seen",
    "notes",
    "blocked_reason",
]


def with_id(store: Engine, id_: int) -> Client | None:
    """Return one client; where the record was merged into another one, that one."""
    row = store.row("SELECT * FROM clients WHERE id = :id", id=id_)
    if row and row["merged_into"] is not None:
        return with_id(store, row["merged_into"])
    return _client(store, row) if row else None


def as_it_was(store: Engine, id_: int) -> Client | None:
    """Return the record itself, even where it was merged into another one."""
    row = store.row("SELECT * FROM clients WHERE id = :id", id=id_)
    return _client(store, row) if row else None


def is_merged(store: Engine, id_: int) -> bool:
    """Tell whether a record was merged into another one."""
    return bool(store.value("SELECT 1 FROM clients WHERE id = :id AND merged_into IS NOT NULL", id=id_))


def with_number(store: Engine, text: str) -> Client | None:
    """Return the client with a file number or a card, however the letters were typed; a merged one's leads to the other."""
    found = bearer(store, text)
    return None if found is None else with_id(store, found)


def bearer(store: Engine, text: str) -> int | None:
    """Return the record that bears a file number or a card, merged or not; the one spelt exactly so before others."""
    row = store.row(
        """SELECT id FROM clients WHERE LOWER(file_number) = LOWER(:text) OR LOWER(card) = LOWER(:text)
           ORDER BY (file_number = :text) DESC, (card = :text) DESC, id LIMIT 1""",
        text=text.strip(),
    )
    return None if row is None else int(row["id"])


def _client(store: Engine, row: Row) -> Client:
    phones = store.rows("SELECT number FROM phones WHERE client_id = :id ORDER BY position, id", id=row["id"])
    return Client(
        id=row["id"],
        **{name: row[name] for name in _TEXTS},
        card=row["card"] or "",
        birth_date=day(row["birth_date"]),
        phones=tuple(phone["number"] for phone in phones),
        internet=InternetUse(row["internet"]),
        allowed=frozenset(channel for channel in Channel if row[f"allow_{channel}"]),
        discreet=bool(row["discreet"]),
        large_print=bool(row["large_print"]),
        guardian=Guardian(row["guardian_name"], row["guardian_relation"], row["guardian_phone"]),
        orientation_on=day(row["orientation_on"]),
        blocked=bool(row["blocked"]),
        blocked_until=day(row["blocked_until"]),
        programmes=_programmes(store, row["id"]),
        custom=from_json(row["custom"]),
    )


def _programmes(store: Engine, id_: int) -> tuple[str, ...]:
    rows = store.rows(
        """SELECT p.name FROM client_programmes c JOIN programmes p ON p.id = c.programme_id
           WHERE c.client_id = :id ORDER BY p.name_key""",
        id=id_,
    )
    return tuple(row["name"] for row in rows)


def add(store: Engine, new: Client) -> int:
    """Add a client and return the id; the id given is ignored. The programmes have to be there."""
    id_ = store.insert("clients", **_columns(new))
    _save_phones(store, id_, new.phones)
    save_programmes(store, id_, new.programmes)
    return id_


def save(store: Engine, changed: Client) -> None:
    """Keep a client's fields. The numbers of records merged into this one go on finding it."""
    save_columns(store, changed)
    store.run("DELETE FROM phones WHERE client_id = :id", id=changed.id)
    _save_phones(store, changed.id, changed.phones)
    save_programmes(store, changed.id, changed.programmes)


def save_columns(store: Engine, changed: Client) -> None:
    """Keep what stands in a client's own row: not the phones, nor the programmes."""
    store.update("clients", changed.id, **_columns(changed, former_numbers(store, changed.id)))


def former_numbers(store: Engine, id_: int) -> tuple[str, ...]:
    """Return the file numbers and cards of the records that were merged into this one."""
    listed, named = among(merged_ids(store, id_))
    rows = store.rows(f"SELECT file_number, card FROM clients WHERE id IN {listed} ORDER BY id", **named)
    return tuple(text for row in rows for text in (row["file_number"], row["card"]) if text)


def merged_ids(store: Engine, id_: int) -> list[int]:
    """Return the records merged into this one, directly or by way of another."""
    found = [row["id"] for row in store.rows("SELECT id FROM clients WHERE merged_into = :id ORDER BY id", id=id_)]
    return [each for one in found for each in (one, *merged_ids(store, one))]


def _save_phones(store: Engine, id_: int, phones: tuple[str, ...]) -> None:
    for position, number in enumerate(phones):
        store.insert("phones", client_id=id_, position=position, number=number)


def save_programmes(store: Engine, id_: int, names: Sequence[str]) -> list[int]:
    """Let a client take part in these programmes and no other; return the rows that are new."""
    rows = store.rows("SELECT id, programme_id FROM client_programmes WHERE client_id = :id", id=id_)
    has = {row["programme_id"]: row["id"] for row in rows}
    if not has and not names:
        return []
    wanted = [store.value("SELECT id FROM programmes WHERE name_key = :key", key=name_key(each)) for each in names]
    for programme_id, row_id in has.items():
        if programme_id not in wanted:
            store.run("DELETE FROM client_programmes WHERE id = :id", id=row_id)
    return [
        store.insert("client_programmes", client_id=id_, programme_id=each)
        for each in dict.fromkeys(wanted)
        if each is not None and each not in has
    ]


def _columns(made: Client, former: tuple[str, ...] = ()) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(made, name) for name in _TEXTS}
    values |= {f"allow_{channel}": int(channel in made.allowed) for channel in Channel}
    return values | {
        "card": made.card or None,
        "birth_date": iso(made.birth_date),
        "internet": made.internet,
        "discreet": int(made.discreet),
        "large_print": int(made.large_print),
        "guardian_name": made.guardian.name,
        "guardian_relation": made.guardian.relation,
        "guardian_phone": made.guardian.phone,
        "orientation_on": iso(made.orientation_on),
        "blocked": int(made.blocked),
        "blocked_until": iso(made.blocked_until),
        "custom": json_of(made.custom),
        "name_key": name_key(made.family_name, made.given_name),
        "words": words_of(
            made.family_name, made.given_name, made.preferred_name, made.file_number, made.card, made.email, *former
        ),
        "codes": codes_of((made.file_number, made.card, *former), made.phones),
    }


def keys(store: Engine) -> dict[str, int]:
    """Return everything by which a sheet may name a client: file number, card, e-mail and user name, folded."""
    made: dict[str, int] = {}
    rows = store.rows(
        "SELECT id, file_number, card, email, custom, merged_into FROM clients ORDER BY merged_into IS NULL"
    )
    into = {row["id"]: row["merged_into"] for row in rows}
    for row in rows:
        username = from_json(row["custom"]).get("username", "") if "username" in row["custom"] else ""
        kept = row["id"]
        while into[kept] is not None:
            kept = into[kept]
        for text in (row["email"], username, row["card"] or "", row["file_number"]):
            if text:
                made[text.casefold()] = kept
    return made


def with_name_keys(store: Engine, keys: Iterable[str], limit: int = 20) -> list[Client]:
    """Return clients who stand under one of these name keys, to notice a duplicate."""
    named = {f"k{at}": key for at, key in enumerate(keys)}
    rows = store.rows(
        f"SELECT * FROM clients WHERE name_key IN ({', '.join(':' + key for key in named)}) AND merged_into IS NULL "
        "ORDER BY id LIMIT :limit",
        limit=limit,
        **named,
    )
    return [_client(store, row) for row in rows]


def numbers(store: Engine) -> list[str]:
    """Return the file numbers of the program's own making, to number the next one."""
    rows = store.rows("SELECT file_number FROM clients WHERE file_number >= 'C-' AND file_number < 'C-~'")
    return [row["file_number"] for row in rows]


def devices_out(store: Engine, client_id: int) -> int:
    """Return how many devices a client has now."""
    return int(
        store.value(
            "SELECT COUNT(*) FROM items i JOIN loans l ON l.id = i.loan_id WHERE l.client_id = :id AND i.ended IS NULL",
            id=client_id,
        )
    )
