"""Somebody who is there twice: noticed, compared, merged or told apart, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from loanmanager.domain.clients import InternetUse
from loanmanager.operations import inventory, people, programmes
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import theme
from loanmanager.ui.dialogs.choose_client import ChooseClientDialog
from loanmanager.ui.dialogs.merge import MergeDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.clients.page import Clients
from tests.office import TODAY, add_client, add_device, lend
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import settle
from tests.ui.pages.people import cells, laid_out, texts, timeline

ONE, TWIN, LUC = range(1, 4)


def fill(store, by):
    add_client(
        store, by, "Nguyễn", "Zoë", phones=("514 555-0142",), email="zoe@example.org", address="12, rue Un\nMontréal"
    )
    more = {"internet": InternetUse.NO, "language": "fr", "orientation_on": TODAY}
    add_client(
        store, by, "nguyen", "zoe", phones=("15145550142",), email="z@example.net", file_number="OLD-7",
        address="A street whose name is long enough to be cut, Montréal", **more,
    )  # fmt: skip
    add_client(store, by, "Roy", "Luc")
    lend(store, by, TWIN, add_device(store, by))
    block = {"blocked": True, "blocked_until": None, "blocked_reason": "Two chargers lost"}
    people.edit_client(store, inventory.Edit(TWIN, {}, block), by)
    until = {"blocked": True, "blocked_until": TODAY.replace(month=12), "blocked_reason": "Late"}
    people.edit_client(store, inventory.Edit(ONE, {}, until), by)


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def compared(seen, press, dialog_of):
    """Return what opens the comparison of a client with their twin."""

    def opened(client_id):
        detail = seen(client_id)
        press(detail, "Compare the two records")
        return dialog_of(MergeDialog)

    return opened


def test_it_is_noticed_on_the_page_and_in_the_list(seen, page, qtbot, office):
    detail = seen(ONE)
    assert detail.twice.notice.accessibleName() == "May be there twice OLD-7 · same phone"
    assert not seen(LUC).twice.isVisible()
    assert page._chips["duplicates"].isVisible()
    qtbot.keyClick(page._chips["duplicates"], Qt.Key.Key_Space)
    settle(qtbot, office)
    assert cells(page, "number") == ["C-00001", "OLD-7"]


def test_both_stand_side_by_side_and_the_careful_value_is_proposed(compared):
    dialog = compared(ONE)
    assert list(dialog.choices) == [
        "file_number", "family_name", "given_name", "language", "email", "address", "internet", "blocked"
    ]  # fmt: skip
    chosen = {name: [each.isChecked() for each in pair].index(True) for name, pair in dialog.choices.items()}
    assert chosen["internet"] == chosen["blocked"] == 1
    assert chosen["email"] == chosen["family_name"] == 0
    assert dialog.choices["address"][1].text() == "A street whose name is long enoug…"
    assert "to be cut" in dialog.choices["address"][1].accessibleName()
    assert not any(
        "chargers" in each.text() + each.accessibleName() for pair in dialog.choices.values() for each in pair
    )
    assert unnamed(dialog) == []


def test_a_merge_by_keys_and_its_undo(compared, page, qtbot, office, dialog_of):
    dialog = compared(ONE)
    qtbot.waitUntil(dialog.choices["file_number"][0].hasFocus)
    while not any(each.hasFocus() for each in dialog.choices["email"]):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert dialog.choices["email"][1].isChecked()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert office.messages[-1].text == "OLD-7 is now part of C-00001"
    detail = page.detail
    record = detail.read.record
    assert (record.id, record.email, record.family_name) == (ONE, "z@example.net", "Nguyễn")
    assert (record.internet, record.blocked_until) == (InternetUse.NO, None)
    assert timeline(detail)[0] == "Merged with OLD-7"
    assert "Borrowed LT-0001" in timeline(detail)
    assert not detail.twice.isVisible()
    assert cells(page, "number") == ["C-00001", "C-00002"]
    dict(office.messages[-1].actions)["Undo"]()
    reason = dialog_of(ReasonDialog)
    qtbot.keyClicks(reason._reason, "two people")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert timeline(detail)[0] == "Merge undone"
    assert detail.twice.isVisible()


def test_the_other_record_may_stay(compared, page, qtbot, office):
    dialog = compared(ONE)
    qtbot.keyClick(dialog.choices["file_number"][0], Qt.Key.Key_Right)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert office.messages[-1].text == "C-00001 is now part of OLD-7"
    record = page.detail.read.record
    assert (record.id, record.family_name, record.internet) == (TWIN, "Nguyễn", InternetUse.NO)
    assert record.email == "zoe@example.org"


def test_two_people_are_told_apart(compared, seen, page, qtbot, office):
    dialog = compared(TWIN)
    qtbot.keyClick(dialog.apart, Qt.Key.Key_Space)
    settle(qtbot, office)
    assert office.messages[-1].text == "Noted: two people"
    assert page.detail.read.record.id == TWIN
    assert not page.detail.twice.isVisible()
    assert not page._chips["duplicates"].isVisible()


def test_a_refusal_is_said_and_nothing_chosen_is_lost(compared, qtbot, office):
    dialog = compared(ONE)
    from loanmanager.operations import merging

    merge = merging.Merge(TWIN, ONE)
    office.do(office, lambda store, by: merging.merge(store, merge, by), lambda _: None)
    settle(qtbot, office)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert "merged into another record" in dialog.error()
    assert dialog.isVisible()


def test_another_record_is_chosen_by_name(seen, menu_of, dialog_of, qtbot, office):
    detail = seen(LUC)
    menu_of(detail)["Merge with another record…"].trigger()
    choose = dialog_of(ChooseClientDialog)
    qtbot.keyClick(choose, Qt.Key.Key_Return)
    assert choose.isVisible()
    assert choose._field.error() == "Type a name and choose the client from the list."
    qtbot.keyClicks(choose.client, "roy")
    settle(qtbot, office)
    qtbot.keyClick(choose.client, Qt.Key.Key_Return)
    assert choose._field.error() == "This is the same record. Choose the other one."
    choose.client.clear()
    qtbot.keyClicks(choose.client, "OLD-7")
    settle(qtbot, office)
    qtbot.keyClick(choose, Qt.Key.Key_Return)
    dialog = dialog_of(MergeDialog)
    assert texts(dialog)[:2] == ["One client or two?", "Roy, Luc"]
    assert dialog.choices["file_number"][1].text() == "OLD-7"


def test_a_number_that_was_merged_opens_the_kept_record(page, compared, qtbot, office):
    qtbot.keyClick(compared(ONE), Qt.Key.Key_Return)
    settle(qtbot, office)
    page.show_record(TWIN)
    settle(qtbot, office)
    assert page.detail.read.record.id == ONE
    found = []
    office.ask(office, lambda store: search.find(store, "old-7", TODAY), found.append)
    settle(qtbot, office)
    assert found[0].client.id == ONE


def test_the_history_is_shown_in_parts(seen, compared, qtbot, office, page):
    qtbot.keyClick(compared(ONE), Qt.Key.Key_Return)
    settle(qtbot, office)
    detail = page.detail
    assert [key for key, chip in detail.chips._chips.items() if chip.isVisible()] == ["", "loans", "record"]
    qtbot.keyClick(detail.chips._chips["loans"], Qt.Key.Key_Space)
    assert timeline(detail) == ["Borrowed LT-0001"]
    qtbot.keyClick(detail.chips._chips["record"], Qt.Key.Key_Space)
    assert "Borrowed LT-0001" not in timeline(detail)
    seen(LUC)
    assert timeline(detail) == ["Added"]
    assert not detail.chips.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_in_french(offices, showing, qtbot, qapp, scale, dialog_of, press):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language="fr"))
    page = showing(Clients, office, 1262)
    page.show_record(ONE)
    settle(qtbot, office)
    laid_out()
    qtbot.keyClick(page.detail.twice.compare, Qt.Key.Key_Space)
    dialog = dialog_of(MergeDialog)
    laid_out()
    assert cut_off(dialog) == []
    assert len(tab_order(dialog)) >= len(dialog.choices)


def test_a_guardian_is_named_for_somebody_who_needs_none_by_age(seen, menu_of, write, qtbot, office):
    detail = seen(LUC)
    assert not detail._guardian_part.isVisible()
    menu_of(detail)["Name a guardian"].trigger()
    assert detail._guardian_part.isVisible()
    write(detail, "guardian.name", "Ana Roy", form="_guardian")
    assert detail.read.record.guardian.name == "Ana Roy"
    assert "Name a guardian" not in menu_of(detail)


def test_programmes_are_written_in_place(seen, write, office, qtbot):
    def made(store, by):
        programmes.add_programme(store, "Interviews", by)
        return programmes.add_programme(store, "Job club", by)

    office.do(office, made, lambda _: None)
    settle(qtbot, office)
    detail = seen(LUC)
    write(detail, "programmes", "job CLUB; Interviews")
    assert detail.read.record.programmes == ("Interviews", "Job club")
    write(detail, "programmes", "Jbo club")
    assert "There is no programme “Jbo club”" in detail._fields._errors["programmes"].text()
    assert detail.read.record.programmes == ("Interviews", "Job club")
