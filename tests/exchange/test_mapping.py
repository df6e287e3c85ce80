import pytest

from loanmanager.exchange.dates import Order
from loanmanager.exchange.fields import CLIENT_FIELDS, DEVICE_FIELDS, FIELDS, Kind
from loanmanager.exchange.headers import fold, is_secret
from loanmanager.exchange.mapping import guess_mapping, recognise
from loanmanager.exchange.presets import PRESETS, UnknownPreset, find_preset
from loanmanager.exchange.sheets import read_sheet
from tests.exchange.files import SNIPE_SAMPLE, SNIPE_USERS, sheet, snipe_french


def test_snipe_its_sample_is_recognised():
    read = read_sheet(SNIPE_SAMPLE.encode())
    mapping = guess_mapping(read, Kind.DEVICES)
    assert mapping.preset == "snipe-it-assets"
    assert mapping.headers("tag") == ("Asset Tag",)
    assert mapping.headers("out_to") == ("Checked Out To: Username", "Checked Out To: Email")
    assert mapping.headers("out_to_name")[:2] == ("Checked Out To: First Name", "Checked Out To: Last Name")
    assert "Model Number" in mapping.custom
    assert mapping.unmapped(read) == ("Model Notes",)
    assert mapping.enough
    assert mapping.prefer is Order.MONTH_FIRST


def test_snipe_its_french_report_is_recognised_through_its_cyrillic_letter():
    read = read_sheet(snipe_french().encode())
    mapping = guess_mapping(read, Kind.DEVICES)
    assert mapping.preset == "snipe-it-assets"
    assert mapping.headers("type")[0] == "Сatégorie"
    assert mapping.headers("due_on") == ("Date de dissociation prévue",)
    assert mapping.headers("imei") == ("Numéro IMEI",)
    assert mapping.prefer is Order.DAY_FIRST


def test_snipe_its_users_are_recognised_as_clients():
    mapping = guess_mapping(read_sheet(SNIPE_USERS.encode()), Kind.CLIENTS)
    assert (mapping.preset, mapping.headers("username"), mapping.custom) == (
        "snipe-it-users",
        ("Username",),
        ("Company",),
    )


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", Kind)
def test_our_own_names_are_all_recognised(kind, language):
    names = {key: getattr(field, language).split("|")[0] for key, field in FIELDS[kind].items()}
    mapping = guess_mapping(sheet(",".join(names.values())), kind, kind.value)
    fed = {key: mapping.headers(key)[:1] for key in names}
    assert {key: headers for key, headers in fed.items() if headers != (names[key],)} == {}
    assert mapping.prefer is (Order.DAY_FIRST if language == "fr" else Order.MONTH_FIRST)


def test_a_second_telephone_and_a_lone_nom_are_understood():
    mapping = guess_mapping(sheet("Nom,Téléphone,Cellulaire"), Kind.CLIENTS)
    assert (mapping.headers("full_name"), mapping.headers("phone"), mapping.headers("phone2")) == (
        ("Nom",),
        ("Téléphone",),
        ("Cellulaire",),
    )
    mapping = guess_mapping(sheet("Nom,Prénom"), Kind.CLIENTS)
    assert (mapping.headers("family_name"), mapping.headers("given_name"), mapping.headers("full_name")) == (
        ("Nom",),
        ("Prénom",),
        (),
    )


def test_a_mapping_is_changed_by_hand():
    read = sheet("Tag,Category,Model,Thing,Other")
    mapping = (
        guess_mapping(read, Kind.DEVICES, PRESETS["devices"])
        .keep("Other", "Thing")
        .feed("serial", "Other")
        .feed("type", "Model")
    )
    assert mapping.headers("serial") == ("Other",)
    assert mapping.custom == ("Thing",)
    assert (mapping.field("Model"), mapping.field("Other"), mapping.field("Category")) == ("model", "serial", "")
    assert mapping.feed("model").field("Model") == "type"
    assert mapping.unmapped(read) == ("Category",)
    assert mapping.feed("make", "Tag").feed("serial").enough is False
    assert mapping.feed("make", "Tag").headers("tag") == ()
    with pytest.raises(KeyError):
        mapping.feed("colour", "Other")


def test_dates_can_be_preferred_and_presets_may_be_unknown():
    assert guess_mapping(sheet("Tag"), Kind.DEVICES, prefer=Order.DAY_FIRST).prefer is Order.DAY_FIRST
    assert recognise(sheet("a,b"), Kind.CLIENTS).key == "clients"
    with pytest.raises(UnknownPreset) as caught:
        find_preset("nothing")
    assert caught.value.key == "nothing"


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_presets_name_fields_that_exist_and_no_secrets(preset):
    assert set(preset.feeds) | set(preset.generic) <= set(FIELDS[preset.kind])
    headers = [*preset.keep, *(header for names in preset.feeds.values() for header in names)]
    assert not any(map(is_secret, headers))
    assert all(all(map(fold, tell)) for tell in preset.tells)


def test_nothing_is_ever_fed_by_secrets_or_by_what_the_law_keeps_to_itself():
    names = [name for field in (*DEVICE_FIELDS, *CLIENT_FIELDS) for name in field.names]
    assert not any(map(is_secret, names))
    assert "internet" not in {field.key for field in CLIENT_FIELDS}
