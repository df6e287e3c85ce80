from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from loanmanager.domain.devices import Condition, LineState, PartState
from loanmanager.domain.kits import Unit
from loanmanager.domain.names import Label
from loanmanager.operations import caring, inventory, kits
from loanmanager.operations.inventory import Edit
from loanmanager.operations.kits import NewKit
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui.dialogs.parts import PartsDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.reset import ResetDialog
from loanmanager.ui.widgets.labels import Elided
from tests.ui.office import settle


@pytest.fixture
def write(qtbot, office):
    """Return what writes in a field of the detail, in the form it is in, and keeps it by Enter."""

    def into(detail, name, text, form="_fields"):
        control = getattr(detail, form)._controls[name]
        control.setFocus()
        control.selectAll()
        qtbot.keyClicks(control, text)
        qtbot.keyClick(control, Qt.Key.Key_Return)
        settle(qtbot, office)
        return control

    return into


def choose(qtbot, combo, key):
    combo.setFocus()
    combo.choose(key)
    combo.chosen.emit(key)


def error_of(detail, name, form="_fields"):
    said = getattr(detail, form)._errors[name]
    return said.text() if said.isVisible() else ""


def timeline(detail):
    events = detail.timeline.events
    return [events.index(at).data() for at in range(events.rowCount())]


def menu_of(detail, qtbot):
    more = next(each for each in detail.findChildren(type(detail._fields._toggle)) if each.accessibleName() == "More")
    qtbot.keyClick(more, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return {each.text(): each for each in menu.actions()}


# What is shown


@pytest.mark.parametrize(
    ("tag", "status", "under", "primary"),
    [
        ("LT-0001", "Available", "since Mon\u00a023\u00a0Nov, Administrator", "Lend it"),
        ("LT-0002", "To reset", "since Mon\u00a023\u00a0Nov, Administrator", "Mark reset"),
        ("LT-0003", "Overdue", "Παππά, Ουρανία\ndue Fri\u00a013\u00a0Nov, 10 days late", "Take it back"),
        ("LT-0004", "To check", "since Mon\u00a023\u00a0Nov, Administrator", "Mark checked"),
        ("HD-0001", "On loan", "Παππά, Ουρανία\ndue Wed\u00a023\u00a0Dec, in 30 days", "Take it back"),
    ],
)
def test_a_state_offers_the_one_thing_to_do(seen, tag, status, under, primary):
    detail = seen(tag)
    assert detail._status.accessibleName() == status
    assert detail._since.text() == under
    assert detail.primary.words == primary


def test_a_retired_device_offers_nothing(offices, opening, qtbot):
    def retire(store, by):
        kind = search.device_types(store)[0]
        inventory.add_device(store, inventory.NewDevice(kind.id, status="retired"), by)

    page = opening(offices(retire))
    page.show_record(page._model.row(0).id)
    settle(qtbot, page.office)
    assert not page.detail.primary.isVisible()
    assert page.detail.findChildren(Elided)[1].text() == "Laptop"


def test_fields_are_shown_as_people_read_them(seen):
    detail = seen("LT-0001")
    controls = detail._fields._controls
    assert controls["serial"].text() == "PF-1"
    assert controls["condition"].currentText() == "Good"
    assert controls["site_id"].currentText() == "Main office"
    assert controls["replacement_cost"].text() == "$450.00"
    assert not detail._line_part.isVisible()
    assert not controls["price"].isVisible()


def test_the_history_is_read_by_keys(seen, qtbot):
    detail = seen("LT-0003")
    assert timeline(detail)[0].startswith("Lent to Παππά, Ουρανία, ")
    detail.timeline.setFocus()
    qtbot.keyClick(detail.timeline, Qt.Key.Key_End)
    last = detail.timeline.currentIndex()
    assert last.data().startswith("Added")
    assert not detail.timeline.visualRect(last).intersected(detail.timeline.visibleRegion().boundingRect()).isEmpty()


# Editing in place


def test_more_fields_are_a_key_away(seen, qtbot):
    detail = seen("LT-0001")
    qtbot.keyClick(detail._fields._toggle, Qt.Key.Key_Space)
    assert detail._fields._controls["price"].isVisible()
    assert detail._fields._toggle.text() == "Fewer fields"
    qtbot.keyClick(detail._fields._toggle, Qt.Key.Key_Space)
    assert not detail._fields._controls["price"].isVisible()


@pytest.mark.parametrize(
    ("name", "typed", "kept", "reads"),
    [
        ("shelf", "  C1 ", "C1", "C1"),
        ("replacement_cost", "1 299,95 $", 129995, "$1,299.95"),
        ("replacement_cost", "", None, ""),
        ("price", "640", 64000, "$640.00"),
        ("bought_on", "14 mar", date(2026, 3, 14), "14 Mar 2026"),
        ("warranty_end", "14/3/2028", date(2028, 3, 14), "14 Mar 2028"),
        ("tag", "LT-0100", "LT-0100", "LT-0100"),
    ],
)
def test_enter_keeps_what_was_typed(seen, write, office, qtbot, name, typed, kept, reads):
    detail = seen("LT-0001")
    detail._fields.unfold(on=True)
    control = write(detail, name, typed) if typed else detail._fields._controls[name]
    if not typed:
        control.setFocus()
        control.clear()
        qtbot.keyClick(control, Qt.Key.Key_Return)
        settle(qtbot, office)
    assert getattr(detail.read.record, name) == kept
    assert control.text() == reads
    assert office.messages[-1].text == f"{detail.read.record.tag} saved"
    assert timeline(detail)[0].startswith("Changed: ")


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("replacement_cost", "cheap", "Write an amount like 450.00."),
        ("bought_on", "32/13/2023", "Write a date like 2026-11-23."),
    ],
)
def test_what_does_not_fit_stays_with_a_sentence_until_it_is_mended(
    seen, write, qtbot, office, page, name, typed, sentence
):
    detail = seen("LT-0001")
    detail._fields.unfold(on=True)
    control = write(detail, name, typed)
    assert error_of(detail, name) == sentence
    assert control.accessibleDescription() == sentence
    page.reload()  # somebody did something meanwhile
    settle(qtbot, office)
    assert control.text() == typed
    qtbot.keyClick(control, Qt.Key.Key_Escape)
    assert error_of(detail, name) == ""
    assert control.text() == ("$450.00" if name == "replacement_cost" else "")
    assert page.split.is_open()
    assert office.messages == []


