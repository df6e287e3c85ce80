"""Backups by themselves: made when something changed, proved, copied to a second folder, thinned out, looked into."""

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from loanmanager.domain.rotation import MOST, name_of
from loanmanager.operations import backups, opening, restoring
from loanmanager.operations.backups import Why
from loanmanager.storage import errors, sqlite_peek
from loanmanager.storage.key import Key
from tests.office import KEY, NOW, add_client, add_device, in_folder, lend, prepared

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> Key | None:
    """Run each test on a plain office and on an encrypted one."""
    return request.param


@pytest.fixture
def folder(tmp_path: Path, key: Key | None) -> Path:
    """Return the folder of an office that was closed."""
    store, by = in_folder(tmp_path / "office", key)
    add_device(store, by)
    store.close()
    return tmp_path / "office"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return a second folder."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def change(folder: Path, key: Key | None) -> None:
    store, by = in_folder(folder, key)
    add_device(store, by)
    store.close()


def hurt(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def names(place: Path) -> list[str]:
    return sorted(each.name for each in place.iterdir())


def test_one_is_made_when_something_changed_and_skipped_when_nothing_did(folder: Path, key: Key | None) -> None:
    first = backups.make(folder, Why.TIMER, NOW, key)
    assert first.made
    assert first.backup.good
    assert first.backup.encrypted == bool(key)
    assert first.backup.path.name == "loanmanager-20261123-150000-timer.loanbackup"
    again = backups.make(folder, Why.CLOSE, NOW + HOUR, key)
    assert (again.made, again.backup.path) == (False, first.backup.path)
    change(folder, key)
    assert backups.make(folder, Why.CLOSE, NOW + HOUR, key).made
    assert backups.make(folder, Why.ASKED, NOW + 2 * HOUR, key).made


def test_one_that_was_hurt_does_not_stand_for_a_good_one(folder: Path, key: Key | None) -> None:
    first = backups.make(folder, Why.TIMER, NOW, key)
    hurt(first.backup.path)
    again = backups.make(folder, Why.TIMER, NOW + HOUR, key)
    assert again.made
    assert [each.good for each in backups.listing(folder)] == [True, False]
    assert backups.newest_good(folder, NOW + DAY) == again.backup


def test_it_is_made_beside_whoever_works(folder: Path, key: Key | None) -> None:
    store, by = in_folder(folder, key)
    add_device(store, by)
    assert backups.make(folder, Why.TIMER, NOW, key).made
    held = backups.preview(backups.newest_good(folder, NOW).path, (key,))  # type: ignore[union-attr]  # just made
    assert held.devices == 2
    with store.write():
        store.insert("settings", key="a", value="1")
        assert backups.make(folder, Why.ASKED, NOW + HOUR, key).made
    store.close()


def test_the_second_folder_gets_what_it_lacks(folder: Path, stick: Path, key: Key | None) -> None:
    gone = stick / "not there"
    kept = backups.make(folder, Why.TIMER, NOW, key, gone)
    assert kept.made
    assert isinstance(kept.second, errors.CannotOpen)
    assert not gone.exists()
    assert backups.make(folder, Why.TIMER, NOW + HOUR, key, stick).copied
    (place,) = stick.iterdir()
    assert names(place) == [kept.backup.path.name]
    assert place.joinpath(kept.backup.path.name).read_bytes() == kept.backup.path.read_bytes()
    assert not backups.make(folder, Why.TIMER, NOW + HOUR, key, stick).copied


def test_two_offices_share_a_second_folder_and_touch_only_their_own(
    folder: Path, stick: Path, tmp_path: Path, key: Key | None
) -> None:
    store = opening.open_office(tmp_path / "other", NOW, key)
    prepared(store, now=NOW + HOUR)
    store.close()
    other = backups.make(tmp_path / "other", Why.TIMER, NOW, key, stick)
    ours = backups.make(folder, Why.TIMER, NOW, key, stick)
    assert len(list(stick.iterdir())) == 2
    assert [each.path for each in backups.listing(folder, stick)] == [ours.backup.path]
    assert [each.path for each in backups.listing(tmp_path / "other", stick)] == [other.backup.path]
    assert len(backups.listing(tmp_path / "new computer", stick)) == 1  # they bear the same name


def test_they_are_thinned_out_in_both_folders(folder: Path, stick: Path, key: Key | None) -> None:
    made = backups.make(folder, Why.TIMER, NOW, key, stick)
    (place,) = stick.iterdir()
    whole = made.backup.path.read_bytes()
    for where in (folder / opening.BACKUPS, place):
        (where / "notes.txt").write_text("ours")
        for n in range(1, 200):
            (where / name_of(NOW - n * HOUR, Why.TIMER)).write_bytes(whole)
    assert backups.thin_out(folder, NOW, stick) > 300
    for where in (folder / opening.BACKUPS, place):
        left = {*names(where)} - {"second.json"}
        assert "notes.txt" in left
        assert made.backup.path.name in left
        assert len(left) <= MOST
    assert backups.thin_out(folder, NOW, stick) == 0


def test_what_is_not_good_is_put_aside_and_does_not_count(folder: Path, key: Key | None) -> None:
    made = backups.make(folder, Why.TIMER, NOW - 25 * HOUR, key)
    place, whole = made.backup.path.parent, made.backup.path.read_bytes()
    for n in range(120):
        (place / name_of(NOW - timedelta(minutes=30 * n), Why.TIMER)).write_bytes(whole)
    newest = place / name_of(NOW, Why.TIMER)
    hurt(newest)
    backups.thin_out(folder, NOW)
    assert newest.with_name(f"{newest.name}.bad").exists()
    assert not newest.exists()
    assert all(each.good for each in backups.listing(folder))
    assert (place / name_of(NOW - timedelta(minutes=30), Why.TIMER)).exists()


def test_nothing_is_dropped_where_a_backup_fails(
    folder: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = backups.make(folder, Why.TIMER, NOW, key)
    change(folder, key)

    def unsound(*_: object) -> None:
        raise errors.Damaged("page 7")

    monkeypatch.setattr("loanmanager.storage.sqlite_engine.verify", unsound)
    with pytest.raises(errors.Damaged):
        backups.make(folder, Why.TIMER, NOW + HOUR, key)
    assert names(first.backup.path.parent) == [first.backup.path.name]


def test_what_a_backup_holds_is_told_without_restoring_it(folder: Path, key: Key | None) -> None:
    store, by = in_folder(folder, key)
    lend(store, by, add_client(store, by), add_device(store, by))
    store.close()
    path = backups.make(folder, Why.ASKED, NOW, key).backup.path
    store, by = in_folder(folder, key)
    add_device(store, by)
    add_device(store, by)
    held = backups.preview(path, (key,))
    assert (held.devices, held.clients, held.loans_out) == (2, 1, 1)
    assert sqlite_peek.since(store, held.mark) == 2
    store.close()
    if key:
        with pytest.raises(errors.Locked):
            backups.preview(path, ())
        with pytest.raises(errors.WrongKey):
            backups.preview(path, (Key(bytes(32)),))
    hurt(path)
    with pytest.raises(errors.Damaged):
        backups.preview(path, (key,))


def test_another_history_is_not_counted_from(folder: Path, tmp_path: Path, key: Key | None) -> None:
    store, _ = in_folder(folder, key)
    later = sqlite_peek.Mark(1, NOW + DAY)
    assert sqlite_peek.since(store, later) is None
    assert sqlite_peek.since(store, sqlite_peek.Mark(900, NOW)) is None
    store.close()


def test_another_act_of_the_same_second_after_a_restore_is_backed_up(folder: Path, key: Key | None) -> None:
    before = backups.make(folder, Why.TIMER, NOW, key).backup
    change(folder, key)
    after = backups.make(folder, Why.TIMER, NOW + HOUR, key).backup
    restoring.restore(folder, before.path, NOW, key)
    store, by = in_folder(folder, key)
    add_client(store, by)
    mark = backups.mark_of(store)
    held = backups.preview(after.path, (key,))
    assert (held.mark.entries, held.mark.last) == (mark.entries, mark.last), "all but the digest is alike"
    assert backups.since(store, held) is None
    store.close()
    kept = backups.make(folder, Why.TIMER, NOW + 2 * HOUR, key)
    assert kept.made
    assert backups.preview(kept.backup.path, (key,)).clients == 1


def standing(folder: Path, key: Key | None, now: datetime, second: Path | None = None) -> backups.Standing:
    store, _ = in_folder(folder, key)
    try:
        return backups.standing(folder, sqlite_peek.mark_of(store), now, key, second)
    finally:
        store.close()


def test_somebody_is_told_when_the_last_good_one_is_old(folder: Path, stick: Path, key: Key | None) -> None:
    assert not standing(folder, key, NOW + DAY).old
    assert standing(folder, key, NOW + 4 * DAY).old  # never backed up
    made = backups.make(folder, Why.CLOSE, NOW, key)
    found = standing(folder, key, NOW + 30 * DAY)
    assert (found.last, found.old) == (made.backup, False)  # nothing changed since
    change(folder, key)
    assert not standing(folder, key, NOW + 2 * DAY).old
    assert standing(folder, key, NOW + 4 * DAY).old
    there = standing(folder, key, NOW, stick)
    assert (there.second_old, there.second_missing, there.copied) == (True, False, None)
    backups.make(folder, Why.ASKED, NOW + DAY, key, stick)
    gone = standing(folder, key, NOW + DAY, stick / "away")
    assert (gone.second_old, gone.second_missing, gone.copied) == (False, True, NOW + DAY)
    backups.make(folder, Why.ASKED, NOW + 9 * DAY, key)
    assert standing(folder, key, NOW + 9 * DAY, stick).second_old


def test_a_clock_set_back_hides_nothing_and_loses_nothing(folder: Path, key: Key | None) -> None:
    later = backups.make(folder, Why.TIMER, NOW + 400 * DAY, key)
    assert backups.newest_good(folder, NOW) == later.backup
    change(folder, key)
    now = backups.make(folder, Why.TIMER, NOW, key)
    assert now.made
    assert backups.newest_good(folder, NOW) == now.backup
    assert backups.thin_out(folder, NOW) == 0


def test_records_that_are_gone_are_not_replaced_by_empty_ones(folder: Path, key: Key | None) -> None:
    made = backups.make(folder, Why.TIMER, NOW, key)
    (folder / opening.FILE).unlink()
    with pytest.raises(errors.Missing):
        opening.open_office(folder, NOW, key)
    restoring.restore(folder, made.backup.path, NOW, key)
    store = opening.open_office(folder, NOW, key)
    assert store.value("SELECT COUNT(*) FROM devices") == 1
    store.close()
    (folder / opening.FILE).unlink()
    anew = opening.open_office(folder, NOW, key, anew=True)
    assert not anew.value("SELECT COUNT(*) FROM devices")
    anew.close()


def test_any_bit_of_a_backup_that_changed_keeps_it_from_coming_back(folder: Path, key: Key | None) -> None:
    path = backups.make(folder, Why.ASKED, NOW, key).backup.path
    dice, whole, before = random.Random(3), path.read_bytes(), (folder / opening.FILE).read_bytes()
    for _ in range(20):
        data = bytearray(whole)
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        path.write_bytes(data)
        with pytest.raises(errors.StoreError):
            restoring.restore(folder, path, NOW, key)
        assert (folder / opening.FILE).read_bytes() == before
