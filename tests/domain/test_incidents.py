"""What may happen to an incident, and what speaks against "everything has been returned"."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain import incidents as rules
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.incidents import (
    FINDABLE,
    GONE,
    PHOTO_MOST,
    Charge,
    ChargeState,
    Decision,
    Incident,
    IncidentKind,
    IncidentState,
    PhotoTooFine,
    media_of,
)
from loanmanager.domain.refusal import Refused
from tests.hostile import png

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
kinds, statuses = st.sampled_from(IncidentKind), st.sampled_from(DeviceStatus)
charges = st.lists(st.sampled_from(ChargeState), max_size=3).map(
    lambda states: tuple(Charge(n, 1, 100, state=state) for n, state in enumerate(states, 1))
)
incidents = st.builds(
    Incident,
    id=st.just(1),
    number=st.just("I-2026-001"),
    kind=kinds,
    device_id=st.just(1),
    opened_at=st.just(NOW),
    client_id=st.sampled_from([None, 1]),
    state=st.sampled_from(IncidentState),
    decision=st.sampled_from(Decision),
    charges=charges,
)


@given(kind=kinds, status=statuses)
def test_what_is_gone_is_gone_and_what_is_elsewhere_stays_there(kind: IncidentKind, status: DeviceStatus) -> None:
    after = rules.status_after(kind, status)
    if kind in GONE:
        assert after == kind.value
    else:
        assert after in {status, DeviceStatus.TO_CHECK}
        assert (after is status) == (
            status in {DeviceStatus.ON_LOAN, DeviceStatus.IN_REPAIR, DeviceStatus.RESERVED, DeviceStatus.TO_CHECK}
        )


@given(status=statuses)
def test_what_turns_up_is_looked_at_before_it_is_lent(status: DeviceStatus) -> None:
    after = rules.status_when_found(status)
    assert after is not DeviceStatus.AVAILABLE
    assert after not in {DeviceStatus.LOST, DeviceStatus.STOLEN}


@given(kind=kinds, status=statuses, already=st.sampled_from(["", "I-2026-001"]))
def test_nothing_is_reported_twice_or_of_what_is_gone(kind: IncidentKind, status: DeviceStatus, already: str) -> None:
    reasons = list(rules.against_opening("LT-1", status, kind, already))
    gone = status in {DeviceStatus.LOST, DeviceStatus.STOLEN, DeviceStatus.RETIRED}
    held = kind in GONE and status in {DeviceStatus.RESERVED, DeviceStatus.IN_REPAIR}
    assert len(reasons) == (1 if already or gone or held else 0)


@given(incident=incidents, reason=st.sampled_from(["", " ", "why"]))
def test_only_an_open_one_without_an_open_charge_is_decided(incident: Incident, reason: str) -> None:
    for decision in (Decision.CHARGE, Decision.WAIVE):
        allowed = not list(rules.against_deciding(incident, decision, reason))
        free = incident.is_open and not incident.open_charges
        fits = incident.client_id is not None if decision is Decision.CHARGE else bool(reason.strip())
        assert allowed == (free and fits)


@given(incident=incidents)
def test_closing_and_opening_again_exclude_each_other(incident: Incident) -> None:
    closes = not list(rules.against_closing(incident))
    reopens = not list(rules.against_reopening(incident, "why"))
    assert not (closes and reopens)
    assert list(rules.against_reopening(incident, ""))
    if closes:
        assert incident.is_open


@given(listed=st.lists(incidents, max_size=4))
def test_the_letter_is_refused_while_anything_is_missing(listed: list[Incident]) -> None:
    reasons = list(rules.against_clearance((), listed))
    counted = [each for each in listed if each.state is not IncidentState.UNDONE]
    settled = [
        each
        for each in counted
        if not each.is_open
        and (
            each.kind not in FINDABLE
            or each.decision is Decision.FOUND
            or any(charge.state is ChargeState.PAID for charge in each.charges)
        )
    ]
    assert (not reasons) == (len(settled) == len(counted))
    assert rules.StillOut(("LT-1",)) in list(rules.against_clearance(["LT-1"], listed))


@pytest.mark.parametrize(
    ("content", "media"), [(b"\x89PNG\r\n\x1a\nrest", "image/png"), (b"\xff\xd8\xff\xe1rest", "image/jpeg")]
)
def test_a_photo_is_known_by_what_is_in_it(content: bytes, media: str) -> None:
    assert media_of("anything.txt", content) == media


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xd8", b"\x89PNG"])
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        media_of("a" * 200 + ".png", content)
    assert len(refused.value.reasons[0].name) <= 80  # type: ignore[attr-defined]  # NotAPhoto


def test_a_photo_has_a_size() -> None:
    with pytest.raises(Refused, match="PhotoTooLarge"):
        media_of("film.png", b"\x89PNG\r\n\x1a\n" + bytes(PHOTO_MOST * 1_000_000))


def test_a_photo_that_would_fill_the_memory_is_refused():
    with pytest.raises(Refused) as refused:
        media_of("photo.png", png(20_001, 1))
    assert refused.value.reasons == (PhotoTooFine("photo.png", 100),)
    assert media_of("photo.png", png(100, 100)) == "image/png"
