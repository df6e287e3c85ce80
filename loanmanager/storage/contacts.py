"""Contacts: who was reached about what, how, and with which outcome. They are never deleted, only marked undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain.chasing import Outcome, Sent, Way
from loanmanager.domain.notices import Stage
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import among, iso, moment, text_of


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact. With a stage it is a notice for a loan's due date; `counts` tells whether it was told by it."""

    client_id: int
    way: Way
    outcome: Outcome
    at: datetime
    staff_id: int | None
    loan_id: int | None = None
    stage: Stage | None = None
    due: date | None = None
    note: str = ""
    paper_id: int | None = None
    counts: bool = True


def add(store: Engine, made: Contact) -> int:
    """Keep a contact and return its id. A second notice of one stage, loan and due date is refused by the database."""
    return store.insert(
        "contacts",
        client_id=made.client_id,
        loan_id=made.loan_id,
        stage=made.stage or "",
        due_on=iso(made.due),
        channel=made.way,
        at=text_of(made.at),
        staff_id=made.staff_id,
        outcome=made.outcome,
        note=made.note,
        paper_id=made.paper_id,
        counts=int(made.counts),
    )


def mark_undone(store: Engine, contact_id: int) -> None:
    """Mark a contact as undone: it counts no more, and the notice may be sent again."""
    store.update("contacts", contact_id, undone=1)


def sent(store: Engine, loan_ids: Iterable[int]) -> dict[tuple[int, date], list[Sent]]:
    """Return the notices that were sent, by loan and due date. Days are those of the clock on the wall."""
    listed, named = among(loan_ids)
    rows = store.rows(
        f"""SELECT loan_id, due_on, stage, at FROM contacts
            WHERE loan_id IN {listed} AND stage <> '' AND counts = 1 AND undone = 0 ORDER BY id""",
        **named,
    )
    made: dict[tuple[int, date], list[Sent]] = {}
    for row in rows:
        key = (row["loan_id"], date.fromisoformat(row["due_on"]))
        made.setdefault(key, []).append(Sent(Stage(row["stage"]), moment(row["at"]).astimezone().date()))
    return made
