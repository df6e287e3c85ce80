"""One window for one data folder."""

import subprocess
import sys

import pytest

from loanmanager import trouble
from loanmanager.i18n import Words
from loanmanager.storage import errors
from loanmanager.ui import one_window

HOLDS = """
import sys
from pathlib import Path
from loanmanager.ui import one_window
held = one_window.hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_second_window_is_told_who_has_the_folder(tmp_path) -> None:
    first = one_window.hold(tmp_path)
    with pytest.raises(errors.HeldElsewhere) as refused:
        one_window.hold(tmp_path)
    assert refused.value.computer
    assert refused.value.since is not None
    said = trouble.of_trouble(refused.value, Words("en"))
    assert refused.value.computer in said
    assert "since" in said
    assert first is not None
    first.unlock()
    again = one_window.hold(tmp_path)
    assert again is not None
    again.unlock()


def test_a_window_that_was_killed_holds_nothing(tmp_path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(errors.HeldElsewhere):
            one_window.hold(tmp_path)
        other.kill()
        other.wait()
    held = one_window.hold(tmp_path)
    assert held is not None
    held.unlock()


def test_where_no_lock_can_be_written_the_records_say_why(tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    assert one_window.hold(tmp_path / "file") is None
