from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from loanmanager.domain.clients import InternetUse
from loanmanager.operations import reserving
from loanmanager.operations.reserving import Reserve
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import theme
from loanmanager.ui.dialogs.reserve import ReserveDialog
from tests.office import TODAY, add_client, add_device, lend, type_of
from tests.ui.helpers import cut_off, tab_order, unnamed

ANA, MARC, BLOCKED = 1, 2, 3


def fill(store, by):
    """Two headsets, one of them out until Friday; a club; a client who is blocked."""
    one, _ = (add_device(store, by, "headset", make="Logitech", model="H390") for _ in range(2))
    add_client(store, by, "Lopes", "Ana")
    add_client(store, by, "Lopes", "Marc", internet=InternetUse.NO)
    add_client(store, by, "Roy", "Zoé", blocked=True)
    lend(store, by, ANA, one, due=TODAY + timedelta(days=4), programme="Club")


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def headset(office):
    return next(each.id for each in office.view.types if each.key == "headset")


@pytest.fixture
def reserving_of(office, beneath, put, settled, headset):
    """Return what opens the dialog; for a headset, unless told otherwise."""

    def show(**form):
        dialog = put(ReserveDialog(office, parent=beneath, **{"type_id": headset, **form}))
        settled(office)
        return dialog

    return show


@pytest.fixture
def made(asked):
    return lambda: asked(lambda store: search.reservation_rows(store, only=""))


