"""Preferences outlive the program, and a hand that edits them breaks nothing."""

import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loanmanager import log, settings
from loanmanager.settings import Settings


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    kept = Settings("fr", "dark", 150, "a4", print_receipt=False, window=(900, 700), widths={"devices.tag": 90})
    settings.save(tmp_path, kept)
    assert settings.load(tmp_path) == kept


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"language": 7, "text_size": "big", "window": [1], "more": 1}'])
def test_what_cannot_be_read_is_left_at_its_default(tmp_path: Path, text: str) -> None:
    (tmp_path / settings.FILE).write_text(text)
    assert settings.load(tmp_path) == Settings()


@pytest.mark.parametrize(
    "kept",
    [
        *({"language": "la"}, {"theme": "pink"}, {"text_size": 7}, {"text_size": 10**9}, {"page_size": "a0"}),
        *({"backup_hours": 0}, {"backup_hours": -3}, {"backup_hours": 10**12}, {"backup_folder": "a\0b"}),
        *({"window": [0, 700]}, {"window": [10**12, 700]}, {"widths": {"devices.tag": "wide"}}),
        *({"widths": {"devices.tag": -1}}, {"widths": {"devices.tag": 10**12}}),
    ],
    ids=str,
)
def test_what_no_window_could_use_is_left_at_its_default(tmp_path: Path, kept: dict[str, Any]) -> None:
    (tmp_path / settings.FILE).write_text(json.dumps(kept))
    assert settings.load(tmp_path) == Settings()


@pytest.mark.parametrize("kept", [b"\xff\xfe\x00", b"[" * 100_000, bytes(4096)])
def test_a_file_that_a_disk_damaged_is_as_none(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / settings.FILE).write_bytes(kept)
    assert settings.load(tmp_path) == Settings()


def test_what_can_be_read_is_taken(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text(json.dumps({"language": "fr", "text_size": "big"}))
    assert settings.load(tmp_path) == replace(Settings(), language="fr")


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings.save(tmp_path / "nowhere", Settings())
    assert "preferences" in caplog.text


@pytest.fixture
def root() -> logging.Logger:
    logger = logging.getLogger("loanmanager")
    before = list(logger.handlers)
    yield logger
    for handler in [each for each in logger.handlers if each not in before]:
        logger.removeHandler(handler)
        handler.close()


def test_the_log_lies_beside_the_data(tmp_path: Path, root: logging.Logger) -> None:
    log.start(tmp_path / "new")
    root.info("started")
    assert "started" in (tmp_path / "new" / "loanmanager.log").read_text("utf-8")


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path, root: logging.Logger) -> None:
    (tmp_path / "file").write_text("")
    log.start(tmp_path / "file" / "under")
    assert root.handlers
