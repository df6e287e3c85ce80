"""What the fuzz run begins with passes, and so does each crash that it has found since."""

from pathlib import Path

import pytest

import dev
from tests.fuzzing.__main__ import main
from tests.fuzzing.target import Target, seeds

CRASHES = {
    "a borrower whose key is nothing but commas": b'dAsset Tag,Category,Checked Out To: Username\nX-1,Laptops,",,,,"\n',
}


def test_every_file_that_a_run_begins_with_passes() -> None:
    target = Target()
    found = list(seeds())
    for seed in found:
        target(seed)
    assert {seed[:1] for seed in found} == set(target.readers)


@pytest.mark.parametrize("name", CRASHES)
def test_a_crash_that_was_mended_stays_mended(name: str, tmp_path: Path) -> None:
    crash = tmp_path / "crash"
    crash.write_bytes(CRASHES[name])
    assert main([str(crash)]) == 0


def test_the_run_brings_what_guides_it_and_leaves_the_programs_packages_alone(monkeypatch, tmp_path: Path) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "module", lambda *words, env=None: ran.append(words) or 0)
    monkeypatch.setattr(dev, "compile_catalogues", lambda: 0)
    monkeypatch.setattr(dev, "TOOLS", tmp_path / "tools")
    assert dev.fuzz(["60"]) == 0
    assert ran[0][:3] == ("pip", "install", "--quiet")
    assert ran[0][-3:-1] == ("--target", str(tmp_path / "tools" / "fuzz"))
    assert ran[1] == ("tests.fuzzing", "60")
    (tmp_path / "tools" / "fuzz").mkdir(parents=True)
    assert dev.fuzz([]) == 0
    assert ran[2:] == [("tests.fuzzing",)]
