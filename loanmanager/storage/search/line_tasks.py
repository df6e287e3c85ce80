"""What carriers are to be asked for today, and the plans and warranties that end (product 1.4, 4.7)."""

from dataclasses import dataclass
from datetime import date, timedelta

from loanmanager.domain import names
from loanmanager.domain.devices import Device, DeviceStatus, DeviceType, LineState
from loanmanager.domain.lines import LineTask, suspend_on, task_of
from loanmanager.domain.names import Label
from loanmanager.domain.office import Rules
from loanmanager.storage import office
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import day

_NO_TYPE = DeviceType(0, "", Label(""), "")


def name_of(number: str, iccid: str, carrier: str = "") -> str:
    """Return what a line goes by: its number, else the last digits of its SIM, else its carrier."""
    return number or (f"…{iccid[-4:]}" if iccid else carrier)


@dataclass(frozen=True, slots=True)
class LineWorkRow:
    """Something to ask a carrier for. `since` is the day from which it waits; the loan is the one that is late, if any."""

    line_id: int
    task: LineTask
    number: str
    carrier: str
    iccid: str
    device_id: int
    tag: str
    device: str
    status: DeviceStatus
    monthly_cost: int | None
    since: date | None = None
    item_id: int | None = None
    loan_id: int | None = None
    loan: str = ""
    client_id: int | None = None
    client: str = ""
    due: date | None = None
    days_late: int = 0

    @property
    def name(self) -> str:
        """Return what the line goes by."""
        return name_of(self.number, self.iccid, self.carrier)


@dataclass(frozen=True, slots=True)
class EndingRow:
    """A plan (with its line) or a warranty (without one) that ends on a day, which may be past."""

    ends_on: date
    device_id: int | None
    tag: str
    device: str
    line_id: int | None = None
    number: str = ""
    carrier: str = ""
    plan: str = ""
    loan: str = ""
    due: date | None = None


_WORK = """
    SELECT n.id, n.number, n.carrier, n.iccid, n.state, n.monthly_cost, d.id AS device_id, d.tag, d.make, d.model,
           d.status, i.id AS item_id, i.due_on, l.id AS loan_id, l.number AS loan, l.site_id, c.id AS client_id,
           c.family_name, c.given_name,
           t.task AS last_task, t.item_id AS last_item, t.since AS last_since, t.state AS last_state
"""
_JOINED = """
    LEFT JOIN loans l ON l.id = i.loan_id LEFT JOIN clients c ON c.id = l.client_id
    LEFT JOIN line_tasks t ON t.id = (SELECT MAX(id) FROM line_tasks WHERE line_id = n.id)
"""
_IN_USE = "line_uses u ON u.until IS NULL AND "
_LATE = f"""{_WORK} FROM items i JOIN {_IN_USE} u.device_id = i.device_id
    JOIN lines n ON n.id = u.line_id AND n.state = 'active' JOIN devices d ON d.id = i.device_id {_JOINED}
    WHERE i.ended IS NULL AND i.due_on <= :before"""
_GONE = f"""{_WORK} FROM devices d JOIN {_IN_USE} u.device_id = d.id
    JOIN lines n ON n.id = u.line_id AND n.state = 'active' LEFT JOIN items i ON i.device_id = d.id AND i.ended IS NULL
    {_JOINED} WHERE d.status IN ('lost', 'stolen')"""
_CUT = f"""{_WORK} FROM lines n JOIN {_IN_USE} u.line_id = n.id JOIN devices d ON d.id = u.device_id
    LEFT JOIN items i ON i.device_id = d.id AND i.ended IS NULL {_JOINED} WHERE n.state = 'suspended'"""


_OUT = "LEFT JOIN items i ON i.device_id = d.id AND i.ended IS NULL LEFT JOIN loans l ON l.id = i.loan_id"
_STILL_OURS = "d.status NOT IN ('lost', 'stolen', 'retired')"
_PLANS = f"""SELECT n.plan_end AS ends_on, n.id AS line_id, n.number AS line_number, n.carrier, n.plan,
       d.id AS device_id, d.tag, d.make, d.model, l.number AS loan, i.due_on
    FROM lines n LEFT JOIN {_IN_USE} u.line_id = n.id LEFT JOIN devices d ON d.id = u.device_id {_OUT}
    WHERE n.plan_end IS NOT NULL AND n.state <> 'cancelled' AND n.plan_end <= :until AND (d.id IS NULL OR {_STILL_OURS})"""
