"""Renewing: a later due date for everything on a loan that is still out, with an addendum (product 4.4)."""

from dataclasses import dataclass
from datetime import date

from loanmanager.domain import lending
from loanmanager.domain import refusals as why
from loanmanager.domain.office import Rules
from loanmanager.domain.papers import PaperKind
from loanmanager.operations import done, forms, paperwork
from loanmanager.operations.done import LENDING, NOTHING, By, Done, Record
from loanmanager.storage import clients, loans, renewals
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


@dataclass(frozen=True, slots=True)
class RenewMany:
    """The loans of a programme, as they were shown. No due date means each loan's own policy."""

    loan_ids: tuple[int, ...]
    due: date | None = None
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class NotRenewed:
    """A loan that was left as it is, and why."""

    loan_id: int
    reasons: tuple[why.Refusal, ...]


@dataclass(frozen=True, slots=True)
class ManyRenewed:
    """What became of each loan; `entries` are those of the history, in the order of `renewed`."""

    renewed: tuple[Renewed, ...]
    left: tuple[NotRenewed, ...]
    entries: tuple[int, ...]


def renew_many(store: Engine, request: RenewMany, by: By) -> Done[ManyRenewed]:
    """Renew loans one by one: each its own addendum, transaction and entry in the history.

    So each can be undone by itself, a loan that is refused holds up no other, and a crash in the middle leaves whole
    renewals; the same form sent again renews the rest. Those with anything against them are left, and told.
    """
    renewed: list[Done[Renewed]] = []
    left: list[NotRenewed] = []
    for id_ in dict.fromkeys(request.loan_ids):
        idem = f"{request.idem}-{id_}" if request.idem else None
        try:
            renewed.append(renew(store, Renew(id_, request.due, idem=idem), by))
        except why.Refused as refused:
            left.append(NotRenewed(id_, refused.reasons))
    new = [each for each in renewed if not each.repeated]
    entries = tuple(each.entry_id for each in renewed)
    result = ManyRenewed(tuple(each.result for each in renewed), tuple(left), entries)
    return Done(result, LENDING if new else NOTHING, entries[-1] if entries else 0, repeated=bool(renewed) and not new)


def renew(store: Engine, request: Renew, by: By) -> Done[Renewed]:
    """Move the due date of what is still out.

    Raises:
        Refused: nothing is out, renewals are used up, somebody waits, the loan is long overdue, the new date is no later
            or closed.
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
        asked, rules = renewals.proposed(store, loan, by.today, request.due)
        reasons = lending.against_renewal(asked, rules, by.today)
        if reasons and not (request.override.strip() and lending.overrulable(reasons, rules.policy)):
            raise why.Refused(*reasons)
        facts = {
            "before": {str(item.id): item.due.isoformat() for item in loan.open_items},
            "renewed": loan.renewed,
            "due": asked.new_due.isoformat(),
            "override": request.override,
            "overruled": [each.code for each in reasons],
        }
        loans.set_due(store, [item.id for item in loan.open_items], asked.new_due)
        loans.set_renewed(store, loan.id, loan.renewed + 1)
        paper_id = _addendum(store, loan.id, asked.due, rules, by)
        subjects = [
            done.loan(loan.id),
            done.client(loan.client_id),
            *(done.device(i.device.id) for i in loan.open_items),
        ]
        result = Renewed(loan.id, loan.number, asked.new_due.isoformat(), paper_id)
        return done.record(store, by, Record("renew", result, LENDING, subjects, facts, request.idem))


def _addendum(store: Engine, loan_id: int, old_due: date, rules: Rules, by: By) -> int:
    """Freeze the addendum of the loan as it stands after the renewal."""
    loan = loans.with_id(store, loan_id)
    assert loan is not None
    client = clients.with_id(store, loan.client_id)
    assert client is not None
    return paperwork.keep_agreement(store, loan, client, rules, by, kind=PaperKind.ADDENDUM, renewed_from=old_due)
