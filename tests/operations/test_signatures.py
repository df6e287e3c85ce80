"""Signing on screen, scans of what was signed on paper, and verifying both later."""

import struct
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from loanmanager.domain import refusals as why
from loanmanager.domain import scans as scan_rules
from loanmanager.domain.clients import Guardian
from loanmanager.domain.refusals import Refused
from loanmanager.domain.signatures import Signature, Who
from loanmanager.domain.signing import NotToSign, SignatureMissing, SignedAlready, SignedOutOfTime
from loanmanager.operations import paperwork, scans, signatures, signing, undoing, verifying
from loanmanager.operations.verifying import Checked
from loanmanager.storage import search
from tests.office import NOW, TODAY, add_client, add_device, lend, memory, prepared, take_back
from tests.operations.test_promises import dump

WAVE = (tuple((100 + n * 8, 150 + (n % 7) * 12, 20 + n) for n in range(60)), ((600, 80, 50),))
PDF = b"%PDF-1.7\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", 9, 9, 8, 2, 0, 0, 0, 0)
MARKED = {"signatures": "undone", "paper_files": "removed"}


@pytest.fixture
def lent():
    """Return a store, who acts, and a loan that went out three days ago."""
    store = memory()
    by = prepared(store)
    before = replace(by, now=NOW - timedelta(days=3), today=TODAY - timedelta(days=3))
    return store, by, lend(store, before, add_client(store, before), add_device(store, before))


def standing(store):
    """Return every table but the history, without rows that are marked as undone."""
    found = {name: rows for name, rows in dump(store).items() if not name.startswith("history")}
    for table, column in MARKED.items():
        found[table] = [tuple(r) for r in store.rows(f"SELECT * FROM {table} ORDER BY id") if not r[column]]
    return found


def both(strokes=WAVE):
    return Signature(Who.BORROWER, " Josée Tremblay ", strokes), Signature(Who.STAFF, "Ana", strokes)


def sign(store, by, paper_id, given=None, **more):
    return signatures.sign_on_screen(store, signatures.SignOnScreen(paper_id, given or both(), **more), by)


def attach(store, by, paper_id, content=PDF, name="scan.pdf", **more):
    return scans.attach_scan(store, scans.AttachScan(paper_id, name, content, **more), by)


def reasons(work):
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_what_was_signed_is_kept_byte_for_byte(lent):
    store, by, loan = lent
    paper_id = loan.result.paper_id
    blank = paperwork.draw(paperwork.paper(store, paper_id))
    done = sign(store, by, paper_id)
    kept = store.row("SELECT * FROM paper_files")
    assert (done.result.number, done.result.kind, kept["name"]) == ("L-2026-0001", "agreement", "L-2026-0001.pdf")
    assert done.result.sha256 == kept["sha256"]
    signed = paperwork.paper(store, paper_id)
    assert paperwork.draw(signed) == paperwork.draw(signed, page="a4") == kept["content"] != blank
    assert signed.signatures[0] == Signature(Who.BORROWER, "Josée Tremblay", signed.signatures[0].strokes, TODAY)
    assert 2 < len(signed.signatures[0].strokes[0]) <= 60
    assert "23 Nov 2026" in text_of(kept["content"])
    assert "23 Nov 2026" not in text_of(blank).replace("Monday 23 November 2026", "")
    assert search.agreements_to_sign(store) == ()
    assert paperwork.draw_signed(signed, signed.signatures) == kept["content"]


def test_a_typed_name_is_a_signature_and_says_so(lent):
    store, by, loan = lent
    given = (Signature(Who.BORROWER, "Marc Roy"), Signature(Who.STAFF, "Ana"))
    sign(store, by, loan.result.paper_id, given, page="a4")
    pdf = paperwork.draw(paperwork.paper(store, loan.result.paper_id))
    said = " ".join(text_of(pdf).split())
    assert said.count("signed by Marc Roy · signed with a typed name") == 2
    assert PdfReader(BytesIO(pdf)).pages[0].mediabox.height > 800


def test_a_receipt_is_signed_at_return_without_a_guardian(lent):
    store, by, _ = lent
    child = add_client(store, by, "Roy", "Léa", birth_date=date(2014, 1, 1), guardian=Guardian("Luc Roy", "father"))
    device = add_device(store, by)
    loan = lend(store, by, child, device)
    agreement = paperwork.paper(store, loan.result.paper_id)
    assert signatures.signers_of(agreement)[:2] == ((Who.BORROWER, "Léa Roy"), (Who.GUARDIAN, "Luc Roy"))
    assert reasons(lambda: sign(store, by, agreement.id)) == (SignatureMissing(Who.GUARDIAN),)
    done = sign(store, by, agreement.id, (*both(), Signature(Who.GUARDIAN, "Luc Roy", WAVE)))
    assert store.value("SELECT COUNT(*) FROM signatures WHERE paper_id = :id", id=done.result.paper_id) == 3
    receipt = take_back(store, by, device).result.paper_id
    done = sign(store, by, receipt)
    assert (done.result.kind, done.result.number) == ("receipt", loan.result.number)
    assert "23 Nov 2026" in text_of(paperwork.draw(paperwork.paper(store, receipt)))


