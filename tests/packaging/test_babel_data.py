"""What is left out of Babel's data is missed by no word that the program says."""

import pickle
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from babel import core, localedata

from loanmanager.i18n import LANGUAGES, Words, language_name
from loanmanager.sentences.notices import of_language
from loanmanager.ui.pages.settings.paper_languages import OFFERED

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

from babel_data import trimmed, trimmed_global  # the scripts there are run by path

SOURCE = Path(localedata.__file__).with_name("locale-data")


def said(language: str) -> list[str]:
    words, day = Words(language), date(2026, 12, 23)
    return [
        words.day(day), words.long_day(day), words.short_day(day), words.clock(datetime(2026, 12, 23, 15, 12)),
        words.number(1234567), words.money(123456, "CAD"), words.list(["a", "b", "c"]), language_name(language),
        *(of_language(each, words) for each in (*OFFERED, *LANGUAGES)),
    ]  # fmt: skip


def test_every_language_says_the_same_without_what_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    languages = [each for each in (*LANGUAGES, *OFFERED, "pt_BR", "he", "so", "th", "ne") if localedata.exists(each)]
    whole = {each: said(each) for each in languages}
    made = list(trimmed(SOURCE, tmp_path))
    assert len(made) > 1000
    assert sum(path.stat().st_size for path in made) < 0.15 * sum(path.stat().st_size for path in SOURCE.glob("*.dat"))
    monkeypatch.setattr(localedata, "_dirname", str(tmp_path))
    monkeypatch.setattr(localedata, "_cache", {})
    less = trimmed_global(SOURCE.with_name("global.dat"), tmp_path)
    assert less.stat().st_size < 0.6 * SOURCE.with_name("global.dat").stat().st_size
    monkeypatch.setattr(core, "_global_data", pickle.loads(less.read_bytes()))
    language_name.cache_clear()
    assert {each: said(each) for each in languages} == whole
