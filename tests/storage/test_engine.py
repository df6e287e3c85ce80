"""The storage rules of the design, each with a test that breaks when the rule is dropped."""

import multiprocessing
import os
import re
import threading
import time
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import pytest

from loanmanager.storage import errors, schema, search
from loanmanager.storage.driver import driver
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_engine import SqliteEngine
from loanmanager.storage.sqlite_file import verify
from loanmanager.storage.values import day, iso, moment, text_of
from tests.office import KEY, NOW, TODAY, add_client, add_device, in_folder, lend, memory, prepared

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> Key | None:
    """Run a test on a plain file and on an encrypted one."""
    return request.param


@pytest.fixture
def file(tmp_path: Path, key: Key | None) -> Path:
    store = SqliteEngine(tmp_path / "office.db", key)
    store.migrate()
    store.close()
    return tmp_path / "office.db"


def pragma(store: SqliteEngine, name: str) -> Any:
    return store.value(f"PRAGMA {name}")


def test_every_connection_writes_safely(file: Path, key: Key | None) -> None:
    for _ in range(2):
        store = SqliteEngine(file, key)
        assert [pragma(store, name) for name in ("journal_mode", "synchronous", "foreign_keys")] == ["wal", 2, 1]
        assert pragma(store, "trusted_schema") == 0
        store.backup(file.with_name("copy"))
        assert [pragma(store, name) for name in ("synchronous", "foreign_keys")] == [2, 1]
        store.close()


def test_the_driver_is_free_of_the_wal_reset_bug() -> None:
    assert driver.sqlite_version_info >= (3, 51, 3)


def test_a_second_writer_waits_from_the_first_statement(file: Path, key: Key | None) -> None:
    one = SqliteEngine(file, key)
    told: list[float] = []

    def other() -> None:
        two = SqliteEngine(file, key)
        with two.write():
            told.append(time.monotonic())
            two.insert("settings", key="b", value="2")
        two.close()

    with one.write():  # nothing is written yet: a deferred BEGIN would let the other one in
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(timeout=0.3)
        assert thread.is_alive()
        one.insert("settings", key="a", value="1")
        left = time.monotonic()
    thread.join(timeout=10)
    assert told[0] >= left
    assert one.value("SELECT COUNT(*) FROM settings") == 2
    one.close()


def test_who_waits_too_long_is_told(file: Path, key: Key | None) -> None:
    one, two = SqliteEngine(file, key), SqliteEngine(file, key, wait=0.05)
    with one.write(), pytest.raises(errors.Busy), two.write():
        pass
    with two.write():
        two.insert("settings", key="a", value="1")
    one.close()
    two.close()


def test_an_operation_is_one_transaction(key: Key | None) -> None:
    store = memory()
    with pytest.raises(RuntimeError), store.write(), store.write():
        pass
    for work in (lambda: store.insert("settings", key="a", value="1"), lambda: store.run("DELETE FROM settings"), lambda: store.update("sites", 1, name="x"), lambda: store.insert_many("settings", ("key", "value"), [("a", "1")])):  # fmt: skip
        with pytest.raises(RuntimeError):
            work()


def test_anything_that_goes_wrong_takes_everything_back() -> None:
    store = memory()

    class Trouble(Exception):
        pass

    with pytest.raises(Trouble), store.write():
        store.insert("settings", key="a", value="1")
        raise Trouble
    with pytest.raises(KeyboardInterrupt), store.write():
        store.insert("settings", key="a", value="1")
        raise KeyboardInterrupt
    assert store.value("SELECT COUNT(*) FROM settings") == 0
    with store.write():
        store.insert("settings", key="a", value="1")
    assert store.value("SELECT COUNT(*) FROM settings") == 1


@pytest.mark.parametrize("table", ["setings", "settings_words", "_sqlite_migrations", "sqlite_master"])
def test_a_misspelt_table_is_never_made(table: str) -> None:
    store = memory()
    with pytest.raises(RuntimeError), store.write():
        store.insert(table, key="a", value="1")
    assert store.row("SELECT 1 FROM sqlite_master WHERE name = 'setings'") is None


def test_a_misspelt_column_is_never_made() -> None:
    store = memory()
    with pytest.raises(RuntimeError), store.write():
        store.insert("settings", key="a", valeu="1")
    with pytest.raises(RuntimeError), store.write():
        store.update("settings", 1, valeu="1")


