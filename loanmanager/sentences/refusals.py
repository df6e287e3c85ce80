"""The sentence of each refusal. Those of a later room stand beside this file, and join at its end."""

from collections.abc import Callable
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.clients import InternetUse
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.limits import TooLong
from loanmanager.i18n import Words
from loanmanager.sentences import (
    clients,
    incidents,
    lines,
    logos,
    notices,
    of_field,
    of_line_state,
    of_status,
    policies,
    protection,
    reservations,
    rights,
    sharing,
    signing,
    stocktakes,
    templates,
    work,
)

Sentence = Callable[[Words, Any], str]


def _no_such(words: Words, reason: why.NoSuch) -> str:
    said = {
        "device": words.say("No device bears “{text}”. Check the tag, or add the device on the Devices page."),
        "client": words.say("No client bears “{text}”. Check the number, or add the client."),
        "loan": words.say("There is no loan “{text}”. Check the number on the agreement."),
        "incident": words.say("There is no incident “{text}”. Check its number on the Incidents page."),
        "staff": words.say("Nobody who works here bears “{text}”."),
        "scan": words.say("This scan was removed meanwhile."),
        "programme": words.say("There is no programme “{text}”. Add it on the Programmes page, or choose another one."),
    }
    return said.get(reason.kind, words.say("“{text}” was not found.")).format(text=reason.text)


def _internet(words: Words, reason: why.InternetNotPermitted) -> str:
    if reason.use is InternetUse.ON_SITE:
        return words.say(
            "{tag} gives internet access, which this client uses on site only. Offer a place here.", tag=reason.tag
        )
    return words.say("{tag} gives internet access and cannot be lent to this client.", tag=reason.tag)


def _not_available(words: Words, reason: why.DeviceNotAvailable) -> str:
    said = {
        DeviceStatus.ON_LOAN: words.say("{tag} is on loan. Take it back first, or choose another device."),
        DeviceStatus.IN_REPAIR: words.say("{tag} is in repair. Choose another device."),
        DeviceStatus.LOST: words.say("{tag} is recorded as lost. If you have it in hand, tell a coordinator."),
        DeviceStatus.STOLEN: words.say("{tag} is recorded as stolen. If you have it in hand, tell a coordinator."),
        DeviceStatus.RETIRED: words.say("{tag} is retired and is not lent any more. Choose another device."),
    }
    return said.get(reason.status, words.say("{tag} is not available. Choose another device.")).format(tag=reason.tag)


def _not_undoable(words: Words, reason: why.NotUndoable) -> str:
    return {
        "later_changes": words.say(
            "Something was done with it since, so this cannot be undone. Undo the later step first."
        ),
        "already_undone": words.say("This was undone already."),
        "edited": words.say("A changed field is not undone. Write in it what the history says was there before."),
        "added": words.say("What was added stays, for its history. Retire, block or cancel it instead."),
        "holidays": words.say("These days come from the region’s calendar. Open the site on those that you work."),
        "agreed": words.say(
            "Agreements were made with this version, so it stays. Bring the one before it back instead."
        ),
        "known": words.say("What was seen or replaced cannot be taken back. Ask the carrier for a new PIN instead."),
    }.get(reason.because, words.say("This kind of step cannot be undone."))


def _blocked(words: Words, reason: why.ClientIsBlocked) -> str:
    if reason.until:
        return words.say("This client cannot borrow until {day}. See the client’s page.", day=words.day(reason.until))
    return words.say("This client cannot borrow for now. See the client’s page.")


