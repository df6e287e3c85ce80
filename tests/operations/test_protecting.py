"""Protection is turned on, changed and turned off without losing anything, whoever is cut off and whatever is missing."""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loanmanager.domain import protection as why
from loanmanager.domain.office import Role
from loanmanager.domain.refusals import Refused
from loanmanager.domain.rights import NotAllowed, Right
from loanmanager.domain.rotation import Why
from loanmanager.operations import backups, opening, protecting, restoring, staff, unlocking
from loanmanager.operations.staff import NewStaff
from loanmanager.operations.unlocking import Chain
from loanmanager.storage import errors, key_slots, recovery, search
from loanmanager.storage.key import Key
from loanmanager.storage.sqlite_cipher import is_plain, opens
from tests import keyrings
from tests.keyrings import FileKeyring
from tests.office import KEY, NOW, TODAY, add_client, add_device, in_folder, lend
from tests.operations.staff_promises import close

NEW = Key(bytes(32))
PASSPHRASE, OTHER = "le merle chante à l’aube", "four blue kayaks at dusk"
NAME = "Wolastoqewiyik"

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an office in the open, with one client of a name found nowhere else."""
    store, by = in_folder(tmp_path / "office")
    lend(store, by, add_client(store, by, NAME), add_device(store, by))
    store.close()
    return tmp_path / "office"


@pytest.fixture
def by(folder: Path) -> Any:
    store, who = in_folder(folder)
    store.close()
    return who


def names(folder: Path, key: Key | None) -> list[str]:
    store, _ = in_folder(folder, key)
    try:
        assert store.check() == ()
        return [row.name for row in search.client_rows(store, today=TODAY)]
    finally:
        store.close()


def told(folder: Path, key: Key | None) -> list[str]:
    store, _ = in_folder(folder, key)
    try:
        return [row.operation for row in search.history_of(store, "office", 1)]
    finally:
        store.close()


def readable(folder: Path) -> list[str]:
    """Return the files in which anybody reads the client's name."""
    return [each.name for each in sorted(folder.rglob("*")) if each.is_file() and NAME.encode() in each.read_bytes()]


def reason(act: Callable[[], object]) -> Any:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.reasons[0]


def test_turned_on_changed_and_turned_off(folder: Path, by: Any, chain: FileKeyring) -> None:
    assert readable(folder) == [opening.FILE]
    made = protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE)
    assert made.result == protecting.Guarded(True, KEY.number, passphrase=True, remembered=True)
    assert readable(folder) == []
    assert sorted(each.name for each in folder.iterdir()) == ["keys.json", opening.FILE]
    assert unlocking.protection(folder) == unlocking.Protection(True, KEY.number, True, Chain.KEPT)
    assert unlocking.unlock(folder) == KEY
    assert len(names(folder, KEY)) == 1

    protecting.change_key(folder, KEY, NEW, by, passphrase=OTHER)
    assert unlocking.unlock(folder) == unlocking.unlock_with(folder, OTHER) == NEW
    assert unlocking.former_keys(folder, NEW) == (KEY,)
    assert len(chain.known()) == 1
    with pytest.raises(errors.WrongPassphrase):
        unlocking.unlock_with(folder, PASSPHRASE)
    with pytest.raises(errors.WrongKey):
        opening.open_office(folder, NOW, KEY)

    protecting.turn_off(folder, NEW, by)
    assert unlocking.protection(folder) == unlocking.Protection(False)
    assert unlocking.unlock(folder) is None
    assert chain.known() == {}
    assert {each.name for each in folder.iterdir()} - {f"{opening.FILE}.seal"} == {opening.FILE}
    assert told(folder, None)[:3] == ["protect_off", "change_key", "protect_on"]
    assert len(names(folder, None)) == 1


def test_older_backups_open_after_the_key_was_changed_twice(folder: Path, by: Any, chain: FileKeyring) -> None:
    protecting.turn_on(folder, KEY, by)
    store, _ = in_folder(folder, KEY)
    first = opening.backup(store, folder.parent / "first.loanbackup")
    store.close()
    protecting.change_key(folder, KEY, NEW, by)
    last = Key(b"\x07" * 32)
    protecting.change_key(folder, NEW, last, by)
    assert unlocking.former_keys(folder, last) == (NEW, KEY)
    restoring.restore(folder, first, NOW, last, unlocking.former_keys(folder, last))
    assert opens(last, folder / opening.FILE)
    assert len(names(folder, last)) == 1


