"""The lending rules by keys: everything of the policy is there, presets fill it in, what is wrong is said beside it."""

import importlib
import pkgutil
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from loanmanager import domain
from loanmanager.domain import refusals as why
from loanmanager.domain.devices import DeviceType
from loanmanager.domain.names import Label
from loanmanager.domain.office import Charges, Policy
from loanmanager.i18n import Words
from loanmanager.operations import inventory, policies
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.settings import rules_form as form
from loanmanager.ui.pages.settings.page import SettingsPage
from tests.ui.helpers import cut_off
from tests.ui.office import closed, opened, settle


@pytest.fixture
def office(qtbot, tmp_path):
    made = opened(qtbot, tmp_path / "data")
    made.messages = []
    made.said.connect(made.messages.append)
    yield made
    closed(qtbot, made)


@pytest.fixture
def section(office, shown):
    page = SettingsPage(office)
    shown(page, 1182, 660)
    page.open("rules")
    return page.section("rules")


def save(qtbot, office):
    """Press Ctrl+Enter, and wait for the click that Qt makes of it."""
    spy = QSignalSpy(office.said)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: spy.count() > 0)
    settle(qtbot, office)


def type_in(qtbot, section, name, text):
    control = section.fields[name].control
    control.setFocus()
    control.selectAll()
    qtbot.keyClicks(control, text)


EVERYTHING = {
    "loan_days": ("21", 21),
    "term_ends": ("20 Jun; 20 Dec", ("06-20", "12-20")),
    "renewals": ("1", 1),
    "late_renewal_days": ("5", 5),
    "limit": ("3", 3),
    "hold_days": ("4", 4),
    "guardian_age": ("18", 18),
    "grace_days": ("2", 2),
    "suspend_line_after": ("7", 7),
    "assumed_lost_after": ("45", 45),
}


def test_everything_of_the_policy_is_typed_and_saved(qtbot, office, section):
    for name, (text, _) in EVERYTHING.items():
        type_in(qtbot, section, name, text)
    type_in(qtbot, section, "type:hotspot", "1")
    type_in(qtbot, section, "late_fee", "0.50")
    type_in(qtbot, section, "late_fee_cap", "20")
    for name in ("orientation_required", "warns_of_lines", "replacement", "overrule:ClientIsBlocked"):
        section._ticks[name].setFocus()
        qtbot.keyClick(section._ticks[name], Qt.Key.Key_Space)
    save(qtbot, office)
    assert office.messages[-1].text == "The rules are saved"
    expected = Policy(
        **{name: value for name, (_, value) in EVERYTHING.items()},
        type_limits={"hotspot": 1},
        orientation_required=True,
        warns_of_lines=True,
        charges=Charges(50, 2000, replacement=True),
        not_overridable=frozenset({"ClientIsBlocked"}),
    )
    assert office.view.rules.policy == expected
    assert section.state() == {}
    assert section.fields["term_ends"].control.text() == "20 Jun; 20 Dec"
    assert section._presets.currentText() == "Rules of your own"


def test_no_rule_is_left_out_of_the_section(section):
    elsewhere = {"notices"}  # which have a section of their own
    shown = set(form.NUMBERS) | {"term_ends", "orientation_required", "warns_of_lines"}
    inside = {"type_limits": "type:laptop", "charges": "late_fee", "not_overridable": "overrule:SiteClosed"}
    assert {each.name for each in fields(Policy)} - elsewhere == shown | set(inside)
    assert {*shown, *inside.values(), "late_fee_cap", "replacement"} <= set(section.typing.values())


def test_whatever_may_be_overruled_can_be_forbidden():
    for module in pkgutil.iter_modules(domain.__path__):
        importlib.import_module(f"loanmanager.domain.{module.name}")
    codes = {each.__name__ for each in why.Refusal.__subclasses__() if each.overridable}
    assert set(form.overrulable(Words("en"))) == codes


