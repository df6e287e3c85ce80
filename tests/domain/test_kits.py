"""Kits: when a kit's own price holds, and what everything costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.kits import Kit, Unit, replacement_total, whole
from loanmanager.domain.names import Label

KIT = Kit(1, "KIT-0001", Label("Interview kit"), 45000, units=(Unit(7, Label("laptop", "poste")), Unit(8)))


def test_a_kit_is_whole_with_all_its_units_and_only_then() -> None:
    assert whole(KIT, {7, 8, 9})
    assert not whole(KIT, {7})
    assert not whole(Kit(2, "KIT-0002", Label("Empty")), {7})


def test_a_unit_is_called_as_the_kit_says() -> None:
    assert KIT.label_of(7).in_("fr") == "poste"
    assert KIT.label_of(8) == Label("")
    assert KIT.label_of(99) == Label("")


@pytest.mark.parametrize(
    ("costs", "prices", "expected"),
    [
        ([("", 100), ("", 50)], [], 150),
        ([("K", 400), ("K", 75), ("", 20)], [("K", 450)], 470),  # HPPL: pieces of 475 are a kit of 450
        ([("K", 400), ("K", 75)], [("K", None)], 475),
        ([("K", 400)], [("K", 0)], 0),
        ([("K", 1), ("L", 2)], [("K", 10), ("L", None)], 12),
        ([], [], 0),
    ],
)
def test_a_kits_own_price_stands_for_its_pieces(costs, prices, expected) -> None:
    assert replacement_total(costs, prices) == expected


@given(st.lists(st.tuples(st.sampled_from(["", "K", "L"]), st.integers(0, 10_000))))
def test_without_prices_of_kits_the_total_is_the_sum(costs) -> None:
    assert replacement_total(costs, [("K", None), ("L", None)]) == sum(cost for _, cost in costs)
