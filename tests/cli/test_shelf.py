"""Labels, cards, the inventory list and kit sheets from a shell."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from loanmanager.cli import run
from loanmanager.domain.kits import Unit
from loanmanager.domain.names import Label
from loanmanager.i18n import Words
from loanmanager.operations import kits, office
from loanmanager.operations.done import By
from loanmanager.operations.kits import NewKit
from loanmanager.operations.opening import open_office
from tests.documents.pdf import barcodes, text
from tests.office import add_client, add_device


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what runs a verb on an office with two devices, a kit and a client who wants discretion."""
    now = datetime.now(UTC)
    store = open_office(tmp_path, now)
    by = office.prepare(store, By(None, now, now.astimezone().date()), Words("en"))
    laptop, _ = add_device(store, by), add_device(store, by, "headset")
    kits.make_kit(store, NewKit(Label("Bag"), units=(Unit(laptop.id),)), by)
    add_client(store, by, file_number="C-7", discreet=True)
    store.close()

    def call(*words: str, status: int = 0) -> Any:
        assert run(["--data", str(tmp_path), *words], lambda *_: 7) == status, capsys.readouterr()
        out, err = capsys.readouterr()
        return json.loads(out) if "--json" in words and status == 0 else (out or err).strip()

    return call


def test_labels_of_some_of_all_and_of_kits(shell: Any, tmp_path: Path) -> None:
    target = tmp_path / "labels.pdf"
    asked = ("labels", str(target), "--format", "l7160", "--codes", "qr", "--json")
    some = shell(*asked, "--device", "lt-0001", "--device", "LT-0001", "--device", "kit-0001", "--start", "21")
    assert (some["labels"], some["format"]) == (["LT-0001", "KIT-0001"], "l7160")
    assert list(barcodes(target.read_bytes(), 300)) == ["LT-0001", "KIT-0001"]
    assert shell(*asked, "--all")["labels"] == ["HD-0001", "LT-0001"]
    assert shell(*asked, "--kits")["labels"] == ["KIT-0001"]
    assert shell("labels", str(target), "--device", "LT-0001") == f"1 label  {target}"


def test_labels_that_cannot_be(shell: Any, tmp_path: Path) -> None:
    target = tmp_path / "labels.pdf"
    assert "--device" in shell("labels", str(target), status=2)
    assert "30 labels" in shell("labels", str(target), "--all", "--start", "31", status=2)
    assert "LT-9" in shell("labels", str(target), "--device", "LT-9", status=1)
    assert not target.exists()


def test_a_card_obeys_the_client(shell: Any, tmp_path: Path) -> None:
    target = tmp_path / "card.pdf"
    made = shell("card", "c-7", str(target), "--json")
    assert (made["code"], made["discreet"]) == ("C-7", True)
    assert list(barcodes(target.read_bytes(), 300)) == ["C-7"]
    shell("card", "C-7", str(target), "--sheet", "a4", "--start", "8", "--open")
    assert list(barcodes(target.read_bytes(), 300)) == ["C-7"]
    assert "one place" in shell("card", "C-7", str(target), "--start", "2", status=2)
    assert "C-8" in shell("card", "C-8", str(target), status=1)


def test_the_inventory_and_a_kits_sheet(shell: Any, tmp_path: Path) -> None:
    target = tmp_path / "list.pdf"
    assert shell("inventory", str(target), "--json")["devices"] == 2
    assert "HD-0001" in text(target.read_bytes())
    assert shell("inventory", str(target), "--type", "laptop", "--page", "a4") == f"1 device  {target}"
    assert "Nowhere" in shell("inventory", str(target), "--site", "Nowhere", status=1)
    made = shell("kit-sheet", "KIT-0001", str(target), "--json")
    assert made["devices"] == ["LT-0001"]
    assert "Kit sheet" in text(target.read_bytes())
    assert "LT-0001" in shell("kit-sheet", "LT-0001", str(target), status=1)
