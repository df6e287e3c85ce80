"""Renewing: a later due date for everything on a loan that is still out, with an addendum (product 4.4)."""

from dataclasses import dataclass
from datetime import date

from loanmanager.domain import lending
from loanmanager.domain import refusals as why
from loanmanager.domain.office import Rules
from loanmanager.domain.papers import PaperKind
from loanmanager.operations import done, forms, paperwork
from loanmanager.operations.done import LENDING, By, Done, Record
from loanmanager.storage import clients, loans, office
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class Renew:
    """The form of a renewal. No due date means the policy's; `override` is a coordinator's reason."""

    loan_id: int
    due: date | None = None
    override: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Renewed:
    """A renewal that was made; `due` is an ISO date."""

    loan_id: int
    number: str
    due: str
    paper_id: int


def renew(store: Engine, request: Renew, by: By) -> Done[Renewed]:
    """Move the due date of what is still out.

    Raises:
        Refused: nothing is out, renewals are used up, the loan is long overdue, the new date is no later or closed.
    """
    with store.write():
        before = done.already_done(store, request.idem, Renewed)
        if before:
            return before
        forms.sound_text(override=request.override)
        loan = loans.with_id(store, request.loan_id)
        if loan is None:
            raise why.Refused(why.NoSuch("loan", str(request.loan_id)))
        if loan.due is None:
            raise why.Refused(why.LoanClosed(loan.number))
        rules, types = office.rules(store, loan.site_id), tuple(item.device.type for item in loan.open_items)
        due = request.due or lending.renewed_due(types, loan.due, rules, by.today)
        asked = lending.Renewal(loan.number, loan.due, due, loan.renewed, types)
        reasons = lending.against_renewal(asked, rules, by.today)
        if reasons and not (request.override.strip() and lending.overrulable(reasons, rules.policy)):
            raise why.Refused(*reasons)
        facts = {
            "before": {str(item.id): item.due.isoformat() for item in loan.open_items},
            "renewed": loan.renewed,
            "due": due.isoformat(),
            "override": request.override,
        }
        loans.set_due(store, [item.id for item in loan.open_items], due)
        loans.set_renewed(store, loan.id, loan.renewed + 1)
        paper_id = _addendum(store, loan.id, loan.due, rules, by)
        subjects = [
            done.loan(loan.id),
            done.client(loan.client_id),
            *(done.device(i.device.id) for i in loan.open_items),
        ]
        result = Renewed(loan.id, loan.number, due.isoformat(), paper_id)
        return done.record(store, by, Record("renew", result, LENDING, subjects, facts, request.idem))


def _addendum(store: Engine, loan_id: int, old_due: date, rules: Rules, by: By) -> int:
    """Freeze the addendum of the loan as it stands after the renewal."""
    loan = loans.with_id(store, loan_id)
    assert loan is not None
    client = clients.with_id(store, loan.client_id)
    assert client is not None
    return paperwork.keep_agreement(store, loan, client, rules, by, kind=PaperKind.ADDENDUM, renewed_from=old_due)
