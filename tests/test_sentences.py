"""Every refusal, trouble and problem has a sentence, in both languages, that shows no name of ours."""

import importlib
import pkgutil
import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from loanmanager import domain, sentences, sheet_sentences, trouble
from loanmanager.domain import refusals as why
from loanmanager.domain.chasing import Outcome, Way
from loanmanager.domain.clients import Channel, Guardian, InternetUse
from loanmanager.domain.devices import Condition, DeviceStatus, Line, LineState, Part
from loanmanager.domain.names import Label
from loanmanager.domain.notices import Stage
from loanmanager.domain.office import Closure, Office, Policy, Site
from loanmanager.exchange import errors as sheet_errors
from loanmanager.exchange.problems import Code, ColumnDoubt, Doubt, Problem
from loanmanager.i18n import Words
from loanmanager.operations import inventory, people
from loanmanager.storage import errors

WORDS = [Words("en"), Words("fr")]
ROOMS = [importlib.import_module(f"loanmanager.domain.{each.name}") for each in pkgutil.iter_modules(domain.__path__)]
REFUSALS = [  # whichever module of the domain they are in
    each
    for room in ROOMS
    for each in vars(room).values()
    if isinstance(each, type) and issubclass(each, why.Refusal) and each.__module__ == room.__name__
    if each is not why.Refusal
]
SAMPLES: dict[Any, Any] = {
    str: "LT-0042",
    int: 3,
    date: date(2026, 12, 23),
    date | None: date(2026, 12, 23),
    DeviceStatus: DeviceStatus.ON_LOAN,
    LineState: LineState.SUSPENDED,
    InternetUse: InternetUse.NO,
    Stage: Stage.FIRST,
    Channel: Channel.LETTER,
    Way: Way.CALL,
    Outcome: Outcome.CAME_BACK,
    Label: Label("Laptop", "Portable"),
    tuple[str, ...]: ("LT-0042", "HS-0007"),
}


UNDO = ("later_changes", "already_undone", "edited", "added", "agreed", "known", "kind")


def made(kind: type[why.Refusal], **values: Any) -> why.Refusal:
    hints = get_type_hints(kind)
    return kind(**{f.name: values.get(f.name, sample(hints[f.name])) for f in fields(kind)})


def sample(hint: Any) -> Any:
    """Return a value of a type; of an enumeration that is not among the samples, its first."""
    return SAMPLES[hint] if hint in SAMPLES else next(iter(hint))


def fine(said: str) -> bool:
    return bool(said) and not re.search(r"[{}]|\b[a-z]+_[a-z]+\b|[a-z][A-Z]|object at", said)


@pytest.mark.parametrize("words", WORDS, ids=["en", "fr"])
@pytest.mark.parametrize("kind", REFUSALS)
def test_every_refusal_is_a_sentence(kind: type[why.Refusal], words: Words) -> None:
    said = sentences.of_refusal(made(kind), words)
    assert fine(said)
    assert said.endswith((".", "!", "?"))


def test_refusals_tell_their_cases_apart() -> None:
    words = WORDS[0]
    statuses = {sentences.of_refusal(why.DeviceNotAvailable("X", each), words) for each in DeviceStatus}
    assert len(statuses) >= 6
    kinds = {sentences.of_refusal(why.NoSuch(each, "X"), words) for each in ("device", "client", "loan", "paper")}
    assert len(kinds) == 4
    blocks = {sentences.of_refusal(why.ClientIsBlocked(each), words) for each in (None, date(2026, 12, 1))}
    assert len(blocks) == 2
    undo = {sentences.of_refusal(why.NotUndoable(each), words) for each in UNDO}
    assert len(undo) == len(UNDO)
    assert "on site" in sentences.of_refusal(why.InternetNotPermitted("X", InternetUse.ON_SITE), words)
    assert "cannot be renewed" in sentences.of_refusal(why.NoRenewalLeft("L", 0), words)


@pytest.mark.parametrize("words", WORDS, ids=["en", "fr"])
def test_every_trouble_is_a_sentence(words: Words) -> None:
    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.StoreError)]
    whole = [
        errors.NetworkFolder(Path("/mnt/x")),
        errors.SyncedFolder(Path("/mnt/x"), "Dropbox"),
        errors.HeldElsewhere("PC-2", "ana", None),
    ]
    bare = [kind.__new__(kind) for kind in kinds if kind not in {type(each) for each in whole}]
    for error in (*bare, *whole):
        said = trouble.of_trouble(error, words)
        assert fine(said.replace("Loan Manager", ""))
    assert trouble.of_trouble(errors.StoreError(), words)


@pytest.mark.parametrize("words", WORDS, ids=["en", "fr"])
def test_every_problem_of_a_sheet_is_a_sentence(words: Words) -> None:
    for code in Code:
        assert fine(sheet_sentences.of_problem(Problem(3, "Tag", "x", code), words))
        assert fine(sheet_sentences.of_problem(Problem(3, "", "x", code), words))
        assert sheet_sentences.of_code(code, words)
    for doubt in Doubt:
        for taken in ("day_first", "month_first", "thousands"):
            assert fine(sheet_sentences.of_doubt(ColumnDoubt("Due", doubt, taken), words))
    made_errors = [
        sheet_errors.NotASheet("xlsx"),
        sheet_errors.NotASheet("pdf"),
        sheet_errors.Empty(),
        sheet_errors.NoHeader(1, ("1",)),
        sheet_errors.TooBig(9, 5),
        sheet_errors.OpenQuote(4),
        sheet_errors.UnknownEncoding("x"),
    ]
    assert len({sheet_sentences.of_sheet_error(error, words) for error in made_errors}) == len(made_errors)


@pytest.mark.parametrize("words", WORDS, ids=["en", "fr"])
def test_states_conditions_and_fields_have_words(words: Words) -> None:
    said = [sentences.of_status(each, words) for each in (*DeviceStatus, "overdue")]
    assert len(set(said)) == len(said)
    assert all(fine(sentences.of_condition(each, words)) for each in Condition)
    assert all(fine(sentences.of_line_state(each, words)) for each in LineState)
    assert sentences.of_field("tag", words) in {"Tag", "Étiquette"}
    assert sentences.of_field("Own field", words) == "Own field"


def test_every_field_that_a_form_can_refuse_has_a_word() -> None:
    """What no person types, such as a key or a switch, needs none."""
    records = (Line, Guardian, Office, Policy, Site, Closure, Label, Part)
    named = {f.name for each in records for f in fields(each)} | inventory.EDITABLE | people.EDITABLE
    named |= {"parts", "line", "purpose", "programme", "override", "reason", "note", "method", "tool", "verified"}
    switches = {"id", "active", "charges", "orientation_required", "not_overridable", "holiday", "lifted"}
    switches |= {"warns_of_lines"}
    for name in named - switches:
        assert sentences.of_field(name, WORDS[0]) != name, name
