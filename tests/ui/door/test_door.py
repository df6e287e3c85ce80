"""The door of the real window, by keys alone: signing in, locking, handing over."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from loanmanager.domain.office import Role
from loanmanager.operations import staff
from loanmanager.operations.done import Kind
from loanmanager.operations.staff import NewStaff
from loanmanager.storage import search
from loanmanager.ui import theme
from loanmanager.ui.door.new_pin import NewPin
from loanmanager.ui.door.sign_in import SignIn
from loanmanager.ui.places import DIALOGS
from tests.journey import Person
from tests.office import add_client, add_device, in_folder
from tests.operations.staff_promises import close
from tests.ui.helpers import cut_off, unnamed

CLIENT = "Wójcik-Nakamura"


def furnished(folder: Path, *, pins_of: tuple[int, ...]) -> None:
    """Make an office of three: the administrator 1, Luc 2 who coordinates, Noor 3 at the front desk, who reads French."""
    store, by = in_folder(folder)
    staff.add_staff(store, NewStaff("Luc Roy", Role.COORDINATOR), by)
    staff.add_staff(store, NewStaff("Noor Haddad", language="fr"), by)
    add_client(store, by, CLIENT, "Ana")
    for n in range(3):
        add_device(store, by, model=f"T{n}")
    close(store, by, *pins_of)
    store.close()


@pytest.fixture
def person(qapp, tmp_path, request):
    furnished(tmp_path / "data", pins_of=getattr(request, "param", (1, 2, 3)))
    made = Person(tmp_path / "data")
    yield made
    made.leave()
    theme.apply(qapp)


def asks(person) -> SignIn | None:
    """Return the page that asks who is there, if it does."""
    inside = person.window.centralWidget()
    return inside if isinstance(inside, SignIn) else None


def sign_in(person, name: str, pin: str = "1234") -> None:
    """Type the first letters of a name in the list, then the PIN."""
    page = asks(person)
    page._list.setFocus()
    page._list.keyboardSearch("")  # what was typed a moment ago is no part of this name
    person.type(name)
    person.press("Return")
    person.type(pin)
    person.press("Return")


def spoken(thing) -> str:
    """Return every name and text that a screen reader finds from a widget on down."""
    said, left = [], [QAccessible.queryAccessibleInterface(thing)]
    while left:
        each = left.pop()
        if each is None or not each.isValid():
            continue
        said += [
            each.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
        ]
        left += [each.child(n) for n in range(each.childCount())]
    return "\n".join(said)


def fill_the_basket(person) -> None:
    person.type(CLIENT[:5])
    person.press("Return")
    person.scan("LT-0001")


def test_an_office_with_pins_asks_who_is_there_before_it_shows_anything(person) -> None:
    page = asks(person)
    assert page
    assert person.office.by().staff_id is None
    assert page._list.hasFocus()
    assert not cut_off(person.window) + unnamed(person.window)
    sign_in(person, "Luc")
    assert asks(person) is None
    assert person.office.staff_name == "Luc Roy"
    assert person.window.top.box.entry.hasFocus()


def test_who_works_alone_types_the_pin_at_once(qapp, tmp_path) -> None:
    store, by = in_folder(tmp_path / "data")
    close(store, by, 1)
    store.close()
    alone = Person(tmp_path / "data")
    try:
        assert not cut_off(alone.window)
        alone.type("1234")
        alone.press("Return")
        assert asks(alone) is None
    finally:
        alone.leave()


@pytest.mark.parametrize("person", [()], indirect=True)
def test_an_office_without_pins_opens_at_once_and_is_handed_over_by_name_alone(person) -> None:
    assert asks(person) is None
    person.press("Ctrl+Shift+W")
    assert asks(person) is None, "there is nothing to lock it with"
    person.press("Ctrl+Shift+U")
    assert asks(person)
    person.type("Luc")
    person.press("Return")
    assert (asks(person), person.office.staff_name) == (None, "Luc Roy")


def test_a_wrong_pin_is_said_beside_the_field_and_too_many_wait(person) -> None:
    page = asks(person)
    sign_in(person, "Luc", "9999")
    assert "not the PIN" in page.field.error()
    assert QApplication.focusWidget() is page._pin
    for _ in range(2):
        person.type("9999")
        person.press("Return")
    assert "30 seconds" in page.field.error()
    assert not page.primary.isEnabled()
    person.type("1234")
    person.press("Return")
    assert asks(person) is page
    page._until = dict.fromkeys(page._until, 0.0)  # the time passes
    page._count_down()
    assert page.field.error() == ""
    assert page.primary.isEnabled()


def test_each_waits_for_themselves(person) -> None:
    page = asks(person)
    for _ in range(3):
        sign_in(person, "Luc", "9999")
    page._list.setFocus()
    person.press("Home")
    assert page.primary.isEnabled()
    assert page.field.error() == ""
    person.press("Down")
    assert not page.primary.isEnabled()
    assert "Wait" in page.field.error()


def test_what_is_behind_a_locked_window_is_read_by_nobody_and_comes_back_as_it_was(person) -> None:
    sign_in(person, "Luc")
    fill_the_basket(person)
    person.type("LT-00")
    before = person.window.page.basket
    assert CLIENT in spoken(person.window)
    person.press("Ctrl+Shift+W")
    assert asks(person)
    assert CLIENT not in spoken(person.window)
    assert "LT-0001" not in spoken(person.window)
    assert person.window.windowTitle() == "Loan Manager"
    assert QApplication.focusWidget() is asks(person)._pin, "Luc is expected back"
    for keys in ("Ctrl+I", "Ctrl+E", "F2"):
        person.press(keys)
    assert asks(person)
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not person.window]
    person.press("Tab") if asks(person)._list.hasFocus() else None
    person.type("1234")
    person.press("Return")
    assert person.window.page.basket is before
    assert [each.device.tag for each in before.going] == ["LT-0001"]
    assert person.window.top.box.text() == "LT-00"


def test_a_dialog_with_half_a_word_comes_back_too(person) -> None:
    sign_in(person, "Luc")
    person.press("Ctrl+N")
    dialog = QApplication.activeModalWidget()
    field = dialog.focusWidget()
    assert isinstance(field, QLineEdit)
    person.type("Szy")
    person.press("Ctrl+Shift+W")
    assert not dialog.isVisible()
    person.type("1234")
    person.press("Return")
    person.wait(dialog.isVisible)
    assert field.text() == "Szy"
    dialog.reject()


def test_what_opens_while_nobody_is_there_waits_behind_the_door(person) -> None:
    sign_in(person, "Luc")
    person.press("Ctrl+Shift+W")
    late = QDialog(person.window)
    late.open()
    person.wait(lambda: not late.isVisible())
    person.office.go(next(iter(DIALOGS)))
    person.wait()
    assert asks(person)
    person.window.activateWindow()
    person.type("1234")
    person.press("Return")
    person.wait(late.isVisible)
    late.reject()


def test_somebody_else_finds_a_clean_desk_and_may_take_over_what_was_left(person) -> None:
    sign_in(person, "Luc")
    fill_the_basket(person)
    person.press("Ctrl+Shift+U")
    assert asks(person)._list.hasFocus()
    sign_in(person, "Admin")
    assert not person.window.page.basket.going
    assert "Luc Roy left a basket of 1 device" in person.window._message.text()
    person.press("Alt+1")
    person.wait(lambda: bool(person.window.page.basket.going))
    assert [each.device.tag for each in person.window.page.basket.going] == ["LT-0001"]
    person.press("Ctrl+Shift+U")
    sign_in(person, "Luc")
    assert not person.window.page.basket.going, "it is on one desk only"


def test_what_nobody_took_over_waits_for_its_owner(person) -> None:
    sign_in(person, "Luc")
    fill_the_basket(person)
    person.press("Ctrl+Shift+U")
    sign_in(person, "Admin")
    person.press("Ctrl+Shift+U")
    sign_in(person, "Luc")
    assert [each.device.tag for each in person.window.page.basket.going] == ["LT-0001"]
    person.press("Ctrl+Return")
    assert "L-2026" in person.window._message.text()


def test_the_screen_speaks_the_language_of_whoever_came(person) -> None:
    sign_in(person, "Noor")
    assert person.office.words.language == "fr"
    assert person.window.top.box.entry.placeholderText().startswith("Numérisez")
    person.press("Ctrl+Shift+U")
    assert "Qui est au comptoir" in spoken(person.window)
    sign_in(person, "Luc")
    assert person.office.words.language == "en"
    person.press("Ctrl+Shift+U")
    sign_in(person, "Noor")
    person.office.prefer(language="en")
    person.wait()
    person.press("Ctrl+Shift+U")
    sign_in(person, "Noor")
    assert person.office.words.language == "en", "what one chose is one's own"


def test_a_pin_that_was_given_is_changed_before_anything_else(person) -> None:
    sign_in(person, "Admin")
    person.office.do(person.office, lambda store, by: staff.reset_pin(store, 2, "2580", by), lambda _: None)
    person.press("Ctrl+Shift+U")
    sign_in(person, "Luc", "2580")
    page = asks(person)
    chosen = page.findChild(NewPin)
    assert not cut_off(person.window) + unnamed(person.window)
    person.type("1111")
    person.press("Return", "Return")
    assert "too easy" in chosen.field.error()
    chosen._new.clear()
    person.type("blue kayak")
    person.press("Return")
    person.type("blue kajak")
    person.press("Return")
    assert "not the same" in chosen.again.error()
    chosen._again.clear()
    person.type("blue kayak")
    person.press("Return")
    assert person.office.staff_name == "Luc Roy"


def test_leaving_the_new_pin_leaves_the_door_shut(person) -> None:
    sign_in(person, "Admin")
    person.office.do(person.office, lambda store, by: staff.reset_pin(store, 2, "2580", by), lambda _: None)
    person.press("Ctrl+Shift+U")
    sign_in(person, "Luc", "2580")
    person.press("Escape")
    assert asks(person)
    assert person.office.by().staff_id is None
    sign_in(person, "Admin")
    assert person.office.staff_name == "Administrator"


def test_the_window_locks_when_nobody_is_there(person, qtbot) -> None:
    sign_in(person, "Luc")
    idle = person.window.door._idle
    assert idle.is_watching
    assert idle._span == timedelta(minutes=10)
    with qtbot.waitSignal(idle.passed):
        idle.watch(timedelta(milliseconds=30))
    person.wait(lambda: asks(person) is not None)
    assert not idle.is_watching


def test_a_key_counts_as_somebody_and_one_after_the_time_comes_too_late(person, qtbot) -> None:
    """A laptop that slept wakes with its timer unspent; the first key then finds the door shut."""
    sign_in(person, "Luc")
    idle, now = person.window.door._idle, person.office.now()
    idle._last = now - timedelta(minutes=9)
    QTest.keyClick(person.window.windowHandle(), Qt.Key.Key_A)
    assert asks(person) is None
    assert idle._last == now
    idle._last = now - timedelta(minutes=11)
    QTest.keyClick(person.window.windowHandle(), Qt.Key.Key_A)
    person.wait(lambda: asks(person) is not None)


@pytest.mark.parametrize("person", [()], indirect=True)
def test_the_first_pin_is_chosen_from_the_menu_and_shuts_the_door_on_those_without(person) -> None:
    person.window.top.door.emit("pin")
    person.wait()
    person.type("2580")
    person.press("Tab")
    person.type("2580")
    person.press("Return")
    person.wait(lambda: person.office.view.asks_pin)
    assert asks(person) is None, "whoever chose it stays"
    person.press("Ctrl+Shift+W")
    assert asks(person)
    person.type("2580")
    person.press("Return")
    assert person.office.staff_name == "Administrator"


@pytest.mark.parametrize("person", [()], indirect=True)
def test_a_first_pin_given_elsewhere_shuts_the_door_on_who_has_none(person) -> None:
    person.press("Ctrl+Shift+U")
    person.type("Luc")
    person.press("Return")
    by = replace(person.office.by(), staff_id=1)
    person.office.ask(person.office, lambda store: staff.reset_pin(store, 1, "2580", by), lambda _: None)
    person.wait()
    person.office.changed.emit(frozenset({Kind.OFFICE}))
    person.wait(lambda: asks(person) is not None)


def test_a_history_has_who_came_and_no_pin(person) -> None:
    sign_in(person, "Luc", "9876")
    person.type("1234")
    person.press("Return")
    person.wait(lambda: asks(person) is None)
    rows = []
    person.office.ask(person.office, lambda store: search.history_of(store, "office", 1), rows.extend)
    person.wait(lambda: bool(rows))
    assert [each.operation for each in rows[:2]] == ["sign_in", "wrong_pin"]
    assert "9876" not in str(rows)
