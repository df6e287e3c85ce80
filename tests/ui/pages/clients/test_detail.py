import pytest
from PySide6.QtCore import Qt

from loanmanager.domain.clients import Channel
from loanmanager.operations import inventory, people
from loanmanager.storage import search
from loanmanager.ui.dialogs.block import BlockDialog
from loanmanager.ui.dialogs.contact import ContactDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.renew import RenewDialog
from tests.office import TODAY
from tests.ui.office import settle
from tests.ui.pages.people import INES, JOSEE, LONG, MOHAMMED, SAM, ZOE, texts, timeline


@pytest.fixture
def client(qtbot, office):
    """Return what reads a client from the store."""

    def read(client_id):
        found = []
        office.ask(office, lambda store: search.client_record(store, client_id), found.append)
        settle(qtbot, office)
        return found[0]

    return read


def error_of(detail, name, form="_fields"):
    said = getattr(detail, form)._errors[name]
    return said.text() if said.isVisible() else ""


# What is shown


def test_the_card_says_who_and_what_they_have(seen):
    said = texts(seen(LONG))
    assert said[0] == "Saint-Jean-Baptiste de la Montagne, Marie-Clémentine"
    assert "C-00006" in said
    assert "LT-0005" in said
    assert "LT-0006" not in said
    assert "due Mon\u00a04\u00a0Jan, in 42 days" in said


def test_why_somebody_is_blocked_is_shown_only_when_asked(seen, press):
    detail = seen(ZOE)
    assert detail._blocked.accessibleName() == "Cannot borrow for now Until Fri\u00a04\u00a0Dec"
    assert not any("chargers" in each for each in texts(detail) + timeline(detail))
    press(detail, "Show why")
    assert "Two chargers lost" in detail._blocked.accessibleName()
    press(detail, "Hide why")
    assert "Two chargers lost" not in detail._blocked.accessibleName()
    press(detail, "Show why")
    seen(JOSEE)
    assert not detail._blocked.isVisible()
    assert "chargers" not in seen(ZOE)._blocked.accessibleName()


def test_what_is_late_is_said_at_the_top(seen):
    assert seen(JOSEE)._late.accessibleName() == "2 devices overdue 10 days late"
    assert not seen(ZOE)._late.isVisible()


def test_ways_to_reach_them_are_words(seen):
    said = texts(seen(ZOE))
    for each in ("Call", "E-mail", "No text", "No letter", "No voicemail", "Discreet: never name the agency"):
        assert each in said
    assert "No text" not in texts(seen(JOSEE))


def test_somebody_young_needs_a_guardian(seen, write, client, qtbot, office):
    detail = seen(INES)
    assert "A guardian has to sign. Add one here." in texts(detail)
    write(detail, "guardian.name", "Rosa Sanchez", "_guardian")
    write(detail, "guardian.relation", "mother", "_guardian")
    assert (client(INES).guardian.name, client(INES).guardian.relation) == ("Rosa Sanchez", "mother")
    assert "A guardian has to sign. Add one here." not in texts(detail)
    assert not seen(JOSEE)._guardian_part.isVisible()


def test_the_timeline_tells_what_happened(seen):
    assert timeline(seen(SAM)) == ["Returned LT-0004", "Borrowed LT-0004", "Added"]
    assert "Blocked until Fri\u00a04\u00a0Dec\u00a02026" in timeline(seen(ZOE))


# Going on


def test_lending_goes_to_the_desk(seen, office, qtbot):
    detail = seen(ZOE)
    assert detail.primary.words == "Lend to Zoë"
    qtbot.keyClick(detail.primary, Qt.Key.Key_Space)
    assert office.places == [("desk", ("client", ZOE))]


def test_what_is_out_is_renewed_from_here(seen, press, dialog_of, office, qtbot):
    detail = seen(ZOE)
    press(detail, "Renew L-2026-0001")
    settle(qtbot, office)
    dialog = dialog_of(RenewDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, office)
    assert "due Mon\u00a028\u00a0Dec, in 35 days" in texts(detail)


def test_the_menu_shows_their_loans(seen, menu_of, office):
    menu_of(seen(JOSEE))["Show their loans"].trigger()
    assert office.places == [("loans", ("client", JOSEE, "Tremblay, Josée"))]


def test_the_last_step_is_undone_with_a_reason(seen, menu_of, dialog_of, office, qtbot):
    detail = seen(MOHAMMED)
    menu_of(detail)["Undo the last step…"].trigger()
    dialog = dialog_of(ReasonDialog)
    qtbot.keyClicks(dialog._reason, "wrong client")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert office.messages[-1].text == "Undone"
    assert timeline(detail)[0] == "Check-out undone"


def test_somebody_who_never_borrowed_has_nothing_to_undo(seen, menu_of):
    assert "Undo the last step…" not in menu_of(seen(INES))


