"""Devices: names, numbers, costs, and which state follows which."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.devices import (
    Condition,
    DeviceStatus,
    Line,
    make_tag,
    status_after_check,
    status_after_return,
    tag_number,
)
from tests.domain.made import device, kind

CHECK, RESET, FREE = DeviceStatus.TO_CHECK, DeviceStatus.TO_RESET, DeviceStatus.AVAILABLE


@pytest.mark.parametrize(
    ("needs_check", "needs_reset", "condition", "complete", "good", "after"),
    [
        (False, False, Condition.GOOD, True, True, FREE),
        (False, False, Condition.WORN, True, True, FREE),
        (False, True, Condition.GOOD, True, True, RESET),
        (False, True, Condition.NEW, True, True, RESET),
        (True, False, Condition.GOOD, True, True, CHECK),
        (True, True, Condition.GOOD, True, True, CHECK),
        (False, True, Condition.DAMAGED, True, True, CHECK),
        (False, True, Condition.GOOD, False, True, CHECK),
        (False, True, Condition.GOOD, True, False, CHECK),
        (False, False, Condition.DAMAGED, False, False, CHECK),
    ],
)
def test_what_is_doubtful_is_looked_at_before_it_is_reset(needs_check, needs_reset, condition, complete, good, after):
    what = kind(needs_check=needs_check, needs_reset=needs_reset)
    assert status_after_return(what, condition, complete=complete, answers_good=good) is after


def test_nothing_that_came_back_unchecked_is_lent_at_once():
    for condition, complete, good in itertools.product(Condition, (True, False), (True, False)):
        after = status_after_return(kind(), condition, complete=complete, answers_good=good)
        assert (after is FREE) == (complete and good and condition is not Condition.DAMAGED)


def test_a_check_leads_to_the_reset_where_the_type_asks_for_one():
    assert status_after_check(kind(needs_reset=True)) is RESET
    assert status_after_check(kind(needs_check=True)) is FREE


@pytest.mark.parametrize(
    ("make", "model", "said"),
    [
        ("Lenovo", "ThinkPad T480", "Lenovo ThinkPad T480"),
        ("Lenovo", "lenovo T480", "lenovo T480"),
        ("", "T9", "T9"),
        ("Franklin", "", "Franklin"),
        ("", "", ""),
        ("HP", "HP EliteBook", "HP EliteBook"),
    ],
)
def test_the_make_is_said_once(make, model, said):
    assert device(make=make, model=model).make_model == said


@pytest.mark.parametrize(
    ("own", "of_type", "cost"), [(None, None, None), (None, 5000, 5000), (100, 5000, 100), (0, 5000, 0)]
)
def test_a_devices_own_cost_comes_before_its_types(own, of_type, cost):
    assert device(replacement_cost=own, type=kind(replacement_cost=of_type)).cost == cost


@pytest.mark.parametrize(("iccid", "last"), [("8930272040102573", "2573"), ("12", "12"), ("", "")])
def test_the_last_four_of_a_sim(iccid, last):
    assert Line(1, iccid=iccid).last_four == last


@given(st.sampled_from(["LT", "A-B", "X.Y", "é(", "L T"]), st.integers(1, 999_999_999))
def test_the_number_of_a_tag_of_our_own_is_read_back(prefix, number):
    assert tag_number(make_tag(prefix, number), prefix) == number
    assert tag_number(f" {make_tag(prefix, number).lower()} ", prefix) == number


@pytest.mark.parametrize("tag", ["LT0042", "LTX-1", "XLT-1", "LT-", "LT-1a", "LT--1", "LT-1-2", "LT-12345678901", ""])
def test_other_tags_have_no_number(tag):
    assert tag_number(tag, "LT") is None
