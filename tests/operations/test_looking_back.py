"""Who may look through the whole history, below the window."""

import pytest

from loanmanager.domain.office import Role
from loanmanager.domain.refusals import Refused
from loanmanager.domain.rights import NotAllowed, Right
from loanmanager.operations import looking_back
from loanmanager.storage.search import Wanted
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
