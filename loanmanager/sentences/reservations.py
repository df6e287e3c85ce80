"""The sentence of each refusal about reservations."""

from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain import reservations as rules
from loanmanager.domain.reservations import State
from loanmanager.i18n import Words


def of_state(state: State, words: Words) -> str:
    """Return the word of a reservation's state."""
    return {
        State.WAITING: words.say_for("reservation", "Waiting"),
        State.READY: words.say_for("reservation", "Ready"),
        State.LENT: words.say_for("reservation", "Lent"),
        State.CANCELLED: words.say_for("reservation", "Cancelled"),
        State.EXPIRED: words.say_for("reservation", "Expired"),
    }[state]


def of_priority(priority: str, words: Words) -> str:
    """Return the words of a priority reason: ours, or the text that was typed."""
    ours = {"interview": words.say("Interview"), "course_start": words.say("Course start")}
    return ours.get(priority, priority)


def _is(words: Words, reason: rules.ReservationIs) -> str:
    return {
        State.WAITING: words.say("Nothing is put aside for {number} yet.", number=reason.number),
        State.READY: words.say("A device is put aside for {number} already.", number=reason.number),
        State.LENT: words.say("{number} was lent already. See the loan.", number=reason.number),
        State.CANCELLED: words.say("{number} was cancelled. Reserve again.", number=reason.number),
        State.EXPIRED: words.say("{number} has expired. Reserve again.", number=reason.number),
    }[reason.state]


def _promised(words: Words, reason: rules.Promised) -> str:
    return words.say(
        "{tag} is promised to somebody else from {day}. Choose a due date up to {latest}, or another device.",
        tag=reason.tag,
        day=words.day(reason.first),
        latest=words.day(reason.latest),
    )


REFUSALS: dict[type[why.Refusal], Any] = {
    rules.Promised: _promised,
    rules.AllPromised: lambda w, r: w.say(
        "{type}: all that are here are promised from {day}. Choose an earlier due date, or another device.",
        type=r.type.in_(w.language),
        day=w.day(r.day),
    ),
    rules.NotTheirTurn: lambda w, r: w.say(
        "{before} comes before {number} in the waiting list. Put the device aside for it first, or say why not.",
        before=r.before,
        number=r.number,
    ),
    rules.NotAskedFor: lambda w, r: w.say(
        "{tag} is not what {number} asks for. Choose another device.", tag=r.tag, number=r.number
    ),
    rules.ReservationIs: _is,
    rules.ReservationOver: lambda w, r: w.say(
        "The last day of {number} was {day}. Change its dates first.", number=r.number, day=w.day(r.last)
    ),
    rules.BeginsInPast: lambda w, r: w.say(
        "The first day {day} is in the past. Choose today or a later day.", day=w.day(r.first)
    ),
    rules.EndsBeforeItBegins: lambda w, r: w.say(
        "The last day has to be {day} or later, the first day.", day=w.day(r.first)
    ),
    rules.NothingOver: lambda w, _: w.say("No reservation has run out."),
}
