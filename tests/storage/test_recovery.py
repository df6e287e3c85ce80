"""The words of a recovery sheet give the very key back, however they are typed, and say which of them is wrong."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.storage import errors, recovery
from loanmanager.storage.key import Key
from loanmanager.storage.recovery import key_of, words_of
from tests.office import KEY

keys = st.binary(min_size=32, max_size=32).map(Key)
languages = st.sampled_from(["en", "fr"])


@given(keys, languages)
def test_words_are_the_key(key: Key, language: str) -> None:
    words = words_of(key, language)
    assert len(words) == recovery.COUNT
    assert key_of(" ".join(words)) == key


@given(keys, languages, st.sampled_from(["upper", "bare", "four", "numbered", "commas", "spread", "joined"]))
def test_how_they_are_typed_does_not_matter(key: Key, language: str, how: str) -> None:
    words = words_of(key, language)
    typed = {
        "upper": " ".join(words).upper(),
        "bare": "".join(c for c in unicodedata.normalize("NFD", " ".join(words)) if not unicodedata.combining(c)),
        "four": " ".join(word[:4] for word in words),
        "numbered": "\n".join(f"{at}. {word}" for at, word in enumerate(words, 1)),
        "commas": ", ".join(words) + ".",
        "spread": "\r\n\t  ".join(words),
        "joined": unicodedata.normalize("NFKD", "\u00a0".join(words)),
    }[how]
    assert key_of(typed) == key


def test_another_language_has_english_words() -> None:
    assert words_of(KEY, "uk") == words_of(KEY, "en")
    assert words_of(KEY, "fr")[0] == "abaisser"
    assert words_of(KEY, "fr")[1] == "agréable" == unicodedata.normalize("NFC", "agréable")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_word_in_no_list_is_named_by_its_number(language: str) -> None:
    words = list(words_of(KEY, language))
    words[2], words[16] = "xyzzy", "Qwerty"
    with pytest.raises(errors.WrongWords) as told:
        key_of(" ".join(words))
    assert told.value.unknown == ((3, "xyzzy"), (17, "qwerty"))
    assert told.value.count == 24


@pytest.mark.parametrize("count", [0, 1, 23, 25])
def test_too_few_and_too_many_are_told(count: int) -> None:
    words = (words_of(KEY, "en") * 2)[:count]
    with pytest.raises(errors.WrongWords) as told:
        key_of(" ".join(words))
    assert (told.value.count, told.value.unknown) == (count, ())


def test_words_that_do_not_belong_together_are_told() -> None:
    words = list(words_of(KEY, "en"))
    words[0], words[1] = words[1], words[0]
    with pytest.raises(errors.WrongWords) as told:
        key_of(" ".join(words))
    assert (told.value.count, told.value.unknown) == (24, ())


def test_no_error_holds_a_word() -> None:
    with pytest.raises(errors.WrongWords) as told:
        key_of("secret words that nobody may log")
    assert not re.search("secret|nobody", f"{told.value} {told.value!r}")


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    with pytest.raises(errors.WrongWords):
        key_of(text)
