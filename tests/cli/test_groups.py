"""The verbs of groups."""

from pathlib import Path
from typing import Any

import pytest

from loanmanager.operations import programmes
from tests.cli.test_cli import Shell, text_of
from tests.office import add_client, add_device, in_folder


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """An office with a programme, three clients and four devices."""
    folder = tmp_path / "data"
    store, by = in_folder(folder)
    club = programmes.add_programme(store, "Job club", by).result.id
    people = [add_client(store, by, name, "Ada", file_number=f"F-{name}") for name in ("Abdi", "Nguyen", "Roy")]
    programmes.join(store, club, people[:2], by)
    for _ in range(4):
        add_device(store, by)
    store.close()
    return Shell(folder, capsys)


def sheet(folder: Path, *lines: str) -> Path:
    file = folder / "pairs.csv"
    file.write_text("\n".join(("Client,Device", *lines)), "utf-8")
    return file


def test_programmes_are_listed(shell: Shell) -> None:
    row: dict[str, Any] = {"name": "Job club", "clients": 2, "with_devices": 0, "out": 0, "due": None}
    assert shell("programmes", "--json") == [row]
    assert shell("programmes", "--over", "--json") == []
    assert "Job club" in shell("programmes")


def test_a_sheet_of_pairs_makes_a_loan_for_each_client_and_one_file(shell: Shell, tmp_path: Path) -> None:
    file, out = sheet(tmp_path, "F-Abdi,LT-0001", "f-nguyen,LT-0002", "F-Abdi,LT-0003"), tmp_path / "all.pdf"
    asked = ("group-lend", file, "--programme", "Job club", "--due", "2126-12-23", "--agreements", out, "--key", "k")
    made = shell(*asked, "--json")
    assert [(each["client"], each["tags"]) for each in made["loans"]] == [
        ("F-Abdi", ["LT-0001", "LT-0003"]),
        ("F-Nguyen", ["LT-0002"]),
    ]
    assert {each["due"] for each in made["loans"]} == {"2126-12-23"}
    assert made["agreements"] == str(out)
    said = text_of(out)
    assert all(each["number"] in said for each in made["loans"])
    assert shell(*asked, "--json") == made
    assert len(shell("loans", "--json")) == 2
    assert shell("programmes", "--json")[0]["out"] == 3


def test_what_is_refused_is_said_and_the_rest_is_lent(shell: Shell, tmp_path: Path) -> None:
    shell("lend", "--client", "F-Roy", "--device", "LT-0002")
    shell("group-lend", sheet(tmp_path, "F-Abdi,LT-0001", "F-Nguyen,LT-0002", ",LT-0003"), status=1)
    assert "LT-0002 is on loan" in shell.out
    assert "1 loan was not made" in shell.err
    assert len(shell("loans", "--json")) == 2


@pytest.mark.parametrize("line", ["F-Nobody,LT-0001", "F-Abdi,LT-9999"])
def test_a_name_that_is_not_there_lends_nothing(shell: Shell, tmp_path: Path, line: str) -> None:
    shell("group-lend", sheet(tmp_path, "F-Roy,LT-0004", line), status=1)
    assert shell("loans", "--json") == []


def test_what_is_no_sheet_is_one_sentence(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    shell("group-lend", file, status=1)
    assert shell.err.count("\n") == 1


def test_two_clients_become_one(shell: Shell) -> None:
    made = shell("merge", "F-Abdi", "F-Roy", "--json")
    assert made == {"number": "F-Abdi", "former": "F-Roy"}
    assert len(shell("clients", "--json")) == 2
    assert shell("search", "F-Roy", "--json")[0]["file_number"] == "F-Abdi"
    shell("merge", "F-Abdi", "F-Roy", status=1)
    assert "one record already" in shell.err
