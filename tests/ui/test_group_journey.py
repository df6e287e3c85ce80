"""A whole group is lent to in the real window, by keys and scanner alone."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from loanmanager.operations import programmes
from loanmanager.ui import saving, theme
from loanmanager.ui.pages.clients.page import Clients
from loanmanager.ui.pages.programmes.page import Programmes
from tests.documents.pdf import pages
from tests.journey import Person
from tests.office import add_client, add_device, in_folder
from tests.ui.helpers import cut_off, unnamed

PEOPLE = 6


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path):
    store, by = in_folder(tmp_path / "data")
    club = programmes.add_programme(store, "Job club", by).result.id
    ids = [add_client(store, by, f"Name {n}", "Ada", language=("en", "fr")[n % 2]) for n in range(PEOPLE)]
    programmes.join(store, club, ids[:-1], by)
    for _ in range(PEOPLE + 1):
        add_device(store, by)
    store.close()
    made = Person(tmp_path / "data")
    yield made
    made.leave()
    theme.apply(qapp)


def test_a_group_by_keys_and_scanner(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "all.pdf"
    monkeypatch.setattr(saving, "choose_file", lambda *_: str(file))
    for keys, page in (("Ctrl+3", Clients), ("Ctrl+Shift+P", Programmes)):
        person.press(keys)
        person.wait(lambda page=page: isinstance(person.window.page, page))
    person.window.page.list.setFocus()
    person.press("Down", "Return")
    page: Any = person.window.page
    while not page.detail.primary.hasFocus():
        person.press("Tab")
    person.press("Return")
    assert person.window.page.group.programme == "Job club"
    for n in range(1, PEOPLE):
        person.scan(f"LT-000{n}")
    person.scan("C-00006")  # somebody who is in no programme comes along
    person.scan("LT-0006")
    person.scan("LT-0007")
    assert cut_off(person.window) + unnamed(person.window) == []
    person.press("Ctrl+Return")
    person.wait(lambda: bool(getattr(person.app.activeModalWidget(), "pdf", b"")))
    dialog: Any = person.app.activeModalWidget()
    while not dialog.save.hasFocus():
        person.press("Tab")
    person.press("Space")
    person.wait(file.exists)
    person.press("Escape")
    texts = pages(file.read_bytes())
    assert len(texts) == 2 * PEOPLE
    assert sum("Entente de prêt" in text for text in texts) == PEOPLE
    assert "LT-0006" in texts[-1]
    assert "LT-0007" in texts[-1]
    assert person.window.page.group.pairs == []
