"""The shell: every verb, what it prints, and how it ends."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from pypdf import PdfReader

from loanmanager.cli import run
from loanmanager.storage.driver import driver
from tests.documents.pdf import sizes
from tests.office import Files, files_in, put

ASSETS = (
    "Asset Tag,Category,Manufacturer,Model,Model Number,Serial,Checkout Type,Checked Out To: Username,Checked Out To: First Name,"
    "Checked Out To: Last Name\nLT-0001,Laptop,Lenovo,T480,20L5,SER1,,,,\nLT-0002,Laptop,Lenovo,T480,20L5,SER2,,,,\n"
    "HS-0001,Hotspot,Franklin,T9,,S3,User,m.roy,Marc,Roy\n,,,,,,,,,\n"
)
USERS = "First Name,Last Name,Email,Username,Activated,Phone,Employee Number,Locale\nZoë,Nguyễn,zoe@example.org,zoe.n,true,514 555-0142,,fr-CA\n"


class Shell:
    """Runs verbs on one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.opened: list[tuple[Path, str, Path | None]] = []

    def __call__(self, *words: object, status: int = 0) -> Any:
        arguments = ["--data", str(self.folder), *(str(word) for word in words)]
        assert run(arguments, self._open) == status, self._capsys.readouterr()
        self.out, self.err = self._capsys.readouterr()
        return json.loads(self.out) if "--json" in arguments and status == 0 else self.out

    def demo(self) -> "Shell":
        """Be in the demo office, which is made once for all tests."""
        put(self.folder, _demo_files())
        self._capsys.readouterr()
        return self

    def _open(self, folder: Path, language: str, backup: Path | None) -> int:
        self.opened.append((folder, language, backup))
        return 7


@cache
def _demo_files() -> Files:
    with TemporaryDirectory() as folder:
        assert run(["--data", folder, "demo"], lambda *_: 7) == 0
        return files_in(Path(folder))


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "data", capsys)


@pytest.fixture
def filled(shell: Shell, tmp_path: Path) -> Shell:
    (tmp_path / "assets.csv").write_text(ASSETS, "utf-8")
    (tmp_path / "users.csv").write_text(USERS, "utf-8")
    shell("import", "snipe-it-assets", tmp_path / "assets.csv")
    shell("import", "snipe-it-users", tmp_path / "users.csv")
    return shell


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_the_main_job_from_import_to_receipt(shell: Shell, tmp_path: Path) -> None:
    assets, users = tmp_path / "assets.csv", tmp_path / "users.csv"
    assets.write_text(ASSETS, "utf-8")
    users.write_text(USERS, "utf-8")
    tried = shell("import", "snipe-it-assets", assets, "--dry-run", "--json")
    assert tried["dry_run"]
    assert shell("devices", "--json") == []
    made = shell("import", "snipe-it-assets", assets, "--json")
    assert (made["added"], made["loans"], made["kind"]) == (3, 1, "devices")
    assert shell("import", "snipe-it-users", users, "--json")["added"] == 1
    found = shell("search", "nguy", "--json")
    assert [each["name"] for each in found] == ["Nguyễn, Zoë"]
    agreement, receipt = tmp_path / "a.pdf", tmp_path / "r.pdf"
    loan = shell(
        "lend", "--client", "nguyen", "--device", "lt-0001", "--device", "ser2", "--agreement", agreement, "--json"
    )
    assert loan["number"].startswith("L-")
    assert [each["tag"] for each in loan["devices"]] == ["LT-0001", "LT-0002"]
    assert loan["language"] == "fr"
    assert "Entente de prêt" in text_of(agreement)
    assert shell("loans", "--json")[0]["tags"] == ["LT-0001", "LT-0002"]
    back = shell("return", "--device", "LT-0001", "--missing", "LT-0001:sac", "--receipt", receipt, "--json")
    assert back["incidents"]
    assert back["statuses"] == {"LT-0001": "to_check"}
    assert "Reçu de retour" in text_of(receipt)
    assert shell("renew", loan["number"], "--addendum", tmp_path / "x.pdf", "--json")["number"] == loan["number"]
    assert (tmp_path / "x.pdf").exists()
    again = tmp_path / "again.pdf"
    shell("agreement", loan["number"].lower(), again)
    assert again.read_bytes() == agreement.read_bytes()
    shell("agreement", loan["number"], again, "--summary", "--large")
    assert "In plain words" in text_of(again) or "En mots simples" in text_of(again)
    assert min(sizes(again.read_bytes())) == 16


def test_a_second_lend_is_one_sentence_and_changes_nothing(filled: Shell) -> None:
    filled("lend", "--client", "zoe@example.org", "--device", "LT-0001")
    before = filled("loans", "--json")
    filled("lend", "--client", "nguyen", "--device", "LT-0001", status=1)
    assert filled.out == ""
    assert filled.err.count("\n") == 1
    assert "LT-0001" in filled.err
    assert filled("loans", "--json") == before


def test_the_same_key_twice_makes_one_loan(filled: Shell) -> None:
    words = ("lend", "--client", "nguyen", "--device", "LT-0001", "--key", "k1", "--json")
    assert filled(*words)["number"] == filled(*words)["number"]
    assert len(filled("loans", "--json")) == 2


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("lend", "--client", "nobody", "--device", "LT-0001"), 1),
        (("lend", "--client", "nguyen", "--device", "ZZZ"), 1),
        (("return", "--device", "LT-0001"), 1),
        (("return", "--device", "HS-0001", "--missing", "HS-0001:spoon"), 1),
        (("return", "--device", "LT-0001", "--missing", "LT-0001:bag"), 1),
        (("renew", "L-1"), 1),
        (("agreement", "L-1", "x.pdf"), 1),
        (("nonsense",), 2),
        (("lend",), 2),
        (("import", "no-such-preset", "pyproject.toml"), 2),
        (("export", "spoons", "x.csv"), 2),
        (("backup", "/nowhere/at/all/x"), 1),
    ],
)
def test_what_cannot_be_done_is_one_sentence(filled: Shell, words: tuple[str, ...], status: int) -> None:
    filled(*words, status=status)
    assert filled.out == ""
    assert filled.err.strip()
    assert "Traceback" not in filled.err


