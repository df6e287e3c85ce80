"""What the timeline says of signing on screen and of scans, as operations wrote it."""

from dataclasses import replace

from loanmanager.i18n import Words
from loanmanager.operations import renewing, scans, signatures, undoing
from loanmanager.storage import search
from loanmanager.ui.histories import events
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back
from tests.operations.signing_promises import GIVEN, PNG

PDF = b"%PDF-1.7\n%%EOF\n"


def test_each_step_and_its_undoing_is_told() -> None:
    store = memory()
    by = prepared(store)
    device = add_device(store, by)
    loan = lend(store, by, add_client(store, by), device)
    steps = [signatures.sign_on_screen(store, signatures.SignOnScreen(loan.result.paper_id, GIVEN), by)]
    steps.append(scans.attach_scan(store, scans.AttachScan(loan.result.paper_id, "a.pdf", PDF), by))
    steps.append(scans.attach_scan(store, scans.AttachScan(loan.result.paper_id, "b.png", PNG), by))
    steps.append(scans.remove_scan(store, steps[-1].result.file_id, by))
    for step in (steps[3], steps[2], steps[1], steps[0]):
        undoing.undo(store, step.entry_id, "why", by)
    renewed = renewing.renew(store, renewing.Renew(loan.result.loan_id), replace(by, now=by.now))
    signatures.sign_on_screen(store, signatures.SignOnScreen(renewed.result.paper_id, GIVEN), by)
    back = take_back(store, by, device)
    signatures.sign_on_screen(store, signatures.SignOnScreen(back.result.paper_id, GIVEN), by)
    rows = search.history_of(store, "loan", loan.result.loan_id)
    told = [each.what for each in reversed(events(rows, Words("en"), TODAY, "loan"))]
    assert told[1:9] == [
        "Agreement signed on screen (undone)",
        "Scan attached: a.pdf (undone)",
        "Scan attached: b.png (undone)",
        "Scan removed: b.png (undone)",
        "Scan put back",
        "Scan taken away again",
        "Scan taken away again",
        "Signature taken back",
    ]
    assert [each for each in told[9:] if "signed" in each] == ["Addendum signed on screen", "Receipt signed on screen"]
