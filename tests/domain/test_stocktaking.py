"""What a count finds, by example and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain import stocktaking as rules
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.stocktaking import Finding, Scope, Standing

LAPTOP, HOTSPOT = 1, 2
HERE, THERE = 1, 2
B3 = Scope(HERE, LAPTOP, "B3")


def standing(status=DeviceStatus.AVAILABLE, site=HERE, shelf="B3", kind=LAPTOP):
    return Standing(1, kind, status, site, shelf)


@pytest.mark.parametrize(
    ("device", "finding"),
    [
        (standing(), Finding.FOUND),
        (standing(shelf="b-3"), Finding.FOUND),
        (standing(DeviceStatus.TO_RESET), Finding.FOUND),
        (standing(DeviceStatus.TO_CHECK), Finding.FOUND),
        (standing(DeviceStatus.RESERVED), Finding.FOUND),
        (standing(shelf="B4"), Finding.ELSEWHERE),
        (standing(shelf=""), Finding.ELSEWHERE),
        (standing(site=THERE), Finding.ELSEWHERE),
        (standing(site=None), Finding.ELSEWHERE),
        (standing(DeviceStatus.ON_LOAN), Finding.WRONG_STATE),
        (standing(DeviceStatus.ON_LOAN, THERE), Finding.WRONG_STATE),
        (standing(DeviceStatus.LOST), Finding.WRONG_STATE),
        (standing(DeviceStatus.STOLEN), Finding.WRONG_STATE),
        (standing(DeviceStatus.IN_REPAIR), Finding.WRONG_STATE),
        (standing(DeviceStatus.RETIRED), Finding.WRONG_STATE),
        (standing(kind=HOTSPOT), Finding.OTHER_TYPE),
        (standing(DeviceStatus.LOST, kind=HOTSPOT), Finding.OTHER_TYPE),
        (None, Finding.UNKNOWN),
    ],
)
def test_what_a_scan_says(device, finding):
    assert rules.assess(B3, device) is finding


@pytest.mark.parametrize("status", DeviceStatus)
def test_in_a_count_of_everything_only_the_state_matters(status):
    found = rules.assess(Scope(), standing(status, None, ""))
    assert (found is Finding.FOUND) == (status in rules.ON_THE_SHELF)


def test_only_what_belongs_here_and_is_in_the_house_is_expected():
    there = [
        standing(),
        standing(shelf="B4"),
        standing(DeviceStatus.ON_LOAN),
        standing(kind=HOTSPOT),
        standing(site=THERE),
    ]
    assert rules.expected(B3, there) == (there[0],)
    assert rules.expected(Scope(), there) == (there[0], there[1], there[3], there[4])


def test_what_was_found_stays_found_wherever_it_went_since():
    assert not rules.still(B3, Finding.FOUND, standing(DeviceStatus.ON_LOAN))
    assert not rules.still(B3, Finding.OTHER_TYPE, standing(kind=HOTSPOT))


@pytest.mark.parametrize(
    ("was", "now", "asks"),
    [
        (Finding.MISSING, standing(), True),
        (Finding.MISSING, standing(DeviceStatus.ON_LOAN), False),
        (Finding.MISSING, standing(DeviceStatus.LOST), False),
        (Finding.MISSING, standing(site=THERE), False),
        (Finding.MISSING, None, False),
        (Finding.ELSEWHERE, standing(shelf="B4"), True),
        (Finding.ELSEWHERE, standing(), False),
        (Finding.WRONG_STATE, standing(DeviceStatus.LOST), True),
        (Finding.WRONG_STATE, standing(DeviceStatus.TO_CHECK), False),
        (Finding.WRONG_STATE, standing(DeviceStatus.TO_CHECK, THERE), True),
        (Finding.UNKNOWN, None, True),
    ],
)
def test_what_still_asks_for_something(was, now, asks):
    assert rules.still(B3, was, now) is asks


def test_two_counts_are_the_same_however_the_shelf_was_typed():
    assert B3.same_as(Scope(HERE, LAPTOP, " b-3 "))
    assert not B3.same_as(Scope(HERE, LAPTOP, "B4"))
    assert not B3.same_as(Scope(HERE, None, "B3"))
    assert not Scope().same_as(B3)


SCOPES = st.builds(
    Scope, st.sampled_from([None, 1, 2]), st.sampled_from([None, 1, 2]), st.sampled_from(["", "A", "b "])
)
STANDINGS = st.builds(
    Standing,
    st.integers(1, 9),
    st.sampled_from([1, 2]),
    st.sampled_from(DeviceStatus),
    st.sampled_from([None, 1, 2]),
    st.sampled_from(["", "a", "B"]),
)


@given(SCOPES, STANDINGS)
def test_every_device_is_found_missing_or_neither_but_never_both(scope, device):
    awaited = bool(rules.expected(scope, [device]))
    assert awaited == (rules.assess(scope, device) is Finding.FOUND)
    assert awaited == rules.still(scope, Finding.MISSING, device)
    assert rules.assess(scope, device) not in {Finding.UNKNOWN, Finding.MISSING}


@given(SCOPES, STANDINGS)
def test_a_device_moved_to_where_it_was_found_asks_for_nothing_more(scope, device):
    if rules.assess(scope, device) is not Finding.ELSEWHERE:
        return
    site = device.site_id if scope.site_id is None else scope.site_id
    moved = Standing(device.id, device.type_id, device.status, site, scope.shelf or device.shelf)
    assert rules.assess(scope, moved) is Finding.FOUND
    assert not rules.still(scope, Finding.ELSEWHERE, moved)


def test_numbers():
    assert rules.make_stocktake_number(2026, 7) == "S-2026-007"