def test_tables_are_strict_and_repeat_the_rules_that_must_never_break() -> None:
    store = memory()
    by = prepared(store)
    laptop, client = add_device(store, by), add_client(store, by)
    lend(store, by, client, laptop)
    broken = [
        "UPDATE devices SET price = 'much' WHERE id = 1",
        "UPDATE devices SET price = -1 WHERE id = 1",
        "UPDATE devices SET status = 'gone' WHERE id = 1",
        "UPDATE devices SET type_id = 99 WHERE id = 1",
        "UPDATE clients SET family_name = '', given_name = ''",
        "UPDATE items SET ended = 'returned' WHERE id = 1",
        "DELETE FROM clients",
        "DELETE FROM loans",
        "DELETE FROM devices",
        "DELETE FROM history",
        "UPDATE history SET facts = '{}'",
        "UPDATE history_subjects SET subject_id = 2",
        "INSERT INTO office (id) VALUES (2)",
        "INSERT INTO items (loan_id, device_id, due_on, out_condition) VALUES (1, 1, '2026-12-01', 'good')",
    ]
    for statement in broken:
        with pytest.raises((driver.IntegrityError, errors.StoreError)), store.write():
            store.run(statement)
    strict = store.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    ours = {row["name"]: row["strict"] for row in strict if not row["name"].startswith(("sqlite_", "_sqlite"))}
    assert len(ours) > 20
    assert set(ours.values()) == {1}


def test_no_reference_deletes_along() -> None:
    store = memory()
    tables = [row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for key in store.rows(f"PRAGMA foreign_key_list({table})"):
            assert key["on_delete"] in {"NO ACTION", "RESTRICT"}


def test_only_the_engines_know_the_dialect() -> None:
    words = re.compile(r"sqlite|PRAGMA|\browid\b|julianday|strftime|\bLIKE\b|\bOFFSET\b|GLOB", re.IGNORECASE)
    for path in (ROOT / "loanmanager" / "storage").rglob("*.py"):
        if path.name != "driver.py" and not path.name.startswith("sqlite_"):
            text = (
                re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL)
                if path.name != "schema.py"
                else path.read_text("utf-8")
            )
            ours = "from loanmanager.storage.sqlite_file import "  # files, whatever is in them
            found = [line for line in text.splitlines() if words.search(line) and not line.startswith(ours)]
            assert not found, (path.name, found)


def test_migrations_are_recorded_with_what_they_did(tmp_path: Path, key: Key | None) -> None:
    store = SqliteEngine(tmp_path / "new.db", key)
    assert store.is_new
    assert store.pending() == tuple(step.name for step in schema.STEPS)
    store.migrate()
    assert store.pending() == ()
    store.migrate()
    assert store.value("SELECT COUNT(*) FROM _sqlite_migrations") == len(schema.STEPS)
    store.close()


def test_a_step_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: Key | None
) -> None:
    store = SqliteEngine(tmp_path / "new.db", key)
    bad = schema.Step("0002_bad", ("CREATE TABLE more (id {pk}) {strict}", "CREATE TABLE more (id {pk}) {strict}"))
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, bad))
    with pytest.raises(driver.OperationalError):
        store.migrate()
    assert store.is_new or not store.row("SELECT 1 FROM sqlite_master WHERE name = 'more'")
    store.close()


def test_a_copy_is_made_before_an_upgrade(file: Path, monkeypatch: pytest.MonkeyPatch, key: Key | None) -> None:
    step = schema.Step("0002_more", ("CREATE TABLE more (id {pk}) {strict}",))
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    store = SqliteEngine(file, key)
    copy = file.with_name("before")
    store.migrate(copy)
    store.close()
    old = SqliteEngine(copy, key)
    assert old.pending() == ("0002_more",)
    old.close()


def migrate(path: str, key: Key | None, gate: Any) -> None:
    gate.wait()
    store = SqliteEngine(Path(path), key)
    store.migrate()
    store.close()


