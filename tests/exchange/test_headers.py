import pytest

from loanmanager.exchange.headers import fold, fold_nth, is_secret, letter, name_columns, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сatégorie", "categorie"),
        ("Type\u00a0", "type"),
        ("Checked Out To: Username", "Checked out to - username"),
        ("Model n°.", "Model No."),
        ("Nº de série", "N° de série"),
        ("Serial #", "Serial No"),
        ("№", "no"),
        ("Étiquette de l’actif", "etiquette de l'actif"),
        ("City (2)", "CITY"),
        ("HB.asset_id", "HB asset id"),
        ("\ufeffTag\u200b", "tag"),
        ("Ｔａｇ", "Tag"),
    ],
)
def test_what_looks_the_same_is_the_same(one, other):
    assert fold(one) == fold(other)


def test_words_in_brackets_count_but_numbers_do_not():
    assert fold("Value (RRP)") == "value rrp"
    assert fold_nth("City (2)") == ("city", 2)
    assert fold_nth("City") == ("city", 1)


@pytest.mark.parametrize(
    "header",
    [
        "password",
        "Password_Hash",
        "adminPassword",
        "Mot de passe",
        "MOTDEPASSE",
        "PIN",
        "SIM PIN",
        "simPin",
        "PUK2",
        "Code NIP",
        "BitLocker key",
        "Pwd",
    ],
)
def test_secrets_are_known_by_their_header(header):
    assert is_secret(header)


@pytest.mark.parametrize("header", ["Shipping", "Opinion", "Spin", "Pinned", "Nipissing site", "Passport seen", "Tag"])
def test_other_words_are_no_secrets(header):
    assert not is_secret(header)


def test_columns_are_named_once_each():
    assert name_columns(["City", " City ", "", "city"]) == ("City", "City (2)", "C", "city")
    assert tidy(" a\tb\x00\u200b ") == "a b"
    assert [letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
