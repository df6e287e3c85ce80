"""Signing on screen and scans, put through the promises that every operation keeps."""

import struct
from typing import Any

from loanmanager.domain.signatures import Signature, Who
from loanmanager.operations import scans, signatures
from loanmanager.operations.done import By
from tests.office import lend

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", 9, 9, 8, 2, 0, 0, 0, 0)
GIVEN = (
    Signature(Who.BORROWER, "Josée Tremblay", (((10, 20, 50), (300, 40, 60)),)),
    Signature(Who.STAFF, "Ana"),
)


def begun(world: Any) -> None:
    """Have a scan that can be removed."""
    loan = lend(world.store, world.by, world.client, world.signed_device)
    world.scanned = scans.attach_scan(
        world.store, scans.AttachScan(loan.result.paper_id, "kept.png", PNG), world.by
    ).result


def _sign(w: Any, by: By, key: str | None) -> Any:
    form = signatures.SignOnScreen(w.loan.result.paper_id, GIVEN, idem=key)
    return signatures.sign_on_screen(w.store, form, by)


def _attach(w: Any, by: By, key: str | None) -> Any:
    return scans.attach_scan(w.store, scans.AttachScan(w.loan.result.paper_id, "a.png", PNG, idem=key), by)


OPERATIONS = {
    "sign_on_screen": _sign,
    "attach_scan": _attach,
    "remove_scan": lambda w, by, key: scans.remove_scan(w.store, w.scanned.file_id, by, idem=key),
}
REFUSED = {
    "signing without staff": lambda w, by: signatures.sign_on_screen(
        w.store, signatures.SignOnScreen(w.loan.result.paper_id, GIVEN[:1]), by
    ),
    "attaching what is no scan": lambda w, by: scans.attach_scan(
        w.store, scans.AttachScan(w.loan.result.paper_id, "a.pdf", b"MZ"), by
    ),
    "removing no scan": lambda w, by: scans.remove_scan(w.store, 999, by),
}