def test_what_may_not_be_signed(lent):
    store, by, loan = lent
    assert reasons(lambda: sign(store, by, 999)) == (why.NoSuch("paper", "999"),)
    assert signatures.signers_of(replace(_paper(store, loan), kind="notice")) == ()
    signing.mark_signed(store, loan.result.paper_id, by)
    assert reasons(lambda: sign(store, by, loan.result.paper_id)) == (SignedAlready("L-2026-0001", TODAY),)


def _paper(store, loan):
    return paperwork.paper(store, loan.result.paper_id)


def test_undoing_takes_the_signatures_back_and_they_can_be_given_again(lent):
    store, by, loan = lent
    before, blank = standing(store), paperwork.draw(_paper(store, loan))
    done = sign(store, by, loan.result.paper_id)
    assert reasons(lambda: undoing.undo(store, loan.entry_id, "wrong", by)) == (why.NotUndoable("later_changes"),)
    undoing.undo(store, done.entry_id, "not hers", by)
    assert standing(store) == before
    assert paperwork.draw(_paper(store, loan)) == blank
    assert verifying.verify(store, loan.result.paper_id).checks[1:] == ()
    sign(store, by, loan.result.paper_id, idem="again")
    assert sign(store, by, loan.result.paper_id, idem="again").repeated
    assert verifying.verify(store, loan.result.paper_id).same


# Scans


def test_a_scan_is_kept_and_notes_the_signature(lent):
    store, by, loan = lent
    before, paper_id = standing(store), loan.result.paper_id
    done = attach(store, by, paper_id, on=TODAY - timedelta(days=1), name=" signed.pdf ")
    assert store.value("SELECT content FROM paper_files") == PDF
    assert done.result.name == "signed.pdf"
    assert store.value("SELECT signed_at FROM papers WHERE id = :id", id=paper_id).startswith("2026-11-22T")
    assert reasons(lambda: attach(store, by, paper_id, name="b.pdf")) == (scan_rules.ScanThere("b.pdf"),)
    undoing.undo(store, done.entry_id, "the wrong one", by)
    assert standing(store) == before
    assert len(search.agreements_to_sign(store)) == 1


def test_a_scan_of_what_was_signed_leaves_its_day(lent):
    store, by, loan = lent
    paper_id = loan.result.paper_id
    signing.mark_signed(store, paper_id, by, on=TODAY - timedelta(days=1))
    before = standing(store)
    done = attach(store, by, paper_id, PNG, "scan.png", on=TODAY - timedelta(days=99))
    assert search.agreements_to_sign(store) == ()
    scans.remove_scan(store, done.result.file_id, by)
    assert standing(store) == before
    assert reasons(lambda: scans.remove_scan(store, done.result.file_id, by)) == (why.NoSuch("scan", "1"),)


def test_removing_the_only_scan_makes_the_paper_wait_again_and_undoing_brings_both_back(lent):
    store, by, loan = lent
    paper_id, waiting = loan.result.paper_id, standing(lent[0])
    first = attach(store, by, paper_id, on=TODAY - timedelta(days=2)).result.file_id
    second = attach(store, by, paper_id, PNG).result.file_id
    with_both = standing(store)
    scans.remove_scan(store, second, by)
    assert search.agreements_to_sign(store) == ()
    removed = scans.remove_scan(store, first, by)
    assert standing(store) == waiting
    undoing.undo(store, removed.entry_id, "why", by)
    assert search.agreements_to_sign(store) == ()
    assert standing(store) != with_both
    assert len(standing(store)["paper_files"]) == 1


def test_what_is_no_scan_of_it_is_refused(lent, monkeypatch):
    store, by, loan = lent
    paper_id = loan.result.paper_id
    assert reasons(lambda: attach(store, by, 999)) == (why.NoSuch("paper", "999"),)
    assert reasons(lambda: attach(store, by, paper_id, b"MZ", "a.pdf")) == (scan_rules.NotAScan("a.pdf"),)
    tomorrow = TODAY + timedelta(days=1)
    made = TODAY - timedelta(days=3)
    assert reasons(lambda: attach(store, by, paper_id, on=tomorrow)) == (SignedOutOfTime(tomorrow, made),)
    monkeypatch.setattr(scans, "MOST_SCANS", 1)
    attach(store, by, paper_id)
    assert reasons(lambda: attach(store, by, paper_id, PNG)) == (scan_rules.TooManyScans("L-2026-0001", 1),)
    signed = sign(store, by, take_back(store, by, *_devices(store, loan)).result.paper_id)
    drawn = store.value("SELECT id FROM paper_files WHERE kind = 'signed'")
    assert reasons(lambda: scans.remove_scan(store, drawn, by)) == (why.NoSuch("scan", str(drawn)),)
    assert signed.result.kind == "receipt"