def test_a_tag_that_is_taken_is_refused_beside_it(seen, write, office, qtbot):
    detail = seen("LT-0001")
    detail._fields.unfold(on=True)
    control = write(detail, "tag", "lt-0002")
    assert error_of(detail, "tag") == "Tag: “LT-0002” is taken already."
    assert control.text() == "lt-0002"
    qtbot.keyClick(control, Qt.Key.Key_Tab)  # leaving does not ask again
    settle(qtbot, office)
    assert detail.read.record.tag == "LT-0001"
    write(detail, "tag", "LT-0200")
    assert error_of(detail, "tag") == ""
    assert detail.read.record.tag == "LT-0200"


def test_what_somebody_else_changed_meanwhile_is_shown_before_it_is_overwritten(seen, write, office, qtbot, page):
    detail = seen("LT-0001")
    was = detail.read.record
    other = Edit(was.id, {"shelf": "B3"}, {"shelf": "Z9"})
    office.tasks.run(lambda store: inventory.edit_device(store, other, office.by()), lambda _: None, office.fail)
    control = write(detail, "shelf", "C1")
    assert error_of(detail, "shelf").startswith("Shelf: somebody changed this meanwhile.")
    assert detail.read.record.shelf == "Z9"
    assert control.text() == "C1"
    qtbot.keyClick(control, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert detail.read.record.shelf == "C1"
    assert error_of(detail, "shelf") == ""


def test_a_choice_is_kept_at_once_and_put_back_when_refused(seen, office, qtbot):
    detail = seen("LT-0001")
    combo = detail._fields._controls["condition"]
    choose(qtbot, combo, "worn")
    settle(qtbot, office)
    assert detail.read.record.condition is Condition.WORN
    other = Edit(detail.read.record.id, {"condition": Condition.WORN}, {"condition": Condition.NEW})
    office.tasks.run(lambda store: inventory.edit_device(store, other, office.by()), lambda _: None, office.fail)
    choose(qtbot, combo, "damaged")
    settle(qtbot, office)
    assert combo.value() == "new"
    assert error_of(detail, "condition")


def test_a_site_may_be_none(seen, office, qtbot):
    detail = seen("LT-0001")
    detail._fields._controls["site_id"].setFocus()
    detail._fields._controls["site_id"].setCurrentIndex(0)
    detail._fields._controls["site_id"].chosen.emit("")
    settle(qtbot, office)
    assert detail.read.record.site_id is None
    assert "Main office → –" in timeline(detail)[0]


def test_what_is_being_typed_outlives_a_reload_but_not_another_device(seen, qtbot, office, page):
    detail = seen("LT-0001")
    notes = detail._fields._controls["notes"]
    notes.setFocus()
    qtbot.keyClicks(notes, "half a sen")
    page.reload()
    settle(qtbot, office)
    assert notes.text() == "half a sen"
    seen("LT-0002")
    assert notes.text() == ""


def test_french_amounts_and_dates_are_shown_and_read(offices, opening, qtbot):
    page = opening(offices(preferences=Settings(language="fr")))
    page.show_record(next(each.id for each in page._model._rows if each.tag == "LT-0001"))
    settle(qtbot, page.office)
    fields = page.detail._fields
    fields.unfold(on=True)
    assert fields._controls["replacement_cost"].text() == "450,00\u00a0$"
    day = fields._controls["warranty_end"]
    day.setFocus()
    qtbot.keyClicks(day, "14 mars 2028")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    settle(qtbot, page.office)
    assert page.detail.read.record.warranty_end == date(2028, 3, 14)
    assert day.text() == "14 mars 2028"


# The line of a hotspot


def test_a_hotspot_shows_its_line(seen):
    detail = seen("HS-0001")
    controls = detail._line._controls
    assert detail._line_part.isVisible()
    assert controls["line.iccid"].text() == "89302720401025734417"
    assert detail._line_part._state.accessibleName() == "Active"
    assert controls["imei"].text() == "357145082204176"


def test_a_line_is_edited_and_its_refusal_is_said_there(seen, write, office, qtbot):
    detail = seen("HS-0001")
    write(detail, "line.plan", "50 GB", form="_line")
    assert detail.read.record.line.plan == "50 GB"
    other = Edit(
        detail.read.record.id,
        {"line": detail.read.record.line},
        {"line": type(detail.read.record.line)(0, "Another")},
    )
    office.tasks.run(lambda store: inventory.edit_device(store, other, office.by()), lambda _: None, office.fail)
    write(detail, "line.number", "514 555-0100", form="_line")
    assert error_of(detail, "line.number", "_line").startswith("Line: somebody changed this meanwhile.")
    write(detail, "imei", "356", form="_line")
    assert detail.read.record.imei == "356"


def test_a_hotspot_without_a_line_gets_one_by_writing_in_it(seen, write, office, qtbot):
    detail = seen("HS-0002")
    assert detail.read.record.line is None
    write(detail, "line.iccid", "8930272", form="_line")
    assert detail.read.record.line.iccid == "8930272"
    assert detail.read.record.line.state is LineState.ACTIVE


def test_the_line_and_the_kit_of_a_device_lead_to_their_pages(seen, office, qtbot):
    detail = seen("HS-0002")
    assert detail._line_part._state.accessibleName() == "No SIM inside"
    assert not detail._kit_part.isVisible()
    qtbot.keyClick(detail._line_part._opens, Qt.Key.Key_Space)
    assert office.places[-1] == ("lines", "spare")
    detail = seen("HS-0001")
    qtbot.keyClick(detail._line_part._opens, Qt.Key.Key_Space)
    assert office.places[-1] == ("lines", detail.read.record.line.id)
    unit = Unit(detail.read.record.id, Label("For the trip"))
    form = NewKit(Label("Travel kit"), units=(unit,))
    office.do(office, lambda store, by: kits.make_kit(store, form, by), lambda _: None)
    settle(qtbot, office)
    detail.reload()
    settle(qtbot, office)
    assert detail._kit_part.isVisible()
    assert detail._kit_part._name.text() == "Travel kit · For the trip"
    qtbot.keyClick(detail._kit_part._opens, Qt.Key.Key_Space)
    assert office.places[-1] == ("kits", 1)


# Doing


def test_ctrl_r_opens_the_reset_and_enter_records_it(seen, qtbot, office, page, dialog_of):
    detail = seen("LT-0002")
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog_of(ResetDialog), Qt.Key.Key_Return)
    settle(qtbot, office)
    assert detail._status.accessibleName() == "Available"
    assert detail.primary.words == "Lend it"
    assert timeline(detail)[0].startswith("Reset: System reset")


