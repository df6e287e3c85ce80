"""What an examination of the records can find. Typed, with fields and no prose; sentences/findings says each."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Part(StrEnum):
    """What a database is made of."""

    TABLE = "table"
    INDEX = "index"
    TRIGGER = "trigger"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    @property
    def code(self) -> str:
        """Return the stable name that the shell prints."""
        return type(self).__name__


@dataclass(frozen=True, slots=True)
class Unsound(Finding):
    """The file itself, a reference or a text index is broken; `said` is the database's own word for it."""

    said: str


@dataclass(frozen=True, slots=True)
class PartMissing(Finding):
    """A table, an index or a trigger that the program made is gone."""

    part: Part
    name: str


@dataclass(frozen=True, slots=True)
class PartChanged(Finding):
    """A table, an index or a trigger is not as the program made it."""

    part: Part
    name: str


@dataclass(frozen=True, slots=True)
class PartForeign(Finding):
    """Something that the program never made stands in the file."""

    part: Part
    name: str


@dataclass(frozen=True, slots=True)
class EntryChanged(Finding):
    """The first entry of the history that does not fit: it, its subjects or the one before is not what was written."""

    number: int
    at: str
    operation: str


@dataclass(frozen=True, slots=True)
class FactsChanged(Finding):
    """An entry fits, but what it keeps about what was done is not what was written."""

    number: int
    at: str
    operation: str


@dataclass(frozen=True, slots=True)
class EntryGone(Finding):
    """The history has no entry of this number, but later ones."""

    number: int


@dataclass(frozen=True, slots=True)
class EndGone(Finding):
    """The history has not, or not as it was, the entry that a backup ends with."""

    number: int
    backup: datetime


@dataclass(frozen=True, slots=True)
class StateDisagrees(Finding):
    """A device's state is not what loans, reservations, repairs and incidents say."""

    tag: str
    status: str


@dataclass(frozen=True, slots=True)
class LoanDisagrees(Finding):
    """A loan is undone and its items are not, or the other way round."""

    number: str


@dataclass(frozen=True, slots=True)
class Twice(Finding):
    """What may be in one place only is in two: `what` is item, line, kit or hold."""

    what: str
    tag: str


@dataclass(frozen=True, slots=True)
class GivenTwice(Finding):
    """A number was given to two records; `kind` is loan, reservation, incident, stocktake or client."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class PaperChanged(Finding):
    """What a paper says is not what it said when it was made."""

    paper_id: int
    kind: str
    made_at: str
