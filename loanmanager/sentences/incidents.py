"""The sentences of what stands against an incident, a charge, a photo, a clearance letter."""

from collections.abc import Callable
from typing import Any

from loanmanager.domain import incidents as why
from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words

REFUSALS: dict[type[Refusal], Callable[[Words, Any], str]] = {
    why.IncidentOpenAlready: lambda w, r: w.say(
        "This is on record already for {tag}: incident {number}. Open that one, and add to it.",
        tag=r.tag,
        number=r.number,
    ),
    why.HeldForSomebody: lambda w, r: w.say(
        "{tag} is put aside for a reservation. Put it back on the shelf first, so that they get another one.", tag=r.tag
    ),
    why.AwayForRepair: lambda w, r: w.say("{tag} is away for repair. Record it as back from repair first.", tag=r.tag),
    why.IncidentNotOpen: lambda w, r: w.say("Incident {number} is closed. Open it again first.", number=r.number),
    why.IncidentNotClosed: lambda w, r: w.say("Incident {number} is open already.", number=r.number),
    why.SettledByFinding: lambda w, r: w.say(
        "Incident {number} ended when it was found. If it happened again, report it anew.", number=r.number
    ),
    why.Undecided: lambda w, r: w.say(
        "Decide first who pays for incident {number}: charge, or waive.", number=r.number
    ),
    why.ChargeStillOpen: lambda w, r: w.say(
        "Incident {number} is charged already. Mark the charge paid or waived first.", number=r.number
    ),
    why.NobodyToCharge: lambda w, r: w.say(
        "Nobody had the device of incident {number}, so there is nobody to charge. Waive it.", number=r.number
    ),
    why.ChargeNotOpen: lambda w, _: w.say("This charge is settled already."),
    why.NotFindable: lambda w, r: w.say(
        "What incident {number} is about is not gone, so it cannot be found.", number=r.number
    ),
    why.NotAPhoto: lambda w, r: w.say("“{name}” is no picture. Choose a PNG or JPEG file.", name=r.name),
    why.PhotoTooFine: lambda w, r: w.say(
        "“{name}” has more than {most} million pixels. Make it smaller, then add it.", name=r.name, most=r.most
    ),
    why.PhotoTooLarge: lambda w, r: w.say(
        "“{name}” is larger than {most} MB. Make it smaller, then add it.", name=r.name, most=r.most
    ),
    why.StillOut: lambda w, r: w.count(
        "This client still has {tags}. Take it back first.",
        "This client still has {tags}. Take them back first.",
        len(r.tags),
        tags=w.list(r.tags),
    ),
    why.IncidentsStillOpen: lambda w, r: w.count(
        "Incident {numbers} is still open. Settle it first.",
        "Incidents {numbers} are still open. Settle them first.",
        len(r.numbers),
        numbers=w.list(r.numbers),
    ),
    why.NeverReturned: lambda w, r: w.count(
        "What incident {numbers} is about was never returned, so the letter cannot say so.",
        "What incidents {numbers} are about was never returned, so the letter cannot say so.",
        len(r.numbers),
        numbers=w.list(r.numbers),
    ),
}
