"""What the file is made of, beside what the program makes: a trigger that is gone would let history be rewritten."""

import re
from collections.abc import Iterator
from typing import Any

from loanmanager.domain.findings import Finding, Part, PartChanged, PartForeign, PartMissing

_OWN = re.compile(r"sqlite_|.*_(words|codes)_(data|idx|content|docsize|config)$")  # SQLite's and the text index's own


def differences(found: Any, wanted: Any) -> Iterator[Finding]:
    """Yield which table, index, trigger or view of one connection is missing, changed or foreign beside another's."""
    here, there = _made(found), _made(wanted)
    for each in sorted(there.keys() - here.keys()):
        yield PartMissing(*each)
    for each in sorted(here.keys() - there.keys()):
        yield PartForeign(*each)
    for each in sorted(here.keys() & there.keys()):
        if here[each] != there[each]:
            yield PartChanged(*each)


def _made(conn: Any) -> dict[tuple[Part, str], str]:
    rows = conn.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {
        (Part(row["type"]), row["name"]): " ".join(row["sql"].split()) for row in rows if not _OWN.match(row["name"])
    }