def test_a_passphrase_alone_opens_where_there_is_no_keyring(folder: Path, by: Any) -> None:
    assert reason(lambda: protecting.turn_on(folder, KEY, by)) == why.NobodyHoldsTheKey()
    assert is_plain(folder / opening.FILE)
    protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE)
    assert unlocking.protection(folder) == unlocking.Protection(True, KEY.number, True, Chain.NONE)
    with pytest.raises(errors.Locked) as locked:
        unlocking.unlock(folder)
    assert (locked.value.number, locked.value.passphrase, locked.value.keyring) == (KEY.number, True, "none")
    assert unlocking.unlock_with(folder, f"  {PASSPHRASE} ") == KEY
    store, _ = in_folder(folder, KEY)
    assert reason(lambda: protecting.set_passphrase(store, folder, "", by)) == why.NobodyHoldsTheKey()
    store.close()


@pytest.mark.parametrize("kind", [keyrings.LockedKeyring, keyrings.BrokenKeyring, keyrings.ForgetfulKeyring])
def test_a_keyring_that_fails_is_no_reason_to_fail(
    folder: Path, by: Any, monkeypatch: pytest.MonkeyPatch, kind: type[FileKeyring]
) -> None:
    monkeypatch.setattr("keyring.get_keyring", lambda: kind(folder.parent / "keyring"))
    assert reason(lambda: protecting.turn_on(folder, KEY, by)) == why.NobodyHoldsTheKey()
    made = protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE)
    assert not made.result.remembered
    assert unlocking.remember(folder, KEY) is not Chain.KEPT
    with pytest.raises(errors.Locked):
        unlocking.unlock(folder)
    protecting.turn_off(folder, unlocking.unlock_with(folder, PASSPHRASE), by)
    assert len(names(folder, None)) == 1


def test_the_words_of_the_sheet_open_on_a_new_computer(folder: Path, by: Any, chain: FileKeyring) -> None:
    protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE)
    chain.path.unlink()
    (folder / key_slots.FILE).unlink()
    with pytest.raises(errors.Locked) as locked:
        unlocking.unlock(folder)
    assert (locked.value.number, locked.value.passphrase) == ("", False)
    typed = "\n".join(f"{at}. {word}" for at, word in enumerate(recovery.words_of(KEY, "fr"), 1))
    with pytest.raises(errors.WrongKey):
        unlocking.unlock_by_words(folder, " ".join(recovery.words_of(NEW, "fr")))
    assert unlocking.unlock_by_words(folder, typed) == KEY
    assert unlocking.remember(folder, KEY) is Chain.KEPT
    assert unlocking.unlock(folder) == KEY
    assert unlocking.forget(folder) is Chain.ABSENT
    with pytest.raises(errors.Locked):
        unlocking.unlock(folder)


def test_the_passphrase_is_changed_and_taken_away(folder: Path, by: Any, chain: FileKeyring) -> None:
    protecting.turn_on(folder, KEY, by)
    store, _ = in_folder(folder, KEY)
    assert protecting.set_passphrase(store, folder, PASSPHRASE, by).result.passphrase
    assert unlocking.unlock_with(folder, PASSPHRASE) == KEY
    assert not protecting.set_passphrase(store, folder, "", by).result.passphrase
    with pytest.raises(errors.WrongPassphrase):
        unlocking.unlock_with(folder, PASSPHRASE)
    assert [row.operation for row in search.history_of(store, "office", 1)][:2] == ["set_passphrase"] * 2
    store.close()


def test_what_does_not_fit_is_refused(folder: Path, by: Any, chain: FileKeyring) -> None:
    for typed, kind in (
        ("short", why.PassphraseTooShort),
        ("x" * 600, why.PassphraseTooLong),
        ("ababababababab", why.PassphraseTooPlain),
    ):
        assert isinstance(reason(lambda typed=typed: protecting.turn_on(folder, KEY, by, passphrase=typed)), kind)
    assert reason(lambda: protecting.turn_off(folder, KEY, by)) == why.NotProtected()
    assert reason(lambda: protecting.change_key(folder, KEY, NEW, by)) == why.NotProtected()
    store, _ = in_folder(folder)
    assert reason(lambda: protecting.set_passphrase(store, folder, PASSPHRASE, by)) == why.NotProtected()
    store.close()
    protecting.turn_on(folder, KEY, by)
    assert reason(lambda: protecting.turn_on(folder, NEW, by)) == why.ProtectedAlready()


