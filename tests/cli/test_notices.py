"""The shell's notices: letters in one file, drafts, the call list, and recording them once."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from loanmanager.cli import run
from loanmanager.domain.clients import Channel
from loanmanager.operations.done import By
from loanmanager.operations.office import prepare
from loanmanager.operations.opening import open_office
from tests.documents.pdf import pages, text
from tests.office import add_client, add_device, lend


def fill(folder: Path) -> None:
    """Make four clients who are a week late: a letter in French, an e-mail, a call, and nothing that is safe."""
    from datetime import UTC, datetime

    from loanmanager.i18n import Words

    now = datetime.now(UTC)
    today = now.astimezone().date()
    store = open_office(folder, now)
    by = prepare(store, By(None, now, today), Words("en"))
    everywhere = frozenset(range(1, 8))
    with store.write():
        store.run("UPDATE sites SET open_days = :days", days="".join(map(str, sorted(everywhere))))
    out = By(by.staff_id, now - timedelta(days=40), today - timedelta(days=40), by.site_id)
    for name, known in {
        "Letter": {"address": "1 rue X", "language": "fr"},
        "Email": {"email": "e@example.org"},
        "Call": {"phones": ("514 555-0100",), "allowed": frozenset({Channel.CALL})},
        "Nothing": {"address": "2 rue Y", "allowed": frozenset()},
    }.items():
        client = add_client(store, by, name, "Ana", **known)
        lend(store, out, client, add_device(store, by), due=today - timedelta(days=7))
    store.close()


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    fill(tmp_path / "data")

    def call(*words: object, status: int = 0) -> Any:
        arguments = ["--data", str(tmp_path / "data"), *(str(word) for word in words)]
        assert run(arguments, lambda *_: 7) == status
        out = capsys.readouterr().out
        return json.loads(out) if "--json" in arguments and not status else out

    return call


def test_the_notices_due_are_sorted_by_what_is_safe(shell: Any, tmp_path: Path) -> None:
    target = tmp_path / "letters.pdf"
    found = shell("notices", target, "--json")
    assert [row["client"] for row in found["letters"]] == ["Letter, Ana"]
    assert [row["client"] for row in found["emails"]] == ["Email, Ana"]
    assert [row["client"] for row in found["calls"]] == ["Call, Ana"]
    assert [row["client"] for row in found["no_safe_channel"]] == ["Nothing, Ana"]
    letter = found["letters"][0]
    assert letter["number"].endswith("-0001")
    assert letter["tags"] == ["LT-0001"]
    assert {key: letter[key] for key in letter.keys() - {"number", "tags", "due"}} == {
        "file_number": "C-00001",
        "client": "Letter, Ana",
        "language": "fr",
        "stage": "first",
        "channel": "letter",
        "days_late": 7,
        "discreet": False,
        "barriers": {"email": "unknown", "text": "unknown", "call": "unknown", "voicemail": "unknown"},
    }
    assert found["no_safe_channel"][0]["barriers"]["letter"] == "not_safe"
    assert found["recorded"] == 0
    assert found["file"] == str(target)
    assert "est en retard" in text(target.read_bytes())
    assert len(shell("notices", target, "--json")["letters"]) == 1, "without --record nothing was sent"


def test_only_one_stage_and_no_file_for_no_letter(shell: Any, tmp_path: Path) -> None:
    target = tmp_path / "letters.pdf"
    found = shell("notices", target, "--stage", "final", "--json")
    assert found["letters"] == []
    assert found["file"] is None
    assert not target.exists()


def test_recorded_letters_are_not_due_again(shell: Any, tmp_path: Path) -> None:
    target, drafts = tmp_path / "letters.pdf", tmp_path / "drafts"
    found = shell("notices", target, "--record", "--drafts", drafts, "--page", "a4", "--json")
    assert found["recorded"] == 2
    assert found["refused"] == []
    assert len(pages(target.read_bytes())) == 1
    (draft,) = drafts.iterdir()
    assert draft.suffix == ".eml"
    assert b"X-Unsent: 1" in draft.read_bytes()
    again = shell("notices", target, "--json")
    assert again["letters"] == again["emails"] == []
    assert len(again["calls"]) == 1


def test_without_drafts_an_email_is_not_recorded_as_sent(shell: Any, tmp_path: Path) -> None:
    assert shell("notices", tmp_path / "a.pdf", "--record", "--json")["recorded"] == 1
    assert len(shell("notices", tmp_path / "a.pdf", "--json")["emails"]) == 1


@pytest.mark.parametrize("name", ["calls.pdf", "calls.csv"])
def test_the_call_list_goes_to_a_file(shell: Any, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    said = shell("notices", tmp_path / "a.pdf", "--calls", target)
    assert "1 letter\n" in said
    assert "1 without a safe channel" in said
    told = text(target.read_bytes()) if name.endswith("pdf") else target.read_text("utf-8-sig")
    assert "Call, Ana" in told
    assert "Nothing, Ana" in told


def test_a_letter_that_another_desk_sent_meanwhile_is_taken_out(
    shell: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loanmanager.operations import contacting

    real = contacting.send_notices

    def twice(store: Any, requests: Any, by: Any) -> Any:
        forms = list(requests)
        real(store, forms, by)  # the other desk
        return real(store, forms, by)

    monkeypatch.setattr(contacting, "send_notices", twice)
    target = tmp_path / "letters.pdf"
    found = shell("notices", target, "--record", "--json")
    assert len(found["refused"]) == 1
    assert found["recorded"] == 0
    assert not target.exists()
    assert found["file"] is None


def test_a_folder_that_is_not_there_is_one_line(shell: Any, tmp_path: Path) -> None:
    shell("notices", tmp_path / "no" / "letters.pdf", "--record", status=1)
    assert shell("notices", tmp_path / "a.pdf", "--json")["letters"], "nothing was recorded"
