"""How an entry of the history reads in a list of everything: what, when, about whom and what, undone or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loanmanager.domain.acts import Act
from loanmanager.ui.histories import events
from loanmanager.ui.tokens import Mark

if TYPE_CHECKING:
    from loanmanager.i18n import Words
    from loanmanager.storage.search import About, EntryRow
    from loanmanager.ui.office import Office
    from loanmanager.ui.widgets.timeline import Event

_UNDONE = Mark("undo-2", "retired")
_NAMES = 4
WHERE = {
    "device": "devices",
    "client": "clients",
    "loan": "loans",
    "kit": "kits",
    "line": "lines",
    "incident": "incidents",
    "reservation": "calendar",
    "stocktake": "stocktake",
    "programme": "programmes",
}
"""The page on which each kind of record is shown by its id."""


def told(entry: EntryRow, office: Office) -> Event:
    """Return what an entry says, its drawing, when and by whom, and what else one wants to know."""
    (event,) = events([entry.row], office.words, office.today, "", office.view)
    return replace(event, mark=_UNDONE) if entry.undoing else event


def names(entry: EntryRow, what: str) -> str:
    """Return the records that an entry is about, but for those that its own words name."""
    named = [each.name for each in entry.subjects if each.name and each.name not in what]
    return " · ".join(named[:_NAMES]) + (" …" if len(named) > _NAMES else "")


def of_act(act: Act, words: Words) -> str:
    """Return what a kind of act is called."""
    return {
        Act.LENDING: words.say("Loans"),
        Act.DEVICES: words.say("Devices"),
        Act.CLIENTS: words.say("Clients"),
        Act.INCIDENTS: words.say("Incidents"),
        Act.PAPERS: words.say("Papers"),
        Act.OFFICE: words.say("Office"),
        Act.PEOPLE: words.say("Staff"),
        Act.UNDOING: words.say_for("history", "Undone"),
    }[act]


def of_record(about: About, words: Words) -> str:
    """Return the kind of a record, with the name that people know it by."""
    kind = {
        "device": words.say("Device"),
        "client": words.say("Client"),
        "loan": words.say("Loan"),
        "kit": words.say("Kit"),
        "line": words.say("Line"),
        "incident": words.say("Incident"),
        "reservation": words.say("Reservation"),
        "stocktake": words.say("Stocktake"),
        "programme": words.say("Programme"),
        "type": words.say("Device type"),
        "office": words.say("Office"),
    }[about.kind]
    return f"{kind} {about.name}".strip()
