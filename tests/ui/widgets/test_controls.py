import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from loanmanager.ui import theme
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.avatar import Avatar
from loanmanager.ui.widgets.buttons import Chip, Primary, button, set_icon
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.empty import Empty
from loanmanager.ui.widgets.fields import entry, field, note
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import Elided, label, set_ink, set_tip
from loanmanager.ui.widgets.layout import Grow, bed, column, facts, head, holder, line, row
from loanmanager.ui.widgets.message_line import MessageLine
from loanmanager.ui.widgets.nav import NavItem
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.panel import pinned, scrolled
from loanmanager.ui.widgets.segments import Segments
from loanmanager.ui.widgets.status import Status
from loanmanager.ui.widgets.tile import Tile
from tests.ui.helpers import cut_off, tab_order, unnamed

OPTIONS = [("good", "Good"), ("worn", "Worn"), ("damaged", "Damaged & dirty")]


@pytest.fixture
def segments(shown):
    made = Segments("Condition", OPTIONS, "good")
    made.heard = []
    made.chosen.connect(made.heard.append)
    made.window_ = shown(holder(row(QLineEdit(), made, QLineEdit(), None)))
    return made


def test_segments_are_chosen_by_arrow_keys_around_the_end(segments, qtbot):
    first = segments.findChildren(type(segments._buttons["good"]))[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(segments._buttons["worn"], Qt.Key.Key_Down)
    qtbot.keyClick(segments._buttons["damaged"], Qt.Key.Key_Right)
    assert segments.heard == ["worn", "damaged", "good"]
    qtbot.keyClick(segments._buttons["good"], Qt.Key.Key_Left)
    assert segments.value() == "damaged"
    assert segments._buttons["damaged"].hasFocus()


def test_tab_stops_once_in_segments(segments):
    assert len(tab_order(segments.window_)) == 3


def test_segments_choose_without_a_signal_and_may_be_empty(segments):
    segments.choose("worn")
    assert segments.value() == "worn"
    segments.choose("")
    assert segments.value() == ""
    assert segments.heard == []


def test_a_segment_that_is_forbidden_says_why_and_is_passed_over(segments, qtbot):
    segments.set_allowed("worn", False, "Not for this type")
    qtbot.keyClick(segments._buttons["good"], Qt.Key.Key_Right)
    assert segments.value() == "damaged"
    assert segments._buttons["worn"].toolTip() == "Not for this type"


def test_only_the_chosen_segment_has_the_tick_and_nothing_moves(segments, qtbot):
    before = segments.width()
    qtbot.mouseClick(segments._buttons["worn"], Qt.MouseButton.LeftButton)
    assert [not each.icon().isNull() for each in segments._buttons.values()] == [False, True, False]
    assert segments.width() == before
    assert cut_off(segments.window_) == []


def test_flow_breaks_its_lines(shown):
    made = Flow(*[label("word") for _ in range(10)])
    window = shown(holder(column(made, None, margins=0)), 120, 400)
    assert made.count() == 10
    assert made.heightForWidth(1000) < made.heightForWidth(100) < made.heightForWidth(20)
    assert made.minimumSize().width() < 120
    assert made.sizeHint().width() > 120
    assert made.itemAt(99) is None
    assert made.takeAt(99) is None
    made.takeAt(0).widget().deleteLater()
    assert made.count() == 9
    assert cut_off(window) == []
    made.itemAt(0).widget().hide()
    assert made.expandingDirections() == Qt.Orientation(0)


def test_elided_gives_way_and_tells_the_rest(shown):
    words = Elided("Nguyễn-Tremblay de la Durantaye", "h1")
    window = shown(holder(row(words, None, margins=0)), 600, 60)
    assert words.shown() == words.text()
    assert words.toolTip() == ""
    window.resize(90, 60)
    assert words.shown().endswith("…")
    assert words.toolTip() == words.text()
    assert cut_off(window) == [words.text()]
    words.setText("Li")
    assert words.toolTip() == ""


def test_text_is_never_markup(shown):
    hostile = '<b>Bobby</b> <img src="x">'
    words = label(hostile)
    assert words.textFormat() == Qt.TextFormat.PlainText
    set_tip(words, hostile)
    assert "&lt;b&gt;" in words.toolTip()


def test_ink_is_a_property(shown):
    words = label("x", ink="ok")
    shown(words)
    set_ink(words, "late")
    assert words.palette().color(words.foregroundRole()).name().upper() == theme.hexa("late")


def test_buttons_are_named_and_escape_their_ampersands(shown):
    assert button("", "quiet", "x", says="Close").accessibleName() == "Close"
    assert button("Smith & Sons").text() == "Smith && Sons"
    assert "R" in button("Reset", key="Ctrl+R").toolTip()
    menu = button("Condition: good", "quiet", menu=True, flush="right")
    assert menu.layoutDirection() == Qt.LayoutDirection.RightToLeft
    set_icon(menu, "")
    assert menu.icon().isNull()
    with pytest.raises(AssertionError):
        button("x", icon="there-is-no-such-icon")


def test_primary_keeps_its_shortcut_when_its_words_change(shown, qtbot):
    made = Primary("Check out 1 device", "Ctrl+Return", "Ctrl+Enter")
    window = shown(holder(row(made, QLineEdit())))
    made.set_words("Check out 2 devices")
    assert made.accessibleName() == "Check out 2 devices Ctrl+Enter"
    with qtbot.waitSignal(made.clicked):
        qtbot.keyClick(window.findChild(QLineEdit), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made.setEnabled(False)
    made.grab()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_drawn_controls_paint_and_are_never_cut(shown, qapp, scale):
    theme.apply(qapp, scale=scale)
    late = Tile(5, "overdue", "clock-alert", "late")
    chip = Chip("Overdue", "3", "clock-alert", "late", on=True)
    nav = [NavItem("Follow-up", "flag", "26", on=True), NavItem("Desk", "laptop")]
    window = shown(holder(row(late, Tile(0, "to sign"), chip, *nav, Avatar("AL", "Ana Lopes"), None)))
    window.grab()
    assert cut_off(window) == []
    assert unnamed(window) == []
    late.set_number(1, "late")
    nav[0].set_count("")
    assert late.accessibleName() == "1 late"
    assert nav[0].accessibleName() == "Follow-up"
    nav[1].click()
    assert not nav[0].isChecked()
    theme.apply(qapp)


def test_a_field_says_what_is_wrong_beside_the_control(shown):
    control = entry("514 555")
    made = field("Phone", control, "ten digits")
    shown(made)
    made.set_error("It has six digits.")
    assert control.accessibleName() == "Phone"
    assert control.accessibleDescription() == "It has six digits. ten digits"
    assert control.property("wrong") == "true"
    assert made.error() == "It has six digits."
    assert any(each.text() == "It has six digits." and each.isVisible() for each in made.findChildren(QLabel))
    made.set_error("")
    made.set_hint("")
    assert control.accessibleDescription() == ""
    assert control.property("wrong") == ""


def test_tab_leaves_a_note():
    assert note("", "Optional").tabChangesFocus()
    assert isinstance(note(), QPlainTextEdit)


def test_a_combo_speaks_in_keys(shown, qtbot):
    made = Combo(
        [("a", "Job Finding Club"), ("b", "A name much too long for this field, by far")], "b", says="Programme"
    )
    shown(made, 160, 40)
    assert made.value() == "b"
    assert made.toolTip().startswith("A name")
    assert made.minimumSizeHint().width() < 200
    with qtbot.waitSignal(made.chosen) as heard:
        qtbot.keyClick(made, Qt.Key.Key_Up)
    assert heard.args == ["a"]
    made.choose("b")
    made.set_options([("c", "C"), ("b", "B")])
    assert made.value() == "b"
    made.set_options([])
    assert made.value() == ""
    made.grab()


def test_head_notice_status_and_empty_change_their_words(shown, qtbot):
    top = head("Devices", "26", button("Add"))
    box = Notice("todo", "info", "Since 28 Oct", button("Sign", "link"), strong="To sign")
    state, nothing = Status("to_reset", "To reset"), Empty("laptop", "Nothing yet.", "Add a device")
    shown(
        bed(
            "surface",
            column(
                top,
                line(),
                box,
                state,
                nothing,
                facts([("Papers", "Français"), ("Tag", QLineEdit())], caption=80),
                None,
            ),
        )
    )
    top.set_title("Loans")
    box.set_text("", "Late")
    state.set_status(Mark("info", "loan"), "On loan")
    assert state.accessibleName() == "On loan"
    assert box.accessibleName() == "Late"
    with qtbot.waitSignal(nothing.started):
        nothing.button.click()
    nothing.set_sentence("Nothing is late.")
    assert not nothing.button.isVisible()


def test_the_message_line_keeps_errors_and_its_height(shown, qtbot):
    made = MessageLine("Dismiss")
    shown(holder(column(Grow(QLabel()), made)))
    high = made.height()
    made.tell("ok", "Loan checked out", [("undo", "Undo")])
    assert made._timer.isActive()
    with qtbot.waitSignal(made.acted) as heard:
        made._links.findChildren(type(made._close))[0].click()
    assert heard.args == ["undo"]
    made.tell("late", "The disk is full. Free some room and try again.")
    assert not made._timer.isActive()
    assert made.text().startswith("The disk")
    with qtbot.waitSignal(made.dismissed):
        made._close.click()
    assert made.text() == ""
    assert made.height() == high


def test_a_panel_is_never_narrower_than_what_is_in_it(shown):
    inside = holder(column(*[button(f"A button with many words {n}") for n in range(30)]))
    made = pinned(inside, holder(row(None, Primary("Go"))))
    window = shown(made, 10, 300)
    assert cut_off(window) == []
    assert made.minimumSizeHint().width() >= inside.minimumSizeHint().width()
    assert scrolled(holder(column(label("x"))), width=200).width() == 200


def test_tab_scrolls_a_panel_to_the_focus(shown):
    buttons = [button(f"{n}") for n in range(30)]
    window = shown(scrolled(holder(column(*buttons))), 200, 200)
    assert len(tab_order(window)) == 30
    buttons[-1].setFocus()
    assert unnamed(window) == []
    assert window.sizeHint().isValid()
    assert window.minimumSizeHint().height() == QSize(0, 48).height()
