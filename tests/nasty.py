"""An office in which every word is a nasty one."""

from typing import Any

_FREE = {
    "name", "name_en", "name_fr", "make", "model", "serial", "shelf", "funding", "notes", "note", "system", "family_name",
    "given_name", "preferred_name", "pronouns", "address", "counsellor", "carrier", "plan", "place", "purpose", "reason",
    "what", "work", "priority", "label", "label_en", "label_fr", "police_number", "follow_up", "method", "tool", "verified",
    "hours", "help_line", "reference", "override", "decision_reason", "blocked_reason", "guardian_name", "id_seen",
    "block_reason", "description", "outcome_note", "text",
}  # fmt: skip
_NOT = ("history", "papers", "templates", "settings", "holidays")


def spoil(store: Any, word: str) -> None:
    """Put a word in the place of every free text of the records."""
    with store.write():
        for table, columns in sorted(store._columns.items()):
            if table.startswith(_NOT) or "id" not in columns:
                continue
            for column in sorted(columns & _FREE):
                store.run(f"UPDATE {table} SET {column} = :word || ' ' || id", word=word)


def fill(store: Any, word: str) -> Any:
    """Fill an office with something of everything, all of its words nasty; return what was made."""
    from tests.operations import test_promises

    made = test_promises.World.filling(store)
    spoil(store, word)
    return made
