"""What a renewal is asked of: the loan as it stands, its site's rules, and who waits for what is on it."""

from datetime import date

from loanmanager.domain import lending
from loanmanager.domain.lending import Renewal
from loanmanager.domain.loans import Loan
from loanmanager.domain.office import Rules
from loanmanager.domain.promises import FAR
from loanmanager.storage import office, reservations
from loanmanager.storage.engine import Engine


def proposed(store: Engine, loan: Loan, today: date, due: date | None = None) -> tuple[Renewal, Rules]:
    """Return the renewal of a loan that has something out, until a date or the policy's, and the rules to hold it to."""
    assert loan.due is not None
    types, rules = tuple(item.device.type for item in loan.open_items), office.rules(store, loan.site_id)
    new = due or lending.renewed_due(types, loan.due, rules, today)
    waited = awaited(store, loan, today, new)
    return Renewal(loan.number, loan.due, new, loan.renewed, types, loan.renewals, waited), rules


def awaited(store: Engine, loan: Loan, today: date, until: date) -> tuple[str, ...]:
    """Return the tags on a loan that somebody else was promised before a day, and nothing else is there for them."""
    until = min(until, FAR)
    return tuple(
        item.device.tag
        for item in loan.open_items
        if reservations.someone_waits(store, item.device, today, until, loan.client_id)
    )


def of_programme(store: Engine, name_key: str) -> tuple[int, ...]:
    """Return the loans of a programme that have something out, by number; the programme by its `name_key`."""
    rows = store.rows(
        """SELECT l.id FROM loans l JOIN programmes p ON p.id = l.programme_id
           WHERE p.name_key = :key AND l.id IN (SELECT loan_id FROM items WHERE ended IS NULL) ORDER BY l.number, l.id""",
        key=name_key,
    )
    return tuple(row["id"] for row in rows)
