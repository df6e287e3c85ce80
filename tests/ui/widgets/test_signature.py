"""The pad: mouse, pen and finger draw, keys take back."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent, QTouchEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from loanmanager.domain.signatures import EVEN, HIGH, WIDE
from loanmanager.ui.widgets.signature import SignaturePad

CTRL = Qt.KeyboardModifier.ControlModifier
PEN = QPointingDevice(
    "pen",
    7,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    0,
)


@pytest.fixture
def pad(shown):
    made = SignaturePad("Signature: Client", "Sign here")
    shown(made, 500, 150)
    made.setFocus()
    return made


def draw(qtbot, pad, *places):
    left = Qt.MouseButton.LeftButton
    first, *others = (QPointF(x, y).toPoint() for x, y in places)
    qtbot.mousePress(pad, left, pos=first)
    for each in others:
        qtbot.mouseMove(pad, each)
    qtbot.mouseRelease(pad, left, pos=(others or [first])[-1])


def pen(pad, kind, x, y, pressure):
    at = QPointF(x, y)
    event = QTabletEvent(
        kind,
        PEN,
        at,
        pad.mapToGlobal(at),
        pressure,
        0,
        0,
        0,
        0,
        0,
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
    )
    QApplication.sendEvent(pad, event)


def test_a_mouse_draws_in_the_units_of_the_pad(qtbot, pad):
    spy = QSignalSpy(pad.changed)
    draw(qtbot, pad, (50, 30), (250, 75), (450, 30))
    assert pad.strokes() == (((100, 60, EVEN), (500, 150, EVEN), (900, 60, EVEN)),)
    assert spy.count() == 1
    draw(qtbot, pad, (400, 100))
    assert len(pad.strokes()) == 2
    qtbot.mouseClick(pad, Qt.MouseButton.RightButton)
    assert len(pad.strokes()) == 2


def test_what_hardly_moves_is_one_point_and_what_leaves_stays_at_the_edge(qtbot, pad):
    draw(qtbot, pad, (50, 30), (51, 30), (50, 30))
    assert pad.strokes() == (((100, 60, EVEN),),)
    draw(qtbot, pad, (50, 30), (900, 900))
    assert pad.strokes()[1][-1] == (WIDE, HIGH, EVEN)


def test_keys_take_back_and_bring_again(qtbot, pad):
    for x in (50, 100, 150):
        draw(qtbot, pad, (x, 30), (x, 90))
    all_three = pad.strokes()
    qtbot.keyClick(pad, Qt.Key.Key_Z, CTRL)
    assert pad.strokes() == all_three[:2]
    qtbot.keyClick(pad, Qt.Key.Key_Y, CTRL)
    assert pad.strokes() == all_three
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.strokes() == ()
    assert (pad.can_undo, pad.can_redo) == (False, True)
    for _ in range(4):
        qtbot.keyClick(pad, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert pad.strokes() == all_three
    qtbot.keyClick(pad, Qt.Key.Key_Z, CTRL)
    draw(qtbot, pad, (300, 30), (300, 90))
    assert not pad.can_redo  # what was drawn since counts
    pad.set_strokes(all_three[:1])
    assert pad.strokes() == all_three[:1]


def test_a_pen_is_as_wide_as_it_is_pressed_and_the_mouse_it_makes_is_not_counted(qtbot, pad):
    pen(pad, QEvent.Type.TabletPress, 50, 30, 0.2)
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPointF(50, 30).toPoint())
    pen(pad, QEvent.Type.TabletMove, 150, 80, 0.9)
    qtbot.mouseMove(pad, QPointF(150, 80).toPoint())
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPointF(150, 80).toPoint())
    pen(pad, QEvent.Type.TabletRelease, 150, 80, 0)
    assert pad.strokes() == (((100, 60, 20), (300, 160, 90)),)
    pen(pad, QEvent.Type.TabletMove, 200, 80, 0)
    assert len(pad.strokes()[0]) == 2


def test_a_pen_that_is_lifted_out_of_reach_leaves_the_pad_to_the_mouse(qtbot, pad):
    pen(pad, QEvent.Type.TabletPress, 50, 30, 0.2)
    pen(pad, QEvent.Type.TabletMove, 150, 80, 0.9)
    QApplication.sendEvent(pad, QEvent(QEvent.Type.Leave))
    draw(qtbot, pad, (300, 30), (400, 90))
    QApplication.sendEvent(pad, QEvent(QEvent.Type.Leave))
    assert [len(each) for each in pad.strokes()] == [2, 2]


def test_one_finger_draws_and_a_hand_beside_it_does_not(pad):
    screen = QTest.createTouchDevice()

    def at(x, y):
        return QPointF(x, y).toPoint()

    def touched():
        return QTest.touchEvent(pad, screen, False)

    touched().press(0, at(50, 30), pad).commit()
    touched().move(0, at(150, 80), pad).press(1, at(300, 100), pad).commit()
    touched().release(0, at(150, 80), pad).release(1, at(300, 100), pad).commit()
    assert pad.strokes() == (((100, 60, EVEN), (300, 160, EVEN)),)
    touched().press(0, at(50, 30), pad).commit()
    QApplication.sendEvent(pad, QTouchEvent(QEvent.Type.TouchCancel, screen))
    touched().release(0, at(50, 30), pad).commit()
    assert len(pad.strokes()) == 1


def test_what_is_drawn_is_seen(qtbot, pad):
    """Ink where the stroke is, paper where it is not; the shape of the pad is kept."""

    def dark(x, y):
        return pad.grab().toImage().pixelColor(x, y).lightness() < 120

    assert not dark(250, 40)
    draw(qtbot, pad, (100, 40), (400, 40))
    draw(qtbot, pad, (250, 70))
    assert dark(250, 40)
    assert dark(250, 70)
    assert not dark(250, 20)
    assert pad.heightForWidth(500) == 150
    assert pad.hasHeightForWidth()
    assert pad.accessibleName() == "Signature: Client"
    assert pad.minimumSizeHint().width() < pad.sizeHint().width()


def test_other_keys_go_their_way(qtbot, pad):
    draw(qtbot, pad, (100, 40), (400, 40))
    qtbot.keyClick(pad, Qt.Key.Key_A)
    assert len(pad.strokes()) == 1