def enter(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_half_a_name_a_key_and_enter(reserving_of, qtbot, office, settled, made):
    dialog = reserving_of()
    assert dialog._client.hasFocus()
    qtbot.keyClicks(dialog._client, "lop")
    settled(office)
    popup = dialog._client._list.popup()
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert dialog._client.text() == "Lopes, Ana · C-00001"
    enter(qtbot, dialog)
    settled(office)
    (row,) = made()
    assert (row.client_id, row.type.en, row.first, row.last) == (ANA, "Headset", TODAY, date(2026, 12, 23))
    assert office.messages[-1].text == "R-2026-001 reserved"
    assert [words for words, _ in office.messages[-1].actions] == ["Undo", "Show in the calendar"]


def test_the_only_one_who_fits_needs_no_choosing(reserving_of, qtbot, office, settled, made):
    dialog = reserving_of()
    qtbot.keyClicks(dialog._client, "C-00002")
    settled(office)
    dialog._client._list.popup().hide()
    enter(qtbot, dialog)
    settled(office)
    assert made()[0].client_id == MARC


def test_somebody_has_to_be_named(reserving_of, qtbot, office, settled, made):
    dialog = reserving_of()
    qtbot.keyClicks(dialog._client, "lopes")
    settled(office)
    dialog._client._list.popup().hide()
    enter(qtbot, dialog)
    assert dialog._client_field.error() == "Choose a client from the list."
    qtbot.keyClick(dialog._who._buttons["client"], Qt.Key.Key_Right)
    assert dialog._programme_field.isVisible()
    enter(qtbot, dialog)
    assert dialog._programme_field.error() == "Name the programme."
    assert dialog._client.text() == "lopes"  # nothing typed is lost
    assert made() == ()


def test_a_programme_reserves_several(reserving_of, qtbot, office, settled, made):
    dialog = reserving_of(first=TODAY + timedelta(days=7))
    qtbot.keyClick(dialog._who._buttons["client"], Qt.Key.Key_Right)
    qtbot.keyClicks(dialog._programme, "Club")
    dialog._count.setValue(2)
    dialog._priority.choose("course_start")
    enter(qtbot, dialog)
    settled(office)
    rows = made()
    assert [(each.name, each.is_programme, each.rank) for each in rows] == [("Club", True, 2)] * 2
    assert office.messages[-1].text == "R-2026-001 and R-2026-002 reserved"
    office.messages[-1].actions[1][1]()


def test_it_tells_whether_one_is_free(reserving_of, qtbot, office, settled):
    dialog = reserving_of()
    assert dialog._free.text() == "Headset: 1 free on all these days"
    dialog._count.setValue(2)
    assert dialog._free.text() == "Headset: not free on all these days, so it goes on the waiting list"
    dialog._first.setFocus()
    qtbot.keyClicks(dialog._first, "2026-11-30")
    dialog._first.selectAll()
    qtbot.keyClicks(dialog._first, "2026-11-30")
    dialog._last.setFocus()
    assert dialog._last.value() == date(2026, 12, 30)  # the policy's length goes along
    assert dialog._free.text() == "Headset: 2 free on all these days"
    qtbot.keyClick(dialog._last, Qt.Key.Key_Down)
    dialog._first.setFocus()
    qtbot.keyClick(dialog._first, Qt.Key.Key_Up)
    assert dialog._last.value() == date(2026, 12, 29)  # one's own date stays


def test_a_device_by_name(reserving_of, office, asked, qtbot, settled, made):
    device = asked(lambda store: search.device_record(store, 2))
    dialog = reserving_of(device=device, client=asked(lambda store: search.client_record(store, ANA)))
    assert dialog._device.currentText() == "HD-0002  Logitech H390"
    assert not dialog._count_field.isVisible()
    assert dialog._free.text() == ""
    enter(qtbot, dialog)
    settled(office)
    assert made()[0].tag == "HD-0002"


def test_another_type_offers_its_own_devices(reserving_of, office, settled):
    dialog = reserving_of()
    laptop = next(each for each in office.view.types if each.key == "laptop")
    dialog._type.choose(str(laptop.id))
    dialog._type.chosen.emit(str(laptop.id))
    settled(office)
    assert [dialog._device.itemText(n) for n in range(dialog._device.count())] == ["Any"]
    assert "waiting list" in dialog._free.text()


def test_another_reason_and_a_note_are_kept(reserving_of, office, asked, qtbot, settled, made):
    dialog = reserving_of(client=asked(lambda store: search.client_record(store, ANA)))
    assert not dialog._other_field.isVisible()
    dialog._priority.choose("other")
    dialog._priority.chosen.emit("other")
    qtbot.keyClicks(dialog._other, "moves on Friday")
    qtbot.keyClicks(dialog._note, "left-handed")
    enter(qtbot, dialog)
    settled(office)
    (row,) = made()
    assert (row.priority, row.rank, row.note) == ("moves on Friday", 1, "left-handed")


def test_who_is_blocked_needs_a_reason(reserving_of, office, asked, qtbot, settled, made):
    dialog = reserving_of(client=asked(lambda store: search.client_record(store, BLOCKED)))
    enter(qtbot, dialog)
    settled(office)
    assert "cannot borrow for now" in dialog.error()
    assert dialog._reason_field.isVisible()
    enter(qtbot, dialog)
    assert dialog._reason_field.error()
    qtbot.keyClicks(dialog._reason, "her counsellor asks")
    enter(qtbot, dialog)
    settled(office)
    assert made()[0].client_id == BLOCKED


def test_what_is_never_lent_is_never_promised(reserving_of, office, asked, qtbot, settled, made):
    hotspot = next(each for each in office.view.types if each.key == "hotspot")
    dialog = reserving_of(client=asked(lambda store: search.client_record(store, MARC)), type_id=hotspot.id)
    enter(qtbot, dialog)
    settled(office)
    assert "cannot be lent to this client" in dialog.error()
    assert not dialog._reason_field.isVisible()
    assert made() == ()


@pytest.mark.parametrize("typed", ["tomorrow week", "2020-01-01", ""])
def test_days_that_cannot_be(reserving_of, office, asked, qtbot, typed):
    dialog = reserving_of(client=asked(lambda store: search.client_record(store, ANA)))
    dialog._last.selectAll()
    dialog._last.setText(typed)
    enter(qtbot, dialog)
    assert dialog._last_field.error() == "This is not a date from today on."
    assert dialog.isVisible()


def test_an_earlier_first_day_than_today_is_today(reserving_of):
    assert reserving_of(first=date(2020, 1, 1))._first.value() == TODAY


def test_everything_is_named_and_in_order(reserving_of):
    dialog = reserving_of()
    assert unnamed(dialog) == []
    stops = tab_order(dialog)
    wanted = [dialog._client, dialog._type, dialog._device, dialog._first, dialog._last, dialog._priority, dialog._note]
    assert [each for each in stops if each in wanted] in (wanted, wanted[1:] + wanted[:1])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut(offices, beneath, put, settled, qapp, language, scale):
    theme.apply(qapp, scale=scale)
    office = offices(fill, preferences=Settings(language=language))
    dialog = put(ReserveDialog(office, parent=beneath))
    settled(office)
    assert cut_off(dialog) == []
    theme.apply(qapp)


def test_undoing_takes_it_back(reserving_of, office, asked, qtbot, settled, made):
    from PySide6.QtWidgets import QApplication

    from loanmanager.ui.dialogs.reason import ReasonDialog

    dialog = reserving_of(client=asked(lambda store: search.client_record(store, ANA)))
    enter(qtbot, dialog)
    settled(office)
    office.messages[-1].actions[0][1]()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    reason = QApplication.activeModalWidget()
    qtbot.keyClicks(reason._reason, "not asked for")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    settled(office)
    assert made() == ()


def test_those_who_wait_are_counted(offices, beneath, put, settled):
    def waiting(store, by):
        fill(store, by)
        form = Reserve(TODAY, TODAY + timedelta(days=2), MARC, type_id=type_of(store, "headset").id)
        reserving.reserve(store, form, by)

    office = offices(waiting)
    headset = next(each for each in office.view.types if each.key == "headset")
    dialog = put(ReserveDialog(office, type_id=headset.id, parent=beneath))
    settled(office)
    assert "waiting list" in dialog._free.text()
