"""The logo in the settings: chosen, shown as on paper, taken off; a file that is none is refused beside it."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QSignalSpy

from loanmanager.storage import search
from loanmanager.ui.drawings import drawn
from loanmanager.ui.pages.settings import logo
from loanmanager.ui.pages.settings.page import SettingsPage
from tests.pictures import opened as read
from tests.pictures import picture
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import closed, opened, settle

LARGE = QSize(1200, 400)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#c80000"/></svg>'


@pytest.fixture
def office(qtbot, tmp_path):
    made = opened(qtbot, tmp_path / "data")
    made.heard = []
    made.said.connect(lambda message: made.heard.append(message.text))
    yield made
    closed(qtbot, made)


@pytest.fixture
def field(office, shown, qtbot):
    page = SettingsPage(office)
    shown(page, 1182, 660)
    page.open()
    settle(qtbot, office)
    made = page.section("agency").logo
    made.page = page
    return made


@pytest.fixture
def kept(qtbot, office):
    """Return the logo that papers bear now."""

    def read_it() -> bytes:
        settle(qtbot, office)
        found = []
        office.ask(office, search.logo, found.append)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return read_it


def use(qtbot, office, field, file):
    spy = QSignalSpy(office.said)
    field.take(file)
    qtbot.waitUntil(lambda: spy.count() > 0 or bool(field.error()))
    settle(qtbot, office)


@pytest.mark.parametrize(("name", "content"), [("a.png", picture()), ("a.jpg", picture(form="JPEG")), ("a.svg", SVG)])
def test_a_logo_is_chosen_shown_and_named(field, office, qtbot, tmp_path, kept, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    assert field.remove.isHidden()
    use(qtbot, office, field, file)
    assert office.heard == ["Papers bear the new logo from now on"]
    assert QImage.fromData(kept()).size() == field.shown._picture.size()
    assert field.shown.isVisible()
    assert field.remove.isVisible()
    assert cut_off(field.page) == []
    assert unnamed(field.page) == []


def test_an_svg_is_drawn_as_large_as_it_is_printed_and_keeps_its_ground(qtbot):
    made = read(drawn(SVG, LARGE))
    assert made.size == (1200, 400)
    assert made.getpixel((600, 200)) == (200, 0, 0, 255)
    clear = read(drawn(SVG.replace(b'width="60"', b'width="30"'), LARGE))
    assert clear.getpixel((900, 200))[3] == 0
    assert drawn(b"<svg", LARGE) == b""
    assert drawn(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>', LARGE) == b""


@pytest.mark.parametrize("content", [b"<svg this is none", b"GIF89a", b""])
def test_what_is_no_picture_is_said_beside_it_and_the_logo_stays(field, office, qtbot, tmp_path, kept, content):
    good, bad = tmp_path / "logo.png", tmp_path / "bad.svg"
    good.write_bytes(picture())
    bad.write_bytes(content)
    use(qtbot, office, field, good)
    before = kept()
    use(qtbot, office, field, bad)
    assert "“bad.svg” cannot be read as a picture" in field.error()
    assert kept() == before
    use(qtbot, office, field, good)
    assert field.error() == ""


def test_a_file_that_is_too_long_is_not_read_to_its_end(field, office, qtbot, tmp_path):
    file = tmp_path / "long.png"
    file.write_bytes(picture() + b" " * 6_000_000)
    use(qtbot, office, field, file)
    assert "larger than 5 MB" in field.error()


def test_it_is_taken_off_and_put_back_by_undo(field, office, qtbot, tmp_path, kept):
    file = tmp_path / "logo.png"
    file.write_bytes(picture())
    use(qtbot, office, field, file)
    before = kept()
    spy = QSignalSpy(office.said)
    field.remove.setFocus()
    qtbot.keyClick(field.remove, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: spy.count() > 0)
    assert kept() == b""
    assert field.shown.isHidden()
    assert field.choose.hasFocus()
    assert before


def test_a_file_may_be_dropped(field, office, qtbot, tmp_path, kept):
    file = tmp_path / "logo.png"
    file.write_bytes(picture())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    spy = QSignalSpy(office.said)
    move, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    field.dropEvent(QDropEvent(QPoint(5, 5), move, data, left, none))
    qtbot.waitUntil(lambda: spy.count() > 0)
    assert kept()


def test_a_logo_is_chosen_in_a_dialog_by_its_button(field, office, qtbot, tmp_path, kept, monkeypatch):
    file = tmp_path / "logo.png"
    file.write_bytes(picture())
    monkeypatch.setattr(logo.QFileDialog, "exec", lambda _: logo.QDialog.DialogCode.Accepted)
    monkeypatch.setattr(logo.QFileDialog, "selectedFiles", lambda _: [str(file)])
    spy = QSignalSpy(office.said)
    field.choose.setFocus()
    qtbot.keyClick(field.choose, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: spy.count() > 0)
    assert kept()
    assert field.choose in tab_order(field.page)
