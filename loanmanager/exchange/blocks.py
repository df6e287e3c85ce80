"""Some rows of a sheet read column by column, which is several times quicker than row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from loanmanager.exchange.columns import Column, Plan
from loanmanager.exchange.fields import Several
from loanmanager.exchange.problems import Bad, Code, Problem
from loanmanager.exchange.sheets import Row
from loanmanager.exchange.values import text

_SHOWN = 500  # characters of a cell that a problem quotes
_JOINT = {Several.WORDS: " ", Several.COMMAS: ", ", Several.LINES: "\n"}


@dataclass(slots=True)
class Block:
    """What some rows hold: for each field a list with a value, or None, for each row.

    `unknown` are words that no table knows, `problems` what is wrong, both by the row's place in the block.
    """

    lines: list[int]
    values: dict[str, list[Any]] = field(default_factory=dict)
    custom: list[dict[str, str]] = field(default_factory=list)
    unknown: dict[int, list[str]] = field(default_factory=dict)
    problems: dict[int, list[Problem]] = field(default_factory=dict)

    def take(self, key: str) -> list[Any]:
        """Return a field's values and forget them; None for each row where nothing fed the field."""
        return self.values.pop(key, None) or [None] * len(self.lines)

    def tell(self, at: int, header: str, value: str, code: Code) -> None:
        """Add a problem to a row."""
        self.problems.setdefault(at, []).append(Problem(self.lines[at], header, value, code))

    def note(self, at: int, header: str, words: str) -> None:
        """Keep words for a row's notes, under their column's own name."""
        self.unknown.setdefault(at, []).append(f"{header}: {words}")

    def noted(self) -> list[Any]:
        """Return the notes with the words that no table knows as further lines."""
        notes = self.take("notes")
        for at, lines in self.unknown.items():
            notes[at] = "\n".join(filter(None, (notes[at], *lines)))
        return notes


def read_block(rows: Sequence[Row], how: Plan) -> Block:
    """Return what some rows hold."""
    block = Block([row.line for row in rows])
    cells = list(zip(*(row.cells for row in rows), strict=True))
    for column in how.columns:
        _add(block, column, cells[column.at])
    for at, row in enumerate(rows):
        if row.extra:
            block.tell(at, "", " | ".join(row.extra), Code.EXTRA_CELLS)
    custom = [(header, list(map(read, cells[index]))) for header, index, read in how.custom]
    block.custom = [{} for _ in rows]
    for header, kept in custom:
        for at, (own, value) in enumerate(zip(block.custom, kept, strict=True)):
            if isinstance(value, Bad):
                block.tell(at, header, "", value.code)
            elif value:
                own[header] = value
    return block


def _add(block: Block, column: Column, cells: Sequence[str]) -> None:
    """Read a column into its field, after what earlier columns fed it."""
    before = block.values.get(column.key)
    if before is not None and column.several is Several.FIRST:
        if None not in before:
            return
        cells = [cell if known is None else "" for known, cell in zip(before, cells, strict=True)]
    found = list(map(column.read, cells))
    if Bad in set(map(type, found)):
        _tell_bad(block, column, cells, found)
    if column.several is Several.ALL:
        found = [() if value is None else (value,) for value in found]
    if before is not None:
        found = [_joined(*pair, column.several) for pair in zip(before, found, strict=True)]
    block.values[column.key] = found


def _tell_bad(block: Block, column: Column, cells: Sequence[str], found: list[Any]) -> None:
    """Report the cells that are not what their column is for, and put in their place what is kept of them."""
    for at, value in enumerate(found):
        if isinstance(value, Bad):
            block.tell(at, column.header, cells[at][:_SHOWN], value.code)
            if value.code is Code.UNKNOWN_WORD:
                block.note(at, column.header, text(cells[at]))
            found[at] = value.instead


def _joined(before: Any, value: Any, several: Several) -> Any:
    """Return a further value together with those of the field's earlier columns, in the field's way."""
    if several is Several.ALL:
        return (*before, *(each for each in value if each not in before))
    if before is None or value is None:
        return value if before is None else before
    return before + _JOINT[several] + value
