"""Counting the shelf from a shell."""

import io
from pathlib import Path

import pytest

from tests.cli.test_cli import Shell, filled, shell, text_of

__all__ = ["filled", "shell"]


def test_a_count_from_its_beginning_to_its_paper(
    filled: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = filled("stocktake", "start", "--type", "laptop", "--site", "main OFFICE", "--json")
    assert begun["expected"] == 2
    number = begun["number"]
    seen = filled("stocktake", "scan", number, "lt-0001", "HS-0001", "nothing", "ser1", "--json")
    assert [(each["tag"], each["finding"], each["again"]) for each in seen] == [
        ("LT-0001", "found", False),
        ("HS-0001", "other_type", False),
        ("", "unknown", False),
        ("LT-0001", "found", True),
    ]
    shown = filled("stocktake", "show", number.lower(), "--json")
    assert (shown["seen"], shown["expected"], shown["state"]) == (1, 2, "open")
    assert [each["tag"] for each in shown["missing"]] == ["LT-0002"]
    assert [each["code"] for each in shown["unexpected"]] == ["nothing"]
    assert "1 of 2 found" in filled("stocktake", "show", number)
    monkeypatch.setattr("sys.stdin", io.StringIO("LT-0002\n\n"))
    assert filled("stocktake", "scan", number) == "LT-0002  Found\n"
    pdf = tmp_path / "count.pdf"
    done = filled("stocktake", "finish", number, "--pdf", pdf, "--json")
    assert (done["found"], done["missing"], done["unexpected"]) == (2, 0, 1)
    assert number in text_of(pdf)
    (row,) = filled("stocktake", "list", "--json")
    assert (row["state"], row["found"], row["type"]) == ("finished", 2, "Laptop")
    filled("stocktake", "scan", number, "LT-0001", status=1)
    assert "finished" in filled.err


def test_a_count_is_dropped_and_what_is_not_there_is_said(filled: Shell) -> None:
    number = filled("stocktake", "start", "--json")["number"]
    assert "dropped" in filled("stocktake", "drop", number)
    assert filled("stocktake", "list") == "\n"
    for words in (
        ("show", "S-1"),
        ("start", "--site", "Nowhere"),
        ("start", "--type", "Boat"),
        ("start", "--shelf", "Z9"),
    ):
        filled("stocktake", *words, status=1)
        assert len(filled.err.splitlines()) == 1
