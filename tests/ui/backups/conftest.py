"""What tests of backups in the window share."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Let go of each window where it was made: another thread must not find what is left of it."""
    yield
    gc.collect()
