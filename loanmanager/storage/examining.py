"""Questions that find records which do not agree with each other; each finds nothing in a sound office."""

import hashlib
from collections.abc import Callable, Iterator

from loanmanager.domain import chain
from loanmanager.domain.findings import (
    EntryChanged,
    EntryGone,
    FactsChanged,
    Finding,
    GivenTwice,
    LoanDisagrees,
    PaperChanged,
    StateDisagrees,
    Twice,
)
from loanmanager.storage import history
from loanmanager.storage.engine import Engine

_AT_ONCE = 1000
Heard = Callable[[int], None]
"""Hears of so many more entries or papers that were looked at; what it raises ends the question."""

_STATES = (  # a device is so exactly where this says so
    ("on_loan", "SELECT device_id FROM items WHERE ended IS NULL"),
    ("reserved", "SELECT held_device_id FROM reservations WHERE state = 'ready'"),
)
_MENDED = "SELECT device_id FROM repairs WHERE undone = 0"
_REPORTED = "SELECT device_id FROM incidents WHERE kind = :status"
_LOST = "SELECT device_id FROM incidents WHERE kind = :status AND state <> 'undone' AND decision <> 'found'"

_ONLY_ONE = (
    ("item", "SELECT device_id FROM items WHERE ended IS NULL"),
    ("line", "SELECT device_id FROM line_uses WHERE until IS NULL"),
    ("kit", "SELECT device_id FROM kit_units WHERE until IS NULL"),
    ("hold", "SELECT held_device_id AS device_id FROM reservations WHERE held_device_id IS NOT NULL"),
)
_NUMBERS = (
    ("loan", "loans", "number"),
    ("reservation", "reservations", "number"),
    ("incident", "incidents", "number"),
    ("stocktake", "stocktakes", "number"),
    ("client", "clients", "file_number"),
)


def _nobody(_: int) -> None:
    pass


def size(store: Engine) -> int:
    """Return how many entries and papers there are to be looked at."""
    return sum(int(store.value(f"SELECT COUNT(*) FROM {table}")) for table in ("history", "papers"))


def chained(store: Engine, heard: Heard = _nobody) -> Iterator[Finding]:
    """Yield the first entry of the history that does not fit, and every one whose facts were changed before that."""
    number, before = 0, chain.START
    for each in history.kept(store):
        link = each.link
        if link.number != number + 1:
            yield EntryGone(number + 1)
            return
        if chain.digest(before, link) != each.chain:
            yield EntryChanged(link.number, link.at, link.operation)
            return
        if each.facts_now != link.facts_sha:
            yield FactsChanged(link.number, link.at, link.operation)
        number, before = link.number, each.chain
        if number % _AT_ONCE == 0:
            heard(_AT_ONCE)


def states(store: Engine, _heard: Heard = _nobody) -> Iterator[Finding]:
    """Yield devices whose state is not what the other records say, and loans that are half undone.

    A device may have been in repair, lost or stolen already when it was entered: then nothing else tells of it.
    """
    for status, asked in _STATES:
        yield from _devices(store, status, f"(d.status = :status) <> (d.id IN ({asked}))")
    away, ever = f"{_MENDED} AND back_at IS NULL", "d.status = :status AND d.id IN ({}) AND d.id NOT IN ({})"
    yield from _devices(store, "in_repair", f"d.status <> :status AND d.id IN ({away})")
    yield from _devices(store, "in_repair", ever.format(_MENDED, away))
    for status in ("lost", "stolen"):
        yield from _devices(store, status, ever.format(_REPORTED, _LOST))
    for row in store.rows(
        """SELECT DISTINCT l.id, l.number FROM loans l JOIN items i ON i.loan_id = l.id
           WHERE (l.undone = 1) <> (COALESCE(i.ended, '') = 'undone') ORDER BY l.id"""
    ):
        yield LoanDisagrees(row["number"])


def _devices(store: Engine, status: str, where: str) -> Iterator[Finding]:
    for row in store.rows(f"SELECT d.tag, d.status FROM devices d WHERE {where} ORDER BY d.id", status=status):
        yield StateDisagrees(row["tag"], row["status"])


def doubles(store: Engine, _heard: Heard = _nobody) -> Iterator[Finding]:
    """Yield what is in two places, and numbers that two records bear."""
    for what, asked in _ONLY_ONE:
        for row in store.rows(
            f"""SELECT d.tag FROM ({asked}) AS x JOIN devices d ON d.id = x.device_id
                GROUP BY d.id, d.tag HAVING COUNT(*) > 1 ORDER BY d.id"""
        ):
            yield Twice(what, row["tag"])
    for row in store.rows(
        """SELECT MIN(d.tag) AS tag FROM line_uses u JOIN devices d ON d.id = u.device_id WHERE u.until IS NULL
           GROUP BY u.line_id HAVING COUNT(*) > 1 ORDER BY u.line_id"""
    ):
        yield Twice("line", row["tag"])
    for kind, table, column in _NUMBERS:
        for row in store.rows(f"SELECT {column} AS number FROM {table} GROUP BY {column} HAVING COUNT(*) > 1"):
            yield GivenTwice(kind, row["number"])


def papers(store: Engine, heard: Heard = _nobody) -> Iterator[Finding]:
    """Yield papers that do not say what they said when they were made."""
    last = 0
    while rows := store.rows(
        "SELECT id, kind, made_at, facts, facts_sha256 FROM papers WHERE id > :last ORDER BY id LIMIT :limit",
        last=last,
        limit=_AT_ONCE,
    ):
        for row in rows:
            if hashlib.sha256(row["facts"].encode()).hexdigest() != row["facts_sha256"]:
                yield PaperChanged(row["id"], row["kind"], row["made_at"])
        last = rows[-1]["id"]
        heard(len(rows))


QUESTIONS: tuple[Callable[[Engine, Heard], Iterator[Finding]], ...] = (chained, states, doubles, papers)
