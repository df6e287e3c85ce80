"""A step of the schema that was released is never edited, so that an old office and a new one are the same."""

import re
from pathlib import Path
from typing import Any

import pytest

from loanmanager.domain.devices import Line
from loanmanager.storage import errors, examining, search
from loanmanager.storage.driver import driver
from loanmanager.storage.sqlite_engine import SqliteEngine
from tests.office import add_client, add_device, lend, memory, prepared

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
        assert old.value("SELECT COUNT(*) FROM history") > 3
        assert tuple(examining.chained(old)) == (), "what was written before the chain is chained as it stands"
        assert old.value("SELECT chain FROM history WHERE id = 1")
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


TWICE = {
    "a tag, however it is written": "UPDATE devices SET tag_key = 'lt0001'",
    "a file number": "UPDATE clients SET file_number = 'C-1'",
    "a card": "UPDATE clients SET card = 'CARD-1'",
    "a loan's number": "UPDATE loans SET number = 'L-1'",
    "a device that is out": "UPDATE items SET device_id = 1",
    "a line in two devices": "UPDATE line_uses SET line_id = 1",
    "two lines in a device": "UPDATE line_uses SET device_id = 3",
    "the key of a form": "INSERT INTO history (at, operation, idem) VALUES ('2026', 'x', 'k'), ('2026', 'x', 'k')",
    "an undo": "INSERT INTO history (at, operation, undoes) VALUES ('2026', 'undo', 1), ('2026', 'undo', 1)",
    "a type's prefix": "UPDATE device_types SET prefix = 'LT'",
    "a site's name": "INSERT INTO sites (name, name_key) VALUES ('A', 'a'), ('A', 'a')",
    "a version of a template": "INSERT INTO templates (key, version, content, made_at) VALUES ('loan', 1, '', '2026')",
    "an incident's number": "INSERT INTO incidents (number, kind, device_id, opened_at)"
    " VALUES ('I-1', 'lost', 1, '2026'), ('I-1', 'lost', 1, '2026')",
}


@pytest.mark.parametrize("what", TWICE)
def test_what_only_one_may_bear_cannot_be_borne_twice(what: str) -> None:
    store: Any = memory()
    by = prepared(store)
    for kind in ("laptop", "laptop", "hotspot", "hotspot"):
        add_device(store, by, kind, line=Line(0, iccid="1234") if kind == "hotspot" else None)
    for n in (0, 1):
        client = add_client(store, by, f"Roy {n}")
        lend(store, by, client, search.device_record(store, 1 + n))
    with pytest.raises(errors.Duplicate), store.write():
        store.run(TWICE[what])
