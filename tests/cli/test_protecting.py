"""Protecting the records from a shell, and opening them on a computer that knows nothing, as the sheet says."""

import json
import shutil
from pathlib import Path

import pytest

from loanmanager.operations import opening
from loanmanager.storage import key_slots, recovery
from loanmanager.storage.sqlite_cipher import is_plain
from tests.cli.test_cli import Shell
from tests.documents.pdf import barcodes
from tests.keyrings import FileKeyring

PASSPHRASE = "le merle chante à l’aube"

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "data", capsys).demo()


def words_on(sheet: Path) -> str:
    """Return what is printed on a sheet, as its code says it."""
    (found,) = barcodes(sheet.read_bytes())
    return found


def test_on_key_passphrase_and_off(
    shell: Shell, tmp_path: Path, chain: FileKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, second = tmp_path / "sheet.pdf", tmp_path / "second.pdf"
    assert shell("protect", "status", "--json")["protected"] is False
    assert "not protected" in shell("protect", "status")
    clients = shell("clients", "--json")
    made = shell("protect", "on", "--sheet", sheet, "--json")
    assert made | {"number": 0} == {
        "protected": True,
        "number": 0,
        "passphrase": False,
        "remembered": True,
        "sheet": str(sheet),
    }
    assert recovery.key_of(words_on(sheet)).number == made["number"]
    assert made["number"] in shell("protect", "status")
    assert shell("clients", "--json") == clients
    assert shell("recovery-sheet", tmp_path / "again.pdf", "--json")["number"] == made["number"]
    assert words_on(tmp_path / "again.pdf") == words_on(sheet)
    monkeypatch.setenv("LOANMANAGER_NEW_PASSPHRASE", PASSPHRASE)
    assert shell("protect", "passphrase", "--json")["passphrase"] is True
    changed = shell("protect", "key", "--sheet", second, "--json")
    assert changed["number"] != made["number"]
    assert words_on(second) != words_on(sheet)
    assert shell("protect", "status", "--json")["number"] == changed["number"]
    shell("protect", "off")
    assert is_plain(tmp_path / "data" / opening.FILE)
    assert shell("clients", "--json") == clients
    shell("protect", "off", status=1)
    assert shell.err == "These records are not protected.\n"
    shell("recovery-sheet", tmp_path / "none.pdf", status=1)
    shell("protect", "key", "--sheet", tmp_path / "none.pdf", status=1)
    assert not (tmp_path / "none.pdf").exists()


def test_what_is_refused_leaves_no_sheet_behind(shell: Shell, tmp_path: Path) -> None:
    shell("protect", "on", "--sheet", tmp_path / "sheet.pdf", status=1)
    assert "passphrase" in shell.err
    assert not (tmp_path / "sheet.pdf").exists()
    assert is_plain(tmp_path / "data" / opening.FILE)


def test_a_passphrase_or_the_words_open_where_there_is_no_keyring(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as set_up:
        set_up.setenv("LOANMANAGER_NEW_PASSPHRASE", PASSPHRASE)
        shell("protect", "on", "--sheet", tmp_path / "sheet.pdf")
    shell("clients", status=1)
    assert "passphrase" in shell.err
    assert shell("protect", "status", "--json")["keyring"] == "none"
    for name, value, status in (
        ("LOANMANAGER_PASSPHRASE", PASSPHRASE, 0),
        ("LOANMANAGER_PASSPHRASE", "not this one at all", 1),
        ("LOANMANAGER_PASSPHRASE", words_on(tmp_path / "sheet.pdf"), 0),
        ("LOANMANAGER_RECOVERY", words_on(tmp_path / "sheet.pdf"), 0),
        ("LOANMANAGER_RECOVERY", "one two three", 1),
    ):
        with monkeypatch.context() as patched:
            patched.setenv(name, value)
            shell("clients", status=status)


def test_whoever_sits_there_is_asked(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = iter([PASSPHRASE, PASSPHRASE])

    def prompt(text: str, **_: object) -> str:
        asked.append(text)
        return next(answers)

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    shell("protect", "on", "--sheet", tmp_path / "sheet.pdf")
    shell("clients")
    number = key_slots.load(tmp_path / "data")[0].number
    assert asked == ["New passphrase (nothing for none)", f"Passphrase, or recovery words (sheet {number})"]


def test_readable_backups_are_told(shell: Shell, tmp_path: Path, chain: FileKeyring) -> None:
    backups = tmp_path / "data" / opening.BACKUPS
    backups.mkdir(exist_ok=True)
    shell("backup", backups / "monday.loanbackup")
    assert "can be read by anybody" in shell("protect", "on", "--sheet", tmp_path / "sheet.pdf")
    assert str(backups / "monday.loanbackup") in shell("protect", "status", "--json")["readable_backups"]
    assert "can be read by anybody" in shell("protect", "status")
    readable = shell("protect", "status", "--json")["readable_backups"]
    assert shell("protect", "backups", "encrypt", "--json") == {"done": "encrypt", "files": readable}
    assert (backups / "monday.loanbackup").exists()
    assert shell("protect", "status", "--json")["readable_backups"] == []
    shell("restore", backups / "monday.loanbackup")
    shell("protect", "off")
    shell("protect", "backups", "remove", status=1)
    shell("backup", backups / "tuesday.loanbackup")
    shell("protect", "on", "--sheet", tmp_path / "sheet.pdf")
    shell("protect", "backups", "remove")
    assert not (backups / "tuesday.loanbackup").exists()


def test_a_new_computer_with_a_backup_and_the_sheet_alone(
    shell: Shell,
    tmp_path: Path,
    chain: FileKeyring,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As the sheet says it: install, restore the newest backup, type the words; then a passphrase, and the account."""
    shell("protect", "on", "--sheet", tmp_path / "sheet.pdf")
    clients = shell("clients", "--json")
    shell("backup", tmp_path / "usb.loanbackup")
    words = words_on(tmp_path / "sheet.pdf")
    shutil.rmtree(tmp_path / "data")
    chain.path.unlink()

    new = Shell(tmp_path / "new home" / "data", capsys)
    new("restore", tmp_path / "usb.loanbackup", status=1)
    assert "recovery sheet" in new.err
    assert not (tmp_path / "new home" / "data" / opening.FILE).exists()
    monkeypatch.setenv("LOANMANAGER_RECOVERY", words.lower().replace(" ", "\n"))
    new("restore", tmp_path / "usb.loanbackup")
    assert new("clients", "--json") == clients
    monkeypatch.setenv("LOANMANAGER_NEW_PASSPHRASE", PASSPHRASE)
    new("protect", "passphrase")
    monkeypatch.delenv("LOANMANAGER_RECOVERY")
    monkeypatch.setenv("LOANMANAGER_PASSPHRASE", PASSPHRASE)
    assert new("clients", "--json") == clients
    assert json.loads((tmp_path / "new home" / "data" / key_slots.FILE).read_text())["locks"][0]["passphrase"]


def test_an_older_backup_comes_back_under_the_present_key(
    shell: Shell, tmp_path: Path, chain: FileKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("protect", "on", "--sheet", tmp_path / "first.pdf")
    shell("backup", tmp_path / "first.loanbackup")
    shell("protect", "key", "--sheet", tmp_path / "second.pdf")
    present = shell("protect", "status", "--json")["number"]
    shell("restore", tmp_path / "first.loanbackup")
    assert shell("protect", "status", "--json")["number"] == present
    shell("clients")
    (tmp_path / "data" / key_slots.FILE).unlink()
    chain.path.unlink()
    monkeypatch.setenv("LOANMANAGER_RECOVERY", words_on(tmp_path / "second.pdf"))
    shell("clients")
    monkeypatch.setenv("LOANMANAGER_RECOVERY", words_on(tmp_path / "first.pdf"))
    shell("restore", tmp_path / "first.loanbackup")
    shell("clients")
