"""Kits and lines in the shell."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from loanmanager.cli import run
from loanmanager.domain.devices import Line
from loanmanager.domain.kits import Unit
from loanmanager.domain.names import Label
from loanmanager.i18n import Words
from loanmanager.operations import kits, office
from loanmanager.operations.done import By
from loanmanager.operations.kits import NewKit
from loanmanager.operations.opening import open_office
from tests.office import add_client, add_device


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what runs a verb on an office with a kit of two devices, an empty kit, and a hotspot."""
    now = datetime.now(UTC)
    store = open_office(tmp_path, now)
    by = office.prepare(store, By(None, now, now.astimezone().date()), Words("en"))
    laptop, headset = add_device(store, by), add_device(store, by, "headset")
    units = (Unit(laptop.id, Label("for the participant")), Unit(headset.id))
    kits.make_kit(store, NewKit(Label("Interview kit"), cost=45000, units=units), by)
    kits.make_kit(store, NewKit(Label("Empty")), by)
    add_device(store, by, "hotspot", line=Line(0, "Boréal", "89302720401025734417", "514 555-0161"))
    add_client(store, by, file_number="C-7")
    store.close()

    def call(*words: str, status: int = 0) -> Any:
        assert run(["--data", str(tmp_path), *words], lambda *_: 7) == status, capsys.readouterr()
        out, err = capsys.readouterr()
        return json.loads(out) if "--json" in words and status == 0 else (out or err).strip()

    return call


def test_a_kits_tag_lends_all_of_it(shell: Any) -> None:
    made = shell("lend", "--client", "C-7", "--device", "kit-0001", "--json")
    assert [each["tag"] for each in made["devices"]] == ["LT-0001", "HD-0001"]
    (kit, empty) = shell("kits", "--json")
    assert (kit["tag"], kit["name"], kit["cost"], kit["available"], kit["out"]) == (
        "KIT-0001",
        "Interview kit",
        45000,
        0,
        2,
    )
    assert kit["units"][0] == {"tag": "LT-0001", "label": "for the participant", "status": "on_loan"}
    assert empty["units"] == []
    assert shell("kits").splitlines()[0] == "KIT-0001  Interview kit  LT-0001, HD-0001  0/2"
    assert shell("kits", "--retired") == ""


def test_an_empty_kit_is_not_lent(shell: Any) -> None:
    said = shell("lend", "--client", "C-7", "--device", "KIT-0002", status=1)
    assert said == "Kit KIT-0002 is empty. Put devices into it on the Kits page."
    assert shell("lend", "--client", "C-7", "--device", "KIT-9", status=1).startswith("No device bears “KIT-9”")


def test_kits_are_found_and_exported(shell: Any, tmp_path: Path) -> None:
    assert shell("search", "interview", "--json") == [
        {"kind": "kit", "key": "KIT-0001", "tag": "KIT-0001", "name": "Interview kit", "units": 2}
    ]
    for what in ("kits", "lines"):
        shell("export", what, str(tmp_path / f"{what}.csv"))
        assert (tmp_path / f"{what}.csv").exists()


def test_what_a_carrier_did_is_recorded_by_number_sim_or_tag(shell: Any) -> None:
    done = shell("line", "HS-0001", "suspend", "--reference", "BM-1", "--key", "k", "--json")
    assert done == {"name": "514 555-0161", "task": "suspend", "state": "suspended", "reference": "BM-1"}
    assert shell("line", "HS-0001", "suspend", "--key", "k") == "Line 514 555-0161 is suspended"
    assert [(each["task"], each["tag"]) for each in shell("lines", "--work", "--json")] == [("reactivate", "HS-0001")]
    assert shell("lines", "--work").startswith("reactivate  514 555-0161  HS-0001")
    assert shell("line", "5145550161", "suspend", status=1).startswith("Line 514 555-0161 is suspended, so")
    assert shell("line", "8930272 0401025734417", "reactivate") == "Line 514 555-0161 is active"
    assert shell("line", "nothing", "cancel", status=1) == "“nothing” was not found."
    assert shell("lines") == "514 555-0161  Boréal  active  HS-0001"
    assert shell("lines", "--json")[0]["iccid"] == "89302720401025734417"
