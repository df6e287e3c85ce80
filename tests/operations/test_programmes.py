"""Programmes as groups: who takes part, and undoing each step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.programmes import ProgrammeTaken
from loanmanager.domain.refusals import Refused
from loanmanager.operations import inventory, merging, people, programmes, undoing
from loanmanager.storage import search
from tests.office import TODAY, add_client, add_device, lend, memory, prepared
from tests.operations.test_merging import reasons, state


class Club:
    def __init__(self) -> None:
        self.store: Any = memory()
        self.by = prepared(self.store)
        self.id = programmes.add_programme(self.store, " Job   club ", self.by).result.id
        self.zoe = add_client(self.store, self.by, "Nguyễn", "Zoë")
        self.luc = add_client(self.store, self.by, "Roy", "Luc", programmes=("job club",))


def view(club: Club) -> Any:
    return search.programme_view(club.store, club.id, TODAY)


def test_who_takes_part_and_what_they_have() -> None:
    club = Club()
    programmes.join(club.store, club.id, [club.zoe, club.luc], club.by)
    laptop, second = add_device(club.store, club.by), add_device(club.store, club.by)
    lend(club.store, club.by, club.zoe, laptop, second, due=date(2026, 12, 1))
    members = view(club).members
    assert [(each.client.name, each.tags) for each in members] == [
        ("Nguyễn, Zoë", ("LT-0001", "LT-0002")),
        ("Roy, Luc", ()),
    ]
    (row,) = search.programme_rows(club.store)
    assert (row.name, row.clients, row.with_devices, row.out, row.due) == ("Job club", 2, 1, 2, date(2026, 12, 1))
    assert search.client_record(club.store, club.zoe).programmes == ("Job club",)


def test_joining_twice_and_leaving_what_one_is_not_in_change_nothing() -> None:
    club = Club()
    assert programmes.join(club.store, club.id, [club.luc, club.luc], club.by).result.clients == 0
    assert programmes.leave(club.store, club.id, [club.zoe], club.by).result.clients == 0
    assert [each.client.id for each in view(club).members] == [club.luc]
    assert programmes.leave(club.store, club.id, [club.luc, club.zoe], club.by).result.clients == 1
    assert view(club).members == ()


def test_a_client_joins_and_leaves_by_their_own_field() -> None:
    club = Club()
    programmes.add_programme(club.store, "Interviews", club.by)
    edit = inventory.Edit(club.luc, {"programmes": ("Job club",)}, {"programmes": ("INTERVIEWS",)})
    people.edit_client(club.store, edit, club.by)
    assert search.client_record(club.store, club.luc).programmes == ("Interviews",)
    assert view(club).members == ()
    wrong = inventory.Edit(club.luc, {}, {"programmes": ("Job club", "Jbo club")})
    assert reasons(lambda: people.edit_client(club.store, wrong, club.by)) == {why.NoSuch}


def test_a_programme_that_is_over_is_offered_no_more_but_keeps_its_clients() -> None:
    club = Club()
    programmes.end_programme(club.store, club.id, club.by)
    assert search.office_view(club.store).programmes == ()
    assert search.programme_rows(club.store) == ()
    assert [row.name for row in search.programme_rows(club.store, only="over")] == ["Job club"]
    assert search.programme_counts(club.store) == {"": 0, "over": 1}
    assert len(view(club).members) == 1
    assert reasons(lambda: programmes.add_programme(club.store, "JOB CLUB", club.by)) == {ProgrammeTaken}
    programmes.end_programme(club.store, club.id, club.by, active=True)
    assert search.office_view(club.store).programmes == ("Job club",)


def test_a_renamed_programme_is_found_by_its_new_name_and_its_old_one_is_free() -> None:
    club = Club()
    programmes.rename_programme(club.store, club.id, "Club d’emploi", club.by)
    assert search.client_record(club.store, club.luc).programmes == ("Club d’emploi",)
    assert search.programme_named(club.store, "CLUB D'EMPLOI").id == club.id
    assert search.programme_named(club.store, "Job club") is None
    programmes.rename_programme(club.store, club.id, "club D’EMPLOI", club.by)
    assert [row.name for row in search.programme_rows(club.store, text="emploi clu")] == ["club D’EMPLOI"]
    assert search.programme_rows(club.store, text="job") == ()


def test_a_merged_client_takes_part_once() -> None:
    club = Club()
    twin = add_client(club.store, club.by, "Roy", "Luc", programmes=("Job club",))
    merging.merge(club.store, merging.Merge(club.luc, twin), club.by)
    assert [each.client.id for each in view(club).members] == [club.luc]
    assert search.programme_rows(club.store)[0].clients == 1


STEPS: dict[str, Callable[[Club], Any]] = {
    "add": lambda c: programmes.add_programme(c.store, "Interviews", c.by),
    "rename": lambda c: programmes.rename_programme(c.store, c.id, "Interviews", c.by),
    "end": lambda c: programmes.end_programme(c.store, c.id, c.by),
    "join": lambda c: programmes.join(c.store, c.id, [c.zoe, c.luc], c.by),
    "leave": lambda c: programmes.leave(c.store, c.id, [c.zoe, c.luc], c.by),
}
SINCE: dict[str, Callable[[Club], Any]] = {
    "add": lambda c: programmes.join(c.store, search.programme_named(c.store, "Interviews").id, [c.zoe], c.by),
    "rename": lambda c: programmes.rename_programme(c.store, c.id, "Other", c.by),
    "end": lambda c: programmes.end_programme(c.store, c.id, c.by, active=True),
    "join": lambda c: programmes.leave(c.store, c.id, [c.zoe], c.by),
    "leave": lambda c: programmes.join(c.store, c.id, [c.luc], c.by),
}


@pytest.mark.parametrize("step", STEPS)
def test_undoing_brings_everything_back(step: str) -> None:
    club = Club()
    before = state(club.store)
    done = STEPS[step](club)
    assert state(club.store) != before
    undoing.undo(club.store, done.entry_id, "a slip", club.by)
    assert state(club.store) == before
    told = search.history_of(club.store, "programme", done.result.id)
    assert told[0].undid == told[1].operation != ""


@pytest.mark.parametrize("step", STEPS)
def test_what_was_changed_since_is_not_undone(step: str) -> None:
    club = Club()
    done = STEPS[step](club)
    SINCE[step](club)
    before = state(club.store)
    with pytest.raises(Refused, match="NotUndoable"):
        undoing.undo(club.store, done.entry_id, "a slip", replace(club.by))
    assert state(club.store) == before


def test_a_former_name_that_was_taken_since_does_not_come_back() -> None:
    club = Club()
    done = STEPS["rename"](club)
    programmes.add_programme(club.store, "Job club", club.by)
    assert reasons(lambda: undoing.undo(club.store, done.entry_id, "x", club.by)) == {ProgrammeTaken}
