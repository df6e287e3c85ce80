"""Presets: which columns of a known system feed which of our fields. Data only; another system is another entry.

The columns of Snipe-IT are those of its sample files and of its Custom Asset Report in English and French (8.1).
"""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from loanmanager.exchange.dates import Order
from loanmanager.exchange.fields import Kind


class UnknownPreset(LookupError):
    """No preset has this name."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Preset:
    """The columns of one kind of sheet of one system.

    `feeds` names the columns of each field, those of every language together, the best first; `City (2)` is the second
    column of that name. `generic` are fields whose columns people add themselves: they are found by our own names.
    `keep` are columns worth keeping as the agency's own fields. `tells` are sets of columns by which the system is known.
    """

    key: str
    kind: Kind
    feeds: Dict[str, tuple[str, ...]] = field(default_factory=dict)
    generic: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    tells: tuple[tuple[str, ...], ...] = ()
    order: Order | None = None


_SNIPE_ASSETS = Preset(
    key="snipe-it-assets",
    kind=Kind.DEVICES,
    feeds={
        "tag": ("Asset Tag", "Étiquette de l'actif", "Étiquette d'actif"),
        "type": (
            "Category", "Catégorie", "Model", "Modèle", "Model No.", "Model Number", "Model n°.", "Asset Name", "Name", "Item Name",
            "Nom de l'actif", "Manufacturer", "Fabricant",
        ),
        "make": ("Manufacturer", "Fabricant"),
        "model": ("Model", "Model Name", "Modèle", "Nom du modèle"),
        "serial": ("Serial", "Serial Number", "Serial No.", "Numéro de série"),
        "status": ("Status", "Statut"),
        "site": ("Location", "Lieu", "Default Location", "Emplacement par défaut"),
        "bought_on": ("Purchase Date", "Purchased", "Acheté", "Date d'achat"),
        "price": ("Purchase Cost", "Cost", "Coût", "Coût d'achat"),
        "warranty_end": ("Warranty Expires", "Expiration de garantie"),
        "out_kind": ("Checkout Type", "Checked Out To: Type", "Type"),
        "out_to": ("Checked Out To: Username", "Username", "Nom d'utilisateur", "Checked Out To: Email", "Employee No.", "Numéro d'employé"),
        "out_to_name": ("Checked Out To: First Name", "Checked Out To: Last Name", "Checked Out To: Location", "Checked Out", "Date de libération"),
        "out_on": ("Checkout Date", "Last Checkout", "Last Checkout Date", "Date d'association"),
        "due_on": ("Expected Checkin Date", "Expected Checkin", "Date de dissociation prévue"),
        "notes": ("Asset Notes", "Notes"),
    },
    generic=("imei", "mac", "system", "condition", "shelf", "funding", "replacement_cost", "sim", "carrier", "plan_end"),
    keep=(
        "Name", "Asset Name", "Nom de l'actif", "Model No.", "Model Number", "Model n°.", "Category", "Catégorie", "Company", "Compagnie",
        "Supplier", "Fournisseur", "Order Number", "Numéro de commande", "EOL", "Asset EOL Date", "Fin de vie",
    ),
    tells=(
        ("Asset Tag", "Checkout Type"), ("Asset Tag", "Fully Depreciated"), ("Asset Tag", "Expected Checkin Date"),
        ("Asset Tag", "Model Number"), ("Asset Tag", "Model No."), ("Étiquette de l'actif",),
    ),
)  # fmt: skip

_SNIPE_USERS = Preset(
    key="snipe-it-users",
    kind=Kind.CLIENTS,
    feeds={
        "file_number": ("Employee Number", "Employee No.", "Numéro d'employé"),
        "family_name": ("Last Name", "Nom de famille", "Nom"),
        "given_name": ("First Name", "Prénom"),
        "full_name": ("Full Name", "Name", "Nom complet"),
        "preferred_name": ("Display Name", "Preferred Name", "Nom d'affichage"),
        "language": ("Language", "Locale", "Langue"),
        "phone": ("Phone", "Phone Number", "Telephone", "Téléphone"),
        "phone2": ("Mobile", "Mobile Phone", "Cellulaire"),
        "email": ("Email", "E-mail", "Courriel", "Adresse e-mail"),
        "address": ("Address", "Adresse"),
        "city": ("City", "Ville"),
        "province": ("State", "État"),
        "postal_code": ("Postal Code", "Zip", "Post Code", "Code postal"),
        "country": ("Country", "Pays"),
        "notes": ("Notes",),
        "username": ("Username", "Nom d'utilisateur"),
    },
    generic=("pronouns", "card", "birth_date", "counsellor"),
    keep=("Company", "Compagnie", "Department", "Département"),
    tells=(
        ("Username", "Employee Number"), ("Username", "Activated"), ("Nom d'utilisateur", "Numéro d'employé"), ("Username", "Employee No.", "First Name"),
    ),
)  # fmt: skip

PRESETS = {
    preset.key: preset
    for preset in (
        _SNIPE_ASSETS,
        _SNIPE_USERS,
        Preset("devices", Kind.DEVICES),
        Preset("clients", Kind.CLIENTS),
    )
}


def find_preset(key: str) -> Preset:
    """Return the preset of this name; raises UnknownPreset."""
    try:
        return PRESETS[key]
    except KeyError:
        raise UnknownPreset(key) from None
