"""What tests of backups in the window share."""

import gc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from loanmanager.operations import backups
from loanmanager.operations.backups import Why
from tests.office import NOW, add_device, in_folder


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Let go of each window where it was made: another thread must not find what is left of it."""
    yield
    gc.collect()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an office with two backups: of one device, and of two. A third came since."""
    for n in (3, 2):
        store, by = in_folder(tmp_path)
        add_device(store, by)
        store.close()
        backups.make(tmp_path, Why.TIMER, NOW - timedelta(days=n))
    store, by = in_folder(tmp_path)
    add_device(store, by)
    store.close()
    return tmp_path


@pytest.fixture(autouse=True)
def no_dialog_left() -> Iterator[None]:
    """Take away what a test that failed left open: the next one would wait behind it."""
    yield
    while left := QApplication.activeModalWidget():
        left.deleteLater()
        QApplication.sendPostedEvents(left, 52)  # QEvent.DeferredDelete