def _devices(store, loan):
    return [item.device for item in search.loan_record(store, id_=loan.result.loan_id).items]


def test_a_paper_that_was_undone_takes_no_scan(lent):
    store, by, loan = lent
    undoing.undo(store, loan.entry_id, "wrong", by)
    assert reasons(lambda: attach(store, by, loan.result.paper_id)) == (NotToSign("L-2026-0001"),)


# Verifying


@pytest.fixture
def signed(lent):
    """Return a store and the id of an agreement that was signed on screen and has a scan."""
    store, by, loan = lent
    sign(store, by, loan.result.paper_id)
    attach(store, by, loan.result.paper_id)
    return store, loan.result.paper_id


def wrong(store, paper_id):
    return [each.what for each in verifying.verify(store, paper_id).checks if not each.same]


def test_what_nobody_touched_is_the_same(signed):
    store, paper_id = signed
    before = dump(store)
    found = verifying.verify(store, paper_id)
    assert found.same
    assert [each.what for each in found.checks] == list(Checked)
    assert (found.number, found.kind, found.language, found.staff) == (
        "L-2026-0001",
        "agreement",
        "en",
        "Administrator",
    )
    assert found.signed_at == NOW
    assert paperwork.facts_of(paperwork.paper(store, paper_id)).template == found.template or not found.template
    assert found.checks[2].sha256 == store.value("SELECT sha256 FROM paper_files WHERE kind = 'signed'")
    assert dump(store) == before
    assert reasons(lambda: verifying.verify(store, 999)) == (why.NoSuch("paper", "999"),)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("UPDATE papers SET facts = replace(facts, '2026', '2027')", Checked.FACTS),
        ("UPDATE papers SET facts_sha256 = 'x'", Checked.FACTS),
        ("UPDATE signatures SET name = 'Somebody' WHERE who = 'borrower'", Checked.SIGNATURES),
        ("UPDATE signatures SET strokes = replace(strokes, '100', '101') WHERE who = 'staff'", Checked.SIGNATURES),
        ("UPDATE signatures SET agreed = '[0]' WHERE who = 'staff'", Checked.SIGNATURES),
        ("UPDATE signatures SET undone = 1 WHERE who = 'staff'", Checked.SIGNATURES),
        ("UPDATE paper_files SET content = CAST(content || x'20' AS BLOB) WHERE kind = 'signed'", Checked.SIGNED),
        ("UPDATE paper_files SET sha256 = 'x' WHERE kind = 'signed'", Checked.SIGNED),
        ("UPDATE paper_files SET removed = 1 WHERE kind = 'signed'", Checked.SIGNED),
        ("DELETE FROM paper_files WHERE kind = 'scan'", Checked.SCAN),
        ("UPDATE paper_files SET content = x'00' WHERE kind = 'scan'", Checked.SCAN),
    ],
)
def test_a_changed_byte_is_reported(signed, change, expected):
    store, paper_id = signed
    with store.write():
        store.run(change)
    assert wrong(store, paper_id) == [expected]


def test_what_is_changed_with_its_sum_is_told_by_the_history(signed):
    store, paper_id = signed
    for row in store.rows("SELECT id, kind FROM paper_files"):
        forged = PDF.replace(b"1.7", b"1.4")
        with store.write():
            sha256 = signatures.signatures.sum_of(forged)
            store.update("paper_files", row["id"], content=forged, sha256=sha256)
    facts = store.value("SELECT facts FROM papers WHERE id = :id", id=paper_id).replace("2026", "2027")
    with store.write():
        store.update("papers", paper_id, facts=facts, facts_sha256=signatures.signatures.sum_of(facts.encode()))
    assert wrong(store, paper_id) == [Checked.FACTS, Checked.SIGNED, Checked.SCAN]


def test_a_scan_that_was_removed_is_not_missed(lent):
    store, by, loan = lent
    done = attach(store, by, loan.result.paper_id)
    scans.remove_scan(store, done.result.file_id, by)
    assert [each.what for each in verifying.verify(store, loan.result.paper_id).checks] == [Checked.FACTS]
