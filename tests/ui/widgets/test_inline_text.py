import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit, QWidget

from loanmanager.ui.widgets.inline_text import InlineText
from loanmanager.ui.widgets.layout import column


@pytest.fixture
def field(shown):
    made, other = InlineText("12, Main\nMontreal", says="Address", tip="Ctrl+Enter keeps"), QLineEdit()
    frame = QWidget()
    frame.setLayout(column(made, other, None))
    shown(frame, 260, 300)
    made.setFocus()
    made.selectAll()
    return made


def keep(qtbot, field):
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_enter_breaks_the_line_and_ctrl_enter_keeps(field, qtbot):
    kept = QSignalSpy(field.kept)
    qtbot.keyClicks(field, "one")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "two")
    assert kept.count() == 0
    keep(qtbot, field)
    keep(qtbot, field)
    assert [kept.at(n) for n in range(kept.count())] == [["one\ntwo"]]
    assert field.value() == "one\ntwo"


def test_escape_puts_back(field, qtbot):
    kept, dropped = QSignalSpy(field.kept), QSignalSpy(field.dropped)
    qtbot.keyClicks(field, "one")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "12, Main\nMontreal"
    assert (kept.count(), dropped.count()) == (0, 1)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert dropped.count() == 1


def test_tab_leaves_and_keeps(field, qtbot):
    kept = QSignalSpy(field.kept)
    qtbot.keyClicks(field, "one")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()
    assert kept.at(0) == ["one"]


def test_what_was_refused_stays_and_is_tried_again_only_when_asked(field, qtbot):
    kept = QSignalSpy(field.kept)
    qtbot.keyClicks(field, "one")
    keep(qtbot, field)
    field.refuse("12, Main")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (field.text(), kept.count()) == ("one", 1)
    field.setFocus()
    keep(qtbot, field)
    assert kept.count() == 2


def test_what_somebody_types_is_left_alone(field, qtbot):
    field.set_value("another")
    assert field.text() == "another"
    qtbot.keyClicks(field, "typed ")
    field.set_value("stored")
    assert field.text() == "typed another"
    assert field.value() == "stored"


def test_it_is_as_tall_as_its_lines(field):
    two = field.height()
    field.setText("one")
    one = field.height()
    field.setText("a very long line that has to be broken somewhere, twice or even three times over")
    assert one < two < field.height()
    field.setText("\n" * 30)
    assert field.height() < 30 * one / 2
    assert field.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
