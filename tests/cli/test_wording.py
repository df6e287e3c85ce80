"""The agreement's wording from a shell."""

import json
from pathlib import Path
from typing import Any

import pytest

from loanmanager.cli import run


def shell(folder: Path, *arguments: str, status: int = 0) -> None:
    assert run(["--data", str(folder), "--lang", "en", "template", *arguments], lambda *_: 0) == status


def told(capsys: Any) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_wording_goes_out_is_changed_checked_and_comes_in(tmp_path: Path, capsys: Any) -> None:
    office, file = tmp_path / "office", tmp_path / "loan.toml"
    shell(office, "export", str(file), "--json")
    assert told(capsys) == {"file": str(file)}
    text = file.read_text("utf-8").replace("free of charge", "for a rental fee of $5")
    file.write_text(text, "utf-8")
    shell(office, "check", str(file), "--json")
    found = told(capsys)
    assert found["languages"] == ["en", "fr"]
    assert [(each["clause"], each["language"], each["mind"]) for each in found["mind"]] == [
        ("property", "en", "rental_fee")
    ]
    shell(office, "check", str(file))
    assert "property: Québec: a loan for use is free" in capsys.readouterr().out
    for _ in range(2):
        shell(office, "import", str(file), "--key", "once", "--json")
        assert told(capsys) == {"version": 2}
    shell(office, "import", str(file), status=1)
    assert "says what version 2 says already" in capsys.readouterr().err
    again = tmp_path / "first.toml"
    shell(office, "export", str(again), "--version", "1")
    assert "free of charge" in again.read_text("utf-8")
    shell(office, "export", str(again), "--version", "7", status=1)


@pytest.mark.parametrize("verb", ["check", "import"])
def test_a_file_that_is_none_is_refused_in_one_line(tmp_path: Path, capsys: Any, verb: str) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"\x00\x01")
    shell(tmp_path / "office", verb, str(file), status=1)
    error = capsys.readouterr().err
    assert error.strip() == "This file holds no agreement wording. Choose one that was exported here."
