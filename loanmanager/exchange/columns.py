"""The columns of one sheet made ready: for each the cell's place and how it is read, decided over the whole column."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from loanmanager.domain.limits import longest
from loanmanager.exchange import values, words
from loanmanager.exchange.dates import Order, OrderFound, find_order, parse_date
from loanmanager.exchange.fields import FIELDS, Field, Kind, Several, Shape
from loanmanager.exchange.mapping import Mapping
from loanmanager.exchange.problems import Bad, Code, ColumnDoubt, Doubt
from loanmanager.exchange.sheets import Sheet

# Plans and warranties end in the future; nothing that a desk deals in does so later than this.
_YEARS_AHEAD = 20
_MOST_KEPT = 4096
_DATES = frozenset({Shape.DATE, Shape.BIRTH_DATE})
# What the type's columns say in words, for agencies with types of their own.
TYPE_NAME = Field("type_name", "", "")

Read = Callable[[str], Any]


class Column(NamedTuple):
    """One column that feeds one field. A tuple: it is taken apart for every row."""

    key: str
    header: str
    at: int
    read: Read
    several: Several


@dataclass(frozen=True, slots=True)
class Plan:
    """All columns of a sheet that are read, in the order of the fields, and what was left open."""

    columns: tuple[Column, ...]
    custom: tuple[tuple[str, int, Read], ...]
    doubts: tuple[ColumnDoubt, ...]


class _Memo(dict[str, Any]):
    """What cells were read as, None for nothing: most columns repeat a few. Those that never do stop being kept."""

    def __init__(self, read: Read, field: str) -> None:
        super().__init__({"": None})
        self.read = read
        self.most = longest(field)

    def __missing__(self, cell: str) -> Any:
        found = self.read(cell)
        if found == "":
            found = None
        if type(found) is str and len(found) > self.most:
            return Bad(Code.TOO_LONG)
        if len(self) < _MOST_KEPT:
            self[cell] = found
        return found


def plan(sheet: Sheet, mapping: Mapping, today: date) -> Plan:
    """Return how a sheet is read; a mapping's columns that the sheet does not have are left out."""
    fed = list(_fed(sheet, mapping))
    orders = _orders(sheet, fed, mapping.prefer)
    columns: list[Column] = []
    doubts: list[ColumnDoubt] = []
    for field, header, index in fed:
        read: Read
        if field.shape in _DATES:
            found = orders[header]
            read = partial(_birth if field.shape is Shape.BIRTH_DATE else _day, order=found.order, today=today)
            if not found.certain:
                doubts.append(ColumnDoubt(header, Doubt.DATE_ORDER, found.order.value))
        elif field.shape is Shape.MONEY:
            sign = values.find_decimal(sheet.column(header))
            read = partial(values.money, decimal=sign.sign)
            if not sign.certain:
                doubts.append(ColumnDoubt(header, Doubt.DECIMAL_SIGN, "thousands"))
        else:
            read = _READ[field.shape]
        columns.append(Column(field.key, header, index, _Memo(read, field.key).__getitem__, field.several))
    custom = tuple(
        (header, at, _Memo(values.text, "custom").__getitem__)
        for header in mapping.custom
        if (at := sheet.index(header)) is not None
    )
    return Plan(tuple(columns), custom, tuple(doubts))


def _fed(sheet: Sheet, mapping: Mapping) -> Iterator[tuple[Field, str, int]]:
    fields = list(FIELDS[mapping.kind].values())
    if mapping.kind is Kind.DEVICES:
        fields.append(TYPE_NAME)
    for field in fields:
        for header in mapping.headers("type" if field is TYPE_NAME else field.key):
            index = sheet.index(header)
            if index is not None:
                yield field, header, index


def _orders(sheet: Sheet, fed: list[tuple[Field, str, int]], prefer: Order) -> dict[str, OrderFound]:
    """Return the order of each column of dates; where a column cannot tell, the others of the same sheet do."""
    found = {header: find_order(sheet.column(header), prefer) for field, header, _ in fed if field.shape in _DATES}
    told = Counter(each.order for each in _telling(sheet, found))
    if len(told) != 1:
        return found
    order = next(iter(told))
    return {header: each if each.certain else OrderFound(order, certain=True) for header, each in found.items()}


def _telling(sheet: Sheet, found: dict[str, OrderFound]) -> Iterator[OrderFound]:
    """Yield the orders that a column's own dates prove: they come out the same whatever was preferred."""
    for header in found:
        both = {find_order(sheet.column(header), prefer) for prefer in Order}
        if len(both) == 1:
            yield both.pop()


def _day(cell: str, order: Order, today: date) -> date | Bad | None:
    cell = values.text(cell)
    return parse_date(cell, order, today.year + _YEARS_AHEAD) if cell else None


def _birth(cell: str, order: Order, today: date) -> date | Bad | None:
    cell = values.text(cell)
    born = parse_date(cell, order, today.year) if cell else None
    return Bad(Code.IN_FUTURE) if isinstance(born, date) and born > today else born


def _word(cell: str, known: Callable[[str], Any]) -> Any:
    """Return what a word means by one of our tables, Bad for one that is in none."""
    cell = values.text(cell)
    if not cell:
        return None
    found = known(cell)
    return found or Bad(Code.UNKNOWN_WORD)


def _retired(cell: str) -> bool | Bad | None:
    """Return True for a device out of use: a yes, or the date on which it was retired."""
    found = values.yes_or_no(cell)
    return True if isinstance(found, Bad) and values.looks_like_value(cell) else found


def _type(cell: str) -> str:
    return words.device_type(values.text(cell))


_READ: dict[Shape, Read] = {
    Shape.TEXT: values.text,
    Shape.NAME: values.name,
    Shape.PARAGRAPHS: values.paragraphs,
    Shape.IDENTIFIER: values.identifier,
    Shape.PHONE: values.phone,
    Shape.EMAIL: values.email,
    Shape.TYPE: _type,
    Shape.STATUS: partial(_word, known=words.status),
    Shape.CONDITION: partial(_word, known=words.condition),
    Shape.LANGUAGE: partial(_word, known=words.language),
    Shape.RETIRED: _retired,
}
