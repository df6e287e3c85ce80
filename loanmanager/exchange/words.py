"""Free words in English and French -> our kinds, states and languages. Tables only; what is not in them is unknown."""

import re
from functools import lru_cache
from typing import TypeVar

from loanmanager.domain.devices import Condition, DeviceStatus
from loanmanager.exchange.headers import fold

V = TypeVar("V")

OTHER = "other"

# In this order: "phone headset" is a headset, "borne wifi portable" a hotspot, and "portable" alone a laptop.
_TYPES = (
    ("headset", "headset headphone earphone casque ecouteur"),
    ("laptop", "laptop notebook macbook chromebook ultrabook thinkpad elitebook probook ideapad vivobook zenbook ordinateur+portable"),
    ("hotspot", "hotspot mifi mi+fi borne router routeur modem jetpack nighthawk cle+internet internet+stick point+d+acces"),
    ("webcam", "webcam webcamera camera+web"),
    ("tablet", "tablet tablette ipad galaxy+tab"),
    ("phone", "phone smartphone iphone cellphone telephone cell cellulaire mobile+phone"),
    ("laptop", "portable"),
)  # fmt: skip
_TYPE_WORDS = tuple(
    (key, re.compile(r"\b(?:" + "|".join(word.replace("+", " ") for word in words.split()) + r")(?:s|x)?\b"))
    for key, words in _TYPES
)


@lru_cache(maxsize=4096)
def device_type(words: str) -> str:
    """Return the key of the device type that words speak of, or nothing."""
    plain = fold(words)
    return next((key for key, known in _TYPE_WORDS if known.search(plain)), "")


def _table(rows: dict[V, str]) -> dict[str, V]:
    """Return what each of the words after a meaning, set apart by bars, means."""
    return {fold(word): meaning for meaning, words in rows.items() for word in words.split("|")}


_STATUSES = _table({
    DeviceStatus.AVAILABLE: "available|ready to deploy|deployable|ready|in|in stock|on shelf|in service|in storage|active|free|"
    "checked in|disponible|prêt à être déployé|prêt à déployer|déployable|en stock|en service|actif|libre|en réserve",
    DeviceStatus.RESERVED: "reserved|on hold|hold|booked|réservé|réservée|mis de côté|mise de côté",
    DeviceStatus.ON_LOAN: "on loan|loaned|lent|out|checked out|deployed|ready to deploy deployed|in use|issued|assigned|borrowed|overdue|"
    "prêté|prêtée|en prêt|déployé|affecté|attribué|en utilisation|emprunté|en retard|prêt à être déployé déployé",
    DeviceStatus.TO_CHECK: "to check|pending|out for diagnostics|diagnostics|under review|quarantine|inspection|"
    "à vérifier|en attente|en diagnostic|en cours de diagnostic|quarantaine",
    DeviceStatus.TO_RESET: "to reset|to wipe|to erase|to image|à réinitialiser|à effacer",
    DeviceStatus.IN_REPAIR: "in repair|out for repair|repair|being repaired|maintenance|in maintenance|under repair|broken|defective|"
    "en réparation|réparation|à réparer|en maintenance|en entretien|défectueux|défectueuse|brisé|brisée|en panne",
    DeviceStatus.LOST: "lost|missing|lost stolen|not found|perdu|perdue|manquant|manquante|introuvable|perdu volé|perdu ou volé|lost or stolen",
    DeviceStatus.STOLEN: "stolen|volé|volée",
    DeviceStatus.RETIRED: "retired|archived|disposed|disposed of|decommissioned|broken not fixable|out of service|undeployable|inactive|"
    "written off|sold|donated|recycled|retiré|retirée|archivé|archivée|mis au rebut|mise au rebut|hors service|hors d'usage|non déployable|"
    "déclassé|éliminé|vendu|donné|recyclé|inactif|cassé non réparable|irréparable",
})  # fmt: skip
_CONDITIONS = _table({
    Condition.NEW: "new|brand new|mint|like new|a - new|neuf|neuve|comme neuf|comme neuve|nouveau",
    Condition.GOOD: "good|very good|excellent|ok|fine|working|refurbished|b - good|bon|bonne|très bon|bon état|très bon état|remis à neuf|"
    "reconditionné|fonctionnel",
    Condition.WORN: "worn|fair|used|average|poor|c - fair|usé|usée|usagé|usagée|passable|moyen|acceptable|correct",
    Condition.DAMAGED: "damaged|broken|bad|defective|d - poor|for parts|endommagé|endommagée|abîmé|abîmée|brisé|brisée|mauvais|défectueux|cassé|"
    "pour pièces",
})  # fmt: skip
_LANGUAGES = _table({
    "en": "en|eng|english|anglais|anglaise|e",
    "fr": "fr|fra|fre|french|français|française|francais|f",
    "es": "es|spa|spanish|espagnol|español",
    "ar": "ar|ara|arabic|arabe|العربية",
    "uk": "uk|ukr|ukrainian|ukrainien|українська",
    "fa": "fa|fas|per|persian|farsi|dari|persan|فارسی",
    "pt": "pt|por|portuguese|portugais|português",
    "zh": "zh|zho|chi|chinese|mandarin|cantonese|chinois|中文",
    "pa": "pa|pan|punjabi|panjabi|pendjabi",
    "so": "so|som|somali",
    "ti": "ti|tir|tigrinya|tigrigna",
    "ht": "ht|hat|haitian creole|haitian|creole|créole|créole haïtien",
    "vi": "vi|vie|vietnamese|vietnamien",
    "ru": "ru|rus|russian|russe|русский",
    "tl": "tl|fil|tagalog|filipino|philippin",
    "ur": "ur|urd|urdu|ourdou|اردو",
    "hi": "hi|hin|hindi|हिन्दी",
    "iu": "iu|iku|inuktitut|ᐃᓄᒃᑎᑐᑦ",
    "cr": "cr|cre|cree|cri",
})  # fmt: skip
_PLACES = frozenset(
    map(fold, ("location", "lieu", "emplacement", "asset", "actif", "bien", "place", "room", "salle", "site"))
)
_LOCALE = re.compile(r"([A-Za-z]{2,3})[-_][A-Za-z]{2,4}")
_BACKSLASH = re.compile(r"^.*\\")
_PARENTHESES = re.compile(r"\s*[(\[/-]\s*")


@lru_cache(maxsize=1024)
def status(words: str) -> DeviceStatus | None:
    """Return the status that words mean: all of them, else the part before a bracket, dash or slash."""
    return _STATUSES.get(fold(words)) or _STATUSES.get(fold(_PARENTHESES.split(words)[0]))


@lru_cache(maxsize=1024)
def condition(words: str) -> Condition | None:
    """Return the condition that words mean."""
    return _CONDITIONS.get(fold(words)) or _CONDITIONS.get(fold(_PARENTHESES.split(words)[0]))


@lru_cache(maxsize=1024)
def language(words: str) -> str:
    """Return the ISO 639-1 code of a language named in English, French or itself, or nothing."""
    locale = _LOCALE.fullmatch(words.strip())
    return _LANGUAGES.get(fold(locale[1] if locale else words), "")


@lru_cache(maxsize=1024)
def is_place(words: str) -> bool:
    r"""Tell whether a device is out to a place or another device instead of a person (`App\Models\Location`)."""
    return fold(_BACKSLASH.sub("", words)) in _PLACES
