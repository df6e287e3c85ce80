"""Signing a paper on screen: once for the whole loan, at check-out and at return (product 5.4), and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loanmanager.domain import refusals as why
from loanmanager.domain import signing as rules
from loanmanager.domain.history import Entry
from loanmanager.domain.papers import PaperKind
from loanmanager.domain.signatures import Signature, Who, tidy
from loanmanager.operations import done, forms, paperwork
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.storage import signatures, signing
from loanmanager.storage.engine import Engine
from loanmanager.storage.papers import Paper
from loanmanager.storage.signing import ToSign

PAPERS: Changes = frozenset({Kind.PAPERS, Kind.LOANS})


@dataclass(frozen=True, slots=True)
class SignOnScreen:
    """Who signs a paper and how; `page` is the size on which it is drawn and kept, letter or a4."""

    paper_id: int
    signatures: tuple[Signature, ...]
    page: str = "letter"
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class SignedOnScreen:
    """A paper that was signed: its kind, its loan's number, and the SHA-256 of the PDF that is kept."""

    paper_id: int
    kind: str
    number: str
    sha256: str


def signers_of(paper: Paper) -> tuple[tuple[Who, str], ...]:
    """Return who signs a paper, each with the name that is printed on it."""
    if paper.kind not in rules.ON_SCREEN:
        return ()
    facts = paperwork.facts_of(paper)
    names = {
        Who.BORROWER: facts.borrower.name,
        Who.GUARDIAN: facts.borrower.guardian,
        Who.STAFF: facts.lender.served_by or facts.lender.name,
    }
    guardian = "" if paper.kind is PaperKind.RECEIPT else facts.borrower.guardian  # a return needs no consent
    signers = rules.signers(guardian)
    return tuple((each, names[each]) for each in signers)


def sign_on_screen(store: Engine, request: SignOnScreen, by: By) -> Done[SignedOnScreen]:
    """Keep what was drawn, and the very bytes of the PDF that was signed.

    Raises:
        Refused: there is no such paper, it is not one that is signed or was signed before, or somebody has not signed.
    """
    before = done.already_done(store, request.idem, SignedOnScreen)
    if before:
        return before
    for each in request.signatures:
        forms.sound_text(name=each.name)
    given = [replace(s, name=s.name.strip(), strokes=tidy(s.strokes), on=by.today) for s in request.signatures]
    paper = paperwork.paper(store, request.paper_id)
    known_to_sign(store, paper, given)
    pdf = paperwork.draw_signed(paper, given, page=request.page)  # before the transaction, which waits for no drawing
    with store.write():
        before = done.already_done(store, request.idem, SignedOnScreen)
        if before:
            return before
        waiting = known_to_sign(store, paperwork.paper(store, request.paper_id), given)
        return _keep(store, request, waiting, given, pdf, by)


def known_to_sign(store: Engine, paper: Paper, given: Sequence[Signature]) -> ToSign:
    """Return the paper as signing needs it.

    Raises:
        Refused: it may not be signed, or not so.
    """
    found = signing.to_sign(store, paper.id)
    if found is None:
        raise why.Refused(rules.NotToSign(str(paper.id)))
    who = [each for each, _ in signers_of(paper)]
    reasons = rules.against_signatures(
        found.number, found.kind, who, given, undone=found.undone, signed=found.signed_on
    )
    if reasons:
        raise why.Refused(*reasons)
    return found


def _keep(
    store: Engine, request: SignOnScreen, paper: ToSign, given: Sequence[Signature], pdf: bytes, by: By
) -> Done[SignedOnScreen]:
    """Write the signatures, the bytes and, in the history that nobody can change, the SHA-256 of everything."""
    made = signatures.add(store, paper.id, given, by.now, by.staff_id)
    name = f"{paper.number}.pdf"
    kept = signatures.add_file(
        store, paper.id, signatures.SIGNED, name, "application/pdf", pdf, by.now, by.staff_id, noted=True
    )
    signing.set_signed(store, paper.id, by.now)
    sums = signatures.sums(store, paper.id)
    assert sums is not None
    result = SignedOnScreen(paper.id, paper.kind, paper.number, signatures.sum_of(pdf))
    facts = {
        "facts_sha256": sums.facts[1],
        "signatures_sha256": sums.signatures,
        "signatures": made,
        "file": kept,
        "template": sums.template,
    }
    subjects = (done.loan(paper.loan_id), done.client(paper.client_id))
    return done.record(store, by, Record("sign_on_screen", result, PAPERS, subjects, facts, request.idem))


def undo_sign_on_screen(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Take the signatures back: the paper waits again, and prints without them."""
    signatures.take_back(store, entry.facts["signatures"])
    signatures.remove_file(store, entry.facts["file"])
    signing.set_signed(store, entry.facts["result"]["paper_id"], None)
