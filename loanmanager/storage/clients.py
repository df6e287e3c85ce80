"""Clients: rows to and from the domain's records."""

from typing import Any

from loanmanager.domain.clients import Channel, Client, Guardian, InternetUse
from loanmanager.domain.names import name_key
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.text import codes_of, words_of
from loanmanager.storage.values import day, from_json, iso, json_of

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
    """Return one client."""
    row = store.row("SELECT * FROM clients WHERE id = :id", id=id_)
    return _client(store, row) if row else None


def with_number(store: Engine, text: str) -> Client | None:
    """Return the client with a file number or a card, however the letters were typed."""
    row = store.row(
        "SELECT * FROM clients WHERE (file_number = :text OR card = :text OR file_number = :upper) "
        "AND merged_into IS NULL",
        text=text.strip(),
        upper=text.strip().upper(),
    )
    return _client(store, row) if row else None


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
        guardian=Guardian(row["guardian_name"], row["guardian_relation"], row["guardian_phone"]),
        orientation_on=day(row["orientation_on"]),
        blocked=bool(row["blocked"]),
        blocked_until=day(row["blocked_until"]),
        custom=from_json(row["custom"]),
    )


def add(store: Engine, new: Client) -> int:
    """Add a client and return the id; the id given is ignored."""
    id_ = store.insert("clients", **_columns(new))
    _save_phones(store, id_, new.phones)
    return id_


def save(store: Engine, changed: Client) -> None:
    """Keep a client's fields."""
    store.update("clients", changed.id, **_columns(changed))
    store.run("DELETE FROM phones WHERE client_id = :id", id=changed.id)
    _save_phones(store, changed.id, changed.phones)


def _save_phones(store: Engine, id_: int, phones: tuple[str, ...]) -> None:
    for position, number in enumerate(phones):
        store.insert("phones", client_id=id_, position=position, number=number)


def _columns(made: Client) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(made, name) for name in _TEXTS}
    values |= {f"allow_{channel}": int(channel in made.allowed) for channel in Channel}
    return values | {
        "card": made.card or None,
        "birth_date": iso(made.birth_date),
        "internet": made.internet,
        "discreet": int(made.discreet),
        "guardian_name": made.guardian.name,
        "guardian_relation": made.guardian.relation,
        "guardian_phone": made.guardian.phone,
        "orientation_on": iso(made.orientation_on),
        "blocked": int(made.blocked),
        "blocked_until": iso(made.blocked_until),
        "custom": json_of(made.custom),
        "name_key": name_key(made.family_name, made.given_name),
        "words": words_of(
            made.family_name, made.given_name, made.preferred_name, made.file_number, made.card, made.email
        ),
        "codes": codes_of((made.file_number, made.card), made.phones),
    }


def keys(store: Engine) -> dict[str, int]:
    """Return everything by which a sheet may name a client: file number, card, e-mail and user name, folded."""
    made: dict[str, int] = {}
    for row in store.rows("SELECT id, file_number, card, email, custom FROM clients WHERE merged_into IS NULL"):
        username = from_json(row["custom"]).get("username", "") if "username" in row["custom"] else ""
        for text in (row["email"], username, row["card"] or "", row["file_number"]):
            if text:
                made[text.casefold()] = row["id"]
    return made


def same_name(store: Engine, family: str, given: str) -> list[Client]:
    """Return clients whose name is the same but for case and accents, to notice a duplicate."""
    rows = store.rows(
        "SELECT * FROM clients WHERE name_key = :key AND merged_into IS NULL ORDER BY id LIMIT 20",
        key=name_key(family, given),
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
