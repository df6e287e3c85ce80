from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.papers import PaperKind
from loanmanager.domain.signing import SIGNED, NotToSign, SignedAlready, SignedOutOfTime, against_signing

MADE, TODAY = date(2026, 11, 20), date(2026, 11, 23)
NUMBER = "L-2026-0042"


@pytest.mark.parametrize("kind", sorted(PaperKind))
def test_only_agreements_and_addenda_are_signed(kind):
    reasons = against_signing(NUMBER, kind, MADE, TODAY, TODAY, undone=False, signed=None)
    assert reasons == (() if kind in SIGNED else (NotToSign(NUMBER),))


def test_what_was_undone_is_not_signed():
    assert against_signing(NUMBER, PaperKind.AGREEMENT, MADE, TODAY, TODAY, undone=True, signed=None) == (
        NotToSign(NUMBER),
    )


def test_nothing_is_signed_twice():
    signed = date(2026, 11, 21)
    reasons = against_signing(NUMBER, PaperKind.AGREEMENT, MADE, TODAY, TODAY, undone=False, signed=signed)
    assert reasons == (SignedAlready(NUMBER, signed),)


@given(st.integers(-400, 400))
def test_a_paper_is_signed_from_the_day_it_is_made_to_today(days):
    day = MADE + timedelta(days=days)
    reasons = against_signing(NUMBER, PaperKind.ADDENDUM, MADE, day, TODAY, undone=False, signed=None)
    assert reasons == (() if MADE <= day <= TODAY else (SignedOutOfTime(day, MADE),))