_WARRANTIES = f"""SELECT d.warranty_end AS ends_on, NULL AS line_id, NULL AS line_number, NULL AS carrier, NULL AS plan,
       d.id AS device_id, d.tag, d.make, d.model, l.number AS loan, i.due_on
    FROM devices d {_OUT}
    WHERE d.warranty_end IS NOT NULL AND d.warranty_end BETWEEN :today AND :until AND {_STILL_OURS}"""


def line_work(store: Engine, today: date, *, line_id: int | None = None) -> tuple[LineWorkRow, ...]:
    """Return what carriers are to be asked for today: first lines to suspend, the latest loan first, then to reactivate.

    Worked out from the states of lines and devices and from due dates; what was left aside on purpose is not among it.
    """
    policy = office.policy(store)
    before = today - timedelta(days=min(policy.suspend_line_after + policy.grace_days, (today - date.min).days))
    own, named = (" AND n.id = :line_id", {"line_id": line_id}) if line_id is not None else ("", {})
    rows = {row["id"]: row for row in store.rows(_LATE + own, before=before.isoformat(), **named)}
    rows |= {row["id"]: row for sql in (_GONE, _CUT) for row in store.rows(sql + own, **named)}
    rules: dict[int | None, Rules] = {}
    found = [_asked(store, row, rules, today) for row in rows.values()]
    kept = [each for each in found if each is not None]
    return tuple(sorted(kept, key=lambda each: (each.task is not LineTask.SUSPEND, -each.days_late, each.tag)))


def line_work_counts(store: Engine, today: date) -> tuple[int, int]:
    """Return how many lines are to be suspended and to be reactivated."""
    tasks = [each.task for each in line_work(store, today)]
    return tasks.count(LineTask.SUSPEND), tasks.count(LineTask.REACTIVATE)


def _asked(store: Engine, row: Row, known: dict[int | None, Rules], today: date) -> LineWorkRow | None:
    """Return what a line asks for, unless nothing does or it was left aside."""
    site = row["site_id"]
    rules = known[site] if site in known else known.setdefault(site, office.rules(store, site))
    status, due = DeviceStatus(row["status"]), day(row["due_on"])
    task = task_of(LineState(row["state"]), status, due, rules, today)
    if task is None:
        return None
    waits = task is LineTask.SUSPEND and due is not None
    since = suspend_on(due, rules) if waits and due else None
    item_id = row["item_id"] if waits else None
    if row["last_state"] == "dropped" and (row["last_task"], row["last_item"], day(row["last_since"])) == (
        task,
        item_id,
        since,
    ):
        return None
    return LineWorkRow(
        line_id=row["id"],
        task=task,
        **{name: row[name] for name in ("number", "carrier", "iccid", "device_id", "tag", "monthly_cost")},
        device=_make_model(row),
        status=status,
        since=since,
        item_id=item_id,
        loan_id=row["loan_id"],
        loan=row["loan"] or "",
        client_id=row["client_id"],
        client=names.listed(row["family_name"], row["given_name"]) if row["client_id"] else "",
        due=due,
        days_late=max(0, (today - due).days) if due else 0,
    )


def plans_ending(store: Engine, today: date, days: int) -> tuple[EndingRow, ...]:
    """Return the plans and warranties that end within so many days, the earliest first.

    A plan that ended already stays until it is renewed or its line cancelled; a warranty that ended asks for nothing.
    What is lost, stolen or retired is left out.
    """
    until = (today + timedelta(days=min(days, (date.max - today).days))).isoformat()
    rows = [*store.rows(_PLANS, until=until), *store.rows(_WARRANTIES, today=today.isoformat(), until=until)]
    return tuple(sorted((_ending(row) for row in rows), key=lambda each: (each.ends_on, each.tag, each.number)))


def _ending(row: Row) -> EndingRow:
    return EndingRow(
        ends_on=date.fromisoformat(row["ends_on"]),
        device_id=row["device_id"],
        tag=row["tag"] or "",
        device=_make_model(row) if row["tag"] else "",
        line_id=row["line_id"],
        number=row["line_number"] or "",
        carrier=row["carrier"] or "",
        plan=row["plan"] or "",
        loan=row["loan"] or "",
        due=day(row["due_on"]),
    )


def _make_model(row: Row) -> str:
    return Device(0, row["tag"], _NO_TYPE, make=row["make"], model=row["model"]).make_model
