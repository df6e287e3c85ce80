"""The rows of the follow-up lists that no other module holds: late loans, devices in care, papers, endings."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from loanmanager.domain import names
from loanmanager.domain.endings import AHEAD
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.line_tasks import EndingRow, plans_ending
from loanmanager.storage.values import among, from_json, moment, text_of

MOST = 500
"""Rows that one list of work shows at once: nobody works through more in a day."""


@dataclass(frozen=True, slots=True)
class LentRow:
    """A device on a loan that is due or late."""

    id: int
    tag: str
    name: str
    icon: str


@dataclass(frozen=True, slots=True)
class LateRow:
    """A loan that is due today or late, with what was last said to its client about it, and whether one may call."""

    id: int
    number: str
    client_id: int
    client: str
    file_number: str
    due: date
    renewed: int
    devices: tuple[LentRow, ...]
    channel: str = ""
    outcome: str = ""
    at: datetime | None = None
    phones: tuple[str, ...] = ()
    may_call: bool = True
    may_leave_message: bool = True


@dataclass(frozen=True, slots=True)
class CareRow:
    """A device between two loans, with what was said of it when it came back."""

    id: int
    tag: str
    name: str
    icon: str
    site: str
    shelf: str
    since: datetime
    by: str
    condition: str = ""
    note: str = ""
    noes: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignRow:
    """An agreement that nobody has signed yet, of a loan that is out."""

    id: int
    loan_id: int
    number: str
    client_id: int
    client: str
    file_number: str
    language: str
    made_at: datetime
    devices: tuple[LentRow, ...]


def dawn_of(today: date) -> str:
    """Return the moment at which a day begins here, as it is stored."""
    return text_of(datetime.combine(today, time()).astimezone())


# Loans that are due or late

_LATE = """
    SELECT l.id, l.number, l.client_id, l.renewed, c.family_name, c.given_name, c.file_number, i.due_on,
           c.allow_call, c.allow_voicemail
    FROM (SELECT loan_id, MIN(due_on) AS due_on FROM items WHERE ended IS NULL AND {when}
          GROUP BY loan_id ORDER BY due_on, loan_id LIMIT :most) AS i
    JOIN loans l ON l.id = i.loan_id JOIN clients c ON c.id = l.client_id ORDER BY i.due_on, l.id
