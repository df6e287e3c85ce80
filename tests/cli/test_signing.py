"""The shell: the scan of a loan's agreement, and verifying what was kept."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from loanmanager.cli import run
from loanmanager.operations.opening import open_office
from tests.cli.test_incidents import ASSETS, USERS

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what runs a verb on an office with one loan; `go.loan` is its number."""

    def go(*words: object, status: int = 0) -> Any:
        arguments = ["--data", str(tmp_path / "data"), *(str(word) for word in words)]
        assert run(arguments, lambda *_: 7) == status, capsys.readouterr()
        out, err = capsys.readouterr()
        if "--json" in arguments and out:
            return json.loads(out)
        return err if status else out

    (tmp_path / "assets.csv").write_text(ASSETS, "utf-8")
    (tmp_path / "users.csv").write_text(USERS, "utf-8")
    (tmp_path / "scan.pdf").write_bytes(PDF)
    go("import", "snipe-it-assets", tmp_path / "assets.csv")
    go("import", "snipe-it-users", tmp_path / "users.csv")
    go.loan = go("lend", "--client", "nguyen", "--device", "LT-0001", "--json")["number"]  # type: ignore[attr-defined]
    return go


def test_a_scan_is_attached_then_verified(shell: Any, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    made = shell("attach", shell.loan.lower(), scan, "--json")
    assert (made["number"], made["paper"], made["file"]) == (shell.loan, "agreement", "scan.pdf")
    assert "attached already" in shell("attach", shell.loan, scan, status=1)
    found = shell("verify", shell.loan, "--json")
    assert [(each["paper"], each["same"]) for each in found] == [("agreement", True)]
    assert found[0]["checks"][1] == {"what": "scan", "name": "scan.pdf", "same": True, "sha256": made["sha256"]}
    assert f"agreement  scan  same  {made['sha256']}  scan.pdf" in shell("verify", shell.loan)
    shell("return", "--device", "LT-0001")
    assert shell("attach", shell.loan, scan, "--receipt", "--json")["paper"] == "receipt"


def test_a_changed_byte_ends_with_status_1(shell: Any, tmp_path: Path) -> None:
    shell("attach", shell.loan, tmp_path / "scan.pdf")
    store = open_office(tmp_path / "data", datetime.now(UTC))
    with store.write():
        store.run("UPDATE paper_files SET content = x'00'")
    store.close()
    found = shell("verify", shell.loan, "--json", status=1)
    assert [each["same"] for each in found[0]["checks"]] == [True, False]
    assert shell("verify", shell.loan, status=1).startswith("Something was changed")


def test_what_cannot_be_attached(shell: Any, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"MZ")
    assert "a.pdf" in shell("attach", shell.loan, tmp_path / "a.pdf", status=1)
    shell("attach", shell.loan, tmp_path / "none.pdf", status=2)
    assert "L-9" in shell("attach", "L-9", tmp_path / "scan.pdf", status=1)
    assert shell.loan in shell("attach", shell.loan, tmp_path / "scan.pdf", "--receipt", status=1)
    shell("attach", shell.loan, tmp_path / "scan.pdf", "--on", "2020-01-01", status=1)
    assert "L-9" in shell("verify", "L-9", status=1)
