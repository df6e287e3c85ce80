"""The follow-up page in the real window: coming there, scanning there, its size, a change of language."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from loanmanager.ui import theme
from tests.journey import Person
from tests.office import in_folder
from tests.ui.helpers import cut_off
from tests.ui.pages.follow_up.conftest import fill


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest):
    store, by = in_folder(tmp_path / "data")
    fill(store, by)
    store.close()
    made = Person(tmp_path / "data", **getattr(request, "param", {}))
    yield made
    made.leave()
    theme.apply(qapp)


def come(person: Person) -> None:
    person.press("Ctrl+6")
    person.wait(lambda: person.window._place == "follow_up")


def test_the_sidebar_counts_and_a_scan_leads_to_the_desk(person: Person) -> None:
    item = person.window._sidebar._items["follow_up"]
    assert item.extra == "29"
    come(person)
    assert person.window.page.listing.rows.hasFocus()
    person.press("Ctrl+PgDown")
    assert person.window.page._key == "overdue"
    QTest.keyClicks(person.focused, "LT-0001")
    QTest.keyClick(person.focused, Qt.Key.Key_Return)
    person.wait(lambda: person.window._place == "desk")
    assert person.window.page.comings.coming[0].device.tag == "LT-0001"
    assert person.window.top.box.entry.hasFocus()


def test_a_tile_of_the_desk_opens_its_list(person: Person) -> None:
    person.window.page._today.tiles["to_check"].click()
    person.wait(lambda: person.window._place == "follow_up")
    assert person.window.page._key == "to_check"
    person.press("Return")
    assert person.window.page.bench.left == 1
    assert person.window._sidebar._items["follow_up"].extra == "29"  # checked, and now to be reset
    person.press("Alt+1")  # undo stands first in the message line
    person.wait(lambda: QApplication.activeModalWidget() is not None)
    person.press("Escape")


def test_a_change_of_language_keeps_the_list_and_what_was_done(person: Person) -> None:
    come(person)
    person.window.go("follow_up", "to_sign")
    person.wait()
    person.press("Return")
    assert person.window.page.bench.left == 4
    person.office.prefer(language="fr")
    person.wait(lambda: person.window.page.words.language == "fr")
    assert person.window.page._key == "to_sign"
    assert (person.window.page.bench.left, len(person.window.page.bench.done)) == (4, 1)


@pytest.mark.parametrize("person", [{"language": "fr", "text_size": 150}], indirect=True, ids=["fr-150"])
def test_it_fits_the_window_in_large_french(person: Person) -> None:
    come(person)
    for key in person.window.page.lists:
        person.window.go("follow_up", key)
        person.wait()
    assert person.window.minimumSizeHint().width() <= 1366
    assert person.window.minimumSizeHint().height() <= 768
    assert cut_off(person.window._sidebar) == []
