"""The words of incidents: what happened, what was decided, how a charge stands."""

from loanmanager.domain.incidents import ChargeState, Decision, Incident, IncidentKind, IncidentState
from loanmanager.i18n import Words


def of_kind(kind: IncidentKind | str, words: Words) -> str:
    """Return what happened, as a list shows it."""
    return {
        "missing": words.say_for("incident", "Missing"),
        "damaged": words.say_for("incident", "Damaged"),
        "lost": words.say_for("incident", "Lost"),
        "stolen": words.say_for("incident", "Stolen"),
    }[str(kind)]


def of_charge(state: ChargeState | str, words: Words) -> str:
    """Return how a charge stands."""
    return {
        "open": words.say_for("charge", "To pay"),
        "paid": words.say_for("charge", "Paid"),
        "waived": words.say_for("charge", "Waived"),
        "undone": words.say_for("charge", "Undone"),
    }[str(state)]


def of_state(state: IncidentState | str, decision: Decision | str, words: Words, *, owed: bool = False) -> str:
    """Return how an incident stands: what it waits for, or how it ended."""
    if str(state) == "undone":
        return words.say_for("incident", "Undone")
    if owed:
        return words.say_for("incident", "To pay")
    if str(state) == "open":
        return words.say_for("incident", "To decide") if str(decision) == "" else words.say_for("incident", "Open")
    return {
        "found": words.say_for("incident", "Found"),
        "waive": words.say_for("incident", "Waived"),
        "charge": words.say_for("incident", "Settled"),
    }.get(str(decision), words.say_for("incident", "Closed"))


def of_incident(incident: Incident, words: Words) -> str:
    """Return how one incident stands."""
    return of_state(incident.state, incident.decision, words, owed=bool(incident.open_charges))
