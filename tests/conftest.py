"""What every test shares: Qt draws into memory, and no test touches the keyring of whoever runs it."""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from loanmanager.operations import pins
from tests.keyrings import FileKeyring

_CACHE = tempfile.mkdtemp(prefix="loanmanager-tests-")
atexit.register(shutil.rmtree, _CACHE, ignore_errors=True)
os.environ["XDG_CACHE_HOME"] = _CACHE
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
settings.register_profile("any machine", deadline=None)  # how long something takes is for the bench to tell
settings.load_profile("any machine")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Set aside what lasts as long as the tests do: the collector need not walk through thousands of them each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make PINs at the least cost: a tenth of a second each, which is the point of them, adds up."""
    monkeypatch.setattr(pins, "MEMORY_KIB", 32)
    monkeypatch.setattr(pins, "PASSES", 1)


@pytest.fixture
def chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileKeyring:
    """Give this account a keyring, empty, in a file outside every office."""
    made = FileKeyring(tmp_path / "keyring of this account.json")
    monkeypatch.setattr("keyring.get_keyring", lambda: made)
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch passphrases less than a real office does: tests have nobody to keep out."""
    monkeypatch.setattr("loanmanager.storage.key_slots._MEMORY", 64)
