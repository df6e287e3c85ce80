"""The fields that a sheet's columns can feed, as data: what each holds and what it is called in English and French.

`presets/` of other systems name their columns on top of this.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Kind(StrEnum):
    """What the rows of a sheet are."""

    DEVICES = "devices"
    CLIENTS = "clients"


class Shape(Enum):
    """How a cell is read."""

    TEXT = auto()
    NAME = auto()
    PARAGRAPHS = auto()
    IDENTIFIER = auto()
    PHONE = auto()
    EMAIL = auto()
    DATE = auto()
    BIRTH_DATE = auto()
    MONEY = auto()
    TYPE = auto()
    STATUS = auto()
    CONDITION = auto()
    LANGUAGE = auto()
    RETIRED = auto()


class Several(Enum):
    """What is done when several columns feed one field."""

    FIRST = auto()  # the first that is not blank
    WORDS = auto()  # joined by a blank
    COMMAS = auto()  # joined by comma and blank
    LINES = auto()  # joined as lines
    ALL = auto()  # each of them is kept


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `en` and `fr` are what people call its column, apart by bars; the first is the name that we export."""

    key: str
    en: str
    fr: str
    shape: Shape = Shape.TEXT
    several: Several = Several.FIRST

    @property
    def names(self) -> tuple[str, ...]:
        """Return all that its column may be called, the likeliest first."""
        return (*self.en.split("|"), *self.fr.split("|"))


DEVICE_FIELDS = (
    Field("tag", "Tag|Asset Tag|Device Tag|Asset ID|Inventory Number|Inventory Code|Barcode|Code",
          "Étiquette|Étiquette de l'actif|Numéro d'inventaire|No d'inventaire|Code-barres", Shape.IDENTIFIER),
    Field("type", "Type|Device Type|Category|Kind", "Type d'appareil|Catégorie|Genre", Shape.TYPE),
    Field("make", "Make|Manufacturer|Brand", "Marque|Fabricant", Shape.TEXT),
    Field("model", "Model|Model Name|Product|Device|Item Name", "Modèle|Nom du modèle|Produit|Appareil", Shape.TEXT),
    Field("serial", "Serial|Serial Number|Serial No|S/N|SN|Service Tag", "Numéro de série|No de série|Série", Shape.IDENTIFIER),
    Field("imei", "IMEI|IMEI Number|MEID|IMEI 1", "Numéro IMEI|No IMEI", Shape.IDENTIFIER),
    Field("mac", "MAC|MAC Address|Wi-Fi MAC|Wifi MAC Address|Ethernet MAC", "Adresse MAC"),
    Field("system", "Operating System|OS|System|OS Version", "Système d'exploitation|Système|SE"),
    Field("status", "Status|State|Availability", "Statut|État|Disponibilité", Shape.STATUS),
    Field("retired", "Archived|Is Retired", "Archivé|Est retiré", Shape.RETIRED),
    Field("condition", "Condition|Physical Condition", "Condition physique|État physique", Shape.CONDITION),
    Field("site", "Site|Location|Branch|Office|Home Location", "Lieu|Emplacement|Succursale|Bureau"),
    Field("shelf", "Shelf|Cabinet|Bin", "Étagère|Tablette de rangement|Armoire|Rangement"),
    Field("funding", "Funding|Funding Source|Funder|Grant|Programme|Program", "Financement|Source de financement|Bailleur de fonds|Subvention"),
    Field("bought_on", "Bought On|Purchase Date|Purchased|Date Purchased|Date of Purchase", "Acheté le|Date d'achat|Acheté", Shape.DATE),
    Field("price", "Price|Purchase Cost|Purchase Price|Cost|Price Paid|Initial Price", "Prix|Prix d'achat|Coût|Coût d'achat", Shape.MONEY),
    Field("replacement_cost", "Replacement Cost|Replacement Value|Replacement Price",
          "Coût de remplacement|Valeur de remplacement|Prix de remplacement", Shape.MONEY),
    Field("warranty_end", "Warranty End|Warranty Expires|Warranty Expiration|Warranty Until|Warranty End Date",
          "Fin de garantie|Expiration de garantie|Fin de la garantie|Garantie jusqu'au", Shape.DATE),
    Field("carrier", "Carrier|Provider|Network", "Fournisseur de service|Opérateur|Réseau"),
    Field("sim", "SIM|ICCID|SIM Card|SIM Number|SIM Card Number|SIM No", "Carte SIM|Numéro SIM|No SIM|Numéro de carte SIM", Shape.IDENTIFIER),
    Field("line_number", "Line Number|Line|Phone Number|Mobile Number|MSISDN",
          "Numéro de ligne|Ligne|Numéro de téléphone", Shape.PHONE),
    Field("plan_end", "Plan End|Plan End Date|Plan Expires|Contract End", "Fin du forfait|Fin de forfait|Fin du contrat", Shape.DATE),
    Field("out_kind", "Checkout Type|Checked Out To: Type", "Type d'emprunteur"),
    Field("out_to", "Borrower|Borrower Number|Lent To|Checked Out To: Username|Checked Out To: Email|Username|Borrower Email|Client File Number",
          "Emprunteur|Numéro d'emprunteur|Prêté à|Nom d'utilisateur|Courriel de l'emprunteur|Numéro de dossier", Shape.IDENTIFIER, Several.ALL),
    Field("out_to_name", "Borrower Name|Checked Out To: First Name|Checked Out To: Last Name|Checked Out To|Client",
          "Nom de l'emprunteur|Client ou cliente", Shape.NAME, Several.WORDS),
    Field("out_on", "Lent On|Checkout Date|Last Checkout|Last Checkout Date|Checked Out On|Date Out", "Prêté le|Date de prêt|Date du prêt|Sorti le", Shape.DATE),
    Field("due_on", "Due|Due Date|Expected Checkin Date|Expected Checkin|Due Back|Due On|Return Date",
          "Échéance|Date d'échéance|À rendre le|Retour prévu|Date de retour prévue|Date de retour", Shape.DATE),
    Field("notes", "Notes|Note|Comments|Remarks|Description", "Remarques|Commentaires", Shape.PARAGRAPHS, Several.LINES),
)  # fmt: skip

