"""F1 opens the guide where it tells of what is on the screen."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import Qt

from loanmanager import paths
from loanmanager.i18n import LANGUAGES
from loanmanager.ui import guide, saving
from loanmanager.ui.main_window import MainWindow
from loanmanager.ui.places import PLACES
from tests.ui.office import closed, opened, settle

SOURCE = paths.resources().parent / "docs" / "guide"


def test_each_place_has_a_page_in_each_language() -> None:
    assert {place.split("/")[0] for place in guide._PAGES} >= set(PLACES) - {"welcome", "first_start"}
    for language in LANGUAGES:
        assert {path.stem for path in (SOURCE / language).glob("*.md")} == guide.PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_guide_shows_is_there(language: str) -> None:
    for page in (SOURCE / language).glob("*.md"):
        for line in page.read_text("utf-8").splitlines():
            if line.startswith("!["):
                picture = line.partition("](")[2].rstrip(")")
                assert (page.parent / picture).exists(), (page.name, picture)


def _said_elsewhere() -> str:
    """Return what is said outside the window: names of presets, the installer."""
    root = SOURCE.parent.parent
    files = (paths.resources() / "presets" / "policies.toml", root / "packaging" / "windows" / "installer.nsi")
    return "".join(file.read_text("utf-8") for file in files)


def _words_of(language: str) -> set[str]:
    """Return every text of the window in a language."""
    catalogue = paths.resources() / "locale" / "fr" / "LC_MESSAGES" / "loanmanager.po"
    with catalogue.open("rb") as file:
        said = [each.id if language == "en" else each.string for each in read_po(file)]
    return {text for each in said for text in ([each] if isinstance(each, str) else each)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_that_is_named_is_called_so_in_the_window(language: str) -> None:
    words, elsewhere = _words_of(language), _said_elsewhere()
    for page in (SOURCE / language).glob("*.md"):
        text = re.sub("[ \n]+", " ", page.read_text("utf-8"))
        named = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", text)
        for name in named:
            parts = [name] if name in words else name.split(", ")  # Settings, then a part of it
            assert [each for each in parts if each not in words and each not in elsewhere] == [], (page.name, name)


@pytest.mark.parametrize(
    ("place", "what", "page"),
    [
        ("desk", None, "lend"),
        ("follow_up", None, "late"),
        ("settings", "data", "backups"),
        ("devices", None, "devices"),
    ],
)
def test_f1_opens_the_page_of_the_place(qtbot, tmp_path: Path, monkeypatch, place, what, page) -> None:
    office = opened(qtbot, tmp_path)
    window = MainWindow(office)
    qtbot.addWidget(window)
    window.show()
    window.enter()
    window.go(place, what)
    settle(qtbot, office)
    urls = []
    monkeypatch.setattr(guide, "guide", lambda language: tmp_path / language)
    monkeypatch.setattr(saving.QDesktopServices, "openUrl", lambda url: urls.append(url) or True)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / f"{page}.html").write_text("x")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert [url.toLocalFile() for url in urls] == [str(tmp_path / "en" / f"{page}.html")]
    closed(qtbot, office)


def test_a_computer_without_a_browser_is_told(qtbot, tmp_path: Path, monkeypatch) -> None:
    office = opened(qtbot, tmp_path)
    said = []
    office.said.connect(said.append)
    monkeypatch.setattr(guide, "guide", lambda language: tmp_path)
    monkeypatch.setattr(saving.QDesktopServices, "openUrl", lambda url: False)
    (tmp_path / "lend.html").write_text("x")
    guide.show(office, "lend")
    assert "lend.html" in said[0].text
    closed(qtbot, office)


def test_without_a_guide_the_line_says_where_it_should_be(qtbot, tmp_path: Path, monkeypatch) -> None:
    office = opened(qtbot, tmp_path)
    said = []
    office.said.connect(said.append)
    monkeypatch.setattr(guide, "guide", lambda language: tmp_path / "nowhere")
    guide.show(office, "index")
    assert "nowhere" in said[0].text
    closed(qtbot, office)
