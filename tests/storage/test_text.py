"""Text for search: the words of every script are words to the database too."""

import sys

import pytest

from loanmanager.storage import search
from loanmanager.storage.text import codes_of, tokens, typed, words_of
from tests.office import TODAY, add_client, add_device, lend, memory, prepared


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jean-Luc O’Brien", ["jean", "luc", "o", "brien"]),
        ("zoe.n@example.org", ["zoe", "n", "example", "org"]),
        ("राम शर्मा", ["राम", "शरमा"]),
        ("นริศรา", ["นริศรา"]),
        ("٣٤", ["٣٤"]),
        ("--- !? \u202e", []),
    ],
)
def test_words_are_letters_with_their_vowel_signs(text, found):
    assert tokens(text) == found


def test_a_chinese_name_is_found_by_each_of_its_characters_on():
    assert set(words_of("王小明").split()) == {"王小明", "小明", "明"}


def test_an_arabic_name_is_found_without_its_article():
    assert "حداد" in words_of("الحدّاد").split()


def test_codes_are_folded_and_said_once():
    assert codes_of(("LT-0042", "lt 0042", ""), ("514 555-0142", "x")) == "lt0042 5145550142"


def test_half_a_character_is_left_out_of_what_is_asked():
    assert typed("Zo\ud800ë") == "Zoë"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("राम", ["राम"]),
        ("रम", ["रमेश मीना"]),
        ("मी", ["रमेश मीना"]),
        ("म", ["रमेश मीना"]),
        ("นริ", ["นริศรา"]),
        ("นรา", []),
        ("!?", []),
        ('"', []),
    ],
)
def test_only_people_with_such_a_word_are_found(query, found):
    store = memory()
    by = prepared(store)
    for name in ("राम", "रमेश मीना", "นริศรา"):
        add_client(store, by, name, "")
    add_device(store, by)
    assert [match.client.name for match in search.matches(store, query, TODAY) if match.client] == found


def test_signs_alone_find_no_device_and_no_loan():
    store = memory()
    by = prepared(store)
    lend(store, by, add_client(store, by), add_device(store, by))
    assert search.matches(store, "!?", TODAY) == ()
    assert search.loan_rows(store, today=TODAY, text="!?") == ()


def test_no_character_of_any_script_breaks_the_search():
    store = memory()
    prepared(store)
    letters = [chr(c) for c in range(sys.maxunicode) if not 0xD800 <= c < 0xE000 and chr(c).isalnum()]
    unlike = [each for each in letters if 0x1900 <= ord(each) < 0x1A00 or ord(each) % 97 == 0]
    for each in ["a" + each + "b" for each in unlike]:
        store.words_like("clients", each, 1)
        store.codes_like("clients", each * 3, 1)
    store.codes_like("clients", '"""', 1)
