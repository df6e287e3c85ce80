"""Who may look through the whole history, below the window."""

import pytest

from loanmanager.domain.office import Role
from loanmanager.domain.refusals import Refused
from loanmanager.domain.rights import NotAllowed, Right
from loanmanager.operations import looking_back
from loanmanager.storage.search import Wanted, history_list
from tests.office import add_client, add_device, lend, memory, prepared
from tests.operations.staff_promises import closed_to
from tests.operations.test_promises import World


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_coordinators_and_administrators_look(role: Role) -> None:
    world = World()
    by = closed_to(world, role)
    entries = looking_back.entries(world.store, Wanted(), by)
    assert entries
    assert looking_back.entry(world.store, entries[0].id, by) is not None
    assert looking_back.entry(world.store, 10_000, by) is None


def test_the_front_desk_does_not() -> None:
    world = World()
    by = closed_to(world, Role.FRONT_DESK)
    for act in (
        lambda: looking_back.entries(world.store, Wanted(), by),
        lambda: looking_back.entry(world.store, 1, by),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.reasons == (NotAllowed(Right.HISTORY),)


@pytest.mark.parametrize("stretch", [1, 2, 5, 1000])
def test_a_text_is_looked_for_stretch_by_stretch_and_nothing_is_left_out(
    monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    store = memory()
    by = prepared(store)
    for n in range(6):
        device = add_device(store, by, tag=f"LT-{n}")
        client = add_client(store, by, "Roy" if n % 2 else "Abdi", f"A{n}")
        lend(store, by, client, device)
    whole = looking_back.entries(store, Wanted("roy"), by)
    assert len(whole) == 6
    monkeypatch.setattr(history_list, "_STRETCH", stretch)
    assert looking_back.entries(store, Wanted("roy"), by) == whole
    first = looking_back.entries(store, Wanted("roy"), by, None, 2)
    assert first == whole[:2]
    assert looking_back.entries(store, Wanted("roy"), by, first[-1].id, 4) == whole[2:]
    lent = Wanted("roy", operations=("check_out", "return"))
    assert [each.row.operation for each in looking_back.entries(store, lent, by)] == ["check_out"] * 3
