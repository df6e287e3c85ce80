"""The chain of the history: each entry bears a digest over itself and the digest before it, so that no change goes unnoticed.

Any program can compute it again. Entries are taken by number, from 1 and without a gap. The digest of an entry is the SHA-256,
in 64 hexadecimal digits, of these values, each written as its length in bytes, a colon, its bytes in UTF-8 and a comma (a
"netstring"), or as a hyphen where there is none:

1. the digest of the entry before, 64 zeros for the first;
2. the entry's number;
3. its moment, as stored (2026-11-23T15:00:00Z);
4. the id of the staff member, or a hyphen;
5. the name of the operation;
6. the SHA-256 of its facts, as the text that is stored: facts may be taken away later and the chain stays whole;
7. the key of the form, or a hyphen;
8. the number of the entry that it undoes, or a hyphen;
9. kind and id of each of its subjects, in the order in which they were stored.

It tells of any change, removal or insertion, except at the very end: what was cut off there leaves no trace in what stays. The
digest of the last entry, kept elsewhere (in a backup), shows that too. It is no signature: whoever knows this program can compute
a whole chain anew, and is found out by any digest that was kept elsewhere.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from loanmanager.domain.history import Subject

START = "0" * 64
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the chain sees it, every value as it is stored. `subjects` are read once."""

    number: int
    at: str
    staff_id: int | None
    operation: str
    facts_sha: str
    idem: str | None
    undoes: int | None
    subjects: Iterable[Subject]


def digest(before: str, link: Link) -> str:
    """Return the digest of an entry that stands after one with another digest."""
    made = hashlib.sha256()
    head = (
        *(before, link.number, link.at, link.staff_id),
        *(link.operation, link.facts_sha, link.idem, link.undoes),
    )
    made.update("".join(_field(each) for each in head).encode())
    for kind, id_ in link.subjects:  # an import names a hundred thousand
        made.update(f"{_field(kind)}{_field(id_)}".encode())
    return made.hexdigest()


def sha_of(facts: str) -> str:
    """Return the SHA-256 of an entry's facts."""
    return hashlib.sha256(facts.encode()).hexdigest()


def check_code(digest_: str) -> str:
    """Return the beginning of a digest as people compare it: 8 digits, in two groups."""
    return f"{digest_[: _SHOWN // 2]} {digest_[_SHOWN // 2 : _SHOWN]}".upper()


def _field(value: str | int | None) -> str:
    if value is None:
        return "-"
    text = str(value)
    return f"{len(text) if text.isascii() else len(text.encode())}:{text},"
