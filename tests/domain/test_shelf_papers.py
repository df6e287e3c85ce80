"""What papers about the shelf are made of: sums, groups, and where the cells of a sheet lie."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.papers import Lender
from loanmanager.domain.shelf_papers import InventoryFacts, LabelFormat, ListedDevice, sums

NAMES = st.sampled_from(["", "Saint-Michel", "main office", "Main office", "Élan"])
COSTS = st.one_of(st.none(), st.integers(0, 100_000))


@given(st.lists(st.tuples(NAMES, COSTS)))
def test_sums_lose_nothing(pairs: list[tuple[str, int | None]]) -> None:
    made = sums(pairs)
    assert sum(each.count for each in made) == len(pairs)
    assert sum(each.cost for each in made) == sum(cost or 0 for _, cost in pairs)
    assert sorted(each.name for each in made) == sorted({name for name, _ in pairs})
    assert all(made[at].name for at in range(len(made) - 1))  # only the last may have no name


DEVICES = st.builds(ListedDevice, st.text("AB01", max_size=3), NAMES, st.just(""), st.just(""), site=NAMES, cost=COSTS)


@given(st.lists(DEVICES))
def test_every_device_is_in_one_group(devices: list[ListedDevice]) -> None:
    facts = InventoryFacts("en", Lender("L"), date(2026, 11, 23), tuple(devices))
    groups = facts.groups()
    listed = [each for _, _, inside in groups for each in inside]
    assert sorted(map(repr, listed)) == sorted(map(repr, devices))
    assert len({(site, kind) for site, kind, _ in groups}) == len(groups)
    for site, kind, inside in groups:
        assert {(each.site, each.type) for each in inside} == {(site, kind)}
        assert [each.tag for each in inside] == sorted(each.tag for each in inside)
    assert facts.cost == sum(each.cost for each in facts.by_site()) == sum(each.cost for each in facts.by_type())


def test_cells_go_along_the_rows() -> None:
    on = LabelFormat("k", "n", "letter", 100, 100, 2, 3, 5, 7, 40, 20, 45, 25, 1, 300)
    assert on.cells == 6
    assert [on.cell(number) for number in (0, 1, 2, 5)] == [(5, 7), (50, 7), (5, 32), (50, 57)]
    assert round(on.dot, 4) == 0.0847