def test_nothing_happens_while_somebody_has_the_office_open(folder: Path, by: Any, chain: FileKeyring) -> None:
    store, _ = in_folder(folder)
    with pytest.raises(errors.Busy):
        protecting.turn_on(folder, KEY, by)
    add_client(store, by, "Later")
    store.close()
    assert len(names(folder, None)) == 2
    protecting.turn_on(folder, KEY, by)
    store, _ = in_folder(folder, KEY)
    for act in (
        lambda: protecting.turn_off(folder, KEY, by),
        lambda: protecting.change_key(folder, KEY, NEW, by),
    ):
        with pytest.raises(errors.Busy):
            act()
    store.close()
    assert len(chain.known()) == 1
    assert len(key_slots.load(folder)) == 1
    assert len(names(folder, unlocking.unlock(folder))) == 2


@pytest.mark.parametrize("role", Role)
def test_administrators_alone_protect(folder: Path, by: Any, chain: FileKeyring, role: Role) -> None:
    store, _ = in_folder(folder)
    who = staff.add_staff(store, NewStaff("Noor Haddad", role), by).result.id
    close(store, by, 1)
    close(store, by, who)
    store.close()
    acting = replace(by, staff_id=who)
    if role is Role.ADMINISTRATOR:
        protecting.turn_on(folder, KEY, acting)
        protecting.change_key(folder, KEY, NEW, acting)
        protecting.turn_off(folder, NEW, acting)
        return
    refused = NotAllowed(Right.PROTECTION)
    assert reason(lambda: protecting.turn_on(folder, KEY, acting, passphrase=PASSPHRASE)) == refused
    assert is_plain(folder / opening.FILE)
    assert chain.known() == {}
    protecting.turn_on(folder, KEY, by)
    assert reason(lambda: protecting.turn_off(folder, KEY, acting)) == refused
    assert reason(lambda: protecting.change_key(folder, KEY, NEW, acting)) == refused
    store = opening.open_office(folder, NOW, unlocking.unlock(folder))
    assert reason(lambda: protecting.set_passphrase(store, folder, PASSPHRASE, acting)) == refused
    store.close()
    assert key_slots.load(folder)[0].passphrase is None


def test_a_damaged_office_is_told_from_a_wrong_key(folder: Path, by: Any, chain: FileKeyring) -> None:
    protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE)
    with (folder / opening.FILE).open("rb+") as file:
        file.seek(100)
        file.write(os.urandom(900))
    for act in (
        lambda: unlocking.unlock(folder),
        lambda: unlocking.unlock_with(folder, PASSPHRASE),
        lambda: unlocking.unlock_by_words(folder, " ".join(recovery.words_of(KEY, "en"))),
    ):
        with pytest.raises(errors.Damaged):
            act()