def test_two_programs_may_upgrade_at_once(tmp_path: Path, key: Key | None) -> None:
    spawn = multiprocessing.get_context("spawn")
    gate = spawn.Barrier(2)
    both = [spawn.Process(target=migrate, args=(str(tmp_path / "new.db"), key, gate)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join(timeout=60)
    assert [each.exitcode for each in both] == [0, 0]
    store = SqliteEngine(tmp_path / "new.db", key)
    assert store.pending() == ()
    assert store.check() == ()
    store.close()


def test_every_released_schema_still_opens(tmp_path: Path) -> None:
    dumps = sorted((ROOT / "tests" / "schemas").glob("*.sql"))
    assert dumps
    for dump in dumps:
        path = tmp_path / f"{dump.stem}.db"
        old = driver.connect(str(path))
        old.executescript(dump.read_text("utf-8"))
        old.close()
        store = SqliteEngine(path)
        store.migrate(tmp_path / f"{dump.stem}.copy")
        assert store.pending() == ()
        assert store.check() == ()
        assert search.counts(store, TODAY).devices == 2
        assert search.loan_rows(store, today=TODAY)[0].tags == ("LT-0001",)
        store.close()


def test_a_backup_is_whole_or_not_there(file: Path, monkeypatch: pytest.MonkeyPatch, key: Key | None) -> None:
    store = SqliteEngine(file, key)
    with pytest.raises(errors.StoreError):
        store.backup(file.parent / "no such folder" / "copy")

    def fail(_path: Path, _key: Key | None) -> None:
        raise errors.Damaged("made up")

    monkeypatch.setattr("loanmanager.storage.sqlite_engine.verify", fail)
    with pytest.raises(errors.Damaged):
        store.backup(file.with_name("copy"))
    assert not list(file.parent.glob("copy*"))
    store.close()


def test_a_damaged_copy_is_found_out(tmp_path: Path, key: Key | None) -> None:
    store, by = in_folder(tmp_path, key)
    for _ in range(200):
        add_device(store, by)
    copy = tmp_path / "copy"
    store.backup(copy)
    verify(copy, key)
    data = bytearray(copy.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\x00" * 4096
    copy.write_bytes(data)
    with pytest.raises(errors.StoreError):
        verify(copy, key)
    store.close()


def test_check_finds_a_reference_to_nothing() -> None:
    store = memory()
    store._conn.execute("PRAGMA foreign_keys = OFF")
    store._conn.execute("INSERT INTO parts (device_id, name_en) VALUES (99, 'Charger')")
    assert store.check() == ("parts: a reference to a missing devices",)


def test_a_full_disk_is_said_so_and_nothing_is_half_stored(file: Path, key: Key | None) -> None:
    store = SqliteEngine(file, key)
    pages = store.value("PRAGMA page_count")
    store._conn.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(errors.DiskFull), store.write():
        for n in range(500):
            store.insert("settings", key=str(n), value="x" * 4000)
    assert store.value("SELECT COUNT(*) FROM settings") == 0
    store.close()


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anything")
def test_a_file_that_may_not_be_written_is_said_so(file: Path, key: Key | None) -> None:
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        with pytest.raises(errors.StoreError):
            SqliteEngine(file, key).migrate()
    finally:
        file.parent.chmod(0o755)


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(errors.CannotOpen):
        SqliteEngine(tmp_path / "nowhere" / "office.db")


def test_what_only_one_may_bear_is_said_so(key: Key | None) -> None:
    store = memory()
    with store.write():
        store.insert("settings", key="a", value="1")
    with pytest.raises(errors.Duplicate) as told, store.write():
        store.insert("settings", key="a", value="2")
    assert told.value.columns == ("settings.key",)


def test_a_mistake_of_ours_stays_one() -> None:
    store = memory()
    with pytest.raises(driver.OperationalError):
        store.rows("SELECT nothing FROM nowhere")


def test_values_are_kept_as_the_design_says() -> None:
    assert text_of(NOW) == "2026-11-23T15:00:00Z"
    assert moment(text_of(NOW)) == NOW
    with pytest.raises(ValueError, match="time zone"):
        text_of(NOW.replace(tzinfo=None))
    assert iso(None) is None
    assert day(iso(TODAY)) == TODAY


def test_nothing_but_frozen_records_leaves_the_room() -> None:
    for name in search.__all__:
        found = getattr(search, name)
        if isinstance(found, type) and is_dataclass(found):
            assert found.__dataclass_params__.frozen, name


def test_what_another_connection_writes_is_noticed_once(tmp_path: Path, key: Key | None) -> None:
    one, other = (SqliteEngine(tmp_path / "loans.db", key) for _ in range(2))
    one.migrate()
    one.changed_elsewhere()
    with one.write():
        one.insert("settings", key="a", value="1")
    assert not one.changed_elsewhere()
    with other.write():
        other.run("UPDATE settings SET value = '2' WHERE key = 'a'")
    assert one.changed_elsewhere()
    assert not one.changed_elsewhere()
    one.close()
    other.close()


def test_damage_is_met_by_reading_or_found_on_the_disk(file: Path, key: Key | None) -> None:
    store = SqliteEngine(file, key)
    assert not store.is_damaged()
    store._conn.execute("UPDATE _sqlite_migrations SET name = CAST(x'41ff' AS TEXT) WHERE id = 1")
    assert not store.is_damaged(), "no examination of SQLite's looks into a text"
    with pytest.raises(errors.Damaged):
        store.rows("SELECT name FROM _sqlite_migrations")
    assert store.is_damaged()
    store.close()


def test_damage_on_the_disk_is_found_though_the_pages_are_remembered(file: Path, key: Key | None) -> None:
    store = SqliteEngine(file, key)
    with file.open("rb+") as on_disk:
        on_disk.seek(4096)
        on_disk.write(bytes(file.stat().st_size - 4096))
    assert store.is_damaged()
    store.close()


def test_what_is_in_memory_is_as_sound_as_it_says() -> None:
    assert not memory().is_damaged()
