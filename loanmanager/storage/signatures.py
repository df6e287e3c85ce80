"""What was signed on screen, the bytes that were signed, and scans of what was signed on paper."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loanmanager.domain.signatures import Signature, Who, as_text, from_text
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import from_json, json_of, moment, text_of

SIGNED, SCAN = "signed", "scan"
_OPERATIONS = "('sign_on_screen', 'attach_scan', 'remove_scan')"


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file of a paper: the PDF that was signed, or a scan. `noted` means that attaching it noted the signature."""

    id: int
    paper_id: int
    kind: str
    name: str
    media: str
    sha256: str
    noted: bool
    removed: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """What the columns of a paper say of it, and what its bytes say now: pairs of SHA-256 as hex."""

    facts: tuple[str, str]
    signatures: str
    files: tuple[tuple[PaperFile, str], ...]
    template: str
    made_at: datetime
    staff: str
    signed_at: datetime | None


def sum_of(content: bytes) -> str:
    """Return the SHA-256 of bytes, as hex."""
    return hashlib.sha256(content).hexdigest()


def add(store: Engine, paper_id: int, given: Sequence[Signature], at: datetime, staff_id: int | None) -> list[int]:
    """Keep the signatures of a paper and return their ids."""
    return [
        store.insert(
            "signatures",
            paper_id=paper_id,
            who=each.who,
            name=each.name,
            strokes=as_text(each.strokes),
            agreed=json_of(list(each.agreed)),
            at=text_of(at),
            staff_id=staff_id,
        )
        for each in given
    ]


def of_paper(store: Engine, paper_id: int) -> tuple[Signature, ...]:
    """Return the signatures on a paper that stand, in the order in which they were given."""
    rows = store.rows("SELECT * FROM signatures WHERE paper_id = :id AND undone = 0 ORDER BY id", id=paper_id)
    return tuple(
        Signature(
            Who(row["who"]),
            row["name"],
            from_text(row["strokes"]),
            moment(row["at"]).astimezone().date(),
            tuple(from_json(row["agreed"])),
        )
        for row in rows
    )


def add_file(
    store: Engine,
    paper_id: int,
    kind: str,
    name: str,
    media: str,
    content: bytes,
    at: datetime,
    staff_id: int | None,
    *,
    noted: bool,
) -> int:
    """Keep a file of a paper, with its SHA-256, and return its id."""
    return store.insert(
        "paper_files",
        paper_id=paper_id,
        kind=kind,
        name=name,
        media=media,
        content=content,
        sha256=sum_of(content),
        added_at=text_of(at),
        staff_id=staff_id,
        noted=int(noted),
    )


def file(store: Engine, file_id: int) -> PaperFile | None:
    """Return a file of a paper, without its bytes."""
    found = _files(store, "id = :id", id=file_id)
    return found[0] if found else None


def scans(store: Engine, paper_id: int) -> tuple[PaperFile, ...]:
    """Return the scans that are attached to a paper, without their bytes."""
    return _files(store, "paper_id = :id AND kind = 'scan' AND removed = 0", id=paper_id)


def content(store: Engine, file_id: int) -> bytes:
    """Return the bytes of a file, none if it is not there."""
    return bytes(store.value("SELECT content FROM paper_files WHERE id = :id", id=file_id) or b"")


def signed_pdf(store: Engine, paper_id: int) -> bytes:
    """Return the PDF that was signed on screen, none if it was not."""
    sql = "SELECT content FROM paper_files WHERE paper_id = :id AND kind = 'signed' AND removed = 0"
    return bytes(store.value(sql, id=paper_id) or b"")


def remove_file(store: Engine, file_id: int, *, removed: bool = True) -> None:
    """Take a file away from what is shown, or bring it back; its bytes stay until the records are cleaned."""
    store.update("paper_files", file_id, removed=int(removed))


def take_back(store: Engine, ids: Sequence[int]) -> None:
    """Mark signatures as undone."""
    for each in ids:
        store.update("signatures", each, undone=1)


def recorded(store: Engine, loan_id: int, paper_id: int) -> tuple[dict[str, Any], ...]:
    """Return what the history, which nobody can change, says of a paper's signing and scans, the oldest first."""
    rows = store.rows(
        f"""SELECT h.operation, h.facts FROM history h JOIN history_subjects s ON s.entry_id = h.id
            WHERE s.kind = 'loan' AND s.subject_id = :loan AND h.operation IN {_OPERATIONS}
                  AND NOT EXISTS (SELECT 1 FROM history u WHERE u.undoes = h.id) ORDER BY h.id""",
        loan=loan_id,
    )
    facts = [{"operation": row["operation"], **from_json(row["facts"])} for row in rows]
    return tuple(each for each in facts if each["result"]["paper_id"] == paper_id)


def sums(store: Engine, paper_id: int) -> Sums | None:
    """Return the SHA-256 of everything of a paper, read from its bytes now."""
    row = store.row(
        """SELECT p.facts, p.facts_sha256, p.made_at, p.signed_at, t.key, t.version, s.name AS staff FROM papers p
           LEFT JOIN templates t ON t.id = p.template_id LEFT JOIN staff s ON s.id = p.staff_id WHERE p.id = :id""",
        id=paper_id,
    )
    if row is None:
        return None
    files = _files(store, "paper_id = :id AND removed = 0", id=paper_id)
    return Sums(
        (row["facts_sha256"], sum_of(row["facts"].encode())),
        signatures_sum(store, paper_id),
        tuple((each, sum_of(content(store, each.id))) for each in files),
        f"{row['key']}-{row['version']}" if row["version"] else "",
        moment(row["made_at"]),
        row["staff"] or "",
        moment(row["signed_at"]) if row["signed_at"] else None,
    )


def signatures_sum(store: Engine, paper_id: int) -> str:
    """Return the SHA-256 of the signatures on a paper that stand."""
    rows = store.rows(
        "SELECT who, name, strokes, agreed, at FROM signatures WHERE paper_id = :id AND undone = 0 ORDER BY id",
        id=paper_id,
    )
    return sum_of(json_of([[r["who"], r["name"], r["strokes"], r["agreed"], r["at"]] for r in rows]).encode())


def _files(store: Engine, which: str, **named: int) -> tuple[PaperFile, ...]:
    columns = "id, paper_id, kind, name, media, sha256, noted, removed"
    rows = store.rows(f"SELECT {columns} FROM paper_files WHERE {which} ORDER BY id", **named)
    return tuple(
        PaperFile(
            id=row["id"],
            paper_id=row["paper_id"],
            kind=row["kind"],
            name=row["name"],
            media=row["media"],
            sha256=row["sha256"],
            noted=bool(row["noted"]),
            removed=bool(row["removed"]),
        )
        for row in rows
    )
