"""Staff in the shell: who acts, their PINs, and the verbs that manage them."""

from pathlib import Path
from typing import Any

import pytest

from loanmanager.cli import who
from tests.cli.test_cli import Shell

PIN, OTHER = "2580", "blue kayak"


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOANMANAGER_PIN", "LOANMANAGER_NEW_PIN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "data", capsys)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what sets the PINs of the environment."""

    def set_(pin: str = "", new: str = "") -> None:
        monkeypatch.setenv("LOANMANAGER_PIN", pin)
        monkeypatch.setenv("LOANMANAGER_NEW_PIN", new)

    return set_


@pytest.fixture
def closed(shell: Shell, given: Any) -> Shell:
    """An office in which the administrator has a PIN and Noor at the front desk has one to change."""
    shell("staff", "add", "Noor Haddad", "--language", "fr")
    given(new=PIN)
    shell("staff", "pin")
    given(PIN, "first one")
    shell("--staff", "administrator", "staff", "pin", "Noor Haddad")
    return shell


def test_staff_are_added_listed_changed_and_let_go(shell: Shell) -> None:
    made = shell("staff", "add", "Luc Roy", "--role", "coordinator", "--json")
    assert made == {"name": "Luc Roy", "role": "coordinator", "language": "en", "has_pin": False}
    shell("staff", "role", "luc roy", "administrator")
    assert "Administrator" in shell.out
    shell("staff", "deactivate", "Luc Roy")
    shell("staff", "list")
    assert "Luc Roy  Administrator  no PIN  works here no more" in shell.out
    shell("staff", "role", "Luc Roy", "coordinator", status=1)
    shell("staff", "reactivate", "Luc Roy")
    assert [each["active"] for each in shell("staff", "list", "--json")] == [True, True]


def test_an_office_with_pins_asks_who_is_there_even_to_read(closed: Shell, given: Any) -> None:
    for words in (("loans",), ("clients",), ("export", "clients", "x.csv"), ("staff", "list")):
        closed(*words, status=1)
        assert closed.err.strip() == "This office asks who is there: add --staff NAME before the verb."
    given(PIN)
    assert closed("--staff", "Administrator", "loans", "--json") == []


def test_a_wrong_pin_is_one_sentence_and_too_many_wait(closed: Shell, given: Any) -> None:
    given("0000")
    for _ in range(3):
        closed("--staff", "Administrator", "loans", status=1)
    assert closed.err.count("\n") == 1
    assert "30 seconds" in closed.err
    given(PIN)
    closed("--staff", "Administrator", "loans", status=1)
    assert "Too many wrong tries" in closed.err
    assert PIN not in closed.err


def test_a_pin_that_was_given_is_changed_first(closed: Shell, given: Any) -> None:
    given("first one")
    closed("--staff", "Noor Haddad", "loans", status=1)
    assert "Choose your own first" in closed.err
    given("first one", OTHER)
    closed("--staff", "Noor Haddad", "staff", "pin")
    given(OTHER)
    closed("--staff", "Noor Haddad", "loans")
    assert [each["must_change_pin"] for each in closed("--staff", "noor haddad", "staff", "list", "--json")] == [
        False,
        False,
    ]


def test_what_a_role_may_not_do_is_one_sentence_and_changes_nothing(closed: Shell, given: Any, tmp_path: Path) -> None:
    given("first one", OTHER)
    closed("--staff", "Noor Haddad", "staff", "pin")
    given(OTHER, "mine too")
    for words in (
        ("staff", "add", "Eve"),
        ("staff", "role", "Noor Haddad", "administrator"),
        ("staff", "pin", "Administrator"),
        ("staff", "deactivate", "Administrator"),
        ("export", "clients", tmp_path / "x.csv"),
        ("backup", tmp_path / "x.loanbackup"),
        ("restore", tmp_path / "here"),
    ):
        (tmp_path / "here").write_bytes(b"nothing")
        closed("--staff", "Noor Haddad", *words, status=1)
        assert "for administrators" in closed.err or "for coordinators" in closed.err, (words, closed.err)
        assert closed.err.count("\n") == 1
    assert not list(tmp_path.glob("x.*"))
    assert len(closed("--staff", "Noor Haddad", "staff", "list", "--json")) == 2


def test_an_unknown_name_and_a_missing_pin_are_said(closed: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    closed("--staff", "Nobody", "loans", status=1)
    assert "Nobody who works here bears “Nobody”" in closed.err
    monkeypatch.delenv("LOANMANAGER_PIN")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    closed("--staff", "Administrator", "loans", status=1)
    assert "LOANMANAGER_PIN" in closed.err


def test_the_last_administrator_stays(closed: Shell, given: Any) -> None:
    given(PIN)
    closed("--staff", "Administrator", "staff", "deactivate", "Administrator", status=1)
    assert "Nobody does this to themselves" in closed.err


def test_an_open_office_takes_a_name_without_a_pin(shell: Shell) -> None:
    shell("staff", "add", "Luc Roy")
    shell("--staff", "Luc Roy", "staff", "add", "Mia Chen")
    assert len(shell("staff", "list", "--json")) == 3


def test_an_administrator_who_forgot_their_pin_gets_a_new_one_without_signing_in(closed: Shell, given: Any) -> None:
    given(new=OTHER)
    made = closed("staff", "reset-pin", "administrator", "--json")
    assert made["recorded"]
    given(PIN)
    closed("--staff", "administrator", "loans", status=1)
    given(OTHER, PIN)
    closed("--staff", "administrator", "staff", "pin")
    given(PIN)
    closed("--staff", "administrator", "history")
    assert "recover_pin" in closed.out
    assert OTHER not in closed.out


def test_nobody_else_gets_a_pin_in_that_way(closed: Shell, given: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    given(new=OTHER)
    closed("staff", "reset-pin", "Noor Haddad", status=1)
    assert "any administrator gives them a new PIN" in closed.err
    monkeypatch.setattr(who, "owner_of", lambda _: "")
    closed("staff", "reset-pin", "administrator", status=1)
    assert "Only the account that owns the data folder" in closed.err
    given(PIN)
    closed("--staff", "administrator", "loans")


@pytest.mark.usefixtures("quick")
def test_a_protected_office_asks_for_its_words_first(
    closed: Shell, given: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given(PIN)
    monkeypatch.setenv("LOANMANAGER_PASSPHRASE", "le merle chante et dort")
    monkeypatch.setenv("LOANMANAGER_NEW_PASSPHRASE", "le merle chante et dort")
    closed("--staff", "administrator", "protect", "on", "--sheet", str(tmp_path / "sheet.pdf"))
    given(new=OTHER)
    closed("staff", "reset-pin", "administrator", status=1)
    assert "24" in closed.err, "the passphrase opens the records, and is not enough"