def test_what_is_no_office_is_said_so(tmp_path: Path) -> None:
    (tmp_path / opening.FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(errors.NotADatabase):
        unlocking.unlock(tmp_path)
    assert unlocking.unlock(tmp_path / "nothing there") is None


def test_a_full_disk_changes_nothing(
    folder: Path, by: Any, chain: FileKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("loanmanager.storage.sqlite_file.to_disk", full)
        with pytest.raises(errors.DiskFull):
            protecting.turn_on(folder, KEY, by)
    with monkeypatch.context() as patched:
        patched.setattr("loanmanager.storage.key_slots.to_disk", full)
        with pytest.raises(errors.DiskFull):
            protecting.turn_on(folder, KEY, by)
    assert chain.known() == {}
    assert {each.name for each in folder.iterdir()} - {f"{opening.FILE}.seal"} == {opening.FILE}
    assert len(names(folder, None)) == 1


# Backups that anybody can read


def test_plain_backups_are_found_and_encrypted_or_removed(folder: Path, by: Any, chain: FileKeyring) -> None:
    store, _ = in_folder(folder)
    kept = [opening.backup(store, opening.backup_path(folder, NOW, why)) for why in (Why.CLOSE, Why.TIMER)]
    store.close()
    protecting.turn_on(folder, KEY, by)
    store, _ = in_folder(folder, KEY)
    opening.backup(store, opening.backup_path(folder, NOW))
    store.close()
    backups = (folder / opening.BACKUPS, folder / "not there")
    assert protecting.plain_backups(backups) == tuple(kept)
    protecting.encrypt_backup(kept[0], KEY)
    protecting.remove_backup(kept[1])
    assert protecting.plain_backups(backups) == ()
    assert readable(folder) == []
    assert len(list((folder / opening.BACKUPS).iterdir())) == 2
    restoring.restore(folder, kept[0], NOW, KEY)
    assert len(names(folder, KEY)) == 1


def test_what_was_kept_aside_is_found_too(folder: Path, by: Any, chain: FileKeyring) -> None:
    aside = folder / "loanmanager-20261123-150000-damaged.db"
    aside.write_bytes((folder / opening.FILE).read_bytes())
    protecting.turn_on(folder, KEY, by)
    assert protecting.readable(folder) == (aside,)
    protecting.remove_backup(aside)
    assert protecting.readable(folder) == ()
    assert readable(folder) == []


def test_a_damaged_plain_backup_stays_as_it_was(folder: Path, by: Any) -> None:
    store, _ = in_folder(folder)
    kept = opening.backup(store, opening.backup_path(folder, NOW))
    store.close()
    data = bytearray(kept.read_bytes())
    data[8192:40960] = b"\xa5" * 32768
    kept.write_bytes(data)
    with pytest.raises(errors.StoreError):
        protecting.encrypt_backup(kept, KEY)
    assert kept.read_bytes() == data


def test_readable_backups_in_the_second_folder_are_found_too(
    folder: Path, by: Any, chain: FileKeyring, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.make(folder, Why.ASKED, NOW, None, stick)
    protecting.turn_on(folder, KEY, by)
    found = protecting.readable(folder, stick)
    assert len(found) == 2
    assert stick in found[1].parents
    for each in found:
        protecting.encrypt_backup(each, KEY)
    assert protecting.readable(folder, stick) == ()
    assert all(each.good and each.encrypted for each in backups.listing(folder, stick))


# Cut off


def killed_at(event: int, act: Callable[[], object]) -> bool:
    """Do something in another program that is killed at the nth time it touches the disk; tell whether it was."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(name: str, _args: object) -> None:
            nonlocal seen
            if name in {"open", "os.rename", "os.remove", "os.link", "sqlcipher3.connect", "sqlite3.connect"}:
                seen += 1
                if seen == event:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            act()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be copied")
@pytest.mark.parametrize("step", ["turn on", "change", "turn off"])
def test_whoever_is_cut_off_finds_the_old_office_or_the_new(
    tmp_path: Path, folder: Path, by: Any, chain: FileKeyring, step: str
) -> None:
    act: dict[str, Callable[[], object]] = {
        "turn on": lambda: protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE),
        "change": lambda: protecting.change_key(folder, KEY, NEW, by, passphrase=PASSPHRASE),
        "turn off": lambda: protecting.turn_off(folder, KEY, by),
    }
    if step != "turn on":
        protecting.turn_on(folder, KEY, by, passphrase=PASSPHRASE)
    saved = {each.name: each.read_bytes() for each in folder.iterdir()}
    before, event, states = chain.known(), 0, set()
    while True:
        event += 1
        for each in folder.iterdir():
            each.unlink()
        for name, data in saved.items():
            (folder / name).write_bytes(data)
        chain.path.write_text(json.dumps(before))
        killed = killed_at(event, act[step])
        key = unlocking.unlock(folder)
        if key:
            assert unlocking.unlock_with(folder, PASSPHRASE) == key
        assert len(names(folder, key)) == 1
        assert {each.name for each in folder.iterdir()} <= {
            opening.FILE,
            f"{opening.FILE}.seal",
            key_slots.FILE,
            f"{key_slots.FILE}.part",
        }
        if key:
            assert readable(folder) == []
        states.add(key)
        if not killed:
            break
    assert event > 8
    assert states == {"turn on": {None, KEY}, "change": {KEY, NEW}, "turn off": {KEY, None}}[step]