REFUSALS: dict[type[why.Refusal], Sentence] = {
    why.NothingToLend: lambda w, _: w.say("The basket is empty. Scan a device first."),
    why.NoSuch: _no_such,
    why.NotOne: lambda w, r: w.say("More than one answers to “{text}”. Use the file number or the tag.", text=r.text),
    why.DeviceNotAvailable: _not_available,
    why.DeviceNotReset: lambda w, r: w.say(
        "{tag} is to be reset first. Mark it reset, or choose another device.", tag=r.tag
    ),
    why.DeviceNotChecked: lambda w, r: w.say(
        "{tag} came back and is still to be checked. Check it, or choose another device.", tag=r.tag
    ),
    why.DeviceReserved: lambda w, r: w.say("{tag} is put aside for somebody else. Choose another device.", tag=r.tag),
    why.DeviceTwice: lambda w, r: w.say("{tag} is in the basket twice.", tag=r.tag),
    why.LineNotActive: lambda w, r: w.say(
        "The line of {tag} is {state}. Have it reactivated, or choose another hotspot.",
        tag=r.tag,
        state=of_line_state(r.state, w),
    ),
    why.PlanEndsEarly: lambda w, r: w.say(
        "The plan of {tag} ends on {day}, before the due date. Choose an earlier date or another hotspot.",
        tag=r.tag,
        day=w.day(r.plan_end),
    ),
    why.ClientIsBlocked: _blocked,
    why.LimitReached: lambda w, r: w.say(
        "The limit is {limit} devices for one client, and {out} are out already.", limit=r.limit, out=r.out
    ),
    why.InternetNotPermitted: _internet,
    why.GuardianMissing: lambda w, r: w.say(
        "This client is {age} years old: a guardian has to sign. Add the guardian on the client’s page.", age=r.age
    ),
    why.OrientationMissing: lambda w, _: w.say(
        "The orientation comes before the first loan. Note its date on the client’s page."
    ),
    why.DueInPast: lambda w, r: w.say("The due date {day} is in the past. Choose a later one.", day=w.day(r.due)),
    why.SiteClosed: lambda w, r: w.say(
        "The site is closed on {day}. The next open day is {next}.", day=w.day(r.due), next=w.day(r.next_open)
    ),
    why.NothingToReturn: lambda w, _: w.say("Scan the device that came back."),
    why.OnAnotherLoan: lambda w, r: w.say(
        "{tag} is on another loan, {number}. Take it back by itself.", tag=r.tag, number=r.number
    ),
    why.DeviceNotOut: lambda w, r: w.say(
        "{tag} is not on loan ({status}), so there is nothing to take back.",
        tag=r.tag,
        status=of_status(r.status, w).lower(),
    ),
    why.WrongSim: lambda w, r: w.say(
        "The SIM of {tag} should end in {expected}. Look at the card again, or say why it differs.",
        tag=r.tag,
        expected=r.expected,
    ),
    why.LoanClosed: lambda w, r: w.say("Everything on loan {number} has come back.", number=r.number),
    why.NoRenewalLeft: lambda w, r: (
        w.count(
            "Loan {number} was renewed {n} time, as often as allowed.",
            "Loan {number} was renewed {n} times, as often as allowed.",
            r.renewals,
            number=r.number,
        )
        if r.renewals
        else w.say("Loan {number} cannot be renewed.", number=r.number)
    ),
    why.TooLateToRenew: lambda w, r: w.count(
        "Loan {number} is {n} day late, too late to renew.",
        "Loan {number} is {n} days late, too late to renew.",
        r.days,
        number=r.number,
    ),
    why.NotLater: lambda w, r: w.say("The new date has to be later than {day}.", day=w.day(r.due)),
    why.WrongStatus: lambda w, r: w.say(
        "{tag} is “{status}”, so there is nothing of the kind to do.", tag=r.tag, status=of_status(r.status, w)
    ),
    why.Taken: lambda w, r: w.say("{field}: “{text}” is taken already.", field=of_field(r.field, w), text=r.text),
    why.Missing: lambda w, r: w.say("{field}: something is needed here.", field=of_field(r.field, w)),
    why.Malformed: lambda w, r: w.say("{field}: “{text}” does not fit here.", field=of_field(r.field, w), text=r.text),
    TooLong: lambda w, r: w.say(
        "{field}: this is too long. There is room for {most} characters.",
        field=of_field(r.field, w),
        most=w.number(r.most),
    ),
    why.ReasonMissing: lambda w, _: w.say("Say why; the reason is kept in the history."),
    why.NotUndoable: _not_undoable,
    why.ChangedMeanwhile: lambda w, r: w.say(
        "{field}: somebody changed this meanwhile. Look at it again, then change it.", field=of_field(r.field, w)
    ),
    why.NotEmpty: lambda w, _: w.say(
        "There are devices or clients here already. Choose an empty folder for the demo office."
    ),
}
REFUSALS |= work.REFUSALS
REFUSALS |= notices.REFUSALS
REFUSALS |= lines.REFUSALS
REFUSALS |= stocktakes.REFUSALS
REFUSALS |= reservations.REFUSALS
REFUSALS |= clients.REFUSALS
REFUSALS |= policies.REFUSALS
REFUSALS |= incidents.REFUSALS
REFUSALS |= templates.REFUSALS
REFUSALS |= signing.REFUSALS
REFUSALS |= logos.REFUSALS
REFUSALS |= rights.REFUSALS
REFUSALS |= protection.REFUSALS
REFUSALS |= sharing.REFUSALS
