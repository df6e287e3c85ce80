"""Notices and contacts, for the promises that every operation keeps."""

from dataclasses import replace
from datetime import date
from typing import Any

from loanmanager.domain.chasing import Outcome, Way
from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import LADDER, Stage
from loanmanager.operations import contacting, policies
from loanmanager.operations.done import By
from tests.office import add_client

LATE = date(2026, 12, 24)


def begun(w: Any) -> None:
    """Let the client be written to; and have somebody else."""
    w.other = add_client(w.store, w.by, "Diallo", "Awa")
    with w.store.write():
        w.store.run("UPDATE clients SET address = '12 rue X' WHERE id = :id", id=w.client)


def _send(w: Any, by: By, key: str | None) -> Any:
    """Send the courtesy notice of the loan, which is due on the 23rd, on the day after."""
    due = date(2026, 12, 23)
    form = contacting.Send(w.loan.result.loan_id, due, Stage.COURTESY, Channel.LETTER, idem=key)
    return contacting.send_notice(w.store, form, replace(by, today=LATE))


def _log(w: Any, by: By, key: str | None) -> Any:
    form = contacting.LogContact(
        w.client, Way.CALL, Outcome.REACHED, "coming on Friday", w.loan.result.loan_id, idem=key
    )
    return contacting.log_contact(w.store, form, by)


OPERATIONS = {
    "send_notice": _send,
    "log_contact": _log,
    "save_notices": lambda w, by, key: policies.save_notices(w.store, (replace(LADDER[0], days=2), *LADDER[1:]), by),
}
REFUSED = {
    "a notice for a loan in time": lambda w, by: contacting.send_notice(
        w.store, contacting.Send(w.loan.result.loan_id, date(2026, 12, 23), Stage.COURTESY, Channel.LETTER), by
    ),
    "a notice for no loan": lambda w, by: contacting.send_notice(
        w.store, contacting.Send(999, date(2026, 12, 23), Stage.COURTESY, Channel.LETTER), by
    ),
    "a notice that cannot reach anybody": lambda w, by: contacting.send_notice(
        w.store,
        contacting.Send(w.loan.result.loan_id, date(2026, 12, 23), Stage.COURTESY, Channel.EMAIL),
        replace(by, today=LATE),
    ),
    "a contact with nobody": lambda w, by: contacting.log_contact(
        w.store, contacting.LogContact(999, Way.CALL, Outcome.REACHED), by
    ),
    "a contact about no loan": lambda w, by: contacting.log_contact(
        w.store, contacting.LogContact(w.client, Way.CALL, Outcome.REACHED, loan_id=999), by
    ),
    "a contact about somebody else’s loan": lambda w, by: contacting.log_contact(
        w.store, contacting.LogContact(w.other, Way.CALL, Outcome.REACHED, loan_id=w.loan.result.loan_id), by
    ),
    "a letter that nobody answers": lambda w, by: contacting.log_contact(
        w.store, contacting.LogContact(w.client, Way.LETTER, Outcome.NO_ANSWER), by
    ),
    "a notice by call without its date": lambda w, by: contacting.log_contact(
        w.store,
        contacting.LogContact(w.client, Way.CALL, Outcome.REACHED, loan_id=w.loan.result.loan_id, stage=Stage.COURTESY),
        by,
    ),
    "a ladder that does not climb": lambda w, by: policies.save_notices(
        w.store, (LADDER[0], replace(LADDER[1], days=1)), by
    ),
}
