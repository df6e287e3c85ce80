"""The history from a shell: who did what when, searched and as JSON."""

import pytest

from loanmanager.operations import undoing
from tests.cli.test_cli import Shell, shell
from tests.office import add_client, add_device, in_folder, lend

__all__ = ["shell"]


@pytest.fixture
def lent(shell: Shell) -> Shell:
    store, by = in_folder(shell.folder)
    client = add_client(store, by, "Nguyễn", "Zoë")
    done = lend(store, by, client, add_device(store, by))
    undoing.undo(store, done.entry_id, "wrong one", by)
    lend(store, by, add_client(store, by, "Roy", "Marc"), add_device(store, by))
    store.close()
    return shell


def test_the_newest_comes_first_with_who_undid_what_and_why(lent: Shell) -> None:
    rows = lent("history", "--json")
    assert [each["number"] for each in rows] == sorted((each["number"] for each in rows), reverse=True)
    undo = next(each for each in rows if each["operation"] == "undo")
    undone = next(each for each in rows if each["number"] == undo["undoes"])
    assert undone["operation"] == "check_out"
    assert undone["undone_by"]["number"] == undo["number"]
    assert undone["undone_by"]["reason"] == undo["reason"] == "wrong one"
    assert {"kind": "device", "name": "LT-0001"} in undone["about"]
    assert "check_out (undone)" in lent("history")
    assert len(lent("history", "--limit", "2", "--json")) == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--text", "nguyen"), {"LT-0001"}),
        (("--text", "LT-0002"), {"LT-0002"}),
        (("--text", "L-2026-0002"), {"LT-0002"}),
        (("--since", "2026-11-24"), set()),
        (("--until", "2026-11-22"), set()),
        (("--since", "2026-11-22", "--until", "2026-11-24"), {"LT-0001", "LT-0002"}),
    ],
)
def test_it_is_searched_by_words_and_days(lent: Shell, asked: tuple[str, ...], found: set[str]) -> None:
    rows = lent("history", *asked, "--json")
    assert {each["name"] for row in rows for each in row["about"] if each["kind"] == "device"} == found


def test_a_person_is_named_as_they_are_called(lent: Shell) -> None:
    names = {each["staff"] for each in lent("history", "--json") if each["staff"]}
    (name,) = names
    assert lent("history", "--staff", name.upper(), "--json")
    lent("history", "--staff", "Nobody Atall", status=1)
    assert "Nobody Atall" in lent.err
