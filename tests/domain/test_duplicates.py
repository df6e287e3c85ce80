"""Who may be there twice, and what becomes one of two records."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain import duplicates
from loanmanager.domain.clients import Channel, Client, Guardian, InternetUse
from loanmanager.domain.duplicates import Likeness, Same, likeness

BORN = date(1990, 3, 4)
ZOE = Client(1, "C-1", "Nguyễn", "Zoë", birth_date=BORN, phones=("514 555-0142",), email="zoe@example.org")


@pytest.mark.parametrize(
    ("changes", "shared"),
    [
        ({"phones": (), "email": "", "birth_date": None}, set()),
        ({"phones": ("438 555-0100",), "email": "", "birth_date": None}, set()),
        ({"phones": (), "email": ""}, {Same.BIRTH_DATE}),
        ({"birth_date": date(1990, 4, 3), "email": ""}, {Same.PHONE}),
        ({"phones": ("+1 (514) 555.0142",), "email": "", "birth_date": None}, {Same.PHONE}),
        ({"phones": ("٥١٤ ٥٥٥ ٠١٤٢",), "email": "", "birth_date": None}, {Same.PHONE}),
        ({"email": " ZOE@Example.org ", "phones": (), "birth_date": date(1991, 1, 1)}, {Same.EMAIL}),
        ({"family_name": "nguyen", "given_name": "ZOE"}, set(Same)),
        ({"family_name": "Zoë", "given_name": "Nguyễn"}, set(Same)),
        ({"family_name": "Zoë Nguyễn", "given_name": ""}, set(Same)),
        ({"family_name": "", "given_name": "Nguyễn Zoë"}, set(Same)),
    ],
)
def test_alike(changes: dict[str, Any], shared: set[Same]) -> None:
    assert likeness(ZOE, replace(ZOE, **changes)) == Likeness(frozenset(shared))


@pytest.mark.parametrize(
    "changes",
    [
        {"given_name": "Zoé-Anne"},
        {"family_name": "", "given_name": ""},
        {"birth_date": date(1990, 3, 5), "phones": ("438 555-0100",), "email": ""},
        {"birth_date": date(1990, 3, 5), "phones": ("ask her mother",), "email": ""},
    ],
)
def test_not_alike(changes: dict[str, Any]) -> None:
    assert likeness(replace(ZOE, phones=("ask her mother", *ZOE.phones)), replace(ZOE, **changes)) is None


NAMES = st.sampled_from(["Zoë", "zoe", "Zoë Nguyễn", "nguyen zoe", "Nguyễn", "Nguyen", "", "Luc", "محمد"])
CLIENTS = st.builds(
    Client,
    id=st.integers(1, 99),
    file_number=st.text("AB12", min_size=1, max_size=3),
    family_name=NAMES,
    given_name=NAMES,
    preferred_name=NAMES,
    birth_date=st.sampled_from([None, BORN, date(2001, 1, 1)]),
    language=st.sampled_from(["en", "fr"]),
    phones=st.lists(st.sampled_from(["514 555-0142", "(514) 5550142", "438 555-0100", "none"]), max_size=3).map(tuple),
    email=st.sampled_from(["", "z@example.org", "Z@example.org", "y@example.org"]),
    notes=st.sampled_from(["", "a", "b"]),
    internet=st.sampled_from(InternetUse),
    allowed=st.frozensets(st.sampled_from(Channel)),
    discreet=st.booleans(),
    guardian=st.sampled_from([Guardian(), Guardian("Lan"), Guardian(phone="1")]),
    blocked=st.booleans(),
    blocked_until=st.sampled_from([None, date(2026, 12, 1), date(2027, 1, 1)]),
    programmes=st.lists(st.sampled_from(["A", "B", "C"]), unique=True).map(tuple),
    custom=st.dictionaries(st.sampled_from(["x", "y"]), st.sampled_from(["1", "2"])),
)


@given(CLIENTS, CLIENTS)
def test_alike_works_both_ways(one: Client, other: Client) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(CLIENTS)
def test_everybody_with_a_name_is_like_themselves(one: Client) -> None:
    assert (likeness(one, one) is not None) == bool(one.family_name or one.given_name)


@given(CLIENTS, CLIENTS, st.dictionaries(st.sampled_from(duplicates.ASKED), st.booleans()))
def test_a_merge_loses_nothing_and_invents_nothing(kept: Client, other: Client, takes: dict[str, bool]) -> None:
    made = duplicates.merged(kept, other, takes)
    assert (made.id, made.file_number) == (kept.id, kept.file_number)
    differing = duplicates.differing(kept, other)
    for name in duplicates.ASKED:
        mine, theirs, now = (duplicates.value_of(each, name) for each in (kept, other, made))
        assert now in (mine, theirs)
        if name in differing:
            assert now == (theirs if takes.get(name, duplicates.proposed(kept, other, name)) else mine)
    assert duplicates.phone_keys(made.phones) == duplicates.phone_keys(kept.phones) | duplicates.phone_keys(
        other.phones
    )
    assert made.phones[: len(kept.phones)] == kept.phones
    assert set(made.programmes) == set(kept.programmes) | set(other.programmes)
    assert set(made.notes.split("\n")) - {""} == {kept.notes, other.notes} - {""}
    assert set(made.custom) == set(kept.custom) | set(other.custom)


@given(CLIENTS, CLIENTS)
def test_what_is_proposed_never_permits_more_than_either(kept: Client, other: Client) -> None:
    made = duplicates.merged(kept, other, {})
    strictness = [InternetUse.YES, InternetUse.ON_SITE, InternetUse.NO]
    assert made.internet is max(kept.internet, other.internet, key=strictness.index)
    assert made.allowed <= kept.allowed
    assert made.allowed <= other.allowed
    assert made.discreet is (kept.discreet or other.discreet)
    for day in (date(2026, 11, 23), date(2026, 12, 15)):
        assert made.is_blocked(day) is (kept.is_blocked(day) or other.is_blocked(day))


@given(CLIENTS)
def test_merged_with_itself_is_itself(one: Client) -> None:
    made = duplicates.merged(one, replace(one, id=100), {})
    assert replace(made, phones=one.phones) == one
    assert duplicates.differing(one, replace(one, id=100)) == ()
