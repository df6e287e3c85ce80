import re
import sys

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import delete

from loanmanager.paths import resources
from loanmanager.ui import icons, lasting, theme
from loanmanager.ui.widgets.layout import column, fixed, row
from loanmanager.ui.widgets.suggest import Suggest


@pytest.fixture
def put_back(qapp):
    yield
    theme.apply(qapp)


@pytest.mark.usefixtures("put_back")
def test_the_sheet_is_filled_in_every_look(qapp):
    for wishes in ({}, {"dark": True}, {"high_contrast": True}, {"scale": 1.5}):
        theme.apply(qapp, **wishes)
        text = re.sub(r"/\*.*?\*/", "", theme.sheet(), flags=re.DOTALL)
        assert not re.search(r"[@$]|icon\(|half\(|core\(", text)


@pytest.mark.usefixtures("put_back")
def test_the_palette_follows_the_look_with_its_disabled_group(qapp):
    theme.apply(qapp, dark=True)
    role = QPalette.ColorRole
    assert qapp.palette().color(role.Window).name().upper() == theme.hexa("window") == "#14181D"
    assert qapp.palette().color(QPalette.ColorGroup.Disabled, role.Text).name().upper() == theme.hexa("disabled")


@pytest.mark.usefixtures("put_back")
def test_text_size_changes_what_is_open(qapp, qtbot):
    inner = row(QLabel("a"), 8, QLabel("b"), space=10)
    window = QWidget()
    qtbot.addWidget(window)
    held = fixed(QLabel("c"), width=100, height=20)
    window.setLayout(column(inner, 20, held, space=8, margins=(24, 16, 24, 16)))
    theme.apply(qapp, scale=1.5)
    assert (held.width(), held.height()) == (150, 30)
    assert inner.spacing() == theme.gap(10) == 12
    assert inner.itemAt(1).sizeHint().width() == theme.gap(8)
    assert window.layout().itemAt(1).sizeHint().height() == theme.gap(20)
    assert window.layout().contentsMargins().left() == theme.gap(24) == 28
    assert theme.px(10) == 15


@pytest.mark.usefixtures("put_back")
def test_a_look_that_is_in_force_already_is_not_drawn_anew(qapp, qtbot):
    drawn, told = [], []

    class Drawn(QLabel):
        def changeEvent(self, event):
            drawn.append(event.type())
            super().changeEvent(event)

    theme.apply(qapp, scale=1.25)
    qtbot.addWidget(seen := Drawn("a"))
    seen.show()
    theme.fit(seen, told.append)
    drawn.clear()
    theme.apply(qapp, scale=1.25)
    assert (drawn, told) == ([], [seen, seen])
    theme.apply(qapp, scale=1.5)
    assert drawn


@pytest.mark.usefixtures("put_back")
def test_what_is_gone_is_not_fitted_again(qapp):
    calls = []
    thing = QObject()
    theme.fit(thing, lambda _: calls.append(1))
    delete(thing)
    theme.apply(qapp)
    assert calls == [1]


@pytest.mark.usefixtures("put_back")
def test_a_window_is_dressed_in_each_look_and_what_is_not_in_one_yet_is_not(qapp, qtbot):
    window, inside = theme.dress(QWidget()), QLabel("a")
    qtbot.addWidget(window)
    inside.setProperty("role", "h1")
    inside.ensurePolished()
    assert (
        inside.font().pixelSize() == theme.SIZES["body"]
    )  # a page is matched against the sheet once, when it is whole
    window.setLayout(column(inside))
    inside.ensurePolished()
    assert inside.font().pixelSize() == theme.SIZES["h1"]
    theme.apply(qapp, scale=1.5)
    assert inside.font().pixelSize() == 1.5 * theme.SIZES["h1"]
    assert not qapp.styleSheet()


@pytest.mark.usefixtures("put_back")
def test_a_list_of_suggestions_is_dressed_like_the_rest(qapp, shown):
    field = shown(Suggest(["here", "there"]))
    field.setFocus()
    field.open_list()
    assert field._list.popup().styleSheet() == theme.sheet()
    field._list.popup().hide()


@pytest.mark.usefixtures("put_back")
def test_calm_takes_motion_away(qapp):
    assert theme.motion(500) == 120
    theme.apply(qapp, calm=True)
    assert theme.motion(500) == 0


@pytest.mark.usefixtures("put_back")
def test_tinted_files_go_to_the_folder_given(qapp, tmp_path):
    theme.apply(qapp, cache=tmp_path)
    assert list(tmp_path.glob("chevron-down-*.svg"))


def test_the_systems_wishes_are_read(qapp):
    found = theme.system_look(qapp, 1.25)
    assert found.scale == 1.25
    assert found.calm in {True, False}


def test_every_icon_is_a_drawing_that_takes_a_colour():
    for path in (resources() / "icons").glob("*.svg"):
        if path.stem != icons.PROGRAM:
            assert "currentColor" in path.read_text(encoding="utf-8"), path.name


def test_an_icon_is_tinted_at_every_ratio(qapp):
    image = icons.pixmap("check", "late", 16, 2.0).toImage()
    assert image.width() == 32
    colours = {
        image.pixelColor(x, y).name().upper()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {theme.hexa("late")}


def test_an_icon_is_drawn_as_fine_as_the_screens_in_use(qapp, monkeypatch):
    assert icons.icon("check").pixmap(QSize(16, 16), 2.0).toImage().width() == 16
    monkeypatch.setattr(icons, "_ratios", lambda: {1.0, 2.0})
    assert icons.icon("check").pixmap(QSize(16, 16), 2.0).toImage().width() == 32


def test_a_painter_gets_a_question_for_an_icon_there_is_not(qapp, caplog):
    assert icons.pixmap("there-is-no-such-icon").width() > 0
    assert "there-is-no-such-icon" in caplog.text


def test_the_program_has_an_icon(qapp):
    assert not icons.program_icon().isNull()


@pytest.mark.usefixtures("put_back")
def test_an_icon_follows_text_size(qapp, qtbot):
    icon = icons.Icon("laptop", "text", 20, says="Laptop")
    qtbot.addWidget(icon)
    theme.apply(qapp, scale=1.5)
    assert icon.width() == 30
    assert icon.accessibleName() == "Laptop"


@pytest.mark.skipif(sys.version_info >= lasting.NEVER_DIE, reason="they are immortal here")
@pytest.mark.parametrize("constant", lasting.CONSTANTS)
def test_constants_cannot_be_used_up(constant):
    assert sys.getrefcount(constant) > lasting.PLENTY // 2