"""


def late_loans(store: Engine, today: date, *, due_today: bool = False) -> tuple[LateRow, ...]:
    """Return the loans that are late, the latest first, or those due today.

    Where somebody was in touch with the client about it today, the row says how and with what outcome.
    """
    when = "due_on = :today" if due_today else "due_on < :today"
    rows = store.rows(_LATE.format(when=when), today=today.isoformat(), most=MOST)
    lent = _lent(store, [row["id"] for row in rows])
    phones = _phones(store, [row["client_id"] for row in rows])
    touched = _in_touch(store, today)
    return tuple(
        LateRow(
            id=row["id"],
            number=row["number"],
            client_id=row["client_id"],
            client=names.listed(row["family_name"], row["given_name"]),
            file_number=row["file_number"],
            due=date.fromisoformat(row["due_on"]),
            renewed=row["renewed"],
            devices=lent.get(row["id"], ()),
            phones=phones.get(row["client_id"], ()),
            may_call=bool(row["allow_call"]),
            may_leave_message=bool(row["allow_voicemail"]),
            **touched.get(row["id"], {}),
        )
        for row in rows
    )


def _in_touch(store: Engine, today: date) -> dict[int, dict[str, Any]]:
    """Return the last contact about each loan today: how, with what outcome, when."""
    rows = store.rows(
        """SELECT loan_id, channel, outcome, at FROM contacts
           WHERE at >= :dawn AND undone = 0 AND loan_id IS NOT NULL ORDER BY id""",
        dawn=dawn_of(today),
    )
    return {r["loan_id"]: {"channel": r["channel"], "outcome": r["outcome"], "at": moment(r["at"])} for r in rows}


def _lent(store: Engine, loan_ids: list[int]) -> dict[int, tuple[LentRow, ...]]:
    """Return what is still out, by loan."""
    listed, named = among(loan_ids)
    made: dict[int, tuple[LentRow, ...]] = {}
    for row in store.rows(
        f"""SELECT i.loan_id, d.id, d.tag, d.make, d.model, t.icon FROM items i JOIN devices d ON d.id = i.device_id
            JOIN device_types t ON t.id = d.type_id WHERE i.loan_id IN {listed} AND i.ended IS NULL ORDER BY i.id""",
        **named,
    ):
        lent = LentRow(row["id"], row["tag"], _named(row), row["icon"])
        made[row["loan_id"]] = (*made.get(row["loan_id"], ()), lent)
    return made


def _phones(store: Engine, client_ids: list[int]) -> dict[int, tuple[str, ...]]:
    listed, named = among(client_ids)
    made: dict[int, tuple[str, ...]] = {}
    sql = f"SELECT client_id, number FROM phones WHERE client_id IN {listed} ORDER BY client_id, position"
    for row in store.rows(sql, **named):
        made[row["client_id"]] = (*made.get(row["client_id"], ()), row["number"])
    return made


def _named(row: Row) -> str:
    """Return make and model as one name, the make said once."""
    make, model = row["make"], row["model"]
    return str(model if model.casefold().startswith(make.casefold()) else f"{make} {model}".strip())


# Devices between two loans


def devices_in_care(store: Engine, status: str) -> tuple[CareRow, ...]:
    """Return the devices to check or to reset, those that wait longest first."""
    rows = store.rows(
        """SELECT d.id, d.tag, d.make, d.model, d.shelf, d.status_since, t.icon, COALESCE(s.name, '') AS site,
                  COALESCE(st.name, '') AS by_name, i.in_condition, i.in_note, i.answers
           FROM devices d JOIN device_types t ON t.id = d.type_id LEFT JOIN sites s ON s.id = d.site_id
           LEFT JOIN staff st ON st.id = d.status_by
           LEFT JOIN items i ON i.id = (SELECT MAX(id) FROM items x WHERE x.device_id = d.id AND x.ended = 'returned')
           WHERE d.status = :status ORDER BY d.status_since, d.id LIMIT :most""",
        status=status,
        most=MOST,
    )
    incidents = _incidents(store, [row["id"] for row in rows])
    return tuple(
        CareRow(
            id=row["id"],
            tag=row["tag"],
            name=_named(row),
            icon=row["icon"],
            site=row["site"],
            shelf=row["shelf"],
            since=moment(row["status_since"]),
            by=row["by_name"],
            condition=row["in_condition"] or "",
            note=row["in_note"] or "",
            noes=tuple(text for text, good in from_json(row["answers"] or "[]") if not good),
            incidents=incidents.get(row["id"], ()),
        )
        for row in rows
    )


def _incidents(store: Engine, device_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """Return the numbers of open incidents, by device."""
    listed, named = among(device_ids)
    made: dict[int, tuple[str, ...]] = {}
    sql = f"SELECT device_id, number FROM incidents WHERE device_id IN {listed} AND state = 'open' ORDER BY id"
    for row in store.rows(sql, **named):
        made[row["device_id"]] = (*made.get(row["device_id"], ()), row["number"])
    return made


# Papers and endings


def agreements_to_sign(store: Engine) -> tuple[SignRow, ...]:
    """Return the agreements that wait for a signature while something is out, the oldest first."""
    rows = store.rows(
        """SELECT p.id, p.loan_id, p.language, p.made_at, l.number, l.client_id, c.family_name, c.given_name, c.file_number
           FROM papers p JOIN loans l ON l.id = p.loan_id JOIN clients c ON c.id = l.client_id
           WHERE p.id IN (SELECT q.id FROM (SELECT DISTINCT loan_id FROM items WHERE ended IS NULL) AS o
                JOIN papers q ON q.loan_id = o.loan_id AND q.kind = 'agreement' AND q.signed_at IS NULL AND q.undone = 0
                ORDER BY q.id LIMIT :most) ORDER BY p.id""",
        most=MOST,
    )
    lent = _lent(store, [row["loan_id"] for row in rows])
    return tuple(
        SignRow(
            id=row["id"],
            loan_id=row["loan_id"],
            number=row["number"],
            client_id=row["client_id"],
            client=names.listed(row["family_name"], row["given_name"]),
            file_number=row["file_number"],
            language=row["language"],
            made_at=moment(row["made_at"]),
            devices=lent.get(row["loan_id"], ()),
        )
        for row in rows
    )


def endings(store: Engine, today: date) -> tuple[EndingRow, ...]:
    """Return the plans and warranties that end soon and that nobody has noted, the earliest first."""
    noted = {(row["kind"], row["subject_id"], row["ends_on"]) for row in store.rows("SELECT * FROM endings_noted")}
    return tuple(row for row in plans_ending(store, today, AHEAD) if _key(row) not in noted)


def _key(row: EndingRow) -> tuple[str, int | None, str]:
    kind, id_ = ("plan", row.line_id) if row.line_id is not None else ("warranty", row.device_id)
    return kind, id_, row.ends_on.isoformat()
