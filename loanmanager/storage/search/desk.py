"""What the scan box finds, and today's counts (product 1.1, 1.4)."""

from dataclasses import dataclass
from datetime import date

from loanmanager.storage import clients, devices, kits, loans
from loanmanager.storage.engine import Engine
from loanmanager.storage.search.clients import ClientRow, client_ids, rows_of_clients
from loanmanager.storage.search.devices import DeviceRow, device_ids, rows_with_ids
from loanmanager.storage.search.kits import KitRow, kit_matches, kit_row
from loanmanager.storage.search.loans import LoanRow, loan_rows
from loanmanager.storage.text import typed as plain

MATCHES = 8
"""How many matches of each kind stand under the box."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a scan or a typed text means: exactly one of them is set."""

    device: DeviceRow | None = None
    client: ClientRow | None = None
    loan: LoanRow | None = None
    kit: KitRow | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Today's work: loans due, overdue and out; devices to check and to reset."""

    due_today: int = 0
    overdue: int = 0
    to_check: int = 0
    to_reset: int = 0
    incidents: int = 0
    out: int = 0
    devices: int = 0
    clients: int = 0


def find(store: Engine, text: str, today: date) -> Match | None:
    """Return the one thing that bears exactly this tag, serial, IMEI, file number, card or loan number; else None.

    A kit that was retired is not found, nor lent, any more.
    """
    typed = plain(text).strip()
    if not typed:
        return None
    device = devices.with_tag(store, typed)
    device_id = device.id if device else devices.with_code(store, typed)
    if device_id is not None:
        return Match(device=rows_with_ids(store, [device_id])[0])
    kit = kits.with_tag(store, typed)
    if kit and kit.active:
        return Match(kit=kit_row(store, kit.id))
    client = clients.with_number(store, typed)
    if client:
        return Match(client=rows_of_clients(store, [client.id], today)[0])
    loan = loans.with_number(store, typed)
    rows = loan_rows(store, today=today, only="", text=typed) if loan else ()
    return next((Match(loan=row) for row in rows if loan and row.id == loan.id), None)


def matches(store: Engine, text: str, today: date, limit: int = MATCHES) -> tuple[Match, ...]:
    """Return what the typed text may mean, clients first unless it looks like a tag."""
    if not text.strip():
        return ()
    people = [Match(client=row) for row in rows_of_clients(store, client_ids(store, text, limit), today)]
    things = [Match(device=row) for row in rows_with_ids(store, device_ids(store, text, limit))]
    things += [Match(kit=row) for row in kit_matches(store, text, limit)]
    lent = []
    if text.strip()[:2].upper() == "L-":
        lent = [Match(loan=row) for row in loan_rows(store, today=today, only="", text=text, limit=limit)]
    coded = any(char.isdigit() for char in text)
    return tuple((*things, *lent, *people) if coded else (*people, *things, *lent))


def counts(store: Engine, today: date) -> Counts:
    """Return today's counts."""
    due = store.row(
        """SELECT COUNT(DISTINCT loan_id) AS out,
                  COUNT(DISTINCT CASE WHEN due_on = :today THEN loan_id END) AS due_today,
                  COUNT(DISTINCT CASE WHEN due_on < :today THEN loan_id END) AS overdue
           FROM items WHERE ended IS NULL""",
        today=today.isoformat(),
    )
    states = {
        row["status"]: row["n"] for row in store.rows("SELECT status, COUNT(*) AS n FROM devices GROUP BY status")
    }
    assert due is not None
    return Counts(
        due_today=due["due_today"],
        overdue=due["overdue"],
        to_check=states.get("to_check", 0),
        to_reset=states.get("to_reset", 0),
        incidents=int(store.value("SELECT COUNT(*) FROM incidents WHERE state = 'open'")),
        out=due["out"],
        devices=sum(states.values()),
        clients=int(store.value("SELECT COUNT(*) FROM clients WHERE merged_into IS NULL")),
    )


def purposes(store: Engine) -> tuple[str, ...]:
    """Return the purposes given most often, to choose from."""
    rows = store.rows(
        "SELECT purpose, COUNT(*) AS n FROM loans WHERE purpose <> '' GROUP BY purpose ORDER BY n DESC, purpose LIMIT 12"
    )
    return tuple(row["purpose"] for row in rows)
