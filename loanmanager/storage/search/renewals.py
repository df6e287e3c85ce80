"""Renewals as they are proposed: each loan's new date, and what stands against it."""

from dataclasses import dataclass
from datetime import date

from loanmanager.domain import lending
from loanmanager.domain.loans import Loan
from loanmanager.domain.names import name_key
from loanmanager.domain.refusal import Refusal
from loanmanager.storage import clients, loans, renewals
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """One loan that could be renewed; `reasons` are what stands against it, none where nothing does."""

    loan_id: int
    number: str
    name: str
    tags: tuple[str, ...]
    due: date
    new_due: date
    reasons: tuple[Refusal, ...] = ()


def renewal_rows(store: Engine, programme: str, *, today: date, due: date | None = None) -> tuple[RenewalRow, ...]:
    """Return the loans of a programme with something out: each until a common date, or as its own policy says."""
    found = (loans.with_id(store, id_) for id_ in renewals.of_programme(store, name_key(programme)))
    return tuple(_row(store, loan, today, due) for loan in found if loan)


def _row(store: Engine, loan: Loan, today: date, due: date | None) -> RenewalRow:
    asked, rules = renewals.proposed(store, loan, today, due)
    client = clients.with_id(store, loan.client_id)
    return RenewalRow(
        loan_id=loan.id,
        number=loan.number,
        name=client.listed_name if client else "",
        tags=tuple(item.device.tag for item in loan.open_items),
        due=asked.due,
        new_due=asked.new_due,
        reasons=lending.against_renewal(asked, rules, today),
    )


def awaited(store: Engine, loan_id: int, *, today: date, until: date) -> tuple[str, ...]:
    """Return the tags on a loan that somebody else was promised before a day."""
    loan = loans.with_id(store, loan_id)
    return renewals.awaited(store, loan, today, until) if loan else ()


def programmes_out(store: Engine) -> tuple[tuple[str, int], ...]:
    """Return the programmes that have something out, by name, each with the number of its loans."""
    return renewals.programmes_out(store)
