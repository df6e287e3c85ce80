import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit

from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import field, note
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder
from loanmanager.ui.widgets.split_detail import SplitDetail
from tests.ui.helpers import cut_off, unnamed


@pytest.fixture
def split(shown):
    listing, detail = QLineEdit("list"), QLineEdit("detail")
    made = SplitDetail(holder(column(listing)), holder(column(detail)))
    made.listing, made.detail = listing, detail
    shown(made, 1180, 600)
    listing.setFocus()
    return made


def test_the_detail_opens_beside_the_list_where_there_is_room(split):
    opened = QSignalSpy(split.opened)
    split.open_detail()
    split.open_detail()
    assert split.is_open()
    assert not split.is_over()
    assert split.listing.isVisible()
    assert split.detail.parentWidget().width() == 372
    assert split.listing.hasFocus()
    assert opened.count() == 1


def test_the_detail_opens_over_the_list_where_there_is_none(split, qtbot):
    split.resize(700, 500)
    split.open_detail()
    assert not split.listing.isVisible()
    assert split.detail.hasFocus()
    assert split.detail.parentWidget().width() == 700
    with qtbot.waitSignal(split.closed):
        qtbot.keyClick(split.detail, Qt.Key.Key_Escape)
    assert split.listing.isVisible()
    assert split.listing.hasFocus()
    split.close_detail()


def test_the_split_asks_for_one_of_the_two_only(split):
    split.open_detail(focus=True)
    assert split.detail.hasFocus()
    assert split.minimumSizeHint().width() < 372
    assert split.sizeHint().width() >= 1000


class Ask(Dialog):
    def __init__(self, **options):
        self.reason, self.more = QLineEdit(), note("", "More")
        self.place = field("Reason", self.reason)
        super().__init__(
            "Undo this return?", column(self.place, self.more), "Undo", "Keep it", key_words="Enter", **options
        )

    def check(self):
        self.place.set_error("" if self.reason.text() else "Say why.")
        return bool(self.reason.text())


def open_dialog(qtbot, **options):
    made = Ask(**options)
    qtbot.addWidget(made)
    made.setModal(False)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.heard = QSignalSpy(made.confirmed)
    return made


def test_enter_checks_and_confirms(qtbot):
    dialog = open_dialog(qtbot)
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.heard.count() == 0
    assert dialog.place.error() == "Say why."
    dialog.reason.setText("A mistake")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.heard.count() == 1
    assert dialog.result() == Dialog.DialogCode.Accepted


def test_enter_in_several_lines_is_a_new_line_and_ctrl_enter_confirms(qtbot):
    dialog = open_dialog(qtbot)
    dialog.reason.setText("A mistake")
    dialog.more.setFocus()
    qtbot.keyClick(dialog.more, Qt.Key.Key_Return)
    assert dialog.more.toPlainText() == "\n"
    qtbot.keyClick(dialog.more, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.heard.count() == 1


def test_a_dialog_that_waits_loses_nothing_when_refused(qtbot):
    dialog = open_dialog(qtbot, waits=True)
    dialog.reason.setText("A mistake")
    dialog.primary.click()
    dialog.reject()
    assert dialog.isVisible()
    assert not dialog.primary.isEnabled()
    dialog.set_error("LT-0042 is lent to someone else.")
    assert dialog.error().startswith("LT-0042")
    assert dialog.reason.text() == "A mistake"
    assert dialog.primary.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_dialog_is_named_and_not_cut(qtbot):
    dialog = open_dialog(qtbot, danger=True)
    dialog.grab()
    assert cut_off(dialog) == []
    assert unnamed(dialog) == []


def test_a_dialog_that_grows_stays_on_the_screen(qtbot) -> None:
    said = label("", wrap=True)
    dialog = Dialog("Restore", holder(column(said)), "Restore", "Cancel")
    qtbot.addWidget(dialog)
    dialog.show()
    screen = dialog.screen().availableGeometry()
    dialog.move(dialog.x(), screen.bottom() - dialog.height())
    said.setText("One line more.\n" * 12)
    qtbot.waitUntil(lambda: dialog.height() > 200)
    assert dialog.frameGeometry().bottom() <= screen.bottom()
    assert dialog.y() >= screen.top()
