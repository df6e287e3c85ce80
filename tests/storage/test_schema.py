"""A step of the schema that was released is never edited, so that an old office and a new one are the same."""

import re
from pathlib import Path
from typing import Any

from loanmanager.storage.driver import driver
from loanmanager.storage.sqlite_engine import SqliteEngine
from tests.office import memory, prepared

DUMPS = sorted((Path(__file__).resolve().parents[1] / "schemas").glob("*.sql"))


def shape(store: Any) -> dict[str, str]:
    """Return what makes each table, index and trigger, spaces and the text index's own tables apart."""
    rows = store.rows("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    own = re.compile(r"_(words|codes)_(data|idx|content|docsize|config)$")
    return {row["name"]: re.sub(r"\s+", " ", row["sql"]) for row in rows if not own.search(row["name"])}


def test_an_old_office_becomes_the_same_as_a_new_one(tmp_path: Path) -> None:
    new = shape(memory())
    assert len(new) > 50
    for dump in DUMPS:
        path = tmp_path / f"{dump.stem}.db"
        conn = driver.connect(str(path))
        conn.executescript(dump.read_text("utf-8"))
        conn.close()
        old = SqliteEngine(path)
        old.migrate(tmp_path / "before")
        assert shape(old) == new, f"a step that {dump.name} was written by was edited: add a new one"
        old.close()


def test_every_reference_finds_what_refers_to_it_quickly() -> None:
    """Where rows are many, what points at one of them has an index, else each delete and join reads it all."""
    store: Any = memory()
    prepared(store)
    for table, column in [
        ("items", "loan_id"),
        ("items", "device_id"),
        ("item_parts", "item_id"),
        ("loans", "client_id"),
        ("papers", "loan_id"),
        ("history_subjects", "entry_id"),
        ("parts", "device_id"),
        ("phones", "client_id"),
    ]:
        plan = store.rows(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {column} = 1")
        assert "USING INDEX" in plan[0]["detail"], (table, column)
