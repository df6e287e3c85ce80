"""The shell: incidents, resets and the clearance letter, from report to end."""

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from loanmanager.cli import run

ASSETS = (
    "Asset Tag,Category,Manufacturer,Model,Model Number,Serial,Checkout Type,Checked Out To: Username,Checked Out To: First Name,"
    "Checked Out To: Last Name\nLT-0001,Laptop,Lenovo,T480,20L5,SER1,,,,\nLT-0002,Laptop,Lenovo,T480,20L5,SER2,,,,\n"
)
USERS = "First Name,Last Name,Email,Username,Activated,Phone,Employee Number,Locale\nZoë,Nguyễn,zoe@example.org,zoe.n,true,514 555-0142,,fr-CA\n"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what runs a verb on an office with two laptops, both lent to one client."""

    def go(*words: object, status: int = 0) -> Any:
        arguments = ["--data", str(tmp_path / "data"), *(str(word) for word in words)]
        assert run(arguments, lambda *_: 7) == status, capsys.readouterr()
        out, err = capsys.readouterr()
        if status:
            return err
        return json.loads(out) if "--json" in arguments else out

    (tmp_path / "assets.csv").write_text(ASSETS, "utf-8")
    (tmp_path / "users.csv").write_text(USERS, "utf-8")
    go("import", "snipe-it-assets", tmp_path / "assets.csv")
    go("import", "snipe-it-users", tmp_path / "users.csv")
    go("lend", "--client", "nguyen", "--device", "LT-0001", "--device", "LT-0002")
    return go


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_a_theft_from_report_to_payment(shell: Any, tmp_path: Path) -> None:
    made = shell("incident", "open", "lt-0001", "stolen", "--police", "MTL-1", "--where", "bus", "--json")
    assert made["status"] == "stolen"
    number = made["number"]
    assert number in shell("incident", "list")
    assert "MTL-1" in text_of(_report(shell, number, tmp_path))
    assert shell("incident", "close", number, status=1).startswith("Decide first")
    assert shell("incident", "decide", number, "--charge", "much", status=1).startswith("Amount")
    assert shell("incident", "decide", number, "--charge", "450.00", "--json")["amount"] == 45000
    assert [each["owed"] for each in shell("incident", "list", "--only", "to-pay", "--json")] == [45000]
    assert shell("incident", "settle", number.lower(), "--paid", "--json")["state"] == "paid"
    assert shell("incident", "settle", number, "--paid", status=1).strip() == "This charge is settled already."
    assert shell("incident", "list", "--json") == []
    shell("incident", "reopen", number, "--reason", "again")
    shell("incident", "close", number)
    assert shell("incident", "found", "LT-0001", "--json") == {
        "tag": "LT-0001",
        "status": "to_check",
        "settled": [number],
        "paid": 45000,
    }


def _report(shell: Any, number: str, folder: Path) -> Path:
    shell("incident", "report", number, folder / "report.pdf")
    return folder / "report.pdf"


def test_a_missing_part_is_waived_then_found(shell: Any) -> None:
    number = shell("incident", "open", "LT-0001", "missing", "--part", "sac", "--json")["number"]
    assert "Charger" in shell("incident", "open", "LT-0001", "missing", "--part", "wheel", status=1)
    assert shell("incident", "decide", number, "--waive", "old", "--json")["decision"] == "waive"
    assert number in shell("incident", "list", "--only", "all", "--text", number)
    assert "found" in shell("incident", "found", number)


def test_what_is_asked_must_be_one_thing(shell: Any) -> None:
    for words in (("decide", "I-1"), ("settle", "I-1"), ("decide", "I-1", "--charge", "1", "--waive", "x")):
        shell("incident", *words, status=2)
    shell("reset", "LT-0001", "LT-0002", "--pdf", "x.pdf", status=2)
    assert "I-9" in shell("incident", "close", "I-9", status=1)


def test_devices_are_reset_and_one_gets_its_record(shell: Any, tmp_path: Path) -> None:
    shell("return", "--device", "LT-0001", "--device", "LT-0002")
    record = tmp_path / "record.pdf"
    shell("reset", "LT-0001", "--method", "Factory reset", "--pdf", record)
    assert "Factory reset" in text_of(record)
    assert shell("reset", "LT-0002", "--json")["tags"] == ["LT-0002"]
    assert "Available" in shell("reset", "LT-0001", status=1)


def test_the_letter_is_written_once_everything_is_back(shell: Any, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    assert "LT-0001" in shell("clearance", "nguyen", letter, status=1)
    assert not letter.exists()
    shell("return", "--device", "LT-0001", "--device", "LT-0002")
    assert shell("clearance", "nguyen", letter, "--json")["language"] == "fr"
    assert "Zoë Nguyễn" in text_of(letter)
