"""Papers of loans that are printed or kept together: of one day, of a programme, of some loans, or those yet to be signed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from loanmanager.domain import names
from loanmanager.domain.clients import Channel
from loanmanager.domain.papers import PaperKind
from loanmanager.storage import clients
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import among, moment, text_of

MOST = 5_000
"""Papers that one file holds at most."""


@dataclass(frozen=True, slots=True)
class Pile:
    """Which papers: of these kinds, and of those only what is asked for. `loans` are ids; `day` is when they were made.

    Of a programme are the loans of which something is out.
    """

    kinds: tuple[PaperKind, ...] = (PaperKind.AGREEMENT, PaperKind.ADDENDUM)
    loans: tuple[int, ...] | None = None
    day: date | None = None
    programme: str = ""
    to_sign: bool = False


@dataclass(frozen=True, slots=True)
class PileRow:
    """A paper of a pile."""

    id: int
    kind: PaperKind
    number: str
    name: str
    language: str
    made_at: datetime


def pile_of(store: Engine, pile: Pile) -> tuple[PileRow, ...]:
    """Return the papers of a pile by the number of their loan; none that was undone, and no more than a file holds."""
    where, named = _where(pile)
    rows = store.rows(
        f"""SELECT p.id, p.kind, p.language, p.made_at, l.number, c.family_name, c.given_name
            FROM papers p JOIN loans l ON l.id = p.loan_id JOIN clients c ON c.id = l.client_id
            WHERE p.undone = 0 AND {" AND ".join(where)} ORDER BY l.number, p.id LIMIT {MOST}""",
        **named,
    )
    return tuple(
        PileRow(
            r["id"],
            PaperKind(r["kind"]),
            r["number"],
            names.listed(r["family_name"], r["given_name"]),
            r["language"],
            moment(r["made_at"]),
        )
        for r in rows
    )


def _where(pile: Pile) -> tuple[list[str], dict[str, object]]:
    """Return the conditions of a pile and what they name."""
    where, named = [f"p.kind IN ({', '.join(repr(str(kind)) for kind in pile.kinds)})"], dict[str, object]()
    if pile.loans is not None:
        listed, ids = among(list(pile.loans))
        where.append(f"p.loan_id IN {listed}")
        named |= ids
    if pile.day is not None:
        where.append("p.made_at >= :begins AND p.made_at < :ends")
        named |= {"begins": _begins(pile.day), "ends": _begins(pile.day + timedelta(days=1))}
    if pile.programme:
        where.append("l.programme_id IN (SELECT id FROM programmes WHERE name = :programme)")
        where.append("l.id IN (SELECT loan_id FROM items WHERE ended IS NULL)")
        named["programme"] = pile.programme
    if pile.to_sign:
        where.append("p.signed_at IS NULL AND l.id IN (SELECT loan_id FROM items WHERE ended IS NULL)")
    return where, named


def _begins(day: date) -> str:
    """Return when a day begins here, as moments are stored."""
    return text_of(datetime.combine(day, time()).astimezone(UTC))


@dataclass(frozen=True, slots=True)
class PaperMail:
    """Whom a paper would be e-mailed to: the address, and whether they may be written to there and are discreet about it."""

    name: str
    address: str
    allowed: bool
    discreet: bool


def paper_mail(store: Engine, paper_id: int) -> PaperMail | None:
    """Return whom a paper is for, as the client stands today; None for a paper about no client."""
    client_id = store.value(
        """SELECT COALESCE(p.client_id, l.client_id) FROM papers p LEFT JOIN loans l ON l.id = p.loan_id
           WHERE p.id = :id""",
        id=paper_id,
    )
    client = clients.with_id(store, client_id) if client_id is not None else None
    if client is None:
        return None
    return PaperMail(client.natural_name, client.email, Channel.EMAIL in client.allowed, client.discreet)