# Editing


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("email", "z@example.org", "z@example.org"),
        ("phones", "514 555-0142; 438 555-0100", ("514 555-0142", "438 555-0100")),
        ("counsellor", " Marc Roy ", "Marc Roy"),
        ("pronouns", "elle", "elle"),
        ("preferred_name", "Zo", "Zo"),
        ("id_seen", "Health card", "Health card"),
        ("card", "2900031", "2900031"),
    ],
)
def test_a_field_is_kept_by_enter(seen, write, client, office, name, typed, kept):
    detail = seen(ZOE)
    detail._fields.unfold(on=True)
    write(detail, name, typed)
    assert getattr(client(ZOE), name) == kept
    assert office.messages[-1].text == "C-00001 saved"


def test_days_are_written_as_people_do(seen, write, client):
    detail = seen(ZOE)
    detail._fields.unfold(on=True)
    write(detail, "birth_date", "3 mar 1990")
    write(detail, "orientation_on", "2026-11-20")
    assert client(ZOE).birth_date.isoformat() == "1990-03-03"
    assert client(ZOE).orientation_on.isoformat() == "2026-11-20"
    write(detail, "birth_date", "soon")
    assert error_of(detail, "birth_date") == f"Write a date like {TODAY.isoformat()}."
    assert detail._fields._controls["birth_date"].text() == "soon"
    assert client(ZOE).birth_date.isoformat() == "1990-03-03"


def test_an_address_has_lines(seen, client, qtbot, office):
    detail = seen(ZOE)
    address = detail._fields._controls["address"]
    assert address.text() == "12, rue de la Paix\nMontréal"
    address.setFocus()
    address.moveCursor(address.textCursor().MoveOperation.End)
    qtbot.keyClick(address, Qt.Key.Key_Return)
    qtbot.keyClicks(address, "H2J 2B1")
    assert client(ZOE).address == "12, rue de la Paix\nMontréal"
    qtbot.keyClick(address, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, office)
    assert client(ZOE).address == "12, rue de la Paix\nMontréal\nH2J 2B1"


def test_what_is_chosen_is_kept(seen, client, qtbot, office):
    detail = seen(ZOE)
    for name, key in (("language", "en"), ("large_print", "large")):
        combo = detail._fields._controls[name]
        combo.choose(key)
        combo.chosen.emit(key)
        settle(qtbot, office)
    assert client(ZOE).language == "en"
    assert client(ZOE).large_print


def test_a_number_that_is_taken_is_said_beside_the_field(seen, write, client):
    detail = seen(ZOE)
    detail._fields.unfold(on=True)
    control = write(detail, "file_number", "C-00002")
    assert "C-00002" in error_of(detail, "file_number")
    assert control.text() == "C-00002"
    assert client(ZOE).file_number == "C-00001"


def test_what_somebody_else_changed_is_not_overwritten(seen, write, client, office, qtbot):
    detail = seen(ZOE)
    office.changed.disconnect()
    form = inventory.Edit(ZOE, {"email": ""}, {"email": "other@example.org"})
    office.do(office, lambda store, by: people.edit_client(store, form, by), lambda _: None)
    settle(qtbot, office)
    write(detail, "email", "mine@example.org")
    assert error_of(detail, "email")
    assert client(ZOE).email == "other@example.org"


def test_the_fields_fold(seen, press):
    detail = seen(ZOE)
    assert not detail._fields._controls["pronouns"].isVisible()
    press(detail, "More fields")
    assert detail._fields._controls["pronouns"].isVisible()
    press(detail, "Fewer fields")
    assert not detail._fields._controls["pronouns"].isVisible()


def test_safe_contact_is_ticked_in_a_dialog(seen, press, dialog_of, client, qtbot, office):
    detail = seen(JOSEE)
    press(detail, "Edit the safe contact")
    dialog = dialog_of(ContactDialog)
    qtbot.keyClick(dialog._ticks[Channel.TEXT], Qt.Key.Key_Space)
    qtbot.keyClick(dialog._discreet, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, office)
    assert client(JOSEE).allowed == frozenset(Channel) - {Channel.TEXT}
    assert client(JOSEE).discreet
    assert "No text" in texts(detail)


def test_a_block_is_set_and_lifted(seen, menu_of, dialog_of, client, qtbot, office):
    detail = seen(JOSEE)
    menu_of(detail)["Block…"].trigger()
    dialog = dialog_of(BlockDialog)
    qtbot.keyClicks(dialog._reason, "Rude")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert detail._blocked.accessibleName() == "Cannot borrow for now"
    assert client(JOSEE).is_blocked(TODAY)
    menu_of(detail)["Lift the block"].trigger()
    settle(qtbot, office)
    assert not detail._blocked.isVisible()
    assert not client(JOSEE).blocked
    assert client(JOSEE).blocked_reason == ""
    assert timeline(detail)[:2] == ["Block lifted", "Blocked"]
