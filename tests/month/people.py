"""Clients and programmes, notices and contacts."""

from datetime import date
from typing import Any

from loanmanager.domain.chasing import OUTCOMES, Way
from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import Stage
from loanmanager.operations import (
    care_papers,
    contacting,
    inventory,
    merging,
    people,
    programmes,
)
from loanmanager.storage import search
from tests.month.living import Month


def add_client(m: Month) -> Any:
    typed = {"family_name": m.rng.choice(["Tremblay", "Roy"]), "given_name": "Josée", "phones": ("514 555-0004",)}
    return people.add_client(m.store, people.NewClient(typed), m.by)


def block(m: Month) -> Any:
    id_ = m.some_client
    client = search.client_record(m.store, id_)
    assert client is not None
    now = {"blocked": not client.blocked, "blocked_reason": "" if client.blocked else "a word first"}
    return people.edit_client(m.store, inventory.Edit(id_, {"blocked": client.blocked}, now), m.by)


def merge(m: Month) -> Any:
    return merging.merge(m.store, merging.Merge(m.some_client, m.some_client), m.by)


def tell_apart(m: Month) -> Any:
    return merging.tell_apart(m.store, m.some_client, m.some_client, m.by)


def join(m: Month) -> Any:
    return programmes.join(m.store, m.rng.choice([1, 2]), [m.some_client, m.some_client], m.by)


def leave(m: Month) -> Any:
    row = m.store.row("SELECT * FROM client_programmes ORDER BY id DESC LIMIT 1")
    return row and programmes.leave(m.store, row["programme_id"], [row["client_id"]], m.by)


def send_notice(m: Month) -> Any:
    row = m.pick(search.notices_due(m.store, m.by.today))
    if row is None or row.channel is None:
        return None
    return contacting.send_notice(m.store, contacting.Send(row.loan_id, row.due, row.stage, row.channel), m.by)


def send_again(m: Month, contact_id: int) -> Any:
    """Send a notice once more that was sent: it is refused."""
    row = m.store.row("SELECT * FROM contacts WHERE id = :id", id=contact_id)
    channel = Channel(row["channel"]) if row["channel"] in set(Channel) else Channel.CALL
    form = contacting.Send(row["loan_id"], date.fromisoformat(row["due_on"]), Stage(row["stage"]), channel)
    return contacting.send_notice(m.store, form, m.by)


def log_contact(m: Month) -> Any:
    row = m.pick(search.notices_due(m.store, m.by.today))
    way = m.rng.choice([Way.CALL, Way.IN_PERSON])
    outcome = m.rng.choice(OUTCOMES[way])
    if row is None or m.chance(2):
        return contacting.log_contact(m.store, contacting.LogContact(m.some_client, way, outcome), m.by)
    form = contacting.LogContact(row.client_id, way, outcome, "", row.loan_id, row.due, row.stage)
    return contacting.log_contact(m.store, form, m.by)


def clearance(m: Month) -> Any:
    """Print the letter of somebody who has nothing; where something is still open it is refused."""
    return care_papers.make_clearance(m.store, m.some_client, m.by)
