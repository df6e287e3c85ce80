"""The sidecar gives the key to whoever has the passphrase, and nothing to anybody else."""

import json
from pathlib import Path

import pytest

from loanmanager.storage import errors, key_slots
from loanmanager.storage.key import Key
from loanmanager.storage.key_slots import former_keys, key_by, load, new_lock, save, with_passphrase
from tests.office import KEY

OLD, OLDER = Key(bytes(32)), Key(b"\x01" * 32)
PASSPHRASE = "le merle chante à l’aube"

pytestmark = pytest.mark.usefixtures("quick")


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    lock = new_lock(KEY, PASSPHRASE, (OLD, OLDER))
    save(tmp_path, [lock, new_lock(OLD)])
    assert load(tmp_path)[0] == lock
    assert load(tmp_path)[1].passphrase is None
    assert key_by(load(tmp_path)[0], PASSPHRASE) == KEY
    assert former_keys(load(tmp_path)[0], KEY) == (OLD, OLDER)
    save(tmp_path, [])
    assert load(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []
    save(tmp_path, [])


def test_the_same_passphrase_typed_by_another_keyboard_opens() -> None:
    lock = new_lock(KEY, PASSPHRASE)
    assert key_by(lock, "le merle chante a\u0300 l’aube") == KEY


def test_nothing_else_opens(tmp_path: Path) -> None:
    lock = new_lock(KEY, PASSPHRASE, (OLD,))
    assert key_by(lock, PASSPHRASE.upper()) is None
    assert key_by(lock, "") is None
    assert key_by(new_lock(KEY), "") is None
    assert key_by(with_passphrase(lock, KEY, "another one entirely"), PASSPHRASE) is None
    assert former_keys(lock, OLD) == ()


def test_the_key_and_the_passphrase_are_not_in_the_file(tmp_path: Path) -> None:
    save(tmp_path, [new_lock(KEY, PASSPHRASE, (OLD,))])
    said = (tmp_path / key_slots.FILE).read_bytes()
    for secret in (KEY.raw, KEY.raw.hex().encode(), PASSPHRASE.encode(), b"merle", OLD.raw.hex().encode()):
        assert secret not in said
    assert KEY.number.encode() in said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"version": 2, "locks": []}',
        '{"version": 1, "locks": 3}',
        '{"version": 1, "locks": [{}]}',
        '{"version": 1, "locks": [null]}',
        '{"version": 1, "locks": [{"number": "1", "name": "a", "passphrase": 7, "former": []}]}',
        '{"version": 1, "locks": [{"number": "1", "name": "a", "passphrase": {"salt": "", "x": 1}, "former": []}]}',
    ],
)
def test_a_file_that_cannot_be_understood_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / key_slots.FILE).write_text(text)
    assert load(tmp_path) == ()


@pytest.mark.parametrize(
    ("field", "value"), [("memory", 2**30), ("passes", 10**9), ("lanes", 10**6), ("memory", "x"), ("memory", -1)]
)
def test_a_file_that_was_tampered_with_stops_nobody(tmp_path: Path, field: str, value: object) -> None:
    save(tmp_path, [new_lock(KEY, PASSPHRASE)])
    kept = json.loads((tmp_path / key_slots.FILE).read_text())
    kept["locks"][0]["passphrase"][field] = value
    (tmp_path / key_slots.FILE).write_text(json.dumps(kept))
    assert all(lock.passphrase is None for lock in load(tmp_path))


def test_a_changed_box_opens_nothing(tmp_path: Path) -> None:
    save(tmp_path, [new_lock(KEY, PASSPHRASE, (OLD,))])
    kept = json.loads((tmp_path / key_slots.FILE).read_text())
    for box in (kept["locks"][0]["passphrase"]["sealed"], kept["locks"][0]["former"][0]):
        box["box"] = ("A" if box["box"][0] != "A" else "B") + box["box"][1:]
    (tmp_path / key_slots.FILE).write_text(json.dumps(kept))
    assert key_by(load(tmp_path)[0], PASSPHRASE) is None
    assert former_keys(load(tmp_path)[0], KEY) == ()


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path, [new_lock(KEY)])
    before = (tmp_path / key_slots.FILE).read_bytes()

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key_slots, "to_disk", full)
    with pytest.raises(errors.DiskFull):
        save(tmp_path, [new_lock(OLD)])
    assert (tmp_path / key_slots.FILE).read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [key_slots.FILE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[]",
        "{}",
        "null",
        '{"version": 1}',
        '{"version": 1, "locks": "abc"}',
        '{"version": 1, "locks": [1]}',
        '{"version": 1, "locks": [null]}',
        "[" * 100_000,
        '{"version": 1, "locks": [{"number": 1, "name": 2, "passphrase": [], "former": []}]}',
        '{"version": 1, "locks": [{"number": 1, "name": 2, "passphrase": {"x": 1}, "former": []}]}',
        "\x00",
    ],
    ids=range(13),
)
def test_a_sidecar_that_is_none_is_as_if_it_was_not_there(tmp_path, text):
    (tmp_path / key_slots.FILE).write_text(text, "utf-8")
    assert key_slots.load(tmp_path) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("salt", 5), ("salt", ""), ("salt", "é"), ("salt", "A"), ("salt", None), ("memory", 8.5), ("memory", True),
        ("memory", 10**12), ("passes", "3"), ("lanes", -1), ("sealed", {"nonce": 1, "box": 2}),
        ("sealed", {"nonce": "", "box": ""}), ("sealed", {"nonce": "AAAA", "box": "!"}),
    ],
)  # fmt: skip
def test_a_slot_that_was_tampered_with_opens_nothing(tmp_path, name, value):
    key = Key(bytes(range(32)))
    key_slots.save(tmp_path, [key_slots.new_lock(key, "a passphrase", [key])])
    kept = json.loads((tmp_path / key_slots.FILE).read_text("utf-8"))
    kept["locks"][0]["passphrase"][name] = value
    kept["locks"][0]["former"] = [{"nonce": value, "box": value}]
    (tmp_path / key_slots.FILE).write_text(json.dumps(kept), "utf-8")
    for lock in key_slots.load(tmp_path):
        assert key_slots.key_by(lock, "a passphrase") is None
        assert key_slots.former_keys(lock, key) == ()
