"""Sentences for what cannot be done: what is so, and what to do about it. The window and the shell say the same."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from loanmanager.domain.devices import Condition, DeviceStatus, LineState
from loanmanager.domain.limits import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loanmanager.domain import refusals as why
    from loanmanager.i18n import Words


def of_refusal(reason: why.Refusal, words: Words) -> str:
    """Return the sentence of one reason."""
    from loanmanager.sentences.refusals import REFUSALS  # when something is refused, not when the window opens

    return REFUSALS[type(reason)](words, _quotable(reason))


def _quotable(reason: why.Refusal) -> why.Refusal:
    """Return a reason that quotes only what a sentence can hold: a megabyte may have been typed."""
    texts = {each.name: getattr(reason, each.name) for each in dataclasses.fields(reason)}
    cut = {name: shown(text) for name, text in texts.items() if type(text) is str and shown(text) != text}
    return dataclasses.replace(reason, **cut) if cut else reason


def of_refusals(reasons: Iterable[why.Refusal], words: Words) -> str:
    """Return the sentences of several reasons, one after the other."""
    return " ".join(of_refusal(reason, words) for reason in reasons)


def of_status(status: DeviceStatus | str, words: Words) -> str:
    """Return the word of a device's state, as the lists show it; "overdue" is one of them."""
    return {
        "available": words.say("Available"),
        "reserved": words.say("Reserved"),
        "on_loan": words.say("On loan"),
        "to_check": words.say("To check"),
        "to_reset": words.say("To reset"),
        "in_repair": words.say("In repair"),
        "overdue": words.say("Overdue"),
        "lost": words.say("Lost"),
        "stolen": words.say("Stolen"),
        "retired": words.say("Retired"),
    }[str(status)]


def of_condition(condition: Condition, words: Words) -> str:
    """Return the word of a condition."""
    return {
        Condition.NEW: words.say_for("condition", "New"),
        Condition.GOOD: words.say_for("condition", "Good"),
        Condition.WORN: words.say_for("condition", "Worn"),
        Condition.DAMAGED: words.say_for("condition", "Damaged"),
    }[condition]


def of_line_state(state: LineState, words: Words) -> str:
    """Return the word of a line's state."""
    return {
        LineState.ACTIVE: words.say_for("line", "active"),
        LineState.PENDING: words.say_for("line", "pending"),
        LineState.SUSPENDED: words.say_for("line", "suspended"),
        LineState.CANCELLED: words.say_for("line", "cancelled"),
    }[state]


def of_field(name: str, words: Words) -> str:
    """Return what a field is called on screen; a field of the agency's own bears its own name."""
    from loanmanager.sentences.fields import FIELDS

    said = FIELDS.get(name)
    return said(words) if said else name
