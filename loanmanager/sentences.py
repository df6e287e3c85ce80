"""Sentences for what cannot be done: what is so, and what to do about it. The window and the shell say the same."""

from collections.abc import Callable, Iterable
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.clients import InternetUse
from loanmanager.domain.devices import Condition, DeviceStatus, LineState
from loanmanager.i18n import Words

Sentence = Callable[[Words, Any], str]


def of_refusal(reason: why.Refusal, words: Words) -> str:
    """Return the sentence of one reason."""
    return _REFUSALS[type(reason)](words, reason)


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
    said = _FIELDS.get(name)
    return said(words) if said else name


def _no_such(words: Words, reason: why.NoSuch) -> str:
    said = {
        "device": words.say("No device bears “{text}”. Check the tag, or add the device on the Devices page."),
        "client": words.say("No client bears “{text}”. Check the number, or add the client."),
        "loan": words.say("There is no loan “{text}”. Check the number on the agreement."),
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
    }.get(reason.because, words.say("This kind of step cannot be undone."))


def _blocked(words: Words, reason: why.ClientIsBlocked) -> str:
    if reason.until:
        return words.say("This client cannot borrow until {day}. See the client’s page.", day=words.day(reason.until))
    return words.say("This client cannot borrow for now. See the client’s page.")


_REFUSALS: dict[type[why.Refusal], Sentence] = {
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
    why.ReasonMissing: lambda w, _: w.say("Say why; the reason is kept in the history."),
    why.NotUndoable: _not_undoable,
    why.ChangedMeanwhile: lambda w, r: w.say(
        "{field}: somebody changed this meanwhile. Look at it again, then change it.", field=of_field(r.field, w)
    ),
    why.NotEmpty: lambda w, _: w.say(
        "There are devices or clients here already. Choose an empty folder for the demo office."
    ),
}

_FIELDS: dict[str, Callable[[Words], str]] = {
    "tag": lambda w: w.say("Tag"),
    "type": lambda w: w.say("Type"),
    "make": lambda w: w.say("Make"),
    "model": lambda w: w.say("Model"),
    "serial": lambda w: w.say("Serial"),
    "imei": lambda w: w.say("IMEI"),
    "mac": lambda w: w.say("MAC address"),
    "system": lambda w: w.say("System"),
    "condition": lambda w: w.say("Condition"),
    "site": lambda w: w.say("Site"),
    "site_id": lambda w: w.say("Site"),
    "shelf": lambda w: w.say("Shelf"),
    "funding": lambda w: w.say("Funding"),
    "bought_on": lambda w: w.say("Bought on"),
    "price": lambda w: w.say("Price"),
    "replacement_cost": lambda w: w.say("Replacement cost"),
    "warranty_end": lambda w: w.say("Warranty ends"),
    "notes": lambda w: w.say("Notes"),
    "status": lambda w: w.say("Status"),
    "line": lambda w: w.say("Line"),
    "parts": lambda w: w.say("Parts"),
    "file_number": lambda w: w.say("File number"),
    "card": lambda w: w.say("Card"),
    "family_name": lambda w: w.say("Family name"),
    "given_name": lambda w: w.say("Given name"),
    "preferred_name": lambda w: w.say("Preferred name"),
    "pronouns": lambda w: w.say("Pronouns"),
    "birth_date": lambda w: w.say("Birth date"),
    "language": lambda w: w.say("Language of papers"),
    "phones": lambda w: w.say("Phones"),
    "email": lambda w: w.say("E-mail"),
    "address": lambda w: w.say("Address"),
    "counsellor": lambda w: w.say("Counsellor"),
    "id_seen": lambda w: w.say("ID seen"),
    "internet": lambda w: w.say("May use the internet"),
    "allowed": lambda w: w.say("Safe contact"),
    "discreet": lambda w: w.say("Discreet"),
    "guardian": lambda w: w.say("Guardian"),
    "orientation_on": lambda w: w.say("Orientation"),
    "blocked": lambda w: w.say("Blocked"),
    "blocked_until": lambda w: w.say("Blocked until"),
    "blocked_reason": lambda w: w.say("Reason of the block"),
    "name": lambda w: w.say("Name"),
    "prefix": lambda w: w.say("Tag prefix"),
    "phone": lambda w: w.say("Phone"),
    "hours": lambda w: w.say("Opening hours"),
    "help_line": lambda w: w.say("Help line"),
    "currency": lambda w: w.say("Currency"),
    "open_days": lambda w: w.say("Open days"),
    "loan_days": lambda w: w.say("Days of a loan"),
    "last": lambda w: w.say("Last day"),
    "username": lambda w: w.say("User name"),
    "custom": lambda w: w.say("Own fields"),
    "en": lambda w: w.say("Name"),
    "fr": lambda w: w.say("Name"),
    "carrier": lambda w: w.say("Carrier"),
    "iccid": lambda w: w.say("SIM"),
    "number": lambda w: w.say("Line number"),
    "plan": lambda w: w.say("Plan"),
    "plan_end": lambda w: w.say("Plan ends"),
    "data_cap_mb": lambda w: w.say("Data cap"),
    "cycle_day": lambda w: w.say("Day of the bill"),
    "monthly_cost": lambda w: w.say("Monthly cost"),
    "state": lambda w: w.say("State"),
    "relation": lambda w: w.say("Relation"),
    "cost": lambda w: w.say("Replacement cost"),
    "gap_days": lambda w: w.say("Days between two loans"),
    "renewals": lambda w: w.say("Renewals"),
    "questions": lambda w: w.say("Questions at return"),
    "limit": lambda w: w.say("Devices for one client"),
    "guardian_age": lambda w: w.say("Guardian signs under"),
    "late_renewal_days": lambda w: w.say("Renewable when late"),
    "suspend_line_after": lambda w: w.say("Line suspended after"),
    "first": lambda w: w.say("First day"),
    "purpose": lambda w: w.say("Purpose"),
    "programme": lambda w: w.say("Programme"),
    "note": lambda w: w.say("Note"),
    "override": lambda w: w.say("Reason"),
    "reason": lambda w: w.say("Reason"),
    "method": lambda w: w.say("What was done"),
    "tool": lambda w: w.say("With what"),
    "verified": lambda w: w.say("How you know"),
}
