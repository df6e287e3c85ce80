"""Signing on screen, by mouse and by keys alone, from the paper, from the desk's message and from the list."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from loanmanager.domain.clients import Guardian
from loanmanager.domain.signatures import Who
from loanmanager.operations import paperwork, signatures
from loanmanager.operations.undoing import undo
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import signing, theme
from loanmanager.ui.dialogs.sign import SignDialog
from loanmanager.ui.pages.paper import signing_box
from loanmanager.ui.pages.paper.page import PaperPage
from tests.office import add_client, add_device, lend, take_back
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import closed, opened, settle

ADULT, CHILD, RECEIPT = 1, 2, 3
PDF = b"%PDF-1.7\n%%EOF\n"
CTRL = Qt.KeyboardModifier.ControlModifier


def fill(store, by):
    """Lend to an adult and to a child; what the adult had is back."""
    laptop = add_device(store, by, make="Lenovo", model="ThinkPad T480")
    other = add_device(store, by, make="Dell", model="Latitude 5420")
    lend(store, by, add_client(store, by, "Nguyễn", "Zoë", language="fr"), laptop)
    guardian = Guardian("Olena Koval", "mother", "514 555-0101")
    lend(store, by, add_client(store, by, "Koval", "Mila", birth_date=date(2014, 5, 5), guardian=guardian), other)
    take_back(store, by, laptop)


@pytest.fixture
def office(qtbot, tmp_path):
    made = opened(qtbot, tmp_path, fill)
    made.heard = []
    made.said.connect(made.heard.append)
    yield made
    closed(qtbot, made)


@pytest.fixture
def page(qtbot, office, shown):
    made = PaperPage(office)
    shown(made, 1182, 660)
    made.open(ADULT)
    settle(qtbot, office)
    return made


def asked(qtbot, office, question):
    got = []
    office.ask(office, question, got.append)
    settle(qtbot, office)
    return got[0]


def begin(qtbot, office, page):
    page.side.signing.sign.click()
    settle(qtbot, office)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SignDialog))
    return QApplication.activeModalWidget()


def draw(qtbot, pad):
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(pad, left, pos=QPoint(60, 60))
    qtbot.mouseMove(pad, QPoint(160, 30))
    qtbot.mouseRelease(pad, left, pos=QPoint(160, 30))


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_client_and_staff_sign_one_after_the_other(qtbot, office, page):
    assert page.side.signing.status.accessibleName() == "Not signed yet"
    dialog = begin(qtbot, office, page)
    hers, ours = dialog.steps
    assert (hers.who, hers.name.text(), ours.who, ours.name.text()) == (
        Who.BORROWER,
        "Zoë Nguyễn",
        Who.STAFF,
        office.staff_name,
    )
    assert unnamed(dialog) == []
    assert cut_off(dialog) == []
    first = next(iter(dialog.agreed.ticks))
    assert dialog.agreed.ticks[first].hasFocus()
    press(qtbot, Qt.Key.Key_Space)
    dialog._confirm()
    assert hers.pad.hasFocus()
    draw(qtbot, hers.pad)
    press(qtbot, Qt.Key.Key_Return)
    assert dialog._stack.currentWidget() is ours
    assert unnamed(dialog) == []
    assert cut_off(dialog) == []
    assert ours.pad.hasFocus()
    dialog.before.click()
    assert hers.pad.strokes()  # what was drawn stays
    press(qtbot, Qt.Key.Key_Return)
    draw(qtbot, ours.pad)
    press(qtbot, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert office.heard[-1].text == "Signed: L-2026-0001"
    signed = asked(qtbot, office, lambda store: paperwork.paper(store, ADULT))
    assert [each.who for each in signed.signatures] == [Who.BORROWER, Who.STAFF]
    assert signed.signatures[0].agreed == (first,)
    assert signed.signatures[1].agreed == ()
    settle(qtbot, office)
    assert page._drawn.pdf == signed.signed
    assert page.side.signing.status.accessibleName().startswith("Signed on screen")
    assert not page.side.signing.sign.isVisible()


def test_everything_is_reached_and_signed_without_a_mouse(qtbot, office, page):
    page.open(RECEIPT)
    settle(qtbot, office)
    dialog = begin(qtbot, office, page)
    assert dialog.agreed.ticks == {}
    step = dialog.steps[0]
    reached = tab_order(dialog)
    for each in (step.pad, step.typed, step.name, dialog.primary):
        assert each in reached
    for step in dialog.steps:
        step.typed.setFocus()
        press(qtbot, Qt.Key.Key_Space)
        press(qtbot, Qt.Key.Key_Return, CTRL)
    settle(qtbot, office)
    signed = asked(qtbot, office, lambda store: paperwork.paper(store, RECEIPT))
    assert [each.strokes for each in signed.signatures] == [(), ()]


def test_nothing_is_cut_at_150(qapp, qtbot, tmp_path, shown):
    theme.apply(qapp, scale=1.5)
    office = opened(qtbot, tmp_path, fill, preferences=Settings(language="fr", text_size=150))
    page = shown(PaperPage(office), 1262, 660)
    page.open(CHILD)
    settle(qtbot, office)
    dialog = begin(qtbot, office, page)
    for each in dialog.pages:
        QApplication.sendPostedEvents()
        assert cut_off(dialog) == []
        if each in dialog.steps:
            each.typed.setChecked(True)
        if each is not dialog.pages[-1]:
            dialog._confirm()
    dialog.reject()
    closed(qtbot, office)
    theme.apply(qapp)


def test_what_is_missing_is_said_beside_it(qtbot, office, page):
    dialog = begin(qtbot, office, page)
    step = dialog.steps[0]
    dialog._confirm()
    press(qtbot, Qt.Key.Key_Return)
    assert "Nothing is drawn yet" in step._wrong.text()
    draw(qtbot, step.pad)
    assert not step._wrong.isVisible()
    assert not step.typed.isEnabled()
    step.name.setText(" ")
    press(qtbot, Qt.Key.Key_Return)
    assert step._named.error() == "Type the name of the one who signs."
    step.clear.click()
    assert step.typed.isEnabled()
    step.again.click()
    assert step.pad.strokes()
    step.back.click()
    assert not step.pad.can_undo
    assert dialog._stack.currentWidget() is step
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_guardian_signs_where_one_is_needed(qtbot, office, page):
    page.open(CHILD)
    settle(qtbot, office)
    dialog = begin(qtbot, office, page)
    assert [(each.who, each.name.text()) for each in dialog.steps][1] == (Who.GUARDIAN, "Olena Koval")
    dialog.reject()


def test_the_paper_can_be_read_before_anybody_signs(qtbot, office, page):
    places = []
    office.asked_for.connect(lambda *where: places.append(where))
    dialog = begin(qtbot, office, page)
    dialog._confirm()
    assert not dialog.read.isVisible()
    dialog.before.click()
    dialog.read.click()
    assert places == [("paper", ADULT)]
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_a_refusal_keeps_what_was_drawn(qtbot, office, page):
    dialog = begin(qtbot, office, page)
    for step in dialog.steps:
        draw(qtbot, step.pad)
        given = tuple(replace(each.signature(()), strokes=()) for each in dialog.steps)
    office.do(
        office,
        lambda store, by: signatures.sign_on_screen(store, signatures.SignOnScreen(ADULT, given), by),
        lambda _: None,
    )
    settle(qtbot, office)
    for _ in dialog.pages:
        dialog._confirm()
    settle(qtbot, office)
    assert "noted as signed" in dialog.error()
    assert dialog.steps[1].pad.strokes()
    dialog.reject()
    signing.sign(office, page, ADULT)
    settle(qtbot, office)
    assert office.heard[-1].text == "This paper is signed already."


# Scans and verifying


def attach(qtbot, office, page, file, paper_id=ADULT):
    signing.attach(office, page, paper_id, file)
    settle(qtbot, office)
    settle(qtbot, office)


def test_a_scan_is_chosen_attached_saved_and_removed(qtbot, office, page, tmp_path, monkeypatch):
    scan, copy = tmp_path / "signé.pdf", tmp_path / "copy.pdf"
    scan.write_bytes(PDF)
    monkeypatch.setattr(QFileDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(scan)])
    box = page.side.signing
    box.attach.click()
    settle(qtbot, office)
    qtbot.waitUntil(lambda: box._scans.count() == 1)
    assert office.heard[-1].text == "signé.pdf attached to L-2026-0001"
    assert box.status.accessibleName().startswith("Signed on paper")
    assert unnamed(page) == []
    monkeypatch.setattr(signing_box, "choose_file", lambda *_: str(copy))
    buttons = box._scans.itemAt(0).widget().findChildren(type(box.attach))
    buttons[0].click()
    qtbot.waitUntil(copy.exists)
    settle(qtbot, office)
    assert copy.read_bytes() == PDF
    buttons[1].click()
    settle(qtbot, office)
    qtbot.waitUntil(lambda: box._scans.count() == 0)
    assert box.status.accessibleName() == "Not signed yet"


def test_what_is_no_scan_is_said(qtbot, office, page, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"MZ")
    attach(qtbot, office, page, tmp_path / "a.pdf")
    assert office.heard[-1].text.startswith("“a.pdf” is no whole PDF")
    attach(qtbot, office, page, tmp_path / "none.pdf")
    assert office.heard[-1].error


def test_verifying_says_the_same_or_what_was_changed(qtbot, office, page, tmp_path):
    (tmp_path / "scan.pdf").write_bytes(PDF)
    attach(qtbot, office, page, tmp_path / "scan.pdf")
    box = page.side.signing
    box.verify.click()
    settle(qtbot, office)
    assert box._found.itemAt(0).widget().accessibleName() == "Same bytes, same facts as when they were kept."
    assert box._found.count() == 4  # the sentence, what it is, what it says, the scan
    page.side.set_under(under=True)
    assert [box._found.itemAt(n).widget().isVisible() for n in range(4)] == [True, False, False, False]
    page.side.set_under(under=False)
    (tmp_path / "two.pdf").write_bytes(PDF + b"%%EOF")
    attach(qtbot, office, page, tmp_path / "two.pdf")
    qtbot.waitUntil(lambda: box._found.count() == 5)
    asked(qtbot, office, _forge)
    box.verify.click()
    settle(qtbot, office)
    said = box._found.itemAt(0).widget().accessibleName()
    assert said.startswith("Changed since it was kept Scan scan.pdf and Scan two.pdf.")
    page.open(RECEIPT)
    assert box._found.count() == 0


def _forge(store):
    with store.write():
        store.run("UPDATE paper_files SET content = x'00'")
    return True


def test_a_paper_that_nobody_signs_has_no_such_box(qtbot, office, page):
    box = page.side.signing
    assert box.isVisible()
    state = asked(qtbot, office, lambda store: search.paper_signing(store, 999))
    assert not state.signable
    box._show(state)
    assert not box.isVisible()


def test_what_was_undone_takes_nothing_more(qtbot, office, page):
    def child(store):
        entry = next(row.id for row in search.history_of(store, "loan", 2))
        return undo(store, entry, "wrong client", office.by())

    asked(qtbot, office, child)
    signing.sign(office, page, CHILD)
    settle(qtbot, office)
    assert office.heard[-1].text == "What it says was undone. Do not sign it."
