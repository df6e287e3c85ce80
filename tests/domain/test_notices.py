"""The ladder of notices and the filling of its words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import (
    FIELDS,
    LADDER,
    DelayTooLong,
    NoticeRule,
    NoticeText,
    Stage,
    StageTooSoon,
    StageTwice,
    TellsTooMuch,
    TextMissing,
    UnknownField,
    against_ladder,
    fill,
)

ALL = tuple(Channel)
TEXT = NoticeText("Reminder", "Hello {name}", "Hello")


def test_the_ladder_one_starts_with_is_sound_and_climbs() -> None:
    assert against_ladder(LADDER) == ()
    assert [rule.stage for rule in LADDER] == list(Stage)
    assert [stage.height for stage in Stage] == [0, 1, 2, 3]


def test_a_stage_may_come_before_the_due_date() -> None:
    early = replace(LADDER[0], days=3, before=True)
    assert early.after == -3
    assert against_ladder((early, *LADDER[1:])) == ()


@pytest.mark.parametrize(("first", "second"), [(5, 5), (6, 5)])
def test_a_stage_comes_later_than_the_one_below(first: int, second: int) -> None:
    ladder = (NoticeRule(Stage.FIRST, first, channels=ALL), NoticeRule(Stage.SECOND, second, channels=ALL))
    assert against_ladder(ladder) == (StageTooSoon(Stage.SECOND, Stage.FIRST),)
    assert against_ladder(tuple(reversed(ladder))) == (StageTooSoon(Stage.SECOND, Stage.FIRST),)


def test_a_stage_that_is_never_sent_stands_in_nobodys_way() -> None:
    ladder = (NoticeRule(Stage.FIRST, 30), NoticeRule(Stage.SECOND, 5, channels=ALL))
    assert against_ladder(ladder) == ()


def test_a_stage_is_there_once_and_within_a_year() -> None:
    assert StageTwice(Stage.FIRST) in against_ladder((LADDER[1], replace(LADDER[1], days=9)))
    assert against_ladder((NoticeRule(Stage.FINAL, 400, channels=ALL),)) == (DelayTooLong(Stage.FINAL),)


def test_texts_name_known_fields_and_lack_nothing() -> None:
    rule = replace(LADDER[0], texts={"en": replace(TEXT, body="Dear {nme}")})
    assert against_ladder((rule,)) == (UnknownField(Stage.COURTESY, "nme"),)
    rule = replace(LADDER[0], texts={"fr": NoticeText(" ", "x", "")})
    assert against_ladder((rule,)) == (TextMissing(Stage.COURTESY, "subject"), TextMissing(Stage.COURTESY, "short"))


@pytest.mark.parametrize("field", ["lender", "devices", "number", "due", "late", "place"])
def test_a_discreet_text_names_neither_agency_nor_loan(field: str) -> None:
    text = replace(TEXT, short=f"About {{{field}}}")
    assert against_ladder((replace(LADDER[0], discreet={"en": text}),)) == (TellsTooMuch(Stage.COURTESY, field),)
    assert against_ladder((replace(LADDER[0], texts={"en": text}),)) == ()


def test_a_line_about_which_nothing_is_known_is_left_out() -> None:
    text = "Hello {name},\n\nOpen {hours}.\nCall {phone}.\n\nCut on {cut_on}.\n\nBye"
    said = fill(text, {"name": "Ana", "hours": "", "phone": "514"})
    assert said == "Hello Ana,\n\nCall 514.\n\nBye"


def test_a_value_is_never_read_as_a_template() -> None:
    assert fill("{name}", {"name": "{lender}", "lender": "X"}) == "{lender}"


@given(
    st.dictionaries(
        st.sampled_from(sorted(FIELDS)),
        st.text(st.characters(exclude_characters="{}\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")),
    )
)
def test_what_is_filled_in_holds_every_known_value_and_no_brace(values: dict[str, str]) -> None:
    text = "\n".join(f"<{{{name}}}>" for name in sorted(FIELDS))
    said = fill(text, values)
    assert "{" not in said
    assert said.count("<") >= sum(1 for value in values.values() if value)
    assert all(f"<{value}>" in said for value in values.values() if value.strip() == value and value)
