"""QR codes as squares."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loanmanager.documents import qr


@pytest.mark.parametrize("text", ["", "x" * 301, "é" * 151])
def test_what_a_label_cannot_hold_is_refused(text: str) -> None:
    assert not qr.encodable(text)
    with pytest.raises(ValueError, match=r"^"):
        qr.squares(text)


@settings(max_examples=30)
@example("\n")
@example("LT-0042\n")
@given(st.text(min_size=1, max_size=75))
def test_any_text_makes_a_square_code_with_its_three_eyes(text: str) -> None:
    made = qr.squares(text)
    size = len(made)
    assert {len(row) for row in made} == {size}
    assert qr.across(text) == size + 2 * qr.QUIET
    for row, column in ((0, 0), (0, size - 7), (size - 7, 0)):
        eye = [made[row + n][column : column + 7] for n in (0, 6)]
        assert all(all(line) for line in eye)
