import pytest
from PySide6.QtCore import Qt

from loanmanager.domain.devices import TypePart
from loanmanager.domain.names import Label
from loanmanager.settings import Settings
from loanmanager.ui import theme
from loanmanager.ui.dialogs.device_type import TypeDialog
from tests.ui.helpers import cut_off, unnamed


def of_key(office, key):
    return next(each for each in office.view.types if each.key == key)


def press(qtbot, control):
    qtbot.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def new(office, beneath, put):
    return put(TypeDialog(office, None, parent=beneath))


def test_a_type_is_added(new, qtbot, office, settled):
    assert new._en.hasFocus()
    for field, words in (
        (new._en, "E-reader"),
        (new._fr, "Liseuse"),
        (new._prefix, "er"),
        (new._cost, "129"),
        (new._days, "21"),
        (new._renewals, "0"),
        (new._gap, "2"),
    ):
        qtbot.keyClicks(field, words)
    qtbot.keyClick(new._reset, Qt.Key.Key_Space)
    new._questions.insertPlainText("Turns on? | S’allume?")
    press(qtbot, new._questions)
    settled(office)
    made = of_key(office, "ereader")
    assert (made.name, made.prefix, made.replacement_cost) == (Label("E-reader", "Liseuse"), "ER", 12900)
    assert (made.loan_days, made.renewals, made.gap_days) == (21, 0, 2)
    assert (made.needs_reset, made.needs_check) == (True, False)
    assert made.questions == (Label("Turns on?", "S’allume?"),)
    assert office.messages[0].text == "The type is saved"


def test_editing_keeps_what_is_not_touched(offices, beneath, put, qtbot, settled):
    office = offices()
    before = of_key(office, "laptop")
    dialog = put(TypeDialog(office, before, parent=beneath))
    cost = dialog._parts._rows[0].cost
    qtbot.keyClicks(cost, "45")
    press(qtbot, cost)
    settled(office)
    after = of_key(office, "laptop")
    assert after.parts[0] == TypePart(Label("Charger", "Chargeur"), 4500)
    assert (after.name, after.parts[1:], after.questions) == (before.name, before.parts[1:], before.questions)
    assert (after.needs_reset, after.uses_internet, after.icon) == (True, True, "laptop")


def test_a_prefix_that_is_taken_is_said_beside_it(new, qtbot, office, settled):
    qtbot.keyClicks(new._en, "Lamp")
    qtbot.keyClicks(new._prefix, "LT")
    press(qtbot, new._prefix)
    settled(office)
    assert new._fields["prefix"].error() == "Tag prefix: “LT” is taken already."
    assert new.isVisible()
    assert new._en.text() == "Lamp"


def test_name_and_prefix_are_needed(new, qtbot, office, settled):
    press(qtbot, new._en)
    settled(office)
    assert new._fields["name"].error()
    assert new._fields["prefix"].error()


@pytest.mark.parametrize("typed", ["three", "-1", "2.5"])
def test_numbers_are_whole(new, qtbot, typed):
    qtbot.keyClicks(new._days, typed)
    press(qtbot, new._days)
    assert new._fields["loan_days"].error() == "Write a whole number, or nothing."
    new._days.clear()
    qtbot.keyClicks(new._cost, "dear")
    press(qtbot, new._cost)
    assert new._fields["loan_days"].error() == ""
    assert new._fields["cost"].error() == "Write an amount like 450.00."


def test_a_part_without_an_amount_holds_it_back(new, qtbot, office, settled):
    qtbot.keyClicks(new._en, "Lamp")
    qtbot.keyClicks(new._prefix, "LA")
    new._parts._add(new._parts._rows[0].part if new._parts._rows else _part())
    qtbot.keyClicks(new._parts._rows[0].cost, "dear")
    press(qtbot, new._en)
    settled(office)
    assert new.isVisible()
    assert new._parts._rows[0].cost.hasFocus()
    assert office.messages == []


def _part():
    from loanmanager.domain.devices import Part

    return Part(0, Label("Bulb", "Ampoule"))


def test_it_is_as_tall_as_what_is_in_it(new):
    inside = new._body.parentWidget()
    assert inside.height() >= inside.minimumSizeHint().height()
    assert not new.findChildren(type(new.primary))[0].visibleRegion().isEmpty()


def test_everything_fits_in_french_at_150_percent(offices, beneath, put, qapp):
    theme.apply(qapp, scale=1.5)
    office = offices(preferences=Settings(language="fr"))
    dialog = put(TypeDialog(office, of_key(office, "laptop"), parent=beneath))
    assert cut_off(dialog) == []
    assert unnamed(dialog) == []
