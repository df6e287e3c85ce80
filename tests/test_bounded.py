"""No file, however nasty, takes more memory or time than an office PC has, nor raises anything but its reader's error."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MEGABYTES = 1200
SECONDS = 20  # of one file; the machine may be busy
TYPED = {"NotASheet", "Empty", "NoHeader", "TooBig", "OpenQuote", "Refused", "TooManyPixelsError", "UnreadableError"}


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a process be held to so much memory")
def test_every_file_is_read_or_refused_within_bounds() -> None:
    command = [sys.executable, "-W", "error", "-m", "tests.bounded", str(MEGABYTES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) > 500
    assert [each for each in told if each[2] not in {"read", *TYPED} or each[3] > SECONDS] == []
