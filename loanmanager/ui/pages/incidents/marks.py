"""The drawings and colours of incidents."""

from loanmanager.domain.incidents import Decision, Incident, IncidentKind, IncidentState
from loanmanager.ui.tokens import STATUSES, Mark

KINDS = {
    IncidentKind.LOST: STATUSES["lost"],
    IncidentKind.STOLEN: STATUSES["stolen"],
    IncidentKind.DAMAGED: Mark("wrench", "todo"),
    IncidentKind.MISSING: Mark("cable", "todo"),
}
"""The drawing and colour of what happened."""


def state_mark(state: IncidentState, decision: Decision, *, owed: bool) -> Mark:
    """Return the drawing and colour of how an incident stands."""
    if owed:
        return Mark("circle-dollar-sign", "todo")
    if state is IncidentState.UNDONE:
        return Mark("undo-2", "retired")
    if state is IncidentState.OPEN:
        return Mark("triangle-alert", "todo") if decision is Decision.NONE else Mark("clock", "loan")
    return Mark("package-check" if decision is Decision.FOUND else "circle-check", "ok")


def incident_mark(incident: Incident) -> Mark:
    """Return the drawing and colour of how one incident stands."""
    return state_mark(incident.state, incident.decision, owed=bool(incident.open_charges))
