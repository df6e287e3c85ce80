"""Step 0004: the history is chained; see domain/chain. What was written before is chained here, as it stands.

Its indexes are those by which the history is looked through.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from loanmanager.domain import chain
from loanmanager.domain.chain import Link
from loanmanager.domain.history import Subject

Ask = Callable[[str, dict[str, Any]], Iterable[Sequence[Any]]]

HISTORY_CHAIN = (
    "ALTER TABLE history ADD COLUMN facts_sha TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE history ADD COLUMN chain TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX history_by_time ON history (at, id)",
    "CREATE INDEX history_by_staff ON history (staff_id, id)",
    "CREATE INDEX history_by_operation ON history (operation, id, staff_id)",
)


def chain_all(ask: Ask) -> None:
    """Chain every entry that is there."""
    before = chain.START
    for (id_,) in list(ask("SELECT id FROM history ORDER BY id", {})):
        (row,) = ask("SELECT at, staff_id, operation, facts, idem, undoes FROM history WHERE id = :id", {"id": id_})
        at, staff_id, operation, facts, idem, undoes = row
        subjects = ask("SELECT kind, subject_id FROM history_subjects WHERE entry_id = :id ORDER BY id", {"id": id_})
        sha = chain.sha_of(facts)
        link = Link(id_, at, staff_id, operation, sha, idem, undoes, (Subject(*each) for each in subjects))
        before = chain.digest(before, link)
        list(
            ask(
                "UPDATE history SET facts_sha = :sha, chain = :chain WHERE id = :id",
                {"sha": sha, "chain": before, "id": id_},
            )
        )
