"""What may be done with a device in each of its states, by keys; its incidents and resets beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.incidents import IncidentKind
from loanmanager.operations import caring, incidents, repairing
from loanmanager.storage import search
from loanmanager.ui.dialogs.found import FoundDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.repair import BackDialog, SendDialog
from loanmanager.ui.dialogs.report import ReportDialog
from tests.ui.office import settle

REPORT, SEND, RETIRE = "Report lost, stolen or damaged…", "Send to repair…", "Retire…"


@pytest.fixture
def state(office, qtbot):
    """Return what brings a device into another state, and reads it."""

    def read(id_):
        answers = []
        office.ask(office, lambda store: search.device_record(store, id_), answers.append)
        settle(qtbot, office)
        return answers[0].status

    return read


@pytest.fixture
def does(office, qtbot):
    """Return what does an operation on the store's thread, and waits."""

    def do(work):
        office.do(office, work, lambda _: None)
        settle(qtbot, office)

    return do


@pytest.fixture
def menu(qtbot):
    """Return what opens the menu of a detail and gives its actions by their words."""

    def find(detail):
        more = next(each for each in detail.findChildren(QPushButton) if each.accessibleName() == "More")
        qtbot.keyClick(more, Qt.Key.Key_Space)
        return {each.text(): each for each in QApplication.activePopupWidget().actions()}

    return find


def confirm(qtbot, office, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)


def test_the_menu_fits_the_state(seen, menu):
    for tag, offered in (
        ("LT-0001", {REPORT, SEND, RETIRE}),
        ("LT-0003", {REPORT}),
    ):
        found = set(menu(seen(tag)))
        assert found & {REPORT, SEND, RETIRE, "Bring back into use…", "It was found…"} == offered
        QApplication.activePopupWidget().close()


def test_a_device_goes_to_repair_and_back_by_its_button(seen, menu, qtbot, office, dialog_of, page, state):
    detail = seen("LT-0001")
    menu(detail)[SEND].trigger()
    dialog = dialog_of(SendDialog)
    qtbot.keyClicks(dialog._what, "hinge")
    confirm(qtbot, office, dialog)
    assert state(1) is DeviceStatus.IN_REPAIR
    assert detail.primary.words == "Back from repair"
    QApplication.activePopupWidget() and QApplication.activePopupWidget().close()
    qtbot.keyClick(detail.primary, Qt.Key.Key_Return)
    settle(qtbot, office)
    back = dialog_of(BackDialog)
    confirm(qtbot, office, back)
    assert state(1) is DeviceStatus.TO_CHECK


def test_a_device_is_retired_with_a_reason_and_brought_back(seen, menu, qtbot, office, dialog_of, state):
    detail = seen("LT-0001")
    for words, said, status in (
        (RETIRE, "LT-0001 is retired", DeviceStatus.RETIRED),
        ("Bring back into use…", "LT-0001 is back in use: to check", DeviceStatus.TO_CHECK),
    ):
        menu(detail)[words].trigger()
        dialog = dialog_of(ReasonDialog)
        qtbot.keyClicks(dialog._reason, "a good reason")
        confirm(qtbot, office, dialog)
        assert state(1) is status
        assert office.messages[-1].text == said
        QApplication.activePopupWidget() and QApplication.activePopupWidget().close()


def test_a_lost_device_is_found_from_its_button_and_from_the_desk(seen, qtbot, office, page, dialog_of, does, state):
    does(lambda store, by: incidents.report(store, incidents.Report(1, IncidentKind.LOST), by))
    detail = seen("LT-0001")
    assert detail.primary.words == "It was found"
    page.open(("found", 1))
    settle(qtbot, office)
    confirm(qtbot, office, dialog_of(FoundDialog))
    assert state(1) is DeviceStatus.TO_CHECK


def test_reporting_opens_from_the_menu_with_who_has_it(seen, menu, dialog_of, office, qtbot):
    menu(seen("LT-0003"))[REPORT].trigger()
    dialog = dialog_of(ReportDialog)
    confirm(qtbot, office, dialog)
    assert office.messages[-1].text.startswith("Incident I-2026-")


def test_open_incidents_and_resets_stand_beside_it(seen, qtbot, office, does):
    does(lambda store, by: caring.mark_reset(store, caring.Reset(2, "Factory reset"), by))
    does(lambda store, by: incidents.report(store, incidents.Report(2, IncidentKind.DAMAGED), by))
    detail = seen("LT-0002")
    links = {each.text(): each for each in detail._care.findChildren(QPushButton)}
    number = next(each for each in links if each.startswith("I-2026"))
    qtbot.keyClick(links[number], Qt.Key.Key_Space)
    assert office.places[-1][0] == "incidents"
    for _ in range(2):  # the same paper each time
        qtbot.keyClick(links["Record"], Qt.Key.Key_Space)
        settle(qtbot, office)
    papers = [what for place, what in office.places if place == "paper"]
    assert len(papers) == 2
    assert len(set(papers)) == 1


def test_an_undone_reset_has_no_record(seen, office, does):
    from loanmanager.operations import undoing

    def reset_and_undo(store, by):
        done = caring.mark_reset(store, caring.Reset(2), by)
        return undoing.undo(store, done.entry_id, "wrong one", by)

    does(reset_and_undo)
    assert not seen("LT-0002")._care.findChildren(QPushButton)


def test_a_repair_is_undone_from_the_message(seen, qtbot, office, does, state):
    does(lambda store, by: repairing.send_to_repair(store, repairing.Send(1), by))
    assert state(1) is DeviceStatus.IN_REPAIR
    assert seen("LT-0001").undoable().operation == "send_to_repair"
