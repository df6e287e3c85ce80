"""The main job in the real window, by keys alone, as tests/journey.py walks it."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from loanmanager.ui import printing, saving, theme
from tests.journey import Person, walk
from tests.ui.helpers import cut_off, unnamed


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    for owner, name in ((printing, "choose_printer"), (saving, "choose_file"), (QFileDialog, "getOpenFileName")):
        monkeypatch.setattr(owner, name, getattr(owner, name))  # the walk stands in for them
    made = Person(tmp_path / "data", **getattr(request, "param", {}))
    yield made
    made.leave()
    theme.apply(qapp)


def words(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_the_main_job_by_keys(person: Person, tmp_path: Path) -> None:
    unreadable: dict[str, list[str]] = {}
    outcome = walk(
        person, tmp_path, lambda name: unreadable.update({name: cut_off(person.window) + unnamed(person.window)})
    )
    assert outcome.keys <= 12
    assert {name: found for name, found in unreadable.items() if found} == {}
    assert "Entente de prêt" in outcome.agreement
    assert "Zoë Nguyễn" in outcome.agreement
    assert "ICC-2065556" in outcome.agreement
    assert "Reçu de retour" in outcome.receipt
    assert "Sac" in outcome.receipt
    assert words(tmp_path / "agreement.pdf").count("L-2026-0002") >= 2
    assert [file.exists() for file in outcome.printed] == [True, True]
    assert person.window.page.basket.card is None


@pytest.mark.parametrize("person", [{"language": "fr", "text_size": 150}], indirect=True, ids=["fr-150"])
def test_nothing_is_cut_off_in_large_french(person: Person, tmp_path: Path) -> None:
    from tests.journey import ASSETS, USERS, import_sheet

    import_sheet(person, "assets.csv", ASSETS, tmp_path)
    import_sheet(person, "users.csv", USERS, tmp_path)
    found = {}
    for place in ("desk", "devices", "clients", "loans", "settings"):
        person.window.go(place)
        person.wait()
        found[place] = cut_off(person.window)
    assert {place: cut for place, cut in found.items() if cut} == {}
    assert person.window.minimumSizeHint().width() <= 1366
    assert person.window.minimumSizeHint().height() <= 768


def test_language_theme_and_size_change_in_the_open_window(person: Person, tmp_path: Path) -> None:
    from tests.journey import ASSETS, import_sheet

    import_sheet(person, "assets.csv", ASSETS, tmp_path)
    person.press("F2")
    person.scan("ICC-2065556")
    person.office.prefer(language="fr", theme="dark", text_size=125)
    person.wait(lambda: person.office.words.language == "fr" and theme.look().dark)
    person.wait(lambda: bool(person.window.page.basket.going))
    assert person.window.page.basket.devices[0].tag == "ICC-2065556"
    assert theme.look().scale == 1.25
    person.scan("WBH-2841795")
    assert len(person.window.page.basket.going) == 2


def test_enter_never_picks_from_a_list_of_what_was_typed_before(person: Person, tmp_path: Path) -> None:
    from tests.journey import USERS, import_sheet

    import_sheet(person, "users.csv", USERS, tmp_path)
    person.press("F2")
    box, moments = person.window.top.box, iter(range(0, 100_000, 300))
    box._clock = lambda: float(next(moments))  # a hand, not a scanner
    person.type("ngu")
    assert person.window.top.shown == 1
    box.entry.selectAll()
    QTest.keyClicks(box.entry, "hod")
    QTest.keyClick(box.entry, Qt.Key.Key_Return)  # before the answer is there
    person.wait(lambda: person.window.page.basket.card is not None)
    assert person.window.page.basket.card.client.given_name == "Hodan"


def test_a_key_of_the_sidebar_leads_to_where_one_begins(person: Person, tmp_path: Path) -> None:
    from tests.journey import ASSETS, import_sheet

    import_sheet(person, "assets.csv", ASSETS, tmp_path)
    person.press("Ctrl+2")
    person.wait(lambda: person.window._place == "devices")
    assert person.focused is person.window.page.list
    person.press("Down", "Return")
    assert person.window.page.split.is_open()
    person.press("Ctrl+,")
    person.wait(lambda: person.window._place == "settings")
    assert person.focused is person.window.page._items["agency"]
    person.press("Ctrl+1")
    person.wait(lambda: person.window._place == "desk")
    person.scan("HOT-0007")
    assert [each.device.tag for each in person.window.page.basket.going] == ["HOT-0007"]


def test_walking_along_the_sidebar_stays_on_it(person: Person) -> None:
    item = person.window._sidebar._items["devices"]
    item.setFocus()
    person.press("Space")
    assert person.window._place == "devices"
    assert person.focused is item
