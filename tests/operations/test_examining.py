"""Whoever changes the file outside the program is found out, and told where."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from loanmanager.domain import chain
from loanmanager.domain import findings as found
from loanmanager.domain.findings import Part
from loanmanager.domain.rotation import Why
from loanmanager.i18n import Words
from loanmanager.operations import backups, restoring, undoing
from loanmanager.operations.demo import make_demo
from loanmanager.operations.done import By
from loanmanager.operations.examining import End, Watch, examine, known_end
from loanmanager.operations.opening import open_office
from loanmanager.sentences.findings import _SENTENCES, of_finding, of_findings
from loanmanager.storage import errors, examining, history, seal, sqlite_check
from loanmanager.storage.driver import driver
from loanmanager.storage.engine import Engine
from tests.office import NOW, TODAY, add_client, add_device, in_folder, lend, memory, prepared, take_back

GUARD = "history_never_update"
FILE = "loanmanager.db"
GUARDS = (
    "DROP TRIGGER history_never_update; DROP TRIGGER history_never_delete; DROP TRIGGER history_subjects_never_delete;"
)


def office(folder: Path) -> Engine:
    """Make a small office with some history, closed by its last loan being undone."""
    store, by = in_folder(folder)
    client, laptop, hotspot = add_client(store, by), add_device(store, by), add_device(store, by, "hotspot")
    lend(store, by, client, laptop)
    take_back(store, by, laptop)
    done = lend(store, by, client, hotspot)
    undoing.undo(store, done.entry_id, "wrong one", by)
    lend(store, by, client, hotspot)
    return store


def outside(folder: Path, script: str, *, guards: bool = True) -> None:
    """Change the file by another program that knows of the seal, and put the triggers back as they were."""
    seal.take_off(folder / FILE)
    conn = driver.connect(str(folder / FILE))
    kept = conn.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'history%'").fetchall()
    conn.executescript((GUARDS if guards else "") + script)
    if guards:
        for (sql,) in kept:
            conn.execute(sql.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))
    conn.commit()
    conn.close()


def test_a_sound_office_has_nothing_to_find(tmp_path: Path) -> None:
    store = office(tmp_path)
    examined = examine(store)
    assert examined.findings == ()
    assert (examined.entries, examined.digest) == history.end(store)
    assert examined.entries == store.value("SELECT COUNT(*) FROM history")
    store.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE history SET at = '2026-11-22T15:00:00Z' WHERE id = 5",
        "UPDATE history SET staff_id = NULL WHERE id = 5",
        "UPDATE history SET staff_id = (SELECT MAX(id) FROM staff) + 0 WHERE id = 5; UPDATE history SET idem = 'x' WHERE id = 5",
        "UPDATE history SET operation = 'renew' WHERE id = 5",
        "UPDATE history SET facts_sha = '' WHERE id = 5",
        "UPDATE history SET chain = '' WHERE id = 5",
        "UPDATE history SET undoes = 1 WHERE id = 5",
        "DELETE FROM history_subjects WHERE id = (SELECT MIN(id) FROM history_subjects WHERE entry_id = 5)",
        "INSERT INTO history_subjects (entry_id, kind, subject_id) VALUES (5, 'office', 1)",
    ],
)
def test_a_change_of_an_entry_names_it(tmp_path: Path, change: str) -> None:
    office(tmp_path).close()
    outside(tmp_path, change)
    store = open_office(tmp_path, NOW)
    at = store.value("SELECT at FROM history WHERE id = 5")
    operation = store.value("SELECT operation FROM history WHERE id = 5")
    assert examine(store).findings == (found.EntryChanged(5, at, operation),)
    assert "5" in of_finding(examine(store).findings[0], Words("fr"))
    store.close()


def test_one_letter_of_what_an_entry_keeps_names_it(tmp_path: Path) -> None:
    office(tmp_path).close()
    outside(tmp_path, "UPDATE history SET facts = REPLACE(facts, 'wrong', 'wrung') WHERE operation = 'undo'")
    store = open_office(tmp_path, NOW)
    (only,) = examine(store).findings
    assert isinstance(only, found.FactsChanged)
    assert only.operation == "undo"
    store.close()


def test_an_entry_that_was_taken_away_is_missed(tmp_path: Path) -> None:
    office(tmp_path).close()
    outside(tmp_path, "DELETE FROM history_subjects WHERE entry_id = 5; DELETE FROM history WHERE id = 5")
    store = open_office(tmp_path, NOW)
    assert examine(store).findings == (found.EntryGone(5),)
    store.close()


def test_an_end_that_was_cut_off_is_noticed_beside_a_backup(tmp_path: Path) -> None:
    store = office(tmp_path)
    known = End(*history.end(store), NOW)
    assert examine(store, known).sound
    store.close()
    cut = known.number - 3
    outside(tmp_path, f"DELETE FROM history_subjects WHERE entry_id > {cut}; DELETE FROM history WHERE id > {cut}")
    store, by = in_folder(tmp_path)
    assert found.EndGone(known.number, NOW) in examine(store, known).findings
    for _ in range(5):  # written anew, numbers and all
        add_device(store, by)
    assert history.end(store)[0] > known.number
    examined = examine(store, known)
    assert examined.findings == (found.EndGone(known.number, NOW),)
    assert examined.beside == NOW
    assert examine(store, End(0, chain.START, NOW)).sound  # a backup of before anything
    store.close()


def test_the_newest_good_backup_is_what_the_end_is_compared_with(tmp_path: Path) -> None:
    store = office(tmp_path)
    assert known_end(tmp_path, NOW, store) is None
    backups.make(tmp_path, Why.CLOSE, NOW)
    known = known_end(tmp_path, NOW, store)
    assert known == End(*history.end(store), NOW)
    store.close()
    cut = known.number - 10
    outside(tmp_path, f"DELETE FROM history_subjects WHERE entry_id > {cut}; DELETE FROM history WHERE id > {cut}")
    store = open_office(tmp_path, NOW)
    assert found.EndGone(known.number, NOW) in examine(store, known_end(tmp_path, NOW, store)).findings
    store.close()


def test_an_older_history_that_was_rightly_brought_back_is_no_finding(tmp_path: Path) -> None:
    store = office(tmp_path)
    early = backups.make(tmp_path, Why.ASKED, NOW).backup.path
    by = By(None, NOW, TODAY)
    add_device(store, by)
    backups.make(tmp_path, Why.CLOSE, NOW + timedelta(hours=1))
    store.close()
    later = NOW + timedelta(hours=2)
    restoring.restore(tmp_path, early, later)
    store = open_office(tmp_path, later)
    assert known_end(tmp_path, later, store) is None
    add_device(store, replace(by, now=later))
    backups.make(tmp_path, Why.CLOSE, later + timedelta(hours=1))
    known = known_end(tmp_path, later + timedelta(hours=2), store)
    assert known == End(*history.end(store), later + timedelta(hours=1))
    assert examine(store, known).sound
    store.close()


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("DROP TRIGGER history_never_delete", found.PartMissing(Part.TRIGGER, "history_never_delete")),
        ("DROP INDEX one_open_item_per_device", found.PartMissing(Part.INDEX, "one_open_item_per_device")),
        ("CREATE TABLE other (id INTEGER)", found.PartForeign(Part.TABLE, "other")),
        (
            f"DROP TRIGGER {GUARD}; CREATE TRIGGER {GUARD} BEFORE UPDATE ON history BEGIN SELECT 1; END;",
            found.PartChanged(Part.TRIGGER, GUARD),
        ),
        ("UPDATE devices SET status = 'on_loan' WHERE id = 1", found.StateDisagrees("LT-0001", "on_loan")),
        ("UPDATE devices SET status = 'available' WHERE id = 2", found.StateDisagrees("HS-0001", "available")),
        ("UPDATE devices SET status = 'reserved' WHERE id = 1", found.StateDisagrees("LT-0001", "reserved")),
        ("INSERT INTO repairs (device_id, sent_at) VALUES (1, '')", found.StateDisagrees("LT-0001", "to_reset")),
        (
            """INSERT INTO repairs (device_id, sent_at, back_at) VALUES (1, '', '');
            UPDATE devices SET status = 'in_repair' WHERE id = 1""",
            found.StateDisagrees("LT-0001", "in_repair"),
        ),
        (
            """INSERT INTO incidents (number, kind, device_id, opened_at, state) VALUES ('I-1', 'stolen', 1, '', 'undone');
            UPDATE devices SET status = 'stolen' WHERE id = 1""",
            found.StateDisagrees("LT-0001", "stolen"),
        ),
        ("UPDATE loans SET undone = 1 WHERE number LIKE '%1'", found.LoanDisagrees("L-2026-0001")),
        (
            """INSERT INTO kits (tag, tag_key, name_en) VALUES ('K1', 'k1', ''), ('K2', 'k2', '');
            DROP INDEX one_kit_per_device;
            INSERT INTO kit_units (kit_id, device_id, since) VALUES (1, 1, ''), (2, 1, '')""",
            found.Twice("kit", "LT-0001"),
        ),
        (
            """DROP INDEX one_device_per_line; INSERT INTO lines (number) VALUES ('514');
            INSERT INTO line_uses (line_id, device_id, since) VALUES (1, 1, ''), (1, 2, '')""",
            found.Twice("line", "HS-0001"),
        ),
        ("UPDATE papers SET facts = REPLACE(facts, 'Josée', 'José') WHERE id = 1", found.PaperChanged),
    ],
)
def test_what_disagrees_is_named(tmp_path: Path, change: str, finding: Any) -> None:
    office(tmp_path).close()
    outside(tmp_path, change, guards=False)
    store = open_office(tmp_path, NOW)
    findings = examine(store).findings
    if isinstance(finding, type):
        assert [type(each) for each in findings] == [finding]
    else:
        assert finding in findings
    store.close()


def test_a_damaged_file_is_told_and_what_can_be_read_still_is(tmp_path: Path) -> None:
    office(tmp_path).close()
    outside(tmp_path, "PRAGMA foreign_keys = OFF; DELETE FROM staff", guards=False)
    store = open_office(tmp_path, NOW)
    assert any(isinstance(each, found.Unsound) for each in examine(store).findings)
    store.close()


def every_kind() -> list[found.Finding]:
    made: dict[type, Callable[[], found.Finding]] = {
        found.Unsound: lambda: found.Unsound("page 3"),
        found.EndGone: lambda: found.EndGone(5, NOW),
        found.GivenTwice: lambda: found.GivenTwice("loan", "L-1"),
        found.PaperChanged: lambda: found.PaperChanged(1, "agreement", "2026-11-23T15:00:00Z"),
        found.EntryChanged: lambda: found.EntryChanged(5, "nobody knows when", "x"),
        found.FactsChanged: lambda: found.FactsChanged(5, "9999-99", "x"),
        found.EntryGone: lambda: found.EntryGone(5),
        found.StateDisagrees: lambda: found.StateDisagrees("LT-1", "lost"),
        found.LoanDisagrees: lambda: found.LoanDisagrees("L-1"),
        found.Twice: lambda: found.Twice("item", "LT-1"),
    }
    parts = [kind(part, "x") for kind in (found.PartMissing, found.PartChanged, found.PartForeign) for part in Part]
    assert made.keys() | {type(each) for each in parts} == set(_SENTENCES)
    whats = [found.Twice(what, "LT-1") for what in ("line", "kit", "hold")]
    return [*(make() for make in made.values()), *parts, *whats]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_finding_has_a_sentence_of_its_own(language: str) -> None:
    assert {each.__name__ for each in _SENTENCES} == {each.__name__ for each in found.Finding.__subclasses__()}
    said = [of_finding(each, Words(language)) for each in every_kind()]
    assert len(set(said)) == len(said)
    assert all(each.endswith((".", "page 3")) for each in said)
    many = of_findings([found.EntryGone(n) for n in range(30)], Words(language))
    assert len(many) == 21
    assert "10" in many[-1]


def test_the_demo_office_is_sound() -> None:
    store = memory()
    by = prepared(store)
    make_demo(store, by)
    assert examine(store).findings == ()


def test_whoever_watches_hears_how_far_it_is_and_may_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "_AT_ONCE", 3)
    store = memory()
    by = prepared(store)
    for _ in range(20):
        add_device(store, by)
    told: list[int] = []
    assert examine(store, watch=Watch(told.append)).sound
    assert told == sorted(set(told))
    assert told[0] > 0
    assert 80 <= told[-1] <= 100
    stopping: list[int] = []

    def stop(hundredths: int) -> None:
        stopping.append(hundredths)
        watch.stop()

    watch = Watch(stop)
    with pytest.raises(errors.Stopped):
        examine(store, watch=watch)
    assert stopping == told[:1]
    assert examine(store).sound, "another one is not stopped"


def test_the_reading_of_the_file_is_stopped_in_the_middle_and_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_check, "_OFTEN", 1)
    store, watch = memory(), Watch()
    prepared(store)
    watch.stop()
    with pytest.raises(errors.Stopped):
        examine(store, watch=watch)
    assert store.check() == ()
