"""Every list to a sheet: all rows, in the screen's language, nothing that a spreadsheet would run (product 9.4)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from loanmanager import sentences
from loanmanager.exchange.csv_out import Cents, write_csv, write_json
from loanmanager.i18n import Words
from loanmanager.operations import exporting_lines
from loanmanager.storage import search
from loanmanager.storage.engine import Engine


class List(StrEnum):
    """The lists that can be exported."""

    DEVICES = "devices"
    CLIENTS = "clients"
    LOANS = "loans"
    KITS = "kits"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Exported:
    """A list ready to be written: captions as people read them, keys as programs do, rows of plain values."""

    keys: tuple[str, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def as_csv(self) -> bytes:
        """Return the list as a sheet that any spreadsheet opens."""
        return write_csv(self.headers, self.rows)

    def as_json(self) -> bytes:
        """Return the list as JSON, by the domain's field names."""
        return write_json([dict(zip(self.keys, row, strict=True)) for row in self.rows])


def export(store: Engine, what: List, words: Words, today: date) -> Exported:
    """Read a whole list."""
    lists = {
        List.DEVICES: _devices,
        List.CLIENTS: _clients,
        List.LOANS: _loans,
        List.KITS: _kits,
        List.LINES: _lines,
    }
    return lists[what](store, words, today)


def _devices(store: Engine, words: Words, today: date) -> Exported:
    keys = [
        "tag",
        "type",
        "make",
        "model",
        "serial",
        "imei",
        "mac",
        "system",
        "status",
        "condition",
        "site",
        "shelf",
        "funding",
        "bought_on",
        "price",
        "replacement_cost",
        "warranty_end",
        "carrier",
        "sim",
        "line_number",
        "plan_end",
        "notes",
        "with",
        "due_on",
    ]
    rows = []
    for row in every(lambda after: search.device_rows(store, today=today, after=after), "tag_key"):
        device = search.device_record(store, row.id)
        assert device is not None
        line = device.line
        rows.append(
            (
                device.tag,
                device.type.name.in_(words.language),
                *(getattr(device, key) for key in ("make", "model", "serial", "imei", "mac", "system")),
                sentences.of_status(device.status, words),
                sentences.of_condition(device.condition, words),
                row.site,
                device.shelf,
                device.funding,
                device.bought_on,
                _money(device.price),
                _money(device.cost),
                device.warranty_end,
                *((line.carrier, line.iccid, line.number, line.plan_end) if line else ("", "", "", None)),
                device.notes,
                row.with_name,
                row.due,
            )
        )
    return Exported(tuple(keys), _captions(keys, words), tuple(rows))


def _clients(store: Engine, words: Words, today: date) -> Exported:
    keys = [
        "file_number",
        "family_name",
        "given_name",
        "preferred_name",
        "pronouns",
        "card",
        "birth_date",
        "language",
        "phones",
        "email",
        "address",
        "counsellor",
        "id_seen",
        "notes",
    ]
    rows = []
    for row in every(lambda after: search.client_rows(store, today=today, after=after), "name_key"):
        client = search.client_record(store, row.id)
        assert client is not None
        rows.append(tuple(", ".join(client.phones) if key == "phones" else getattr(client, key) for key in keys))
    return Exported(tuple(keys), _captions(keys, words), tuple(rows))


def _loans(store: Engine, words: Words, today: date) -> Exported:
    keys = ["number", "client_name", "out_on", "devices", "due_on", "back_on", "programme", "state"]
    rows = []
    for row in every(lambda after: search.loan_rows(store, today=today, only="", after=after), "number"):
        tags = ", ".join(row.tags)
        rows.append(
            (row.number, row.name, row.out_on, tags, row.due, row.back_on, row.programme, _state(row, words, today))
        )
    return Exported(tuple(keys), _captions(keys, words), tuple(rows))


def _kits(store: Engine, words: Words, today: date) -> Exported:  # noqa: ARG001 (one signature for every list)
    rows = [row for only in ("active", "retired") for row in _every_kit(store, only)]
    keys = exporting_lines.KIT_KEYS
    return Exported(
        keys,
        _captions(list(keys), words),
        tuple(u for row in rows for u in exporting_lines.kit_rows(store, row, words)),
    )


def _every_kit(store: Engine, only: str) -> Iterator[search.KitRow]:
    return every(lambda after: search.kit_rows(store, only=only, after=after), "tag_key")


def _lines(store: Engine, words: Words, today: date) -> Exported:
    page = every(lambda after: search.line_rows(store, after=after), "number")
    rows = tuple(exporting_lines.line_row(store, row, words, today) for row in page)
    keys = exporting_lines.LINE_KEYS
    return Exported(keys, (words.say("Line number"), *_captions(list(keys[1:]), words)), rows)


def _state(row: search.LoanRow, words: Words, today: date) -> str:
    if row.undone:
        return words.say("Undone")
    if row.due is None:
        return words.say("Everything is back")
    return words.say("Overdue") if row.due < today else words.say("On loan")


def every(page: Callable[[search.After | None], tuple[Any, ...]], key: str) -> Iterator[Any]:
    """Go through every page of a list; `key` is the field that it is sorted by."""
    after: search.After | None = None
    while rows := page(after):
        yield from rows
        after = search.After(getattr(rows[-1], key), rows[-1].id)


def _money(cents: int | None) -> Cents | None:
    return None if cents is None else Cents(cents)


def _captions(keys: list[str], words: Words) -> tuple[str, ...]:
    own = {
        "with": words.say("With"),
        "due_on": words.say("Due"),
        "sim": words.say("SIM"),
        "carrier": words.say("Carrier"),
        "line_number": words.say("Line number"),
        "plan_end": words.say("Plan ends"),
        "number": words.say("Loan"),
        "client_name": words.say("Client"),
        "out_on": words.say("Out"),
        "devices": words.say("Devices"),
        "back_on": words.say("Back"),
        "programme": words.say("Programme"),
        "state": words.say("Status"),
        "kit": words.say("Kit"),
        "kit_name": words.say("Name"),
        "cost": words.say("Price of the whole kit"),
        "device": words.say("Device"),
        "unit": words.say("What it is there for"),
    }
    return tuple(own.get(key) or sentences.of_field(key, words) for key in keys)
