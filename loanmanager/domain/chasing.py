"""Which notice a loan is due today, and by which safe channel (product 3.2, 4.7). Pure functions of today.

How the days count, by cases written out in the tests:
- The time to bring a device back is the loan and the grace days after it. Where it ends on a closed day, it ends on the
  next open one: closed days at its end do not make a loan later.
- The first open day after that is one day late: whoever found the door closed on Saturday is one day late on Monday.
  From there every day counts.
- A notice falls due on an open day: one that would on a closed day waits for the next, one before the due date comes
  early instead.
- Only the highest stage that is due is sent, and never one at or below what was sent already. A stage sent late
  leaves the client a few days before the next.
- What was sent counts for one due date: after a renewal the ladder starts again.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from loanmanager.domain.clients import Channel, Client
from loanmanager.domain.notices import NoticeRule, Stage
from loanmanager.domain.office import OpenDays, Rules
from loanmanager.domain.refusal import Refusal

REST = 3
"""Days that a client has after a notice before the next one, unless the ladder itself is quicker."""

PREFERENCE = (Channel.LETTER, Channel.EMAIL, Channel.TEXT, Channel.CALL, Channel.VOICEMAIL)
"""The channels in the order in which they are offered."""

_DAY = timedelta(days=1)


class Barrier(StrEnum):
    """Why a channel cannot be used for a client."""

    NOT_SAFE = "not_safe"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What came of a contact."""

    SENT = "sent"
    REACHED = "reached"
    LEFT_MESSAGE = "left_message"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    CAME_BACK = "came_back"


ARRIVED = frozenset({Outcome.SENT, Outcome.REACHED, Outcome.LEFT_MESSAGE})
"""Outcomes after which the client has been told, as far as one knows."""


class Way(StrEnum):
    """How a contact was made: by a channel, or face to face."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    IN_PERSON = "in_person"


OUTCOMES: dict[Way, tuple[Outcome, ...]] = {
    Way.CALL: (Outcome.REACHED, Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER, Outcome.WRONG_NUMBER),
    Way.VOICEMAIL: (Outcome.LEFT_MESSAGE, Outcome.WRONG_NUMBER),
    Way.TEXT: (Outcome.SENT, Outcome.REACHED, Outcome.WRONG_NUMBER),
    Way.EMAIL: (Outcome.SENT, Outcome.REACHED, Outcome.CAME_BACK),
    Way.LETTER: (Outcome.SENT, Outcome.REACHED, Outcome.CAME_BACK),
    Way.IN_PERSON: (Outcome.REACHED,),
}
"""What may come of each way."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A notice that was sent for a loan's present due date, on a day."""

    stage: Stage
    on: date


@dataclass(frozen=True, slots=True)
class NoNoticeDue(Refusal):
    """The loan is due no notice, or another stage than was asked for; somebody may have sent it meanwhile."""

    number: str


@dataclass(frozen=True, slots=True)
class AlreadySent(Refusal):
    """This stage was sent already for this due date."""

    number: str
    on: date


@dataclass(frozen=True, slots=True)
class NotSafe(Refusal):
    """The client may not be reached by this channel."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class NoAddress(Refusal):
    """Nothing is known by which the client could be reached by this channel."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class NoSuchOutcome(Refusal):
    """A way of reaching somebody cannot end like this."""

    way: Way
    outcome: Outcome


def falls_on(rule: NoticeRule, due: date, rules: Rules) -> date:
    """Return the day on which a stage falls due for a loan due on a day."""
    if rule.after <= 0:
        return _last_open(rules.open_days, due + timedelta(days=rule.after))
    first_late = first_late_day(due, rules)
    return rules.open_days.next_open(first_late + timedelta(days=rule.after - 1))


def first_late_day(due: date, rules: Rules) -> date:
    """Return the day on which a loan is one day late for the ladder, its grace and the closed days after it over."""
    last = rules.open_days.next_open(due + timedelta(days=rules.policy.grace_days))
    return rules.open_days.next_open(last + _DAY)


def _last_open(days: OpenDays, day: date) -> date:
    """Return the day itself or the last open day before it; the day itself if none in a year is open."""
    for earlier in range(366):
        found = day - timedelta(days=earlier)
        if days.is_open(found):
            return found
    return day


def due_rule(due: date, rules: Rules, today: date, sent: Collection[Sent] = ()) -> NoticeRule | None:
    """Return the stage to send today for a loan due on a day, None when there is nothing to send."""
    ladder = [rule for rule in rules.policy.notices if rule.channels]
    reached = [rule for rule in ladder if falls_on(rule, due, rules) <= today]
    highest = max(reached, key=lambda rule: rule.stage.height, default=None)
    if highest is None:
        return None
    last = max(sent, key=lambda each: each.stage.height, default=None)
    if last is None:
        return highest
    if last.stage.height >= highest.stage.height:
        return None
    return highest if today >= last.on + timedelta(days=_rest(highest, last.stage, ladder)) else None


def _rest(rule: NoticeRule, last: Stage, ladder: Collection[NoticeRule]) -> int:
    """Return how many days after the last notice the next may follow."""
    below = next((each for each in ladder if each.stage is last), None)
    return min(REST, rule.after - below.after) if below else REST


def barriers(client: Client) -> dict[Channel, Barrier]:
    """Return the channels by which a client cannot be reached, and why: what is not safe comes before what is missing."""
    found: dict[Channel, Barrier] = {}
    known = {Channel.LETTER: bool(client.address.strip()), Channel.EMAIL: "@" in client.email}
    for channel in PREFERENCE:
        if channel not in client.allowed:
            found[channel] = Barrier.NOT_SAFE
        elif not known.get(channel, any(phone.strip() for phone in client.phones)):
            found[channel] = Barrier.UNKNOWN
    return found


def channel_for(rule: NoticeRule, client: Client) -> Channel | None:
    """Return the stage's best channel that is safe for a client, None where none is."""
    closed = barriers(client)
    return next((channel for channel in rule.channels if channel not in closed), None)


def against_channel(channel: Channel, client: Client) -> Iterator[Refusal]:
    """Yield the reason against reaching a client by a channel."""
    barrier = barriers(client).get(channel)
    if barrier is Barrier.NOT_SAFE:
        yield NotSafe(channel)
    elif barrier is Barrier.UNKNOWN:
        yield NoAddress(channel)


def against_contact(way: Way, outcome: Outcome) -> Iterator[Refusal]:
    """Yield the reason against noting a contact: it cannot end so.

    A call that was made is noted even where calls are not safe: what happened is what the history keeps.
    """
    if outcome not in OUTCOMES[way]:
        yield NoSuchOutcome(way, outcome)


def may_leave_message(client: Client) -> bool:
    """Tell whether a voicemail may be left, its words being the short ones of the stage."""
    return Channel.VOICEMAIL in client.allowed


def tells(way: Way, outcome: Outcome) -> bool:
    """Tell whether a contact counts as the notice sent: a failed call does not."""
    return outcome in ARRIVED and outcome in OUTCOMES[way]