def test_a_preset_is_chosen_by_keys_saved_by_its_name_and_undone(qtbot, office, section):
    assert section._presets.value() == "no_fee"
    section._presets.setFocus()
    qtbot.keyClicks(section._presets, "Lib")
    section._presets.activated.emit(section._presets.currentIndex())
    assert section.fields["loan_days"].control.text() == "14"
    assert section.fields["type:hotspot"].control.text() == "1"
    assert section._preset.text().startswith("14 days, no renewal")
    assert office.view.rules.policy.loan_days == 30
    save(qtbot, office)
    assert office.view.rules.policy.loan_days == 14
    dict(office.messages[-1].actions)["Undo"]()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    asked = QApplication.activeModalWidget()
    qtbot.keyClicks(asked._reason, "another one")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert office.view.rules.policy == Policy()
    assert section.fields["loan_days"].control.text() == "30"
    assert section._presets.value() == "no_fee"


def test_rules_of_ones_own_are_no_preset_and_choosing_them_changes_nothing(qtbot, section):
    type_in(qtbot, section, "loan_days", "29")
    assert section._presets.value() == ""
    assert "nothing changes before you save" in section._preset.text()
    type_in(qtbot, section, "loan_days", "30")
    assert section._presets.value() == "no_fee"
    section._use_preset("")
    assert section.fields["loan_days"].control.text() == "30"
    assert section._presets.value() == "no_fee"


def test_what_a_preset_does_not_decide_stays(office, section, qtbot):
    kept = replace(office.view.rules.policy, notices=office.view.rules.policy.notices[:1])
    office.do(office, lambda store, by: policies.save_policy(store, kept, by), lambda _: None)
    settle(qtbot, office)
    section._use_preset("school")
    section.primary.setFocus()
    save(qtbot, office)
    assert office.view.rules.policy.notices == kept.notices
    assert office.view.rules.policy.term_ends == ("06-20", "12-20")
    assert section._presets.value() == "school"


def test_a_type_that_is_added_meanwhile_gets_its_limit(qtbot, office, section):
    type_in(qtbot, section, "renewals", "5")
    camera = DeviceType(0, "", Label("Camera", "Caméra"), "CM")
    office.do(office, lambda store, by: inventory.save_type(store, camera, by), lambda _: None)
    settle(qtbot, office)
    section.show_values()
    assert section.fields["renewals"].control.text() == "5"
    type_in(qtbot, section, "type:camera", "2")
    save(qtbot, office)
    assert office.view.rules.policy.type_limits == {"camera": 2}
    assert office.view.rules.policy.renewals == 5


WRONG = {
    "loan_days": "0",
    "renewals": "two",
    "guardian_age": "",
    "hold_days": "0",
    "type:laptop": "-1",
    "term_ends": "20 Dec; soon",
    "late_fee": "much",
}


def test_every_rule_that_cannot_be_is_said(office, section):
    for name, text in WRONG.items():
        section.fields[name].control.setText(text)
    section.primary.click()
    wrong = {name: field.error() for name, field in section.fields.items() if field.error()}
    assert set(wrong) == set(WRONG)
    assert wrong["loan_days"] == "Write a number from 1 to 3660."
    assert wrong["term_ends"] == "Write days of the year, such as 20 Dec; put ; between them."
    assert wrong["late_fee"] == "Write an amount like 1.00, or nothing."
    assert section.fields["loan_days"].control.hasFocus()
    assert cut_off(section.window()) == []
    assert office.tasks.is_idle


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("key", [each.key for each in policies.presets()])
def test_what_is_shown_is_read_again_as_it_was(language, key, office):
    policy = next(each.policy for each in policies.presets() if each.key == key)
    policy = replace(
        policy, charges=Charges(125, 2500), not_overridable=frozenset({"WrongSim", "Unknown"}), type_limits={"gone": 2}
    )
    words = Words(language)
    read = form.read(form.typed(policy, office.view.types, "CAD", words), policy, office.view.types, words)
    assert read == form.Reading(policy, {})
