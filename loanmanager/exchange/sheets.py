"""A file of comma- or otherwise separated values -> headers and rows of text, each row with its line in the file."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import chain, compress
from typing import NamedTuple

from loanmanager.exchange.decoding import decode
from loanmanager.exchange.dialect import Dialect, find_dialect
from loanmanager.exchange.errors import Empty, NoHeader, OpenQuote, TooBig
from loanmanager.exchange.headers import is_secret, name_columns
from loanmanager.exchange.values import looks_like_value

MAX_BYTES = 64 * 1024 * 1024
MAX_COLUMNS = 16_384  # as Excel
MAX_CELLS = 30_000_000
_END = ["\0"]


class Row(NamedTuple):
    """One row, as many cells as headers; `extra` is what stood beyond them. A tuple: 100,000 of them must be cheap."""

    line: int
    cells: tuple[str, ...]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as read. Columns with secrets are left out, only their headers are told."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    encoding: str = "utf-8"
    delimiter: str = ","
    encoding_sure: bool = True
    replaced: int = 0
    header_line: int = 1
    dropped_headers: tuple[str, ...] = ()
    _index: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index.update({header: index for index, header in enumerate(self.headers)})

    @property
    def long_lines(self) -> tuple[int, ...]:
        """Return the lines of rows with more cells than there are headers."""
        return tuple(row.line for row in self.rows if row.extra)

    def index(self, header: str) -> int | None:
        """Return where a column stands, counted from 0, or None."""
        return self._index.get(header)

    def column(self, header: str) -> Iterator[str]:
        """Yield the cells of a column, none for an unknown one."""
        index = self.index(header)
        if index is not None:
            yield from (row.cells[index] for row in self.rows)


def read_sheet(
    data: bytes, *, encoding: str | None = None, delimiter: str | None = None, max_bytes: int = MAX_BYTES
) -> Sheet:
    """Return the sheet in a file's bytes; `encoding` and `delimiter` overrule the guesses.

    Raises only SheetError: NotASheet, Empty, NoHeader, TooBig, OpenQuote, UnknownEncoding.
    """
    if len(data) > max_bytes:
        raise TooBig(len(data), max_bytes)
    decoded = decode(data, encoding)
    dialect = find_dialect(decoded.text, delimiter)
    return replace(
        sheet_of(_parse(decoded.text, dialect)),
        encoding=decoded.encoding,
        encoding_sure=decoded.sure,
        replaced=decoded.replaced,
        delimiter=dialect.delimiter,
    )


def sheet_of(lines: Iterable[tuple[int, list[str]]]) -> Sheet:
    """Return a sheet made of numbered lines of cells, of which the first that is not blank is the header.

    Readers of other kinds of file, such as workbooks, end here too.
    """
    numbered = ((line, cells) for line, cells in lines if any(map(str.strip, cells)))
    try:
        line, cells = next(numbered)
    except StopIteration:
        raise Empty from None
    while not cells[-1].strip():
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise TooBig(len(cells), MAX_COLUMNS, "columns")
    _require_names(line, cells)
    headers = name_columns(cells)
    keep = [not is_secret(header) for header in headers]
    if not any(keep):
        raise Empty
    rows = _rows(numbered, len(headers))
    if all(keep):
        return Sheet(headers, tuple(rows), header_line=line)
    kept = tuple(Row(row.line, tuple(compress(row.cells, keep)), row.extra) for row in rows)
    dropped = tuple(header for header, good in zip(headers, keep, strict=True) if not good)
    return Sheet(tuple(compress(headers, keep)), kept, header_line=line, dropped_headers=dropped)


def _rows(lines: Iterator[tuple[int, list[str]]], width: int) -> Iterator[Row]:
    """Yield the rows, each as wide as the header."""
    most = MAX_CELLS // width
    for count, (line, cells) in enumerate(lines, start=1):
        if count > most:
            raise TooBig(count * width, MAX_CELLS, "cells")
        if len(cells) == width:
            yield Row(line, tuple(cells))
        elif len(cells) < width:
            yield Row(line, (*cells, *[""] * (width - len(cells))))
        else:
            # Blank cells beyond the headers say nothing.
            yield Row(line, tuple(cells[:width]), tuple(cell for cell in cells[width:] if cell.strip()))


def _require_names(line: int, cells: list[str]) -> None:
    """Refuse a first row of values: a file without a header would lose its first record and match nothing."""
    named = [cell for cell in cells if cell.strip()]
    values = sum(1 for cell in named if looks_like_value(cell))
    wordless = not any(map(str.isalnum, "".join(named)))
    if wordless or values * 2 > len(named) or any("@" in cell and looks_like_value(cell) for cell in named):
        raise NoHeader(line, tuple(cells))


def _parse(text: str, dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it starts on."""
    first = 2 if dialect.skip else 1
    # A last line that no file can hold (NULs were dropped): what swallows it is a quotation mark never closed.
    lines = chain(StringIO(text[dialect.skip :], newline=""), _END)
    reader = csv.reader(lines, delimiter=dialect.delimiter, skipinitialspace=dialect.blank_after)
    line = first
    try:
        for cells in reader:
            if cells == _END:
                return
            if cells[-1:] and cells[-1].endswith("\0"):
                raise OpenQuote(line)
            yield line, cells
            line = reader.line_num + first
    except csv.Error:  # a cell of more than 131,072 signs
        raise OpenQuote(line) from None
