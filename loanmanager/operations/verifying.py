"""Verifying later what was signed: every SHA-256 is computed again, from the bytes as they are now (product 5.4).

What is kept beside the bytes could be changed with them, so that it is compared with the history as well, which the
database itself refuses to change.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.papers import PaperKind
from loanmanager.operations import paperwork
from loanmanager.storage import signatures, signing
from loanmanager.storage.engine import Engine


class Checked(StrEnum):
    """What is verified of a paper."""

    FACTS = "facts"
    SIGNATURES = "signatures"
    SIGNED = "signed"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was verified; `name` is the file's, `sha256` what its bytes give now, nothing if they are gone."""

    what: Checked
    same: bool
    sha256: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """A paper, and whether everything of it is as it was: same bytes, same facts."""

    paper_id: int
    kind: PaperKind
    number: str
    language: str
    template: str
    made_at: datetime
    staff: str
    signed_at: datetime | None
    checks: tuple[Check, ...]

    @property
    def same(self) -> bool:
        """Tell whether nothing was changed."""
        return all(each.same for each in self.checks)


def verify(store: Engine, paper_id: int) -> Verified:
    """Compute everything again and compare it with what was kept; this changes nothing.

    Raises:
        Refused: there is no such paper of a loan.
    """
    about, sums = signing.to_sign(store, paper_id), signatures.sums(store, paper_id)
    if about is None or sums is None:
        raise why.Refused(why.NoSuch("paper", str(paper_id)))
    said = signatures.recorded(store, about.loan_id, paper_id)
    signed = next((each for each in said if each["operation"] == "sign_on_screen"), None)
    kept, facts = sums.facts
    same = kept == facts and (signed is None or signed["facts_sha256"] == facts)
    checks = [Check(Checked.FACTS, same, facts)]
    if signed:
        checks.append(Check(Checked.SIGNATURES, signed["signatures_sha256"] == sums.signatures, sums.signatures))
    checks += _files(sums, said)
    paper = paperwork.paper(store, paper_id)
    return Verified(
        paper_id,
        about.kind,
        about.number,
        paper.language,
        sums.template,
        sums.made_at,
        sums.staff,
        sums.signed_at,
        tuple(checks),
    )


def _files(sums: signatures.Sums, said: tuple[dict[str, Any], ...]) -> list[Check]:
    """Compare each file with its column and with the history; one that only the history knows is gone."""
    expected: dict[int, dict[str, Any]] = {}
    for each in said:
        if each["operation"] == "remove_scan":
            expected.pop(_file_of(each), None)
        else:
            expected[_file_of(each)] = each
    checks = []
    for file, now in sums.files:
        entry = expected.pop(file.id, None)
        same = now == file.sha256 and entry is not None and entry["result"]["sha256"] == now
        checks.append(Check(Checked(file.kind), same, now, file.name))
    for entry in expected.values():
        what = Checked.SCAN if entry["operation"] == "attach_scan" else Checked.SIGNED
        checks.append(Check(what, same=False, name=entry["result"].get("name", "")))
    return checks


def _file_of(entry: dict[str, Any]) -> int:
    return int(entry["file"] if entry["operation"] == "sign_on_screen" else entry["result"]["file_id"])
