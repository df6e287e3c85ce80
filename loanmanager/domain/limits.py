"""How long a text may be, field by field: what a paper, a list and a label have room for (product 10)."""

import re
from dataclasses import dataclass

from loanmanager.domain.refusal import Refusal

LONGEST = 10_000
"""Characters that any text may have: several pages. A longer one is a file that was pasted by mistake."""

CODE, NAME, LINE, REASON = 80, 200, 500, 2_000
"""A tag or number, a name, one line of words, a paragraph."""

_BY_FIELD = {
    **dict.fromkeys(
        (
            "tag", "serial", "imei", "mac", "shelf", "file_number", "card", "pronouns", "phones", "phone", "prefix", "key",
            "iccid", "number", "pin", "puk", "language", "currency", "region", "police_number", "reference", "code",
        ),
        CODE,
    ),
    **dict.fromkeys(
        (
            "make", "model", "system", "funding", "carrier", "plan", "family_name", "given_name", "preferred_name",
            "counsellor", "id_seen", "relation", "username", "name", "name_fr", "en", "fr", "hours", "help_line", "site",
            "programmes", "programme", "purpose", "priority", "reviewed_by", "borrower", "guardian", "staff",
        ),
        NAME,
    ),
    "email": 254,  # what an address may have at most (RFC 5321)
    **dict.fromkeys(("address", "place", "method", "tool", "verified", "subject"), LINE),
    **dict.fromkeys(("blocked_reason", "reason", "override", "custom", "short", "what", "work"), REASON),
}  # fmt: skip


_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_OVERRIDES = re.compile("[\u202d\u202e]")  # they make a name be read as another one


@dataclass(frozen=True, slots=True)
class TooLong(Refusal):
    """A text is longer than its field has room for; `most` is in characters."""

    field: str
    most: int


def shown(text: str, most: int = NAME) -> str:
    """Return a text as a sentence can quote it, whatever it is: its beginning, on one line, all of it characters."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    plain = short.encode("utf-8", "replace").decode()
    return plain if plain.isprintable() else "".join(c if c.isprintable() or c == "\u00a0" else " " for c in plain)


def one_line(text: str) -> str:
    """Return a name or number as one line holds it: no line breaks or controls, which nobody sees, no direction overrides."""
    return text if text.isprintable() else without_overrides(_BREAKS.sub(" ", text))


def without_overrides(text: str) -> str:
    """Return a text without direction overrides: after one, the rest of every sentence it stands in is read backwards."""
    return text if text.isascii() else _OVERRIDES.sub("", text)


def longest(field: str) -> int:
    """Return how many characters a field has room for."""
    return _BY_FIELD.get(field, LONGEST)
