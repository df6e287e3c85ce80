import pytest

from loanmanager.domain.devices import Condition, DeviceStatus
from loanmanager.exchange import words


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Laptops", "laptop"), ("Ordinateur portable", "laptop"), ("Portable", "laptop"), ("MacBook Air", "laptop"), ("Chromebook 14", "laptop"),
        ("Mobile hotspot", "hotspot"), ("MiFi 8800", "hotspot"), ("Borne Wi-Fi portable", "hotspot"), ("Routeurs", "hotspot"),
        ("iPad", "tablet"), ("Tablettes", "tablet"), ("Phone headset", "headset"), ("Casque d'écoute", "headset"), ("Headphones", "headset"),
        ("Webcam HD", "webcam"), ("Téléphone portable", "phone"), ("Cell", "phone"), ("iPhone 12", "phone"),
        ("Anvil", ""), ("Cellar keys", ""), ("", ""),
    ],
)  # fmt: skip
def test_types_are_known_by_their_words(text, key):
    assert words.device_type(text) == key


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ready to Deploy", "available"), ("Prêt à être déployé", "available"), ("Disponible", "available"), ("IN STOCK", "available"),
        ("Prêt à être déployé (Déployé)", "on_loan"), ("Prêté", "on_loan"), ("Ready to Deploy (Deployed)", "on_loan"), ("Checked out", "on_loan"),
        ("Out for Repair", "in_repair"), ("en réparation", "in_repair"), ("Broken - Not Fixable", "retired"), ("Archived", "retired"),
        ("Lost/Stolen", "lost"), ("perdu", "lost"), ("Volé", "stolen"), ("Pending", "to_check"), ("Retired (2019)", "retired"), ("Réservé", "reserved"),
        ("To reset", "to_reset"),
    ],
)  # fmt: skip
def test_statuses_are_known_in_both_languages(text, status):
    assert words.status(text) is DeviceStatus(status)


def test_other_words():
    assert words.status("On the moon") is None
    assert words.condition("Bon état") is Condition.GOOD
    assert words.condition("Neuf") is Condition.NEW
    assert words.condition("Fair - scratched") is Condition.WORN
    assert words.condition("brisé") is Condition.DAMAGED
    assert words.condition("purple") is None
    assert [words.language(text) for text in ("Français", "fr-CA", "English", "en_US", "Arabic", "es", "pt-BR")] == [
        "fr", "fr", "en", "en", "ar", "es", "pt",
    ]  # fmt: skip
    assert words.language("Klingon") == words.language("xx-YY") == ""
    assert words.is_place("Location")
    assert words.is_place(r"App\Models\Asset")
    assert not words.is_place("User")
