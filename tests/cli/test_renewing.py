"""Renewing from the shell: one loan, or a programme's."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cli import Shell, text_of


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return a shell over an office in which two people of a club have a laptop each."""
    sheet = "Asset Tag,Category,Model,Serial\n" + "".join(f"LT-000{n},Laptop,T480,S{n}\n" for n in (1, 2, 3))
    people = "First Name,Last Name,Employee Number,Locale\nZoë,Nguyen,C-1,fr-CA\nMarc,Roy,C-2,en-CA\n"
    (tmp_path / "assets.csv").write_text(sheet, "utf-8")
    (tmp_path / "users.csv").write_text(people, "utf-8")
    made = Shell(tmp_path / "data", capsys)
    made("import", "snipe-it-assets", tmp_path / "assets.csv")
    made("import", "snipe-it-users", tmp_path / "users.csv")
    for name, tag in (("Zoë Nguyen", "LT-0001"), ("Marc Roy", "LT-0002")):
        made("lend", "--client", name, "--device", tag, "--programme", "Job Club")
    made("lend", "--client", "Marc Roy", "--device", "LT-0003")
    return made


def loans(shell: Shell) -> list[dict[str, Any]]:
    return sorted(shell("loans", "--json"), key=lambda each: each["number"])


def test_one_loan_is_renewed_once_for_one_key(shell: Shell, tmp_path: Path) -> None:
    number = loans(shell)[0]["number"]
    first = shell("renew", number, "--key", "k", "--addendum", tmp_path / "a.pdf", "--json")
    assert first["due"] > loans(shell)[1]["due"]
    assert shell("renew", number, "--key", "k", "--json")["due"] == first["due"]
    assert number in text_of(tmp_path / "a.pdf")


def test_a_programme_is_renewed_with_its_addenda_in_one_file(shell: Shell, tmp_path: Path) -> None:
    before = loans(shell)
    told = shell("renew", "--programme", "job club", "--addendum", tmp_path / "all.pdf", "--json")
    assert [each["number"] for each in told["renewed"]] == [each["number"] for each in before[:2]]
    assert told["left"] == []
    after = loans(shell)
    assert after[0]["due"] == told["renewed"][0]["due"] > before[0]["due"]
    assert after[2] == before[2]
    text = text_of(tmp_path / "all.pdf")
    assert "Prolongation du prêt" in text
    assert "Loan extension" in text


def test_who_is_left_is_told_and_the_status_says_so(shell: Shell) -> None:
    number = loans(shell)[1]["number"]
    for _ in range(2):
        shell("renew", number)
    shell("renew", "--programme", "Job Club", "--json", status=1)
    told = json.loads(shell.out)
    assert [each["number"] for each in told["left"]] == [number]
    assert told["left"][0]["refused"] == ["NoRenewalLeft"]
    assert len(told["renewed"]) == 1
    assert shell.err.strip() == "1 loan was left as it is"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "Name one loan"),
        (("L-2026-0001", "--programme", "Job Club"), 2, "Name one loan"),
        (("--programme", "Job Club", "--override", "please"), 2, "Name one loan"),
        (("--programme", "Nobody"), 1, "There is no programme “Nobody”."),
        (("L-1999-0001",), 1, "L-1999-0001"),
    ],
)
def test_what_cannot_be_is_said(shell: Shell, words: tuple[str, ...], status: int, said: str) -> None:
    shell("renew", *words, status=status)
    assert said in shell.err
