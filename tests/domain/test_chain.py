"""The chain of the history: as its docstring says, and any change is noticed where it is."""

import hashlib
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from loanmanager.domain import chain
from loanmanager.domain.chain import Link
from loanmanager.domain.history import Subject

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SUBJECTS = st.lists(st.builds(Subject, st.sampled_from(["device", "client", "loan"]), st.integers(1, 99)), max_size=3)
LINK = st.builds(
    Link,
    number=st.just(0),
    at=TEXT,
    staff_id=st.none() | st.integers(1, 9),
    operation=TEXT,
    facts_sha=TEXT.map(chain.sha_of),
    idem=st.none() | TEXT,
    undoes=st.none() | st.integers(1, 9),
    subjects=SUBJECTS.map(tuple),
)
LINKS = st.lists(LINK, min_size=1, max_size=6).map(lambda all_: [replace(x, number=n) for n, x in enumerate(all_, 1)])
OTHER = {
    "at": TEXT,
    "staff_id": st.none() | st.integers(1, 99),
    "operation": TEXT,
    "facts_sha": TEXT.map(chain.sha_of),
    "idem": st.none() | TEXT,
    "undoes": st.none() | st.integers(1, 99),
    "subjects": SUBJECTS.map(tuple),
}


def chained(links: list[Link]) -> list[str]:
    """Return the digest of each entry."""
    made, before = [], chain.START
    for link in links:
        before = chain.digest(before, link)
        made.append(before)
    return made


def first_unfit(links: list[Link], digests: list[str]) -> int | None:
    """Return the number of the first place where a digest is not the one of what stands there."""
    before = chain.START
    for number, (link, digest) in enumerate(zip(links, digests, strict=True), 1):
        if link.number != number or chain.digest(before, link) != digest:
            return number
        before = digest
    return None


def test_the_docstring_says_how_to_compute_it_again() -> None:
    link = Link(
        7,
        "2026-11-23T15:00:00Z",
        None,
        "check_out",
        "ab" * 32,
        "clé",
        None,
        (Subject("loan", 3), Subject("device", 12)),
    )
    said = (
        b"64:" + b"0" * 64 + b",1:7,20:2026-11-23T15:00:00Z,-9:check_out,64:" + b"ab" * 32 + b",4:cl\xc3\xa9,-"
        b"4:loan,1:3,6:device,2:12,"
    )
    assert chain.digest(chain.START, link) == hashlib.sha256(said).hexdigest()


def test_people_compare_the_first_eight_digits() -> None:
    assert chain.check_code("3fa9c0b1" + "0" * 56) == "3FA9 C0B1"


@given(LINKS, st.data())
def test_any_change_of_any_field_is_noticed_where_it_is(links: list[Link], data: st.DataObject) -> None:
    digests = chained(links)
    assert first_unfit(links, digests) is None
    at = data.draw(st.integers(0, len(links) - 1))
    name = data.draw(st.sampled_from(sorted(OTHER)))
    value = data.draw(OTHER[name])
    assume(value != getattr(links[at], name))
    changed = [*links[:at], replace(links[at], **{name: value}), *links[at + 1 :]]
    assert first_unfit(changed, digests) == at + 1


@given(LINKS, st.data())
def test_an_entry_that_was_taken_away_or_put_in_is_noticed_where_it_was(links: list[Link], data: st.DataObject) -> None:
    digests = chained(links)
    at = data.draw(st.integers(0, len(links) - 1))
    if at < len(links) - 1:  # at the end nothing is left to notice it by
        assert first_unfit(links[:at] + links[at + 1 :], digests[:at] + digests[at + 1 :]) == at + 1
        renumbered = [replace(each, number=n) for n, each in enumerate(links[:at] + links[at + 1 :], 1)]
        assert first_unfit(renumbered, digests[:at] + digests[at + 1 :]) == at + 1
    new = replace(data.draw(LINK), number=at + 1)
    before = digests[at - 1] if at else chain.START
    pushed = [*links[:at], new, *(replace(each, number=each.number + 1) for each in links[at:])]
    assert first_unfit(pushed, [*digests[:at], chain.digest(before, new), *digests[at:]]) == at + 2


@given(LINKS, st.data())
def test_two_entries_in_each_others_place_are_noticed(links: list[Link], data: st.DataObject) -> None:
    assume(len(links) > 1)
    at = data.draw(st.integers(0, len(links) - 2))
    one, two = links[at], links[at + 1]
    swapped = [*links[:at], replace(two, number=one.number), replace(one, number=two.number), *links[at + 2 :]]
    assume(swapped != links)
    assert first_unfit(swapped, chained(links)) == at + 1


@given(SUBJECTS, SUBJECTS)
def test_subjects_are_part_of_an_entry_in_their_order(one: list[Subject], two: list[Subject]) -> None:
    assume(one != two)
    link = Link(1, "", None, "", "", None, None, ())
    digests = [chain.digest(chain.START, replace(link, subjects=each)) for each in (one, two)]
    assert digests[0] != digests[1]
