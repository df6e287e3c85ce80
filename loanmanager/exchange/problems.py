"""What is wrong in a row of a sheet: typed, with the place and the value, and no prose."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of the row or value that is reported."""

    ROW_SKIPPED = "row_skipped"  # no record was made of the row
    VALUE_DROPPED = "value_dropped"  # the record was made without it
    KEPT = "kept"  # it was taken, perhaps as a note; somebody should look at it


class Code(StrEnum):
    """What is wrong."""

    NO_TAG_OR_SERIAL = "no_tag_or_serial"
    NO_NAME = "no_name"
    REPEATED = "repeated"  # the same tag, serial, file number or card stands on an earlier row
    NOT_A_DATE = "not_a_date"
    IN_FUTURE = "in_future"  # of a birth date
    NOT_MONEY = "not_money"
    NEGATIVE_MONEY = "negative_money"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_PHONE = "not_a_phone"
    DIGITS_LOST = "digits_lost"  # a spreadsheet rounded a long number: 3.54E+14
    TOO_LONG = "too_long"  # more than its field has room for
    UNKNOWN_WORD = "unknown_word"  # a status, condition, language or yes/no that no table knows
    OUT_TO_A_PLACE = "out_to_a_place"  # checked out to a location or another device: no loan to a client
    EXTRA_CELLS = "extra_cells"  # more cells than headers

    @property
    def outcome(self) -> Outcome:
        """Return what became of the row or value."""
        return _OUTCOMES.get(self, Outcome.VALUE_DROPPED)


_OUTCOMES = {
    Code.NO_TAG_OR_SERIAL: Outcome.ROW_SKIPPED,
    Code.NO_NAME: Outcome.ROW_SKIPPED,
    Code.REPEATED: Outcome.ROW_SKIPPED,
    Code.NOT_A_PHONE: Outcome.KEPT,
    Code.UNKNOWN_WORD: Outcome.KEPT,
    Code.OUT_TO_A_PLACE: Outcome.KEPT,
    Code.EXTRA_CELLS: Outcome.KEPT,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `header` is empty where the whole row is meant; `line` counts lines of the file from 1."""

    line: int
    header: str
    value: str
    code: Code

    @property
    def outcome(self) -> Outcome:
        """Return what became of the row or value."""
        return self.code.outcome


class Doubt(StrEnum):
    """What a whole column leaves open."""

    DATE_ORDER = "date_order"  # every date can be read day first and month first
    DECIMAL_SIGN = "decimal_sign"  # 1,234 was taken for thousands and nothing in the column proves it


@dataclass(frozen=True, slots=True)
class ColumnDoubt:
    """A column that was read in one of two ways; `taken` is month_first, day_first or thousands."""

    header: str
    doubt: Doubt
    taken: str


@dataclass(frozen=True, slots=True)
class Bad:
    """What a parser returns where a cell is not what its column is for; `instead` is kept as the value where there is one."""

    code: Code
    instead: str | None = None
