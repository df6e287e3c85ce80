"""The words of notices and contacts: what each stage and outcome is called, and the sentences of what is refused."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from loanmanager.domain import chasing, notices
from loanmanager.domain.chasing import Outcome, Way
from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import Stage
from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words

if TYPE_CHECKING:
    from loanmanager.sentences.refusals import Sentence


def of_stage(stage: Stage | str, words: Words) -> str:
    """Return what a stage is called in a list."""
    return {
        Stage.COURTESY: words.say_for("stage", "Courtesy"),
        Stage.FIRST: words.say_for("stage", "First notice"),
        Stage.SECOND: words.say_for("stage", "Second notice"),
        Stage.FINAL: words.say_for("stage", "Final notice"),
    }[Stage(stage)]


def of_way(way: Way | Channel | str, words: Words) -> str:
    """Return what a way of reaching somebody is called."""
    return {
        Way.CALL: words.say("Call"),
        Way.LETTER: words.say("Letter"),
        Way.EMAIL: words.say("E-mail"),
        Way.TEXT: words.say("Text"),
        Way.VOICEMAIL: words.say("Voicemail"),
        Way.IN_PERSON: words.say("In person"),
    }[Way(str(way))]


def of_outcome(outcome: Outcome | str, words: Words) -> str:
    """Return what came of a contact."""
    return {
        Outcome.SENT: words.say_for("outcome", "Sent"),
        Outcome.REACHED: words.say_for("outcome", "Reached"),
        Outcome.LEFT_MESSAGE: words.say_for("outcome", "Left a message"),
        Outcome.NO_ANSWER: words.say_for("outcome", "No answer"),
        Outcome.WRONG_NUMBER: words.say_for("outcome", "Wrong number"),
        Outcome.CAME_BACK: words.say_for("outcome", "Came back"),
    }[Outcome(outcome)]


def of_barrier(channel: Channel, barrier: chasing.Barrier, words: Words) -> str:
    """Return why a client cannot be reached by a channel, in a few words."""
    if barrier is chasing.Barrier.NOT_SAFE:
        return {
            Channel.CALL: words.say("No call, at the client’s request"),
            Channel.LETTER: words.say("No letter, at the client’s request"),
            Channel.EMAIL: words.say("No e-mail, at the client’s request"),
            Channel.TEXT: words.say("No text, at the client’s request"),
            Channel.VOICEMAIL: words.say("No voicemail, at the client’s request"),
        }[channel]
    return {
        Channel.LETTER: words.say("No address is known"),
        Channel.EMAIL: words.say("No e-mail address is known"),
    }.get(channel, words.say("No telephone number is known"))


def of_barriers(closed: Mapping[Channel, chasing.Barrier], words: Words) -> list[str]:
    """Return why a client cannot be reached by some channels: one line for what is not safe, one for each lack."""
    unsafe = [each for each, barrier in closed.items() if barrier is chasing.Barrier.NOT_SAFE]
    lacks = [of_barrier(each, barrier, words) for each, barrier in closed.items() if each not in unsafe]
    if not unsafe:
        return list(dict.fromkeys(lacks))
    no = {
        Channel.CALL: words.say_for("barrier", "no call"),
        Channel.LETTER: words.say_for("barrier", "no letter"),
        Channel.EMAIL: words.say_for("barrier", "no e-mail"),
        Channel.TEXT: words.say_for("barrier", "no text"),
        Channel.VOICEMAIL: words.say_for("barrier", "no voicemail"),
    }
    ways = words.list([no[each] for each in unsafe])
    request = words.say("{ways}, at the client’s request", ways=ways[:1].upper() + ways[1:])
    return [request, *dict.fromkeys(lacks)]


def of_language(language: str, words: Words) -> str:
    """Return what a language is called inside a sentence of another one: French, français; its code where unknown."""
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(language).get_language_name(words.locale) or language
    except (UnknownLocaleError, ValueError):
        return language


def _not_safe(words: Words, reason: chasing.NotSafe) -> str:
    return {
        Channel.CALL: words.say("This client is not to be called. Choose another way."),
        Channel.LETTER: words.say("This client is not to be sent letters. Choose another way."),
        Channel.EMAIL: words.say("This client is not to be sent e-mail. Choose another way."),
        Channel.TEXT: words.say("This client is not to be sent text messages. Choose another way."),
        Channel.VOICEMAIL: words.say("No message may be left for this client. Choose another way."),
    }[reason.channel]


def _no_address(words: Words, reason: chasing.NoAddress) -> str:
    return {
        Channel.LETTER: words.say("No address is known for this client. Add it on the client’s page."),
        Channel.EMAIL: words.say("No e-mail address is known for this client. Add it on the client’s page."),
    }.get(reason.channel, words.say("No telephone number is known for this client. Add it on the client’s page."))


def _text_missing(words: Words, reason: notices.TextMissing) -> str:
    part = {
        "subject": words.say("Subject"),
        "body": words.say("Letter and e-mail"),
        "short": words.say("By telephone or text message"),
    }.get(reason.part, reason.part)
    return words.say("{stage}: “{part}” needs a text.", stage=of_stage(reason.stage, words), part=part)


REFUSALS: dict[type[Refusal], "Sentence"] = {
    chasing.NoNoticeDue: lambda w, r: w.say(
        "Loan {number} is due no such notice now. It was renewed, or somebody else was quicker.", number=r.number
    ),
    chasing.AlreadySent: lambda w, r: w.say(
        "This notice for {number} was sent on {day} already. It is not sent twice.", number=r.number, day=w.day(r.on)
    ),
    chasing.NotSafe: _not_safe,
    chasing.NoAddress: _no_address,
    chasing.NoSuchOutcome: lambda w, r: w.say(
        "{way}: “{outcome}” cannot come of it. Choose another outcome.",
        way=of_way(r.way, w),
        outcome=of_outcome(r.outcome, w),
    ),
    notices.StageTooSoon: lambda w, r: w.say(
        "{stage} has to come later than {below}. Choose more days.",
        stage=of_stage(r.stage, w),
        below=of_stage(r.below, w),
    ),
    notices.StageTwice: lambda w, r: w.say("{stage} is there twice.", stage=of_stage(r.stage, w)),
    notices.DelayTooLong: lambda w, r: w.say("{stage}: choose a year or less.", stage=of_stage(r.stage, w)),
    notices.UnknownField: lambda w, r: w.say(
        "{stage}: nothing fills in “{field}”. Choose the field from the list.",
        stage=of_stage(r.stage, w),
        field=r.field,
    ),
    notices.TellsTooMuch: lambda w, r: w.say(
        "{stage}: a discreet text must not name “{field}”. Leave it out.", stage=of_stage(r.stage, w), field=r.field
    ),
    notices.TextMissing: _text_missing,
}
