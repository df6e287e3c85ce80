"""Signatures on papers: which were noted, and taking one back."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain.papers import PaperKind
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import moment, text_of


@dataclass(frozen=True, slots=True)
class ToSign:
    """A paper as signing it needs: its loan, when it was made, when it was signed."""

    id: int
    kind: PaperKind
    loan_id: int
    client_id: int
    number: str
    made_on: date
    signed_on: date | None
    undone: bool


def to_sign(store: Engine, paper_id: int) -> ToSign | None:
    """Return a paper of a loan, or None."""
    row = store.row(
        """SELECT p.id, p.kind, p.loan_id, l.client_id, l.number, p.made_at, p.signed_at, p.undone
           FROM papers p JOIN loans l ON l.id = p.loan_id WHERE p.id = :id""",
        id=paper_id,
    )
    if row is None:
        return None
    signed = moment(row["signed_at"]).astimezone().date() if row["signed_at"] else None
    made = moment(row["made_at"]).astimezone().date()
    kind, undone = PaperKind(row["kind"]), bool(row["undone"])
    return ToSign(row["id"], kind, row["loan_id"], row["client_id"], row["number"], made, signed, undone)


def set_signed(store: Engine, paper_id: int, at: datetime | None) -> None:
    """Note when a paper was signed, or that it was not."""
    store.update("papers", paper_id, signed_at=text_of(at) if at else None)


def signed_at(store: Engine, paper_id: int) -> str | None:
    """Return when a paper was signed, as it is stored."""
    found = store.value("SELECT signed_at FROM papers WHERE id = :id", id=paper_id)
    return None if found is None else str(found)


def restore_signed(store: Engine, paper_id: int, at: str) -> None:
    """Note again when a paper was signed, as it was stored."""
    store.update("papers", paper_id, signed_at=at)
