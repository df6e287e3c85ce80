from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.papers import PaperKind
from loanmanager.domain.signatures import (
    EVEN,
    HIGH,
    MOST_POINTS,
    WIDE,
    Signature,
    Who,
    as_text,
    curves,
    from_text,
    points_in,
    simpler,
    tidy,
    width_of,
)
from loanmanager.domain.signing import (
    ON_SCREEN,
    NotToSign,
    SignatureMissing,
    SignatureTooLong,
    SignedAlready,
    SignedOutOfTime,
    against_scan,
    against_signatures,
    signers,
)

points = st.tuples(st.integers(0, WIDE), st.integers(0, HIGH), st.integers(0, 100))
strokes = st.lists(points, min_size=1, max_size=40).map(tuple)
MADE, TODAY = date(2026, 11, 20), date(2026, 11, 23)
BOTH = (Who.BORROWER, Who.STAFF)
SIGNED = (Signature(Who.BORROWER, "Zoë"), Signature(Who.STAFF, "Ana"))


def away(point, stroke):
    """Return how far a point is from a line through points, by walking along it."""
    least = 1e9
    for (x1, y1, _), (x2, y2, _) in zip(stroke, stroke[1:] or stroke, strict=False):
        for n in range(101):
            x, y = x1 + (x2 - x1) * n / 100, y1 + (y2 - y1) * n / 100
            least = min(least, ((point[0] - x) ** 2 + (point[1] - y) ** 2) ** 0.5)
    return least


def test_a_straight_line_is_two_points():
    line = tuple((n * 10, n * 3, EVEN) for n in range(50))
    assert simpler(line) == (line[0], line[-1])
    assert simpler(line[:2]) == line[:2]
    assert simpler(((5, 5, EVEN),) * 4) == ((5, 5, EVEN),) * 2


@given(strokes)
def test_what_is_left_out_is_not_seen(stroke):
    made = simpler(stroke)
    assert set(made) <= set(stroke)
    assert (made[0], made[-1]) == (stroke[0], stroke[-1])
    assert all(away(point, made) < 8 for point in stroke)  # steps of the walk, not of the line, are as long as this


@given(strokes)
def test_curves_go_through_every_point_and_end_where_it_ends(stroke):
    made = curves(stroke)
    ends = [(x, y) for *_, x, y, _ in made]
    assert ends == [(x, y) for x, y, _ in (stroke[1:] or stroke)]
    assert all(width_of(0) <= width <= width_of(100) for *_, width in made)


def test_a_curve_is_smooth_where_two_pieces_meet():
    first, second = curves(((0, 0, 0), (100, 100, 0), (200, 0, 0)))
    _, _, cx, cy, x, y, _ = first
    assert (x - cx, y - cy) == (second[0] - x, second[1] - y) == pytest.approx((200 / 6, 0))
    assert curves(()) == ()
    assert width_of(100) > width_of(EVEN) > width_of(0)


@given(st.lists(strokes, max_size=5))
def test_a_drawing_is_kept_as_it_is(drawing):
    assert from_text(as_text(drawing)) == tuple(drawing)
    assert points_in(drawing) == sum(map(len, drawing))


def test_what_leaves_the_pad_stays_at_its_edge():
    assert tidy((((-5, 400, 130), (2000, -1, -3)), ())) == (((0, HIGH, 100), (WIDE, 0, 0)),)


# Who signs what


@pytest.mark.parametrize("kind", sorted(PaperKind))
def test_agreements_and_receipts_are_signed_on_screen(kind):
    reasons = against_signatures("L-1", kind, BOTH, SIGNED, undone=False, signed=None)
    assert reasons == (() if kind in ON_SCREEN else (NotToSign("L-1"),))
    scan = against_scan("L-1", kind, MADE, TODAY, TODAY, undone=False, signed=None)
    assert scan == (() if kind in ON_SCREEN else (NotToSign("L-1"),))


def test_everybody_signs_once_and_by_name():
    def against(*given, who=BOTH):
        return against_signatures("L-1", PaperKind.AGREEMENT, who, given, undone=False, signed=None)

    borrower, staff = SIGNED
    assert signers("") == BOTH
    assert against(*SIGNED, who=signers("Olena")) == (SignatureMissing(Who.GUARDIAN),)
    assert against(borrower, Signature(Who.STAFF, "  ")) == (SignatureMissing(Who.STAFF),)
    assert against() == (SignatureMissing(Who.BORROWER), SignatureMissing(Who.STAFF))
    assert against(*SIGNED, staff) == (NotToSign("L-1"),)
    assert against(*SIGNED, Signature(Who.GUARDIAN, "Olena")) == (NotToSign("L-1"),)
    long = Signature(Who.BORROWER, "Zoë", (((1, 1, 1),) * (MOST_POINTS + 1),))
    assert against(long, staff) == (SignatureTooLong(Who.BORROWER),)


def test_what_was_signed_or_undone_is_not_signed_again():
    def against(**how):
        return against_signatures("L-1", PaperKind.AGREEMENT, BOTH, SIGNED, **how)

    assert against(undone=True, signed=None) == (NotToSign("L-1"),)
    assert against(undone=False, signed=MADE) == (SignedAlready("L-1", MADE),)


@given(st.integers(-400, 400))
def test_a_scan_is_of_a_day_on_which_it_can_have_been_signed(days):
    day = MADE + timedelta(days=days)
    how = {"undone": False, "signed": None}
    reasons = against_scan("L-1", PaperKind.RECEIPT, MADE, day, TODAY, **how)
    assert reasons == (() if MADE <= day <= TODAY else (SignedOutOfTime(day, MADE),))
    assert against_scan("L-1", PaperKind.RECEIPT, MADE, day, TODAY, undone=False, signed=MADE) == ()
    assert against_scan("L-1", PaperKind.RECEIPT, MADE, TODAY, TODAY, undone=True, signed=MADE) == (NotToSign("L-1"),)
