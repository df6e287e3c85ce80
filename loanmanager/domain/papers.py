"""The facts of a paper, frozen at the moment it is made: everything that is printed, and nothing that can change later.

Names of types and parts, condition words apart, are already in the paper's language. Money is in cents.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from loanmanager.domain.devices import Condition
from loanmanager.domain.kits import replacement_total
from loanmanager.domain.loan_terms import Terms
from loanmanager.domain.loans import BackState
from loanmanager.domain.signatures import Signature

F = TypeVar("F")


class PaperKind(StrEnum):
    """The documents of product 5.1 that are made from frozen facts."""

    AGREEMENT = "agreement"
    ADDENDUM = "addendum"
    RECEIPT = "receipt"
    RESET_RECORD = "reset_record"
    INCIDENT = "incident"
    CLEARANCE = "clearance"
    STOCKTAKE = "stocktake"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Lender:
    """The agency as it is printed. `logo` is the SHA-256 of its picture, `image` the picture itself, which is not frozen."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    site: str = ""
    served_by: str = ""
    logo: str = ""
    image: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Borrower:
    """The client as printed; `guardian` is empty for an adult."""

    name: str
    file_number: str
    address: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    id_seen: str = ""
    guardian: str = ""
    guardian_relation: str = ""
    guardian_phone: str = ""


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part that goes with a device; `back` is None where nothing is said about its return."""

    name: str
    cost: int | None = None
    back: BackState | None = None


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A device as printed, with its parts and what replacing each costs.

    `kit` is the tag of the kit that it went out with, `unit` what it is in it for.
    """

    tag: str
    type: str
    name: str
    serial: str = ""
    imei: str = ""
    sim_last_four: str = ""
    line_number: str = ""
    condition: Condition = Condition.GOOD
    note: str = ""
    cost: int | None = None
    parts: tuple[PaperPart, ...] = ()
    due: date | None = None
    in_condition: Condition | None = None
    in_note: str = ""
    answers: tuple[tuple[str, bool], ...] = ()
    kit: str = ""
    unit: str = ""
    data_cap_mb: int | None = None

    @property
    def total(self) -> int:
        """Return the replacement cost of the device and its parts together."""
        return (self.cost or 0) + sum(part.cost or 0 for part in self.parts)


@dataclass(frozen=True, slots=True)
class PaperKit:
    """A kit as printed; `cost` is its own price where it has one and all of it goes, else what its devices cost counts."""

    tag: str
    name: str
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as it is agreed, its fields filled. `consent` makes it a box to tick, `initials` a place to initial.

    `parts` puts a place to initial beside each device and part, `lines` room under the clause to write on.
    """

    title: str
    text: str
    consent: bool = False
    initials: bool = False
    parts: bool = False
    lines: bool = False


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """Everything on an agreement or, with `renewed_from`, on the addendum that extends it; `large` asks for large print.

    `words` are headings and fixed words by key, in a language that the program does not speak itself.
    """

    language: str
    number: str
    made_on: date
    due: date
    lender: Lender
    borrower: Borrower
    items: tuple[PaperItem, ...]
    clauses: tuple[Clause, ...]
    currency: str = "CAD"
    purpose: str = ""
    programme: str = ""
    template: str = ""
    draft: bool = True
    renewed_from: date | None = None
    renewals_left: int | None = None
    kits: tuple[PaperKit, ...] = ()
    terms: Terms = field(default_factory=Terms)
    large: bool = False
    signatures: tuple[Signature, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> int:
        """Return what replacing everything costs; a kit with a price of its own counts as that price."""
        costs = ((item.kit, item.total) for item in self.items)
        return replacement_total(costs, ((kit.tag, kit.cost) for kit in self.kits))


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """Everything on the receipt of a return: what came back, in which state, and what is still out.

    `made_at` is local time, as the clock on the wall showed it.
    """

    language: str
    number: str
    made_at: datetime
    lender: Lender
    borrower: Borrower
    returned: tuple[PaperItem, ...]
    still_out: tuple[PaperItem, ...] = ()
    incidents: tuple[str, ...] = ()
    charge: int = 0
    currency: str = "CAD"
    large: bool = False
    signatures: tuple[Signature, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    @property
    def complete(self) -> bool:
        """Tell whether everything that went out with these devices came back."""
        return all(part.back is BackState.BACK for item in self.returned for part in item.parts)


def freeze(facts: Any) -> str:
    """Return facts as JSON text, the same text for the same facts; pictures are kept elsewhere, by their SHA-256."""
    return _ENCODER.encode(facts)


def thaw(kind: type[F], text: str) -> F:
    """Return the facts that `freeze` turned into text."""
    return _revive(kind, json.loads(text))  # type: ignore[no-any-return]  # _revive returns what `kind` says


def _plain(value: Any) -> Any:
    """Return what JSON can hold of a record or a date; records need not be copied first, which takes several times longer."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    names, values = _reader_of(value.__class__)
    return dict(zip(names, values(value), strict=True))


@cache
def _reader_of(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the fields of a kind of record but its pictures, and what reads them; a paper holds dozens of a few kinds."""
    names = tuple(each.name for each in fields(kind) if "bytes" not in str(each.type))
    one = attrgetter(*names)
    return names, one if len(names) > 1 else lambda value: (one(value),)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=_plain)  # dumps would make one for each paper


def _revive(kind: Any, value: Any) -> Any:
    """Rebuild a value of a type from plain JSON: records, tuples, dates and enumerations."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return None if value is None else _revive(next(t for t in inner if t is not type(None)), value)
    if origin is tuple:
        types = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_revive(t, v) for t, v in zip(types, value, strict=True))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        known = {f.name: _revive(hints[f.name], value[f.name]) for f in fields(kind) if f.name in value}
        return kind(**known)  # type: ignore[operator]  # is_dataclass also admits instances; ours are classes
    if kind in {date, datetime}:
        return kind.fromisoformat(value)
    return kind(value)
