"""Clients: who borrows, how they may be reached, and what the desk must know about them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from loanmanager.domain import names


class InternetUse(StrEnum):
    """Whether a client may use the internet. Nobody records why (product 3.5)."""

    YES = "yes"
    ON_SITE = "on_site"
    NO = "no"


class Channel(StrEnum):
    """A way to reach a client."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Guardian:
    """Who signs for a client under the policy's age."""

    name: str = ""
    relation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Client:
    """One client of the agency. `programmes` are names; `custom` holds the agency's own fields.

    `large_print` has their papers printed so that they can read them.
    """

    id: int
    file_number: str
    family_name: str = ""
    given_name: str = ""
    preferred_name: str = ""
    pronouns: str = ""
    card: str = ""
    birth_date: date | None = None
    language: str = "en"
    phones: tuple[str, ...] = ()
    email: str = ""
    address: str = ""
    counsellor: str = ""
    id_seen: str = ""
    notes: str = ""
    internet: InternetUse = InternetUse.YES
    allowed: frozenset[Channel] = frozenset(Channel)
    discreet: bool = False
    guardian: Guardian = field(default_factory=Guardian)
    orientation_on: date | None = None
    blocked: bool = False
    blocked_until: date | None = None
    blocked_reason: str = ""
    custom: dict[str, str] = field(default_factory=dict)
    programmes: tuple[str, ...] = ()
    large_print: bool = False

    @property
    def listed_name(self) -> str:
        """Return the name as lists show it."""
        return names.listed(self.family_name, self.given_name)

    @property
    def natural_name(self) -> str:
        """Return the name as papers print it."""
        return names.natural(self.family_name, self.given_name)

    @property
    def called(self) -> str:
        """Return the name the client goes by."""
        return self.preferred_name or self.given_name or self.family_name

    def is_blocked(self, today: date) -> bool:
        """Tell whether nothing may be lent today; a block without an end lasts until it is lifted."""
        return self.blocked and (self.blocked_until is None or today <= self.blocked_until)

    def needs_guardian(self, today: date, age: int) -> bool:
        """Tell whether somebody else has to sign: the client is known to be younger than the policy's age."""
        mine = self.age(today)
        return mine is not None and mine < age

    def age(self, today: date) -> int | None:
        """Return the age in whole years, None where no birth date is known."""
        if self.birth_date is None:
            return None
        had_birthday = (today.month, today.day) >= (self.birth_date.month, self.birth_date.day)
        return today.year - self.birth_date.year - (not had_birthday)


def make_file_number(number: int) -> str:
    """Return a file number such as C-00031."""
    return f"C-{number:05d}"