def test_a_name_that_two_bear_is_not_guessed(filled: Shell, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("First Name,Last Name\nZoë,Nguyen\n", "utf-8")
    filled("import", "clients", tmp_path / "more.csv")
    filled("lend", "--client", "nguyen", "--device", "LT-0001", status=1)
    assert "More than one" in filled.err


def test_lists_and_their_filters(filled: Shell) -> None:
    assert len(filled("devices", "--json")) == 3
    assert [each["tag"] for each in filled("devices", "--status", "on_loan", "--json")] == ["HS-0001"]
    assert [each["name"] for each in filled("clients", "--text", "zo", "--json")] == ["Nguyễn, Zoë"]
    assert filled("loans", "--overdue", "--json") == []
    assert len(filled("loans", "--all", "--json")) == 1
    for words in (("devices",), ("clients",), ("loans",), ("search", "hs"), ("search", "l-2")):
        assert filled(*words).strip()


def test_a_list_goes_out_as_csv_and_json(filled: Shell, tmp_path: Path) -> None:
    filled("export", "devices", tmp_path / "d.csv")
    assert (tmp_path / "d.csv").read_text("utf-8-sig").startswith("Tag,")
    assert filled("export", "clients", tmp_path / "c.json", "--json")["rows"] == 2
    assert json.loads((tmp_path / "c.json").read_text("utf-8"))[0]["file_number"]


def test_back_up_and_restore(filled: Shell, tmp_path: Path) -> None:
    filled("backup", tmp_path / "b.loanbackup")
    filled("lend", "--client", "nguyen", "--device", "LT-0001")
    kept = filled("restore", tmp_path / "b.loanbackup", "--json")["kept"]
    assert len(filled("loans", "--json")) == 1
    filled("restore", kept)
    assert len(filled("loans", "--json")) == 2
    assert filled("check", "--json")["sound"]
    bad = tmp_path / "bad.loanbackup"
    bad.write_bytes(b"nothing")
    filled("restore", bad, status=1)


def test_the_shell_tells_who_changed_the_history_outside(filled: Shell) -> None:
    sound = filled("check", "--json")
    assert sound["findings"] == []
    assert len(sound["chain"]) == 64
    filled.folder.joinpath("loanmanager.db.seal").unlink()  # whoever knows how takes it away
    conn = driver.connect(str(filled.folder / "loanmanager.db"))
    conn.execute("DROP TRIGGER history_never_update")
    conn.execute("UPDATE history SET at = '2001-01-01T00:00:00Z' WHERE id = 2")
    conn.commit()
    conn.close()
    said = json.loads(filled("check", "--json", status=1))
    assert not said["sound"]
    assert [each["finding"] for each in said["findings"]] == ["PartMissing", "EntryChanged"]
    assert said["findings"][1]["number"] == 2
    filled("check", status=1)
    assert "history_never_update" in filled.err
    assert "2001" in filled.err


def test_a_damaged_office_is_not_opened_as_if_healthy(filled: Shell) -> None:
    file = filled.folder / "loanmanager.db"
    for log in filled.folder.glob("loanmanager.db-*"):
        log.unlink()
    data = bytearray(file.read_bytes())
    data[0:100] = b"\x01" * 100
    file.write_bytes(data)
    filled("loans", status=1)
    assert "Traceback" not in filled.err


def test_what_is_no_sheet_is_said_so(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"PK\x03\x04 a workbook")
    shell("import", "devices", tmp_path / "x.csv", status=1)
    (tmp_path / "y.csv").write_text("Tag,Purchase Date\nA1,never\n,\nA1,\n", "utf-8")
    shell("import", "devices", tmp_path / "y.csv")
    assert "Line 2" in shell.err


def test_french_is_spoken_when_asked_for(shell: Shell) -> None:
    shell("--lang", "fr", "return", "--device", "ZZZ", status=1)
    assert "Aucun appareil" in shell.err


def test_no_verb_opens_the_window(shell: Shell) -> None:
    shell("--lang", "fr", status=7)
    assert shell.opened == [(shell.folder, "fr", None)]


def test_a_backup_is_opened_in_the_window(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shell("--backup", "été.loanbackup", status=7)
    shell("--backup", status=7)  # what a desktop's menu gives, which knows of no file
    shell("--backup", "--lang", "fr", status=7)
    assert shell.opened == [
        (shell.folder, "", tmp_path / "été.loanbackup"),
        (shell.folder, "", None),
        (shell.folder, "fr", None),
    ]
    shell("--backup", "x.loanbackup", "devices", status=2)
    assert "goes with no verb" in shell.err


def test_the_shell_never_loads_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from loanmanager.cli import run; "
        f"status = run(['--data', {str(tmp_path)!r}, 'devices'], lambda *_: 1); "
        "assert status == 0; assert not [m for m in sys.modules if m.startswith('PySide6')]; "
        "assert 'reportlab' not in sys.modules"
    )
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", code], cwd=root, env={"PYTHONPATH": str(root)}, check=True, timeout=60)