CLIENT_FIELDS = (
    Field("file_number", "File Number|File No|Client Number|Client ID|Employee Number|Employee No|Member ID|ID|Number",
          "Numéro de dossier|No de dossier|Dossier|Numéro de client|Numéro d'employé|Matricule", Shape.IDENTIFIER),
    Field("family_name", "Family Name|Last Name|Surname|Lastname", "Nom de famille|Nom", Shape.NAME),
    Field("given_name", "Given Name|First Name|Firstname|Legal First Name|Forename", "Prénom|Prénoms", Shape.NAME),
    Field("full_name", "Full Name|Name|Client|Client Name|Legal Name", "Nom complet|Nom et prénom|Prénom et nom|Client ou cliente|Nom légal", Shape.NAME),
    Field("preferred_name", "Preferred Name|Known As|Nickname|Chosen Name|Goes By", "Prénom usuel|Nom usuel|Nom choisi|Prénom choisi|Surnom", Shape.NAME),
    Field("pronouns", "Pronouns|Pronoun", "Pronoms|Pronom"),
    Field("card", "Card|Card Number|Barcode|Library Card|Card Barcode", "Carte|Numéro de carte|Code-barres", Shape.IDENTIFIER),
    Field("birth_date", "Birth Date|Date of Birth|DOB|Birthdate|Birthday", "Date de naissance|Naissance|Né le|Née le", Shape.BIRTH_DATE),
    Field("language", "Language|Preferred Language|Locale|Language of Documents", "Langue|Langue des documents|Langue de correspondance|Langue préférée",
          Shape.LANGUAGE),
    Field("phone", "Phone|Telephone|Phone Number|Telephone Number|Tel|Mobile|Cell|Cell Phone|Mobile Phone", "Téléphone|Tél|Numéro de téléphone|Cellulaire",
          Shape.PHONE),
    Field("phone2", "Phone 2|Second Phone|Other Phone|Alternate Phone|Home Phone|Work Phone|Mobile|Cell|Cell Phone",
          "Téléphone 2|Autre téléphone|Téléphone à la maison|Téléphone au travail|Cellulaire", Shape.PHONE),
    Field("email", "Email|E-mail|Email Address|Mail", "Courriel|Adresse courriel|Adresse de courriel|Courrier électronique", Shape.EMAIL),
    Field("address", "Address|Street|Street Address|Address 1|Address Line 1|Address 2|Address Line 2", "Adresse|Rue|Adresse 1|Adresse 2", Shape.TEXT,
          Several.COMMAS),
    Field("city", "City|Town", "Ville|Municipalité"),
    Field("province", "Province|State|Region|County", "État|Province ou état|Région"),
    Field("postal_code", "Postal Code|Postcode|Zip|Zip Code|Post Code", "Code postal"),
    Field("country", "Country", "Pays"),
    Field("counsellor", "Counsellor|Counselor|Case Worker|Caseworker|Case Manager|Advisor|Worker", "Conseiller|Conseillère|Intervenant|Intervenante|Conseiller ou conseillère"),
    Field("username", "Username|User Name|Login|User ID|Userid", "Nom d'utilisateur|Identifiant", Shape.IDENTIFIER),
    Field("notes", "Notes|Note|Comments|Remarks", "Remarques|Commentaires", Shape.PARAGRAPHS, Several.LINES),
)  # fmt: skip

FIELDS = {
    Kind.DEVICES: {field.key: field for field in DEVICE_FIELDS},
    Kind.CLIENTS: {field.key: field for field in CLIENT_FIELDS},
}
