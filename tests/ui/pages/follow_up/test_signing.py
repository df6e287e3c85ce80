"""The list of agreements to sign: signed on screen or scanned without leaving it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from loanmanager.ui.dialogs.sign import SignDialog
from tests.ui.office import settle


def test_s_signs_on_screen_and_the_row_is_done(hand):
    hand.go("to_sign")
    before = hand.left()
    hand.press(Qt.Key.Key_S)
    dialog = hand.dialog(SignDialog)
    for step in dialog.steps:
        step.typed.setChecked(True)
    for _ in dialog.pages:
        dialog._confirm()
    hand.closed()
    hand.qtbot.waitUntil(lambda: hand.left() == before - 1)


def test_a_attaches_the_scan_and_the_row_is_done(hand, tmp_path, monkeypatch):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7\n%%EOF\n")
    monkeypatch.setattr(QFileDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(scan)])
    hand.go("to_sign")
    before = hand.left()
    hand.press(Qt.Key.Key_A)
    settle(hand.qtbot, hand.office)
    hand.qtbot.waitUntil(lambda: hand.left() == before - 1)
    monkeypatch.setattr(QFileDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
    hand.press(Qt.Key.Key_A)
    assert hand.left() == before - 1
