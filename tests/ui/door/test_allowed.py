"""What the window offers to whom: the desk hands over what a coordinator may do, and an undo that is refused asks for no reason."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from loanmanager.domain.office import Policy
from loanmanager.operations import office as operations
from loanmanager.ui import theme
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.undo import ask_undo, ask_undo_all
from tests.journey import Person
from tests.office import in_folder
from tests.ui.door.test_door import fill_the_basket, furnished, sign_in


@pytest.fixture
def person(qapp, tmp_path):
    """An office that lends nothing to anybody unless a coordinator overrules it; Noor of the front desk is there."""
    furnished(tmp_path / "data", pins_of=(1, 2, 3))
    store, by = in_folder(tmp_path / "data")
    operations.save_policy(store, Policy(orientation_required=True), replace(by, staff_id=1))
    store.close()
    made = Person(tmp_path / "data")
    sign_in(made, "Noor")
    made.office.prefer(language="en")
    made.wait()
    yield made
    made.leave()
    theme.apply(qapp)


def test_what_a_coordinator_may_overrule_is_handed_over(person) -> None:
    fill_the_basket(person)
    panel = person.window.page._out
    assert not panel.primary.isEnabled()
    assert panel._next.text() == "A coordinator may lend it anyway: Ctrl+Shift+U hands the desk over."
    person.press("Ctrl+Shift+U")
    sign_in(person, "Luc")
    person.press("Alt+1")
    person.wait(lambda: bool(person.window.page.basket.going))
    assert person.window.page._out.primary.isEnabled()
    person.press("Ctrl+Return")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    person.type("came last year")
    person.press("Return")
    person.wait(lambda: "L-2026" in person.window._message.text())


def test_an_undo_that_is_refused_asks_for_no_reason(person) -> None:
    """The administrator set the policy: Noor is told who may undo, before she has written why."""
    found = []
    person.office.ask(
        person.office, lambda store: store.value("SELECT MAX(id) FROM history WHERE staff_id = 1"), found.append
    )
    person.wait(lambda: bool(found))
    entry = found[0]
    for ask in (ask_undo, lambda office, id_, parent: ask_undo_all(office, [id_, id_], parent)):
        ask(person.office, entry, person.window)
        person.wait()
        assert QApplication.activeModalWidget() is None
        assert "for administrators" in person.window._message.text()


def test_import_and_export_are_refused_by_a_sentence_and_no_dialog(person) -> None:
    for keys, who in (("Ctrl+I", "administrators"), ("Ctrl+E", "coordinators")):
        person.press(keys)
        assert QApplication.activeModalWidget() is None
        assert who in person.window._message.text()


def test_places_offer_what_one_may_do(person) -> None:
    for place, words, right in (
        ("devices", "Add a device", "inventory"),
        ("programmes", "New programme", "programmes"),
    ):
        person.window.go(place)
        person.wait()
        named = {
            each.accessibleName(): each for each in person.window.page.findChildren(QPushButton) if each.isVisible()
        }
        assert not named[words].isEnabled()
        assert named[words].toolTip() == person.office.why_not(right)
