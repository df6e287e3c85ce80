"""The recovery sheet: one page, both languages, every word by its number, and a code that says them again."""

from datetime import date

import pytest

from loanmanager.documents import recovery_sheet
from loanmanager.domain.papers import Lender
from loanmanager.domain.recovery_papers import RecoverySheetFacts
from loanmanager.i18n import Words
from loanmanager.sentences import protection
from loanmanager.storage import recovery
from loanmanager.storage.key import Key
from tests.documents.pdf import barcodes, pages, reader
from tests.office import KEY

LONGEST = Key(bytes(reversed(range(32))))


def sheet(language: str, key: Key = KEY, name: str = "Carrefour Exemple") -> RecoverySheetFacts:
    words = recovery.words_of(key, language)
    made = date(2026, 11, 23)
    return RecoverySheetFacts(language, key.number, made, Lender(name), words, recovery.code_of(words))


@pytest.mark.parametrize("size", ["letter", "a4"])
@pytest.mark.parametrize("language", ["en", "fr", "uk"])
def test_one_page_says_all_in_both_languages(language: str, size: str) -> None:
    facts = sheet(language)
    pdf = recovery_sheet.render(facts, page=size)
    (said,) = pages(pdf)
    for at, word in enumerate(facts.words, 1):
        assert f"{at} {word}" in said
    for words in (Words("en"), Words("fr")):
        for text in ("Recovery sheet", "What it is for", "Where to keep it", "On a new computer"):
            assert words.say(text) in said
        for button in (protection.restore_a_backup, protection.recovery_words, protection.open_the_records):
            assert button(words) in said
        assert words.long_day(facts.made_on) in said.replace("Lundi", "lundi")
    assert said.count(KEY.number) == 2
    assert recovery_sheet.render(facts, page=size) == pdf


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("key", [KEY, LONGEST, Key(b"\xff" * 32)])
def test_a_cheap_camera_reads_the_words_in_the_code(language: str, key: Key) -> None:
    (read,) = barcodes(recovery_sheet.render(sheet(language, key)), dpi=120)
    assert recovery.key_of(read) == key


def test_the_file_tells_who_it_is_of_and_not_what_it_says() -> None:
    facts = sheet("en", name="Zoë & Söhne <b>" * 20)
    opened = reader(recovery_sheet.render(facts))
    assert len(opened.pages) == 1
    assert opened.metadata is not None
    assert opened.metadata.title == f"Recovery sheet {KEY.number}"
    assert facts.words[1] not in str(opened.metadata)
    assert facts.words[1] not in repr(facts)
    assert facts.code not in repr(facts)
