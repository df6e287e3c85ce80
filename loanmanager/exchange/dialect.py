"""Which sign stands between the cells of a text sheet."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_SIGNS = 256 * 1024
_SAMPLE_ROWS = 60
_SEP_LINE = re.compile(r'"?sep=([,;\t|])"?[ \t]*(?:\r\n?|\n|$)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are apart. `skip` signs at the start say so themselves (Excel's `sep=;`) and are no row."""

    delimiter: str
    blank_after: bool = False
    skip: int = 0


def find_dialect(text: str, delimiter: str | None = None) -> Dialect:
    """Return the dialect of a text: as asked, as its first line says, else as its rows agree best."""
    said = _SEP_LINE.match(text)
    skip = said.end() if said else 0
    if said:
        delimiter = delimiter or said[1]
    sample = text[skip : skip + _SAMPLE_SIGNS]
    if delimiter is None:
        best = max(DELIMITERS, key=lambda sign: _agreement(sample, sign))
        delimiter = best if _agreement(sample, best) > 0 else ","
    # `1, "a, b"`: without this the quotation mark would be part of the cell and the comma inside would cut it.
    return Dialect(delimiter, blank_after=f'{delimiter} "' in sample, skip=skip)


def _agreement(sample: str, delimiter: str) -> float:
    """Return how well the rows agree on a width of two or more, 0 to 1; a few ragged rows cost little.

    The header counts: a comma inside French prices must not cut `Nom;Prix` sheets at their cents.
    """
    widths = _widths(sample, delimiter)
    if not widths or widths[0] < 2:  # noqa: PLR2004 (one column needs no delimiter)
        return 0.0
    width, rows = Counter(widths).most_common(1)[0]
    fitting = sum(1 for each in widths if each == width) if width > 1 else 0
    share = fitting / len(widths)
    head = 1.0 if width <= widths[0] else 0.5
    return share * share * head * (1 - 1 / width) if rows else 0.0


def _widths(sample: str, delimiter: str) -> list[int]:
    """Return the widths of the first rows; the last one may be cut by the sample's end and is left out."""
    reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for row in islice((row for row in reader if any(map(str.strip, row))), _SAMPLE_ROWS)]
    except csv.Error:
        return []
    return widths[:-1] if len(sample) == _SAMPLE_SIGNS and 1 < len(widths) < _SAMPLE_ROWS else widths
