"""Whether and how a paper was signed, and its scans."""

from dataclasses import dataclass
from datetime import datetime

from loanmanager.domain.papers import PaperKind
from loanmanager.domain.signing import ON_SCREEN
from loanmanager.storage import signatures
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import moment


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A scan that is attached to a paper."""

    id: int
    name: str
    media: str


@dataclass(frozen=True, slots=True)
class SigningRow:
    """Whether a paper is of a kind that is signed and stands, since when it is signed, and how."""

    signable: bool
    signed_at: datetime | None = None
    on_screen: bool = False
    scans: tuple[ScanRow, ...] = ()


def paper_signing(store: Engine, paper_id: int) -> SigningRow:
    """Return how the signing of a paper stands."""
    row = store.row("SELECT kind, loan_id, undone, signed_at FROM papers WHERE id = :id", id=paper_id)
    if row is None or PaperKind(row["kind"]) not in ON_SCREEN or row["loan_id"] is None:
        return SigningRow(signable=False)
    return SigningRow(
        not row["undone"],
        moment(row["signed_at"]) if row["signed_at"] else None,
        bool(signatures.of_paper(store, paper_id)),
        tuple(ScanRow(each.id, each.name, each.media) for each in signatures.scans(store, paper_id)),
    )


def scan_content(store: Engine, scan_id: int) -> bytes:
    """Return the bytes of a scan as they were attached."""
    return signatures.content(store, scan_id)
