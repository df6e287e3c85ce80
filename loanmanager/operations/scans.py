"""Attaching the scan of what was signed on paper to its agreement or receipt, and taking it away (product 5.4)."""

from dataclasses import dataclass
from datetime import date

from loanmanager.domain import refusals as why
from loanmanager.domain import signing as rules
from loanmanager.domain.file_names import harmless
from loanmanager.domain.history import Entry
from loanmanager.domain.scans import MOST_SCANS, ScanThere, TooManyScans, media_of_scan
from loanmanager.operations import done
from loanmanager.operations.done import By, Done, Record
from loanmanager.operations.signatures import PAPERS
from loanmanager.operations.signing import moment_of
from loanmanager.storage import signatures, signing
from loanmanager.storage.engine import Engine
from loanmanager.storage.signing import ToSign


@dataclass(frozen=True, slots=True)
class AttachScan:
    """A file and its name; `on` is the day on which the paper was signed, today if not told."""

    paper_id: int
    name: str
    content: bytes
    on: date | None = None
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A scan that was attached or removed, and its paper's loan."""

    paper_id: int
    kind: str
    number: str
    file_id: int
    name: str
    sha256: str


def attach_scan(store: Engine, request: AttachScan, by: By) -> Done[Attached]:
    """Keep a scan as it is, byte for byte, and note the signature where it was not noted.

    Raises:
        Refused: it is no PDF, PNG or JPEG, or too large; it is there already; the paper is not one that is signed.
    """
    with store.write():
        before = done.already_done(store, request.idem, Attached)
        if before:
            return before
        name = harmless(request.name)
        media = media_of_scan(name, request.content)
        paper, day = _known(store, request.paper_id), request.on or by.today
        _refuse(store, paper, request, day, by)
        noted = paper.signed_on is None
        file_id = signatures.add_file(
            store, paper.id, signatures.SCAN, name, media, request.content, by.now, by.staff_id, noted=noted
        )
        if noted:
            signing.set_signed(store, paper.id, moment_of(day, by))
        return _record(store, "attach_scan", paper, file_id, by, {"noted": noted}, request.idem)


def remove_scan(store: Engine, file_id: int, by: By, *, idem: str | None = None) -> Done[Attached]:
    """Take a scan away; a signature that it had noted is noted no more, unless another scan shows it.

    Raises:
        Refused: there is no such scan.
    """
    with store.write():
        before = done.already_done(store, idem, Attached)
        if before:
            return before
        kept = signatures.file(store, file_id)
        if kept is None or kept.removed or kept.kind != signatures.SCAN:
            raise why.Refused(why.NoSuch("scan", str(file_id)))
        paper = _known(store, kept.paper_id)
        signatures.remove_file(store, file_id)
        signed = signing.signed_at(store, paper.id) if kept.noted and not signatures.scans(store, paper.id) else None
        if signed:
            signing.set_signed(store, paper.id, None)
        return _record(store, "remove_scan", paper, file_id, by, {"signed_at": signed}, idem)


def _known(store: Engine, paper_id: int) -> ToSign:
    found = signing.to_sign(store, paper_id)
    if found is None:
        raise why.Refused(why.NoSuch("paper", str(paper_id)))
    return found


def _refuse(store: Engine, paper: ToSign, request: AttachScan, day: date, by: By) -> None:
    reasons = rules.against_scan(
        paper.number, paper.kind, paper.made_on, day, by.today, undone=paper.undone, signed=paper.signed_on
    )
    there, sha256 = signatures.scans(store, paper.id), signatures.sum_of(request.content)
    if any(each.sha256 == sha256 for each in there):
        reasons += (ScanThere(request.name[:80]),)
    if len(there) >= MOST_SCANS:
        reasons += (TooManyScans(paper.number, MOST_SCANS),)
    if reasons:
        raise why.Refused(*reasons)


def _record(
    store: Engine, operation: str, paper: ToSign, file_id: int, by: By, facts: dict[str, object], idem: str | None
) -> Done[Attached]:
    kept = signatures.file(store, file_id)
    assert kept is not None
    result = Attached(paper.id, paper.kind, paper.number, file_id, kept.name, kept.sha256)
    subjects = (done.loan(paper.loan_id), done.client(paper.client_id))
    return done.record(store, by, Record(operation, result, PAPERS, subjects, facts, idem))


def undo_attach_scan(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Take the scan away, and the signature that it noted."""
    signatures.remove_file(store, entry.facts["result"]["file_id"])
    if entry.facts["noted"]:
        signing.set_signed(store, entry.facts["result"]["paper_id"], None)


def undo_remove_scan(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (as above)
    """Bring the scan back, and the signature that went with it."""
    signatures.remove_file(store, entry.facts["result"]["file_id"], removed=False)
    if entry.facts["signed_at"]:
        signing.restore_signed(store, entry.facts["result"]["paper_id"], entry.facts["signed_at"])
