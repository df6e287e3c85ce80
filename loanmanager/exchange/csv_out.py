"""Our records -> files that spreadsheets and other programs read. See `formulas` for which cells are defused and how."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from io import StringIO
from typing import Any

from loanmanager.exchange.formulas import defuse


@dataclass(frozen=True, slots=True)
class Cents:
    """An amount of money, so that it is not taken for a plain number."""

    amount: int

    def __str__(self) -> str:
        """Return the amount as decimal text, -0.05 or 1299.00, which every spreadsheet and `values.money` read."""
        whole, cents = divmod(abs(self.amount), 100)
        return f"{'-' if self.amount < 0 else ''}{whole}.{cents:02d}"


Cell = str | int | float | date | datetime | Cents | None


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> bytes:
    """Return a sheet as UTF-8 with its mark, by which Excel knows it, and CRLF line ends; every formula is defused.

    Dates are ISO, money decimal text, yes and no 1 and 0. French Excel opens a file with `;` as delimiter in columns.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([_cell(header) for header in headers])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def write_json(records: Iterable[Any] | Any) -> bytes:
    """Return frozen records, dicts or lists of them as JSON in UTF-8: dates ISO, money in cents, keys the fields' names."""
    plain = _plain(records)
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return defuse(cell.replace("\0", ""))
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _plain(value: Any) -> Any:  # noqa: PLR0911 (a line for each kind of value)
    """Return what JSON has a word for."""
    if isinstance(value, Cents):
        return value.amount
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, str | int | float) or value is None:
        return value
    return [_plain(each) for each in (sorted(value) if isinstance(value, frozenset | set) else value)]
