"""The first start in the real window, by keys alone: from an empty folder to the first loan."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from loanmanager import paths
from loanmanager.operations import entering, first_start
from loanmanager.operations.opening import open_office
from loanmanager.storage import search
from loanmanager.ui import theme
from loanmanager.ui.backups import asking
from loanmanager.ui.pages.desk.page import Desk
from loanmanager.ui.pages.first_start.page import FirstStart
from loanmanager.ui.pages.first_start.site import likely_region
from loanmanager.ui.pages.first_start.welcome import Welcome
from loanmanager.ui.widgets.icon_words import IconWords
from tests.journey import NOW, Person
from tests.office import TODAY, add_client, add_device, in_folder, prepared
from tests.setting_up import KEYS, PIN, answer, depart, page
from tests.ui.helpers import cut_off, unnamed


@pytest.fixture
def people(qapp):
    """Return what lets somebody open the window on a folder, one after the other."""
    there: list[Person] = []

    def come(folder: Path, **preferences: object) -> Person:
        for each in there:
            depart(each)
        there[:] = [Person(folder, first_start=True, **preferences)]
        return there[0]

    yield come
    for each in there:
        depart(each)
    theme.apply(qapp)


def kept(folder: Path, ask):
    """Return what an office that nobody has open answers."""
    store = open_office(folder, NOW)
    with contextlib.closing(store):
        return ask(store)


@pytest.mark.parametrize(
    "look", [{}, {"language": "fr", "theme": "dark"}, {"language": "fr", "text_size": 150}], ids=["en", "fr", "fr-150"]
)
def test_from_an_empty_folder_to_the_desk_by_enter_and_tab(people, tmp_path, look):
    person = people(tmp_path / "data", **look)
    assert isinstance(person.window.page, Welcome)
    assert not (tmp_path / "data").exists()
    unreadable = {"welcome": cut_off(person.window) + unnamed(person.window)}
    person.press("Return")
    for key in KEYS:
        assert page(person).at == key
        unreadable[key] = cut_off(person.window) + unnamed(person.window)
        answer(person)
    assert {name: found for name, found in unreadable.items() if found} == {}
    assert isinstance(person.window.page, Desk)
    assert person.keys <= 13  # besides a name twice and a PIN twice
    assert person.window.top.isVisible()
    assert person.office.view.office.name == "Carrefour Emploi Rosemont"
    assert person.office.view.office.language == look.get("language", "en")
    assert person.office.view.asks_pin
    assert person.office.staff_name == "Ana Lopes"


def test_after_it_the_first_loan_is_made(people, tmp_path):
    person = people(tmp_path / "data")
    person.press("Return")
    for _ in KEYS:
        answer(person)
    person.office.ask(person.office, lambda store: _stock(store, person.office.by()), lambda _: None)
    person.wait()
    person.press("F2")
    person.type("Tremblay")
    person.wait(lambda: person.window.top.shown == 1)
    person.press("Return")
    person.scan("LT-0001")
    person.press("Ctrl+Return")
    person.wait()
    assert kept_loans(person) == 1


def _stock(store, by):
    add_device(store, by, tag="LT-0001")
    add_client(store, by, "Tremblay")


def kept_loans(person: Person) -> int:
    found: list[int] = []
    person.office.ask(person.office, lambda store: len(search.loan_rows(store, today=TODAY)), found.append)
    person.wait()
    return found[0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_cut_off_at_each_step_it_goes_on_at_the_same_step(people, tmp_path, language):
    folder = tmp_path / "data"
    person = people(folder, language=language)
    person.press("Return")
    for key in KEYS:
        person = people(folder, language=language)  # whoever was there is gone without a word
        if person.office.view.asks_pin:
            person.press("Return")  # the one person there is
            person.type(PIN)
            person.press("Return")
        assert page(person).at == key
        answer(person)
    person = people(folder, language=language)
    assert not isinstance(person.window.page if not person.window.is_covered else None, FirstStart)
    agency = kept(folder, search.office_view).office
    assert agency.name == "Carrefour Emploi Rosemont"


def test_steps_are_skipped_and_gone_back_to(people, tmp_path):
    person = people(tmp_path / "data")
    person.press("Return", "Tab")
    page(person).skip.setFocus()
    person.press("Return")
    assert page(person).at == "languages"
    assert page(person).lines["agency"].state == "left_out"
    assert page(person).lines["agency"].extra == "Skipped"
    page(person).back.setFocus()
    person.press("Return")
    assert page(person).at == "agency"
    person.type("Maison")
    person.press("Return")
    assert page(person).lines["agency"].state == "done"
    page(person).lines["agency"].setFocus()
    person.press("Return")
    assert page(person).at == "agency"
    assert person.focused.text() == "Maison"


def test_without_a_name_the_agency_is_asked_again(people, tmp_path):
    person = people(tmp_path / "data")
    person.press("Return", "Return")
    assert page(person).at == "agency"
    said = page(person).steps["agency"].fields["name"].error()
    assert said == "Papers say who lends: write the name, or skip this step for now."
    assert page(person).primary.isEnabled()


def test_a_pin_is_asked_twice_and_refused_where_it_does_not_do(people, tmp_path):
    person = people(tmp_path / "data")
    person.press("Return")
    for _ in KEYS[: KEYS.index("administrator")]:
        answer(person)
    step = page(person).steps["administrator"]
    for first, second, name, said in (
        ("", "", "new_pin", "Choose a PIN or password, or skip this step if you work here alone."),
        ("4711", "4712", "again", "This is not the same PIN. Type it once more."),
        ("1234", "1234", "new_pin", ""),
    ):
        step.pin.setText(first)
        step.again.setText(second)
        person.press("Return")
        assert page(person).at == "administrator"
        assert step.fields[name].error() == said or (not said and step.fields[name].error())
        assert step.pin.echoMode() is QLineEdit.EchoMode.Password
    assert not person.office.view.asks_pin
    step.name.setText("Ana Lopes")
    page(person).skip.setFocus()
    person.press("Return")
    assert page(person).at == "backups"
    assert person.office.staff_name == "Ana Lopes"
    assert not person.office.view.asks_pin


def test_finished_later_what_was_typed_is_kept_and_it_goes_on(people, tmp_path):
    folder = tmp_path / "data"
    person = people(folder)
    person.press("Return")
    answer(person)
    page(person).steps["languages"].own.choose("fr")
    page(person).later.setFocus()
    person.press("Return")
    assert isinstance(person.window.page, Desk)
    assert person.window.top.isVisible()
    assert kept_language(person) == "fr"
    person.press("Alt+1")  # Go on now
    person.wait(lambda: isinstance(person.window.page, FirstStart))
    assert page(person).at == "site"
    assert not person.window.top.isVisible()
    person = people(folder)
    assert page(person).at == "site"


def kept_language(person: Person) -> str:
    return person.office.view.office.language


def test_what_is_typed_survives_a_change_of_language_and_look(people, tmp_path):
    person = people(tmp_path / "data")
    person.press("Down")
    person.office.prefer(language="fr", theme="dark")
    person.wait(lambda: theme.look().dark)
    assert person.window.page.begins.value() == "demo"
    assert person.window.page.lines["welcome"].words == "Bienvenue"
    person.window.page.begins.choose("set_up")
    person.press("Return")
    person.type("Maison de quar")
    person.office.prefer(language="en", text_size=125)
    person.wait(lambda: theme.look().scale == 1.25)
    step = page(person).steps["agency"]
    assert page(person).at == "agency"
    assert step.fields["name"].control.text() == "Maison de quar"
    assert page(person).lines["agency"].words == "Agency"


def test_the_language_is_chosen_on_the_first_screen(people, tmp_path):
    person = people(tmp_path / "data")
    person.window.page.language.take_focus()
    person.press("Right")
    person.wait(lambda: person.office.words.language == "fr")
    person.window.page.begins.setFocus()
    person.press("Return")
    assert person.office.view.office.language == "fr"
    assert person.office.view.sites[0].name == "Bureau principal"


def test_nothing_of_the_desk_answers_meanwhile(people, tmp_path):
    person = people(tmp_path / "data")
    person.press("Return", "Ctrl+I", "F2", "Ctrl+2")
    assert page(person).at == "agency"
    assert QApplication.activeModalWidget() is None


def test_the_demo_office_has_a_folder_of_its_own(people, tmp_path):
    folder = tmp_path / "data"
    person = people(folder)
    person.press("Down", "Return")
    person.wait(lambda: isinstance(person.window.page, Desk))
    assert not paths.holds_office(folder)
    assert person.office.folder == paths.demo_folder(folder)
    assert "Demo office" in person.window.windowTitle()
    assert kept_loans(person) > 20
    person = people(folder)
    assert isinstance(person.window.page, Welcome)
    person.press("Down", "Return")
    person.wait(lambda: isinstance(person.window.page, Desk))
    assert kept_loans(person) > 20


def test_an_office_that_has_devices_or_was_made_by_the_shell_is_set_up(people, tmp_path):
    made, begun = tmp_path / "made", tmp_path / "begun"
    store, _ = in_folder(made)
    store.close()
    assert isinstance(people(made).window.page, Desk)
    store = open_office(begun, NOW)
    first_start.begin(store)
    by = prepared(store)
    assert entering.being_set_up(store)
    add_device(store, by)
    store.close()
    assert isinstance(people(begun).window.page, Desk)


def test_ready_leads_to_what_to_do_first(people, tmp_path):
    person = people(tmp_path / "data")
    person.press("Return")
    for _ in KEYS[:-1]:
        answer(person)
    person.press("Tab", "Return")
    person.wait(lambda: QApplication.activeModalWidget() is not None)
    assert type(QApplication.activeModalWidget()).__name__ == "ImportDialog"
    QApplication.activeModalWidget().reject()
    person.wait()
    assert isinstance(person.window.page, Desk)
    assert kept_progress(person) is None


def kept_progress(person: Person) -> object:
    found: list[object] = []
    person.office.ask(person.office, lambda store: first_start.progress(store, TODAY), found.append)
    person.wait()
    return found[0]


@pytest.mark.parametrize(
    ("zone", "locale", "region"),
    [
        ("America/Toronto", "fr_CA", "CA-QC"),
        ("America/Toronto", "en_CA", "CA-ON"),
        ("America/Vancouver", "en_CA", "CA-BC"),
        ("America/New_York", "en_US", "US"),
        ("Asia/Tokyo", "ja_XX", ""),
        ("Etc/UTC", "C", ""),
    ],
)
def test_the_region_is_guessed_from_the_clock(zone, locale, region):
    assert likely_region(zone, locale) == region


def test_nothing_of_it_is_loaded_where_there_is_an_office(tmp_path):
    store, _ = in_folder(tmp_path / "data")
    store.close()
    script = (
        "import sys; from pathlib import Path; from tests.journey import Person\n"
        "person = Person(Path(sys.argv[1])); person.leave()\n"
        "assert not [each for each in sys.modules if 'first_start' in each or each.endswith('beginning')]"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "data")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.journey import Person
from tests.setting_up import answer, page

person = Person(Path(sys.argv[1]), first_start=True)
if not hasattr(person.window.page, "at"):
    person.press("Return")
if len(sys.argv) > 2:
    answer(person)
    assert page(person).at == sys.argv[2]
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_killed_between_two_steps_it_goes_on_with_the_second(people, tmp_path):
    folder = tmp_path / "data"
    for reached in ((), ("languages",), ("site",)):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(folder), *reached], capture_output=True, text=True, check=False
        )
        assert done.returncode == -9, done.stderr
    person = people(folder)
    assert page(person).at == "site"
    assert person.office.view.office.name == "Carrefour Emploi Rosemont"


def test_a_second_folder_for_backups_is_kept_as_soon_as_it_is_chosen(people, tmp_path, monkeypatch):
    person = people(tmp_path / "data")
    person.press("Return")
    page(person).show_step("backups")
    person.wait()
    step = page(person).steps["backups"]
    monkeypatch.setattr(asking, "choose_folder", lambda *_: str(tmp_path / "stick"))
    step.chooses.setFocus()
    person.press("Space")
    assert person.office.settings.backup_folder == str(tmp_path / "stick")
    assert step.findChild(IconWords).text() == str(tmp_path / "stick")
    page(person).primary.setFocus()
    person.press("Return")
    person.wait(lambda: page(person).at == "protection")
    assert page(person).lines["backups"].state == "done"
