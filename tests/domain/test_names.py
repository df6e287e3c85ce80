"""Names in the scripts that clients write."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.names import Label, digits, initials, listed, name_key, natural, squash

ALIKE = [
    ("Nguyễn", "nguyen"),
    ("NGUYỄN", "nguye\u0302\u0303n"),
    ("Łukasz", "lukasz"),
    ("Đặng", "dang"),
    ("Straße", "STRASSE"),
    ("Œuvrard", "oeuvrard"),
    ("Sørensen", "sorensen"),
    ("İpek", "ipek"),
    ("Işık", "isik"),
    ("O’Brien", "o'brien"),
    ("  Marie \u00a0 Ève\t", "marie eve"),
    ("Ёлкин", "елкин"),
    ("Παπάς", "ΠΑΠΑΣ"),
    ("مُحَمَّد", "محمد"),
    ("ｶﾞ", "ガ"),
    ("℡ 5", "tel 5"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_are_alike_but_for_case_accents_and_spaces(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("王", "玉"), ("محمد", "محمود"), ("Anna", "Ann a"), ("राम", "रमा"), ("й", "n")]
)
def test_other_names_stay_other(one, other):
    assert name_key(one) != name_key(other)


@given(st.text())
def test_a_key_is_its_own_key(text):
    assert name_key(name_key(text)) == name_key(text)


@given(st.text())
def test_a_key_does_not_care_how_accents_were_typed(text):
    assert name_key(unicodedata.normalize("NFC", text)) == name_key(unicodedata.normalize("NFD", text))


def test_family_and_given_name_make_one_key():
    assert name_key("Lê", "Văn An") == name_key("lê văn an")
    assert name_key("Roy", "") == "roy"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("514 555-0142", "5145550142"),
        ("+1 (514) 555-0142", "15145550142"),
        ("٥١٤", "514"),
        ("५१४", "514"),
        ("²", ""),
        ("", ""),
    ],
)
def test_digits_in_any_script_are_the_same_number(typed, found):
    assert digits(typed) == found


@given(st.text())
def test_digits_are_only_digits(text):
    assert set(digits(text)) <= set("0123456789")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("LT-0042", "lt0042"),
        ("lt 0042", "lt0042"),
        ("ＬＴ－００４２", "lt0042"),
        ("É-1/2", "e12"),
        ("---", ""),
        ("حاسوب 1", "حاسوب1"),
    ],
)
def test_a_tag_is_matched_by_its_letters_and_digits(typed, key):
    assert squash(typed) == key


@given(st.text())
def test_squashing_twice_changes_nothing(text):
    assert squash(squash(text)) == squash(text)


@pytest.mark.parametrize(
    ("family", "first", "in_list", "on_paper"),
    [
        ("Tremblay", "Josée", "Tremblay, Josée", "Josée Tremblay"),
        ("王", "小明", "王小明", "王小明"),
        ("김", "민준", "김민준", "김민준"),
        ("さとう", "はな", "さとうはな", "さとうはな"),
        ("الحداد", "محمد", "الحداد، محمد", "محمد الحداد"),
        ("כהן", "דוד", "כהן, דוד", "דוד כהן"),
        ("Wang", "小明", "Wang, 小明", "小明 Wang"),
        ("", "Zoë", "Zoë", "Zoë"),
        ("Roy", "", "Roy", "Roy"),
        ("王", "", "王", "王"),
        ("", "", "", ""),
    ],
)
def test_names_stand_in_the_manner_of_their_script(family, first, in_list, on_paper):
    assert listed(family, first) == in_list
    assert natural(family, first) == on_paper


@given(st.text(), st.text())
def test_any_two_names_can_be_shown(family, first):
    assert family in listed(family, first)
    assert first in listed(family, first)
    assert first.strip() in natural(family, first)


def test_a_label_speaks_the_language_asked_for_else_the_other():
    both = Label("Charger", "Chargeur")
    assert [both.in_(language) for language in ("en", "fr", "fr_CA", "es")] == [
        "Charger",
        "Chargeur",
        "Chargeur",
        "Charger",
    ]
    assert Label("Dongle").in_("fr") == "Dongle"
    assert Label("", "Clé").in_("en") == "Clé"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ana Lopes", "AL"), ("Ana Maria Lopes", "AL"), ("ana", "A"), ("", ""), ("  ", ""), ("Élise", "É")],
)
def test_initials_are_at_most_two(name, letters):
    assert initials(name) == letters
