"""A sheet and its mapping -> plain records of devices or clients, with all that is wrong in it, row by row."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple

from loanmanager.domain.devices import Condition, DeviceStatus
from loanmanager.domain.names import squash
from loanmanager.exchange import words
from loanmanager.exchange.blocks import Block, read_block
from loanmanager.exchange.columns import Plan, plan
from loanmanager.exchange.errors import Cancelled
from loanmanager.exchange.fields import Kind
from loanmanager.exchange.mapping import Mapping
from loanmanager.exchange.people import join_address, split_name, split_phones
from loanmanager.exchange.problems import Code, ColumnDoubt, Outcome, Problem
from loanmanager.exchange.sheets import Sheet

Progress = Callable[[int, int], bool | None]
_STEP = 500
_ADDRESS = ("address", "city", "province", "postal_code", "country")


@dataclass(frozen=True, slots=True)
class DeviceRecord:
    """One device as a sheet has it. Money is in cents; `line` is the line in the file.

    `type` is one of our keys, other where no word is known; `type_name` is what the sheet calls it. `status` is None where
    the sheet says nothing. With `out_to` (the borrower's file number, username or e-mail, whichever it has) or
    `out_to_name` the device is on an open loan.
    """

    line: int
    tag: str = ""
    type: str = words.OTHER
    type_name: str = ""
    make: str = ""
    model: str = ""
    serial: str = ""
    imei: str = ""
    mac: str = ""
    system: str = ""
    status: DeviceStatus | None = None
    condition: Condition | None = None
    site: str = ""
    shelf: str = ""
    funding: str = ""
    bought_on: date | None = None
    price: int | None = None
    replacement_cost: int | None = None
    warranty_end: date | None = None
    carrier: str = ""
    sim: str = ""
    line_number: str = ""
    plan_end: date | None = None
    notes: str = ""
    out_to: tuple[str, ...] = ()
    out_to_name: str = ""
    out_on: date | None = None
    due_on: date | None = None
    custom: dict[str, str] = field(default_factory=dict)

    @property
    def is_out(self) -> bool:
        """Tell whether the sheet says who has the device."""
        return bool(self.out_to or self.out_to_name)


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """One client as a sheet has them; `line` is the line in the file, `username` a key to match open loans by."""

    line: int
    file_number: str = ""
    family_name: str = ""
    given_name: str = ""
    preferred_name: str = ""
    pronouns: str = ""
    card: str = ""
    birth_date: date | None = None
    language: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    address: str = ""
    counsellor: str = ""
    notes: str = ""
    username: str = ""
    custom: dict[str, str] = field(default_factory=dict)


Record = DeviceRecord | ClientRecord


@dataclass(frozen=True, slots=True)
class Reading:
    """All that came of a sheet. `problems` are in the order of the file."""

    kind: Kind
    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    doubts: tuple[ColumnDoubt, ...] = ()
    dropped_headers: tuple[str, ...] = ()
    unmapped_headers: tuple[str, ...] = ()

    @property
    def devices(self) -> tuple[DeviceRecord, ...]:
        """Return the records of devices."""
        return tuple(record for record in self.records if isinstance(record, DeviceRecord))

    @property
    def clients(self) -> tuple[ClientRecord, ...]:
        """Return the records of clients."""
        return tuple(record for record in self.records if isinstance(record, ClientRecord))

    @property
    def skipped(self) -> int:
        """Return how many rows gave no record."""
        return len({problem.line for problem in self.problems if problem.outcome is Outcome.ROW_SKIPPED})


class RowRead(NamedTuple):
    """What came of one row: a record unless the row is skipped, and its problems. A tuple, as there are many."""

    record: Record | None
    problems: tuple[Problem, ...] = ()


def read_records(sheet: Sheet, mapping: Mapping, *, today: date, progress: Progress | None = None) -> Reading:
    """Return the records of a sheet.

    `progress(done, total)` is called now and then; it stops the reading by returning False, which raises Cancelled, or by
    an exception of its own. `today` tells which century 1/23/45 is in and that nobody is born tomorrow.
    """
    how = plan(sheet, mapping, today)
    records: list[Record] = []
    problems: list[Problem] = []
    total = len(sheet.rows)
    for done, read in enumerate(iter_records(sheet, mapping, how), start=1):
        if read.record is not None:
            records.append(read.record)
        problems.extend(read.problems)
        if progress and (done % _STEP == 0 or done == total) and progress(done, total) is False:
            raise Cancelled
    return Reading(
        mapping.kind, tuple(records), tuple(problems), how.doubts, sheet.dropped_headers, mapping.unmapped(sheet)
    )


def iter_records(sheet: Sheet, mapping: Mapping, how: Plan) -> Iterator[RowRead]:
    """Yield what comes of each row, in order; `how` is made once by `columns.plan`."""
    make, unique = (
        (_devices, ("tag", "serial")) if mapping.kind is Kind.DEVICES else (_clients, ("file_number", "card"))
    )
    seen: dict[str, set[str]] = {key: set() for key in unique}
    headers = {column.key: column.header for column in reversed(how.columns)}
    for start in range(0, len(sheet.rows), _STEP):
        block = read_block(sheet.rows[start : start + _STEP], how)
        for at, made in enumerate(make(block, headers)):
            wrong = made if isinstance(made, Problem) else _repeated(made, seen, headers)
            problems = block.problems.get(at, ())
            if wrong is not None:
                yield RowRead(None, (*problems, wrong))
            elif not isinstance(made, Problem):
                yield RowRead(made, tuple(problems))


def _devices(block: Block, headers: dict[str, str]) -> Iterator[DeviceRecord | Problem]:
    """Yield the record of each row of a block of devices, or why it gives none."""
    _keep_places(block, headers)
    if True in block.values.get("retired", ()):
        statuses = zip(block.take("status"), block.take("retired"), strict=True)
        block.values["status"] = [DeviceStatus.RETIRED if retired else status for status, retired in statuses]
    block.values["notes"] = block.noted()
    missing = headers.get("tag") or headers.get("serial", "")
    for record in map(DeviceRecord, block.lines, *_filled(block, DeviceRecord)):
        has_key = record.tag or record.serial
        yield record if has_key else Problem(record.line, missing, "", Code.NO_TAG_OR_SERIAL)


def _keep_places(block: Block, headers: dict[str, str]) -> None:
    """Take devices that are out to a place as not lent: somewhere in the house is no borrower. The place is noted."""
    kinds = block.take("out_kind")
    places = {kind for kind in set(kinds) if kind and words.is_place(kind)}
    if not places:
        return
    keys, names = block.take("out_to"), block.take("out_to_name")
    for at, kind in enumerate(kinds):
        if kind in places:
            block.note(at, headers["out_kind"], " ".join((kind, *(keys[at] or ()), names[at] or "")).strip())
            block.tell(at, headers["out_kind"], kind, Code.OUT_TO_A_PLACE)
            keys[at] = names[at] = None
    block.values |= {"out_to": keys, "out_to_name": names}


def _clients(block: Block, headers: dict[str, str]) -> Iterator[ClientRecord | Problem]:
    """Yield the record of each row of a block of clients, or why it gives none."""
    full, family, given = (block.take(key) for key in ("full_name", "family_name", "given_name"))
    for at, whole in enumerate(full):
        if whole and not (family[at] and given[at]):
            parts = split_name(whole)
            family[at], given[at] = family[at] or parts[0], given[at] or parts[1]
    phones = zip(block.take("phone"), block.take("phone2"), strict=True)
    parts_of_address = zip(*(block.take(key) for key in _ADDRESS), strict=True)
    block.values |= {
        "family_name": family,
        "given_name": given,
        "phones": [split_phones(one or "", two or "") for one, two in phones],
        "address": [join_address(*(part or "" for part in parts)) for parts in parts_of_address],
        "notes": block.noted(),
    }
    for own, username in zip(block.custom, block.values.get("username", ()), strict=False):
        if username:
            own.setdefault(headers["username"], username)
    named = (headers.get(key) for key in ("family_name", "given_name", "full_name", "preferred_name"))
    missing = next(filter(None, named), "")
    for record in map(ClientRecord, block.lines, *_filled(block, ClientRecord)):
        has_name = record.family_name or record.given_name or record.preferred_name
        yield record if has_name else Problem(record.line, missing, "", Code.NO_NAME)


def _filled(block: Block, kind: type[Record]) -> Iterator[Iterable[Any]]:
    """Yield the values of each of a record's fields after `line`, its default where a row has none; `custom` is the last."""
    for each in fields(kind)[1:-1]:
        values = block.values.get(each.name)
        if values is None:
            yield repeat(each.default)
        elif each.default is None:
            yield values
        else:
            yield [each.default if value is None else value for value in values]
    yield block.custom


def _repeated(record: Record, seen: dict[str, set[str]], headers: dict[str, str]) -> Problem | None:
    """Return the problem of a record whose key an earlier row has; remember its keys otherwise."""
    fresh = []
    for key, known in seen.items():
        value = getattr(record, key)
        if not value:
            continue
        folded = _key(value)
        if folded in known:
            return Problem(record.line, headers.get(key, ""), value, Code.REPEATED)
        fresh.append((known, folded))
    for known, folded in fresh:
        known.add(folded)
    return None


def _key(value: str) -> str:
    """Return what `squash` does, quickly for the plain letters that nearly every tag and serial is made of."""
    plain = value.replace("-", "")
    return plain.lower() if plain.isascii() and plain.isalnum() else squash(value) or value
