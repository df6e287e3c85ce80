"""Words, dates and money in both languages; the catalogue is whole."""

import ast
import string
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import loanmanager
from loanmanager import paths
from loanmanager.i18n import Words, local_time, mark
from loanmanager.ui.reading import read_day

EN, FR = Words("en"), Words("fr_CA")
TODAY = date(2026, 11, 23)


def catalogue() -> Path:
    return paths.resources() / "locale" / "fr" / "LC_MESSAGES" / "loanmanager.po"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_is_said_in_french_with_the_same_fields() -> None:
    with catalogue().open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    assert len(messages) > 400
    for message in messages:
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        assert all(said), message.id
        assert not message.fuzzy, message.id
        assert all(fields(each) <= fields(" ".join(ids)) for each in said), message.id
        assert fields(ids[-1]) <= fields(said[-1]), message.id


_SAYS = {"say": 0, "say_for": 1, "count": 0, "mark": 0}
"""The functions by which words are said, with the place of their English text."""


def said_in(file: Path) -> set[str]:
    """Return every text that a module says, wherever it stands: the tool that gathers them misses some places."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = _SAYS.get(name.lstrip("_"), len(node.args))
            if name.endswith("count") and len(node.args) < 3:  # that of a text or of a list
                continue
            text = node.args[place] if place < len(node.args) else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value.strip(". "):
                found.add(text.value)
    return found


def test_every_text_is_in_the_catalogue() -> None:
    """No text inside an f-string or inside another that is said: the tool that gathers them does not look there."""
    with catalogue().open("rb") as file:
        known = {each.id if isinstance(each.id, str) else each.id[0] for each in read_po(file)}
    for module in sorted(Path(loanmanager.__file__).parent.rglob("*.py")):
        assert said_in(module) <= known, module


def test_french_keeps_its_typography() -> None:
    with catalogue().open("rb") as file:
        text = "\n".join(str(message.string) for message in read_po(file))
    assert " :" not in text
    assert "« " not in text
    assert " »" not in text


def test_dates_are_said_as_people_say_them() -> None:
    assert EN.day(date(2026, 12, 23), TODAY) == "Wed\u00a023\u00a0Dec"
    assert FR.day(date(2026, 12, 23), TODAY) == "mer.\u00a023\u00a0déc."
    assert EN.day(date(2026, 12, 23)).endswith("2026")
    assert EN.day(date(2028, 1, 3), TODAY).endswith("2028")
    assert EN.long_day(TODAY) == "Monday 23 November 2026"
    assert FR.long_day(TODAY) == "lundi 23 novembre 2026"
    assert FR.short_day(TODAY) == "23 nov. 2026"
    assert (EN.clock(datetime(2026, 1, 1, 15, 12)), FR.clock(datetime(2026, 1, 1, 15, 12))) == ("15:12", "15 h 12")


def test_the_first_of_a_month_is_the_first_in_french() -> None:
    words, first = Words("fr"), date(2026, 12, 1)
    assert words.long_day(first) == "mardi 1er décembre 2026"
    assert words.short_day(first) == "1er déc. 2026"
    assert read_day(words.day(first), date(2026, 11, 23)) == first
    assert words.long_day(date(2026, 12, 11)) == "vendredi 11 décembre 2026"
    assert Words("en").long_day(first) == "Tuesday 1 December 2026"


@pytest.mark.parametrize(
    ("days", "said"), [(-3, "3 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (4, "in 4 days")]
)
def test_how_far_a_date_is(days: int, said: str) -> None:
    assert EN.away(TODAY + timedelta(days), TODAY) == said


def test_money_numbers_and_lists() -> None:
    assert EN.money(123450, "CAD") == "$1,234.50"
    assert FR.money(123450, "CAD").replace("\u00a0", " ") == "1 234,50 $"
    assert EN.number(12) == "12"
    assert EN.number(12345) == "12,345"
    assert EN.list(("a", "b", "c")) == "a, b and c"
    assert FR.list(["a", "b"]) == "a et b"


def test_plurals_and_contexts() -> None:
    assert EN.count("{n} device", "{n} devices", 1) == "1 device"
    assert FR.count("{n} device", "{n} devices", 0) == "0 appareil"
    assert FR.say_for("condition", "Good") == "Bon"
    assert FR.say_for("condition", "{x} unknown", x=1) == "1 unknown"
    assert mark("x") == "x"


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert Words("uk").say("Desk") == "Desk"


def test_a_stored_moment_is_shown_on_the_wall_clock() -> None:
    moment = datetime.fromisoformat("2026-11-23T15:00:00+00:00")
    assert local_time(moment, timedelta(hours=-5)).hour == 10
    assert local_time(moment).utcoffset() is not None
