"""The system's keyring keeps a key, or says why it does not; it never stops anybody."""

import logging
from pathlib import Path

import pytest

from loanmanager.storage import keychain
from loanmanager.storage.key import Key
from loanmanager.storage.keychain import Chain
from tests import keyrings
from tests.keyrings import FileKeyring
from tests.office import KEY


def test_a_key_is_kept_found_and_forgotten(chain: FileKeyring) -> None:
    assert keychain.there()
    assert keychain.find("a") == (None, Chain.ABSENT)
    assert keychain.keep("a", KEY) is Chain.KEPT
    assert keychain.find("a") == (KEY, Chain.KEPT)
    assert keychain.find("b") == (None, Chain.ABSENT)
    assert keychain.forget("a") is Chain.ABSENT
    assert keychain.find("a") == (None, Chain.ABSENT)
    assert keychain.forget("a") is Chain.ABSENT
    assert chain.known() == {}


def test_a_computer_without_a_keyring_says_so() -> None:
    assert not keychain.there()
    assert keychain.keep("a", KEY) is Chain.NONE
    assert keychain.find("a") == (None, Chain.NONE)
    assert keychain.forget("a") is Chain.NONE


@pytest.mark.parametrize(
    ("kind", "kept", "found"),
    [
        (keyrings.OpenKeyring, Chain.NONE, Chain.NONE),
        (keyrings.LockedKeyring, Chain.LOCKED, Chain.LOCKED),
        (keyrings.BrokenKeyring, Chain.FAILED, Chain.FAILED),
        (keyrings.ForgetfulKeyring, Chain.FAILED, Chain.ABSENT),
    ],
)
def test_a_keyring_that_does_not_keep_says_why(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    kind: type[FileKeyring],
    kept: Chain,
    found: Chain,
) -> None:
    monkeypatch.setattr("keyring.get_keyring", lambda: kind(tmp_path / "keyring"))
    with caplog.at_level(logging.DEBUG):
        assert keychain.keep("a", KEY) is kept
        assert keychain.find("a") == (None, found)
        assert keychain.forget("a") is found
    assert "Wolastoq" not in caplog.text
    assert KEY.raw.hex() not in caplog.text


def test_a_keyring_that_cannot_even_be_loaded_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr("keyring.get_keyring", broken)
    assert not keychain.there()


def test_several_keyrings_count_as_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Several:
        def __init__(self, *backends: FileKeyring) -> None:
            self.backends = backends

    good, bad = FileKeyring(tmp_path / "a"), keyrings.OpenKeyring(tmp_path / "b")
    monkeypatch.setattr("keyring.get_keyring", lambda: Several(bad, good))
    assert not keychain.there()
    monkeypatch.setattr("keyring.get_keyring", lambda: Several(good, bad))
    assert keychain.there()


def test_what_is_no_key_is_not_taken_for_one(chain: FileKeyring) -> None:
    chain.set_password("Loan Manager", "a", "not a key")
    chain.set_password("Loan Manager", "b", "00" * 31)
    assert keychain.find("a") == keychain.find("b") == (None, Chain.ABSENT)
    assert keychain.keep("a", Key(bytes(32))) is Chain.KEPT
