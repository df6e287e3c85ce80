"""A sheet and its mapping -> plain records of devices or clients, with all that is wrong in it, row by row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from loanmanager.domain.devices import Condition, DeviceStatus
from loanmanager.domain.names import squash
from loanmanager.exchange import words
from loanmanager.exchange.columns import Plan, plan
from loanmanager.exchange.errors import Cancelled
from loanmanager.exchange.fields import Kind, Several
from loanmanager.exchange.mapping import Mapping
from loanmanager.exchange.people import join_address, split_name, split_phones
from loanmanager.exchange.problems import Bad, Code, ColumnDoubt, Outcome, Problem
from loanmanager.exchange.sheets import Row, Sheet
from loanmanager.exchange.values import text

Progress = Callable[[int, int], bool | None]
_STEP = 500
_JOINT = {Several.WORDS: " ", Several.COMMAS: ", ", Several.LINES: "\n"}


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
    make, unique = (_device, ("tag", "serial")) if mapping.kind is Kind.DEVICES else (_client, ("file_number", "card"))
    seen: dict[str, set[str]] = {key: set() for key in unique}
    headers = {column.key: column.header for column in reversed(how.columns)}
    for row in sheet.rows:
        found, problems = _gather(row, how)
        made = make(row.line, found, headers)
        if isinstance(made, Problem):
            yield RowRead(None, (*problems, made))
            continue
        repeated = _repeated(made, seen, headers)
        if repeated:
            yield RowRead(None, (*problems, repeated))
            continue
        if found.get("out_of_place"):
            problems.append(Problem(row.line, headers["out_kind"], found["out_of_place"], Code.OUT_TO_A_PLACE))
        yield RowRead(made, tuple(problems))


def _gather(row: Row, how: Plan) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values of a row by field, with `custom`, and what is wrong with its cells."""
    line, cells, extra = row
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, header, index, read, several in how.columns:
        cell = cells[index]
        if not cell or (key in found and several is Several.FIRST):
            continue
        value = read(cell)
        if value.__class__ is Bad:
            problems.append(Problem(line, header, cell, value.code))
            if value.code is Code.UNKNOWN_WORD:
                found.setdefault("unknown", []).append(f"{header}: {text(cell)}")
            value = value.instead
        if value is None or value == "":
            continue
        if several is Several.FIRST:
            found[key] = value
        else:
            found[key] = _joined(found.get(key), value, several)
    if extra:
        problems.append(Problem(line, "", " | ".join(extra), Code.EXTRA_CELLS))
    found["custom"] = {header: kept for header, index, read in how.custom if (kept := read(cells[index]))}
    return found, problems


def _joined(before: Any, value: Any, several: Several) -> Any:
    """Return a further value together with those of the field's earlier columns, in the field's way."""
    if several is Several.ALL:
        known = before or ()
        return known if value in known else (*known, value)
    return before + _JOINT[several] + value if before else value


def _device(line: int, found: dict[str, Any], headers: dict[str, str]) -> DeviceRecord | Problem:
    if "tag" not in found and "serial" not in found:
        return Problem(line, headers.get("tag") or headers.get("serial", ""), "", Code.NO_TAG_OR_SERIAL)
    kind = found.pop("out_kind", "")
    if kind and words.is_place(kind):
        # Somewhere in the house is no borrower: the place is kept as a note.
        place = " ".join((*found.pop("out_to", ()), found.pop("out_to_name", ""))).strip()
        found.setdefault("unknown", []).append(f"{headers['out_kind']}: {kind} {place}".strip())
        out_of_place = kind
    else:
        out_of_place = ""
    if found.pop("retired", False):
        found["status"] = DeviceStatus.RETIRED
    _note_unknown(found)
    record = DeviceRecord(line, **found)
    if out_of_place:
        found["out_of_place"] = out_of_place
    return record


def _client(line: int, found: dict[str, Any], headers: dict[str, str]) -> ClientRecord | Problem:
    full = found.pop("full_name", "")
    if full and not ("family_name" in found and "given_name" in found):
        family, given = split_name(full)
        found.setdefault("family_name", family)
        found.setdefault("given_name", given)
    if not (found.get("family_name") or found.get("given_name") or found.get("preferred_name")):
        named = (headers.get(key, "") for key in ("family_name", "given_name", "full_name", "preferred_name"))
        return Problem(line, next(filter(None, named), ""), "", Code.NO_NAME)
    found["phones"] = split_phones(found.pop("phone", ""), found.pop("phone2", ""))
    parts = (found.pop(key, "") for key in ("address", "city", "province", "postal_code", "country"))
    found["address"] = join_address(*parts)
    if "username" in found:
        found["custom"].setdefault(headers["username"], found["username"])
    _note_unknown(found)
    return ClientRecord(line, **found)


def _note_unknown(found: dict[str, Any]) -> None:
    """Keep words that no table knows as lines of the notes, under their column's own name."""
    unknown = found.pop("unknown", None)
    if unknown:
        found["notes"] = "\n".join(filter(None, (found.get("notes", ""), *unknown)))


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
