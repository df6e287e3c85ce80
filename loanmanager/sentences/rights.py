"""What each right lets one do, what the roles are called, and the sentences of who may not and of signing in."""

from collections.abc import Callable
from typing import Any

from loanmanager.domain import rights, signing_in
from loanmanager.domain.office import Role
from loanmanager.domain.refusal import Refusal
from loanmanager.domain.rights import Right
from loanmanager.i18n import Words

_MINUTE = 60  # seconds
_WORDS: dict[Right, Callable[[Words], str]] = {
    Right.SIGN_IN: lambda w: w.say("Sign in"),
    Right.OWN_PIN: lambda w: w.say("Change one’s own PIN and language"),
    Right.UPKEEP: lambda w: w.say("Let the program write holidays and end old reservations"),
    Right.LEND: lambda w: w.say("Lend and renew"),
    Right.TAKE_BACK: lambda w: w.say("Take back"),
    Right.RESERVE: lambda w: w.say("Reserve and put aside"),
    Right.CLIENTS: lambda w: w.say("Add and edit clients"),
    Right.PAPERS: lambda w: w.say("Make, sign and scan papers"),
    Right.CARE: lambda w: w.say("Mark devices reset or checked"),
    Right.COUNT: lambda w: w.say("Scan in a stocktake"),
    Right.CONTACT: lambda w: w.say("Log contacts with clients"),
    Right.REPORT: lambda w: w.say("Report lost, stolen or damaged devices"),
    Right.UNDO_OWN: lambda w: w.say("Undo one’s own steps of the last 15 minutes"),
    Right.UNDO: lambda w: w.say("Undo anybody’s steps"),
    Right.OVERRIDE: lambda w: w.say("Override a refusal with a reason"),
    Right.BLOCK: lambda w: w.say("Block clients and lift blocks"),
    Right.RESTRICTED: lambda w: w.say("See and change PIN, PUK and internet permission"),
    Right.INVENTORY: lambda w: w.say("Add and edit devices, kits and lines"),
    Right.RETIRE: lambda w: w.say("Retire devices and kits"),
    Right.LINES: lambda w: w.say("Suspend and reactivate lines"),
    Right.REPAIRS: lambda w: w.say("Send devices to repair"),
    Right.INCIDENTS: lambda w: w.say("Follow up incidents, remove scans and photos"),
    Right.CHARGES: lambda w: w.say("Charge, waive and settle"),
    Right.NOTICES: lambda w: w.say("Send notices"),
    Right.STOCKTAKE: lambda w: w.say("Start, finish and put right a stocktake"),
    Right.PROGRAMMES: lambda w: w.say("Add, rename and end programmes"),
    Right.MERGE: lambda w: w.say("Merge clients who are there twice"),
    Right.WORDING: lambda w: w.say("Write agreements and notices"),
    Right.CLOSED_DAYS: lambda w: w.say("Set closed days"),
    Right.EXPORT: lambda w: w.say("Export lists"),
    Right.HISTORY: lambda w: w.say("Look through the whole history"),
    Right.RULES: lambda w: w.say("Set lending rules and device types"),
    Right.OFFICE: lambda w: w.say("Set up the agency and its sites"),
    Right.STAFF: lambda w: w.say("Manage staff and their PINs"),
    Right.IMPORT: lambda w: w.say("Import sheets"),
    Right.BACKUP: lambda w: w.say("Save backups"),
    Right.RESTORE: lambda w: w.say("Restore a backup"),
    Right.PROTECTION: lambda w: w.say("Turn protection on and off"),
}


def of_right(right: Right, words: Words) -> str:
    """Return what a right lets one do, as the table of roles says it."""
    return _WORDS[right](words)


def of_role(role: Role, words: Words) -> str:
    """Return what a role is called."""
    return {
        Role.FRONT_DESK: words.say("Front desk"),
        Role.COORDINATOR: words.say("Coordinator"),
        Role.ADMINISTRATOR: words.say("Administrator"),
    }[role]


def why_not(right: Right, words: Words) -> str:
    """Return who may, for whoever may not."""
    if rights.LEAST.get(right) is Role.ADMINISTRATOR:
        return words.say("{what}: for administrators.", what=of_right(right, words))
    return words.say("{what}: for coordinators and administrators.", what=of_right(right, words))


def of_wait(seconds: int, words: Words) -> str:
    """Return how long to wait: 25 seconds, 4 minutes."""
    if seconds <= _MINUTE:
        return words.count("{n} second", "{n} seconds", seconds)
    return words.count("{n} minute", "{n} minutes", -(-seconds // _MINUTE))


def _not_allowed(words: Words, reason: rights.NotAllowed) -> str:
    return words.say("{who} Ask one of them to sign in.", who=why_not(reason.right, words))


def _wrong(words: Words, reason: signing_in.WrongPin) -> str:
    if not reason.seconds:
        return words.say("That is not the PIN. Try again.")
    wait = of_wait(reason.seconds, words)
    return words.say("That is not the PIN. Wait {wait}, or ask an administrator for a new one.", wait=wait)


REFUSALS: dict[type[Refusal], Callable[[Words, Any], str]] = {
    rights.NotAllowed: _not_allowed,
    rights.NotSignedIn: lambda w, _: w.say("Sign in first."),
    signing_in.WrongPin: _wrong,
    signing_in.TryLater: lambda w, r: w.say(
        "Too many wrong tries. Wait {wait}, or ask an administrator for a new PIN.", wait=of_wait(r.seconds, w)
    ),
    signing_in.NoPinYet: lambda w, r: w.say("{name} has no PIN yet. Ask an administrator for one.", name=r.name),
    signing_in.PinTooShort: lambda w, r: w.say("Use at least {least} characters.", least=r.least),
    signing_in.PinTooLong: lambda w, r: w.say("Use at most {most} characters.", most=r.most),
    signing_in.PinTooEasy: lambda w, _: w.say(
        "This is too easy to guess. Choose another one than a row of numbers or your name."
    ),
    signing_in.PinAsBefore: lambda w, _: w.say("This is the one that you have now. Choose another one."),
    signing_in.ChangePinFirst: lambda w, _: w.say(
        "An administrator gave you this PIN. Choose your own first: staff pin."
    ),
    signing_in.AdministratorFirst: lambda w, _: w.say(
        "The first PIN has to be an administrator’s, so that somebody can give the others theirs."
    ),
    signing_in.AskAdministrator: lambda w, r: w.say(
        "{name} is no administrator: any administrator gives them a new PIN, in the settings, under Staff.", name=r.name
    ),
    signing_in.NotTheOwner: lambda w, _: w.say(
        "Only the account that owns the data folder may do this, or an administrator of this computer."
    ),
    signing_in.LastAdministrator: lambda w, r: w.say(
        "{name} is the last administrator who can sign in. Make somebody else an administrator first.", name=r.name
    ),
    signing_in.NotOnYourself: lambda w, _: w.say("Nobody does this to themselves. Ask another administrator."),
}
