import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.exchange.people import join_address, split_name, split_phones


@pytest.mark.parametrize(
    ("full", "family", "given"),
    [
        ("Diallo, Amina", "Diallo", "Amina"), ("Amina Diallo", "Diallo", "Amina"), ("Clementina Van Halen", "Van Halen", "Clementina"),
        ("Marie de la Tour", "de la Tour", "Marie"), ("Van Halen", "Halen", "Van"), ("Cher", "Cher", ""), ("王小明", "王小明", ""),
        ("حسين، محمد", "حسين", "محمد"), ("Nguyễn Thị Zoë", "Zoë", "Nguyễn Thị"), ("Roy,", "Roy", ""), ("", "", ""), (" , ", "", ""),
    ],
)  # fmt: skip
def test_whole_names_are_split(full, family, given):
    assert split_name(full) == (family, given)


@given(st.text(max_size=30))
def test_no_name_raises_and_no_word_is_lost(full):
    family, given = split_name(full)
    assert sorted(f"{family} {given}".split()) == sorted(
        full.replace(",", " ").replace("،", " ").replace(";", " ").split()
    ) or any(c in full for c in ",،;")


def test_telephones_in_one_cell_are_parted():
    assert split_phones("418 555-0101 / 418 555-0102", "418 555-0101") == ("418 555-0101", "418 555-0102")
    assert split_phones("1; 2\n3 ou 4 or 5", "") == ("1", "2", "3", "4", "5")
    assert split_phones("", "") == ()


def test_an_address_is_one_line():
    assert (
        join_address("12 rue Principale", "Rimouski", "QC", "G5L 1A1", "Canada")
        == "12 rue Principale, Rimouski, QC G5L 1A1, Canada"
    )
    assert join_address("", "Rimouski", "", "", "") == "Rimouski"
