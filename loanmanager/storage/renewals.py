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
    """Return the loans of a programme that have something out, by number; the programme by its `name_key`.

    They are those made for it, and those made for no programme to clients who take part in it.
    """
    rows = store.rows(
        """WITH asked AS (SELECT id FROM programmes WHERE name_key = :key), found AS (
               SELECT l.id, l.number FROM asked a JOIN loans l ON l.programme_id = a.id
               UNION SELECT l.id, l.number FROM asked a JOIN client_programmes c ON c.programme_id = a.id
                     JOIN loans l ON l.client_id = c.client_id AND l.programme_id IS NULL)
           SELECT f.id FROM found f WHERE EXISTS (SELECT 1 FROM items i WHERE i.loan_id = f.id AND i.ended IS NULL)
           ORDER BY f.number, f.id""",
        key=name_key,
    )
    return tuple(row["id"] for row in rows)


def programmes_out(store: Engine) -> tuple[tuple[str, int], ...]:
    """Return the programmes to which loans with something out belong, by name, with how many those are."""
    rows = store.rows(
        """WITH out AS (SELECT DISTINCT loan_id FROM items WHERE ended IS NULL), found AS (
               SELECT l.id, l.programme_id FROM out o JOIN loans l ON l.id = o.loan_id WHERE l.programme_id IS NOT NULL
               UNION SELECT l.id, c.programme_id FROM out o JOIN loans l ON l.id = o.loan_id
                     JOIN client_programmes c ON c.client_id = l.client_id WHERE l.programme_id IS NULL)
           SELECT p.name, COUNT(*) AS loans FROM found f JOIN programmes p ON p.id = f.programme_id
           GROUP BY p.id, p.name, p.name_key ORDER BY p.name_key"""
    )
    return tuple((row["name"], int(row["loans"])) for row in rows)