def test_the_next_reset_proposes_what_was_done_last(seen, qtbot, office, dialog_of, page):
    detail = seen("LT-0002")
    reset = caring.Reset(detail.read.record.id, "Wiped", "a stick", "seen")
    office.do(page, lambda store, by: caring.mark_reset(store, reset, by), lambda _: None)
    settle(qtbot, office)
    detail = seen("LT-0004")
    detail.primary.click()
    settle(qtbot, office)
    assert detail.primary.words == "Mark reset"
    detail.primary.click()
    dialog = dialog_of(ResetDialog)
    assert (dialog._method.text(), dialog._tool.text(), dialog._verified.text()) == ("Wiped", "a stick", "seen")


def test_marking_checked_goes_on_to_the_reset_and_offers_undo(seen, qtbot, office, page, dialog_of):
    detail = seen("LT-0004")
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(office.messages))
    settle(qtbot, office)
    assert detail._status.accessibleName() == "To reset"
    assert [event.split(",")[0] for event in timeline(detail)].count("Checked") == 1
    assert office.messages[0].text == "LT-0004 is checked: to reset"
    words, act = office.messages[0].actions[0]
    assert words == "Undo"
    act()
    dialog = dialog_of(ReasonDialog)
    qtbot.keyClicks(dialog._reason, "the wrong one")
    qtbot.keyClick(dialog._reason, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert detail._status.accessibleName() == "To check"


@pytest.mark.parametrize("tag", ["LT-0001", "LT-0003"])
def test_lending_and_taking_back_happen_at_the_desk(seen, office, qtbot, tag):
    detail = seen(tag)
    qtbot.keyClick(detail.primary, Qt.Key.Key_Space)
    assert office.places == [("desk", ("device", detail.read.record.id))]


def test_parts_are_edited_in_their_dialog(seen, qtbot, office, dialog_of):
    detail = seen("LT-0001")
    detail._edit_parts()
    dialog = dialog_of(PartsDialog)
    row = dialog._list._rows[1]
    row.state.choose("missing")
    qtbot.keyClick(row.en, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert detail.read.record.parts[1].state is PartState.MISSING
    words = [each.text() for each in detail.findChildren(type(detail._since))]
    assert "Bag missing" in words
    assert timeline(detail)[0].startswith("Changed: Parts")


def test_the_menu_has_what_can_be_done(seen, office, qtbot):
    assert [each for each in menu_of(seen("LT-0001"), qtbot) if each in {"Edit the parts…", "Copy the tag"}] == [
        "Edit the parts…",
        "Copy the tag",
    ]
    QApplication.activePopupWidget().close()
    found = menu_of(seen("LT-0003"), qtbot)
    assert {"Open Παππά, Ουρανία", "Edit the parts…", "Undo the last step…", "Copy the tag"} <= set(found)
    found["Copy the tag"].trigger()
    assert QApplication.clipboard().text() == "LT-0003"
    found["Open Παππά, Ουρανία"].trigger()
    assert office.places[0][0] == "clients"


def test_the_last_step_is_undone_with_a_reason(seen, office, qtbot, dialog_of):
    detail = seen("LT-0003")
    menu_of(detail, qtbot)["Undo the last step…"].trigger()
    dialog = dialog_of(ReasonDialog)
    assert "Lent to Παππά, Ουρανία" in [each.text().split("\n")[0] for each in dialog.findChildren(type(detail._since))]
    qtbot.keyClicks(dialog._reason, "never left")
    qtbot.keyClick(dialog._reason, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert detail._status.accessibleName() == "Available"
    assert timeline(detail)[0].startswith("Check-out undone")
    assert "(undone)" in timeline(detail)[1]
    assert detail.undoable() is None
    detail.undo_last()
    assert office.messages[-1].text == "There is nothing to undo here."


def test_before_anything_is_read_nothing_is_done(page, office):
    page.detail._act()
    page.detail._edit_parts()
    page.detail._open_menu(page.detail.primary)
    assert office.places == []
    assert QApplication.activePopupWidget() is None
