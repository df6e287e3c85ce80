"""Two records of one person: noticed by name and what else is known, and made into one losing nothing (product 3.6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from loanmanager.domain.clients import Client, InternetUse
from loanmanager.domain.names import digits, name_key
from loanmanager.domain.refusal import Refusal

ASKED = (
    "family_name",
    "given_name",
    "preferred_name",
    "pronouns",
    "birth_date",
    "language",
    "email",
    "address",
    "counsellor",
    "id_seen",
    "internet",
    "guardian",
    "orientation_on",
    "blocked",
)
"""What one chooses between where two records differ; "blocked" stands for the block whole. The rest is joined."""

_STRICTEST = (InternetUse.NO, InternetUse.ON_SITE, InternetUse.YES)
_LOCAL_DIGITS = 10  # of a phone with or without its country code


class Same(StrEnum):
    """What two records of the same name have in common besides."""

    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two records of the same name are: what else they share, nothing where nothing tells them apart."""

    shared: frozenset[Same] = frozenset()


@dataclass(frozen=True, slots=True)
class SameClient(Refusal):
    """A record cannot be merged with itself, nor told apart from itself."""

    name: str


@dataclass(frozen=True, slots=True)
class MergedAlready(Refusal):
    """The record was merged into another one, which is found under both file numbers."""

    name: str


def person(
    family: str, given: str, *, birth_date: date | None = None, phones: tuple[str, ...] = (), email: str = ""
) -> Client:
    """Return what is known of somebody who is about to be added, as a record to compare."""
    return Client(0, "", family, given, birth_date=birth_date, phones=phones, email=email)


def likeness(one: Client, other: Client) -> Likeness | None:
    """Return how two records may be one person; None where they are not.

    The name has to be the same but for case, accents and the order of its two halves. Then they are alike unless their
    birth dates differ; and even so when they share a phone or an e-mail, because dates are mistyped.
    """
    if not same_name(one, other):
        return None
    shared = frozenset(_shared(one, other))
    differ = one.birth_date and other.birth_date and one.birth_date != other.birth_date
    return None if differ and not shared else Likeness(shared)


def same_name(one: Client, other: Client) -> bool:
    """Tell whether two records bear the same name; a record without any name is like no other."""
    mine = set(name_keys(one.family_name, one.given_name))
    return bool(mine & set(name_keys(other.family_name, other.given_name)))


def name_keys(family: str, given: str) -> tuple[str, ...]:
    """Return the keys under which a name may stand: as given, its halves exchanged, or parted where it came whole."""
    found = [name_key(family, given), name_key(given, family)]
    if not (family.strip() and given.strip()):  # the sheet had one column for the name
        words = found[0].split()
        found += [" ".join((*words[-1:], *words[:-1])), " ".join((*words[1:], *words[:1]))]
    return tuple(dict.fromkeys(key for key in found if key))


def _shared(one: Client, other: Client) -> list[Same]:
    found = []
    if one.birth_date and one.birth_date == other.birth_date:
        found.append(Same.BIRTH_DATE)
    if phone_keys(one.phones) & phone_keys(other.phones):
        found.append(Same.PHONE)
    if one.email.strip() and one.email.strip().casefold() == other.email.strip().casefold():
        found.append(Same.EMAIL)
    return found


def phone_keys(phones: tuple[str, ...]) -> frozenset[str]:
    """Return phones as they are compared: their digits, without a country code."""
    return frozenset(digits(each)[-_LOCAL_DIGITS:] for each in phones) - {""}


# One of two


def differing(kept: Client, other: Client) -> tuple[str, ...]:
    """Return the fields of `ASKED` that both records fill, each in its own way."""
    return tuple(
        name
        for name in ASKED
        if _filled(kept, name) and _filled(other, name) and value_of(kept, name) != value_of(other, name)
    )


def proposed(kept: Client, other: Client, name: str) -> bool:
    """Tell whether the other record's value is the one to propose: the more careful one, else the kept record's."""
    if name == "internet":
        return _STRICTEST.index(other.internet) < _STRICTEST.index(kept.internet)
    if name == "blocked":
        return other.blocked_until is None or (
            kept.blocked_until is not None and other.blocked_until > kept.blocked_until
        )
    return False


def value_of(client: Client, name: str) -> Any:
    """Return what a client has in a field of `ASKED`."""
    if name == "blocked":
        return (client.blocked, client.blocked_until, client.blocked_reason)
    return getattr(client, name)


def _filled(client: Client, name: str) -> bool:
    if name == "blocked":
        return client.blocked
    if name == "guardian":
        return bool(client.guardian.name or client.guardian.phone)
    return value_of(client, name) not in {"", None}


def merged(kept: Client, other: Client, chosen: Mapping[str, bool]) -> Client:
    """Return one record of two: `chosen` tells by field whether the other one's value is taken where both are filled.

    What only one of them has is kept. Phones, notes, programmes and own fields are joined; of the ways to reach the
    client only those stay that both records allow, and discretion asked for in one is kept.
    """
    asked = set(differing(kept, other))
    values: dict[str, Any] = {}
    for name in ASKED:
        takes = chosen.get(name, proposed(kept, other, name)) if name in asked else not _filled(kept, name)
        if takes and (name in asked or _filled(other, name)):
            values |= _taken(other, name)
    return replace(kept, **values, **_joined(kept, other))


def _taken(other: Client, name: str) -> dict[str, Any]:
    names = ("blocked", "blocked_until", "blocked_reason") if name == "blocked" else (name,)
    return {each: getattr(other, each) for each in names}


def _joined(kept: Client, other: Client) -> dict[str, Any]:
    known = phone_keys(kept.phones)
    phones = [each for each in other.phones if each not in kept.phones and not phone_keys((each,)) & known]
    notes = [text for text in (kept.notes, other.notes) if text.strip()]
    return {
        "card": kept.card or other.card,
        "phones": (*kept.phones, *phones),
        "notes": "\n".join(dict.fromkeys(notes)),
        "custom": {**other.custom, **kept.custom},
        "allowed": kept.allowed & other.allowed,
        "discreet": kept.discreet or other.discreet,
        "programmes": tuple(dict.fromkeys((*kept.programmes, *other.programmes))),
    }
