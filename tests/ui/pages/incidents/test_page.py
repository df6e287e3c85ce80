"""The incidents page, worked by keys."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.incidents import ChargeState, IncidentState
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import theme
from loanmanager.ui.dialogs.decide import DecideDialog, SettleDialog
from loanmanager.ui.dialogs.found import FoundDialog
from loanmanager.ui.dialogs.pick_device import PickDeviceDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.report import ReportDialog
from loanmanager.ui.pages.incidents.page import Incidents
from loanmanager.ui.pages.incidents.photos import PhotoDialog, decoded
from tests.ui.helpers import cut_off, unnamed
from tests.ui.office import settle
from tests.ui.pages.incidents.conftest import BAG, DAMAGE, THEFT, fill
from tests.ui.pages.incidents.pictures import picture
from tests.ui.pages.people import cells, chips, laid_out, texts, timeline


def enter(qtbot, office, dialog, key=Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(dialog, key, modifier)
    settle(qtbot, office)


def test_the_list_says_what_is_open_and_what_it_waits_for(page):
    QAbstractItemModelTester(page._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert chips(page) == {
        "Open": "2", "To decide": "1", "To pay": "1", "Look again": "0", "Closed": "1", "All": "3",
    }  # fmt: skip
    assert cells(page, "number") == ["I-2026-002", "I-2026-001"]
    assert cells(page, "what") == ["HD-0001 · Jabra Evolve 20", "LT-0001 · Lenovo T480"]
    assert cells(page, "kind") == ["Damaged", "Stolen"]
    assert cells(page, "client") == ["", "Tremblay, Josée"]
    assert cells(page, "state") == ["To decide", "To pay"]
    assert cells(page, "cost") == ["$90.00", "$450.00"]


def test_a_chip_and_the_box_narrow_it(page, qtbot, office):
    qtbot.keyClick(page._chips["closed"], Qt.Key.Key_Space)
    settle(qtbot, office)
    assert cells(page, "what") == ["LT-0002 · Bag"]
    assert cells(page, "state") == ["Waived"]
    page.choose_filter("")
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.filter, "tremblay")
    settle(qtbot, office)
    assert cells(page, "number") == ["I-2026-001"]


def test_a_part_is_named_in_the_language_of_the_screen(offices, showing):
    page = showing(Incidents, offices(fill, preferences=Settings(language="fr")))
    page.choose_filter("closed")
    settle_of(page)
    assert cells(page, "what") == ["LT-0002 · Sac"]


def settle_of(page):
    while not page.office.tasks.is_idle:
        QApplication.processEvents()


def test_enter_opens_one_and_shows_all_of_it(page, qtbot, office):
    page.list.setFocus()
    page.list.choose(THEFT)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, office)
    said = texts(page.detail)
    assert {"I-2026-001", "Stolen", "Lenovo T480", "To pay", "$425.00"} <= set(said)
    assert page.detail.primary.words == "Settle the charge"
    assert timeline(page.detail) == ["Charged $425.00", "Reported: stolen"]
    values = page.detail._fields._controls
    assert (values["place"].text(), values["police_number"].text()) == ("bus 55", "MTL-1")
    for words, place in (("LT-0001", "devices"), ("Tremblay, Josée", "clients"), ("L-2026-0001", "loans")):
        press_link(page.detail, qtbot, words)
        assert office.places[-1][0] == place


def press_link(inside, qtbot, words):
    laid_out()
    found = next(each for each in inside.findChildren(QPushButton) if each.text().strip() == words and each.isVisible())
    qtbot.keyClick(found, Qt.Key.Key_Space)


def test_a_charge_is_marked_paid_by_keys_and_the_incident_closes(seen, qtbot, office, dialog_of, asked):
    detail = seen(THEFT)
    qtbot.keyClick(detail, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(SettleDialog)
    assert dialog.primary.words == "Mark $425.00 paid"
    qtbot.keyClicks(dialog._note, "in cash")
    enter(qtbot, office, dialog)
    incident = asked(lambda store: search.incident_record(store, id_=THEFT))
    assert (incident.state, incident.charges[0].state, incident.charges[0].note) == (
        IncidentState.CLOSED, ChargeState.PAID, "in cash",
    )  # fmt: skip
    assert office.messages[-1].text == "$425.00 paid"
    assert not detail.primary.isVisible()
    assert timeline(detail)[0] == "Paid $425.00"


def test_a_charge_is_waived_only_with_a_reason(seen, qtbot, office, dialog_of, asked):
    seen(THEFT)._act()
    dialog = dialog_of(SettleDialog)
    dialog._how.choose("waived")
    dialog._show()
    assert dialog.primary.words == "Waive $425.00"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog._field.error() == "Say why; the reason is kept in the history."
    qtbot.keyClicks(dialog._note, "hardship")
    enter(qtbot, office, dialog)
    assert office.messages[-1].text == "$425.00 waived"


def test_a_waiver_closes_by_two_keys(seen, qtbot, office, dialog_of, asked):
    detail = seen(DAMAGE)
    assert detail.primary.words == "Decide who pays"
    assert not detail.found.isVisible()
    qtbot.keyClick(detail, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(DecideDialog)
    assert not dialog._how._buttons["charge"].isEnabled()
    enter(qtbot, office, dialog)
    incident = asked(lambda store: search.incident_record(store, id_=DAMAGE))
    assert (incident.state, incident.decision_reason) == (IncidentState.CLOSED, "Our policy charges nothing")
    assert [words for words, _ in office.messages[-1].actions] == ["Undo"]


def test_what_was_stolen_turns_up(seen, qtbot, office, press, dialog_of, asked):
    detail = seen(THEFT)
    press(detail, "It was found")
    dialog = dialog_of(FoundDialog)
    assert "The open charge of $425.00 is waived." in texts(dialog)
    enter(qtbot, office, dialog)
    assert asked(lambda store: search.device_record(store, 1)).status is DeviceStatus.TO_CHECK
    assert not detail.found.isVisible()
    assert "Found" in texts(detail)


def test_a_field_is_followed_up_in_place(seen, qtbot, office, asked):
    detail = seen(THEFT)
    control = detail._fields._controls["follow_up_on"]
    control.setFocus()
    qtbot.keyClicks(control, "1 dec")
    qtbot.keyClick(control, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert str(asked(lambda store: search.incident_record(store, id_=THEFT)).follow_up_on) == "2026-12-01"
    assert office.messages[-1].text == "I-2026-001 saved"
    money = detail._fields._controls["cost"]
    money.setFocus()
    money.selectAll()
    qtbot.keyClicks(money, "a lot")
    qtbot.keyClick(money, Qt.Key.Key_Return)
    assert detail._fields._errors["cost"].text() == "Write an amount like 450.00."


def test_a_closed_one_is_opened_again_with_a_reason_and_closed(seen, qtbot, office, menu_of, dialog_of):
    detail = seen(BAG)
    menu_of(detail)["Open it again…"].trigger()
    dialog = dialog_of(ReasonDialog)
    qtbot.keyClicks(dialog._reason, "it was new")
    enter(qtbot, office, dialog)
    assert office.messages[-1].text == "Incident I-2026-003 is open again"
    assert detail.primary.words == "Close"
    qtbot.keyClick(detail.primary, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert office.messages[-1].text == "Incident I-2026-003 closed"


def test_the_report_is_made_and_stands_among_the_papers(seen, qtbot, office, press):
    detail = seen(THEFT)
    press_link(detail, qtbot, "Make the report")
    settle(qtbot, office)
    place, paper_id = office.places[-1]
    assert place == "paper"
    press_link(detail, qtbot, "Incident report")
    assert office.places[-1] == ("paper", paper_id)


# Reporting


def test_a_device_is_named_by_tag_and_reported(page, qtbot, office, dialog_of, asked):
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    pick = dialog_of(PickDeviceDialog)
    qtbot.keyClick(pick, Qt.Key.Key_Return)
    assert pick.isVisible()
    qtbot.keyClicks(pick._typed, "zz-9")
    enter(qtbot, office, pick)
    assert pick._field.error().startswith("No device bears")
    qtbot.keyClicks(pick._typed, "LT-0002")
    qtbot.keyClick(pick, Qt.Key.Key_Return)
    dialog = dialog_of(ReportDialog)
    qtbot.keyClick(dialog._kind._buttons["lost"], Qt.Key.Key_Right)
    qtbot.keyClicks(dialog._where, "library")
    enter(qtbot, office, dialog)
    incident = asked(lambda store: search.incident_record(store, number="I-2026-004"))
    assert (incident.kind, incident.place) == ("stolen", "library")
    assert office.messages[-1].text == "Incident I-2026-004 reported"
    assert texts(page.detail)[0] == "I-2026-004"


def test_an_empty_office_offers_to_report(offices, showing, qtbot, dialog_of):
    page = showing(Incidents, offices())
    assert page._empty.accessibleName() == "Nothing was lost, stolen or damaged. What is reported is followed up here."
    qtbot.keyClick(page._empty.button, Qt.Key.Key_Space)
    dialog_of(PickDeviceDialog).reject()


def test_it_opens_at_the_report_of_a_device(page, qtbot, office, dialog_of):
    page.open(("report", 3))
    dialog = dialog_of(ReportDialog)
    assert "LT-0002 · Dell 5420" in texts(dialog)
    dialog.reject()
    page.open(("report", 99))
    settle(qtbot, office)
    assert QApplication.activeModalWidget() is None
    page.open("closed")
    settle(qtbot, office)
    assert cells(page, "number") == ["I-2026-003"]


# Photos


def test_a_photo_is_shown_small_opened_and_removed(seen, qtbot, office, dialog_of, press):
    detail = seen(DAMAGE)
    small = next(each for each in detail.photos.findChildren(QPushButton) if "cup.png" in each.accessibleName())
    assert not small.icon().isNull()
    qtbot.keyClick(small, Qt.Key.Key_Space)
    dialog = dialog_of(PhotoDialog)
    settle(qtbot, office)
    assert not dialog._picture.pixmap().isNull()
    press(dialog, "Remove this photo")
    settle(qtbot, office)
    assert office.messages[-1].text == "Photo removed from I-2026-002"
    assert "None yet. Drop a picture here, or add one." in texts(detail)


def test_pictures_are_dropped_and_chosen(seen, qtbot, office, tmp_path, monkeypatch, press, asked):
    detail, file = seen(THEFT), tmp_path / "a.jpg"
    file.write_bytes(picture(kind="JPG"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    everything = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    detail.photos.dropEvent(QDropEvent(QPointF(5, 5), *everything))
    settle(qtbot, office)
    assert office.messages[-1].text == "Photo added to I-2026-001"
    monkeypatch.setattr(QFileDialog, "exec", lambda _: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(file)])
    press_link(detail, qtbot, "Add a photo")
    settle(qtbot, office)
    assert [each.name for each in asked(lambda store: search.photos_of(store, THEFT))] == ["a.jpg", "a.jpg"]


def test_what_is_no_picture_is_refused(seen, qtbot, office, tmp_path):
    detail, file = seen(THEFT), tmp_path / "notes.png"
    file.write_bytes(b"hello")
    detail.photos.take(file)
    settle(qtbot, office)
    assert office.messages[-1].text == "“notes.png” is no picture. Choose a PNG or JPEG file."
    detail.photos.take(tmp_path / "gone.png")
    settle(qtbot, office)
    assert office.messages[-1].error


def test_a_picture_is_read_no_larger_than_it_is_shown():
    made = decoded(picture(900, 300), detail_size())
    assert (made.width(), made.height()) == (150, 50)
    assert decoded(b"\x89PNG\r\n\x1a\nbroken", detail_size()).isNull()


def detail_size():
    from PySide6.QtCore import QSize

    return QSize(150, 150)


# Fitting


@pytest.mark.parametrize(("language", "scale", "width"), [("en", 1.0, 1182), ("fr", 1.0, 1182), ("fr", 1.5, 1250)])
def test_everything_fits_and_is_named(offices, showing, qtbot, qapp, language, scale, width):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language=language))
    page = showing(Incidents, office, width)
    for incident_id in (THEFT, DAMAGE):
        page.show_record(incident_id)
        settle(qtbot, office)
        laid_out()
        assert cut_off(page.detail) == []
        assert unnamed(page) == []
