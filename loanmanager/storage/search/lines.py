"""Lines as lists show them, and one line in full."""

from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain import names
from loanmanager.domain.devices import Line, LineState
from loanmanager.domain.lines import LineTask
from loanmanager.storage import lines
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.search.devices import DeviceRow, rows_with_ids
from loanmanager.storage.search.line_tasks import line_work, name_of
from loanmanager.storage.search.paging import PAGE, After, beyond
from loanmanager.storage.text import typed
from loanmanager.storage.values import among, day, moment


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line in a list. Device, loan and client are those of where it is now; money is in cents a month."""

    id: int
    number: str
    carrier: str
    plan: str
    iccid: str
    state: LineState
    plan_end: date | None
    monthly_cost: int | None
    device_id: int | None = None
    tag: str = ""
    with_name: str = ""
    due: date | None = None

    @property
    def name(self) -> str:
        """Return what the line goes by: its number, else the end of its SIM, else its carrier."""
        return name_of(self.number, self.iccid, self.carrier)


@dataclass(frozen=True, slots=True)
class LineUseRow:
    """A time that a line spent in a device; `until` is None while it is there."""

    device_id: int
    tag: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class LineView:
    """One line in full, where it is, where it was, and what its carrier is to be asked for today."""

    line: Line
    row: LineRow
    uses: tuple[LineUseRow, ...]
    task: LineTask | None
    has_pin: bool


_COLUMNS = """
    SELECT n.id, n.number, n.carrier, n.plan, n.iccid, n.state, n.plan_end, n.monthly_cost,
           d.id AS device_id, d.tag, i.due_on, c.family_name, c.given_name
    FROM lines n LEFT JOIN line_uses u ON u.line_id = n.id AND u.until IS NULL
    LEFT JOIN devices d ON d.id = u.device_id LEFT JOIN items i ON i.device_id = d.id AND i.ended IS NULL
    LEFT JOIN loans l ON l.id = i.loan_id LEFT JOIN clients c ON c.id = l.client_id
"""
SPARE = "spare"
"""The filter for lines that are in no device and not cancelled."""

_FILTERS = {"all": "1 = 1", SPARE: "u.id IS NULL AND n.state <> 'cancelled'"}


def line_rows(
    store: Engine, *, only: str = "all", text: str = "", after: After | None = None, limit: int = PAGE
) -> tuple[LineRow, ...]:
    """Return a page of lines by number. `only` is all, a line's state, or `SPARE`; text narrows by number, SIM, tag or carrier."""
    where, named = _FILTERS.get(only, "n.state = :state"), dict[str, object]({"limit": limit})
    if only not in _FILTERS:
        named["state"] = only
    if typed(text).strip():
        listed, ids = among(_narrowed(store, typed(text).strip()))
        where += f" AND n.id IN {listed}"
        named |= ids
    more, at = beyond("n.number", "n.id", after)
    sql = f"{_COLUMNS} WHERE {where}{more} ORDER BY n.number, n.id LIMIT :limit"
    return tuple(_row(row) for row in store.rows(sql, **named, **at))


def _narrowed(store: Engine, text: str) -> list[int]:
    """Return the lines in whose number, SIM, carrier, plan or device's tag a text stands; there are few hundred lines."""
    wanted, coded = names.name_key(text), names.squash(text)
    rows = store.rows(
        "SELECT n.id, n.number, n.iccid, n.carrier, n.plan, d.tag_key FROM lines n "
        "LEFT JOIN line_uses u ON u.line_id = n.id AND u.until IS NULL LEFT JOIN devices d ON d.id = u.device_id "
        "ORDER BY n.number, n.id"
    )
    found = []
    for row in rows:
        codes = (names.squash(row["number"]), names.squash(row["iccid"]), row["tag_key"] or "")
        words = names.name_key(row["carrier"], row["plan"])
        if wanted in words or (coded and any(coded in code for code in codes)):
            found.append(row["id"])
    return found[:PAGE]


def _row(row: Row) -> LineRow:
    return LineRow(
        **{name: row[name] for name in ("id", "number", "carrier", "plan", "iccid", "monthly_cost", "device_id")},
        state=LineState(row["state"]),
        plan_end=day(row["plan_end"]),
        tag=row["tag"] or "",
        with_name=names.listed(row["family_name"], row["given_name"]) if row["family_name"] is not None else "",
        due=day(row["due_on"]),
    )


def line_counts(store: Engine) -> dict[str, int]:
    """Return how many lines each filter of `line_rows` holds."""
    rows = store.rows("SELECT state, COUNT(*) AS n FROM lines GROUP BY state")
    made = {row["state"]: int(row["n"]) for row in rows}
    spare = "SELECT COUNT(*) FROM lines n WHERE n.state <> 'cancelled' AND NOT EXISTS "
    spare += "(SELECT 1 FROM line_uses u WHERE u.line_id = n.id AND u.until IS NULL)"
    return {**made, "all": sum(made.values()), SPARE: int(store.value(spare))}


def line_view(store: Engine, id_: int, today: date) -> LineView | None:
    """Return one line in full."""
    placed, row = lines.with_id(store, id_), store.row(f"{_COLUMNS} WHERE n.id = :id", id=id_)
    if placed is None or row is None:
        return None
    uses = store.rows(
        "SELECT u.device_id, u.since, u.until, d.tag FROM line_uses u JOIN devices d ON d.id = u.device_id "
        "WHERE u.line_id = :id ORDER BY u.id DESC",
        id=id_,
    )
    task = next((each.task for each in line_work(store, today, line_id=id_)), None)
    return LineView(
        line=placed.line,
        row=_row(row),
        uses=tuple(
            LineUseRow(u["device_id"], u["tag"], moment(u["since"]), moment(u["until"]) if u["until"] else None)
            for u in uses
        ),
        task=task,
        has_pin=any(lines.secrets(store, id_)),
    )


@dataclass(frozen=True, slots=True)
class LineChoices:
    """What a form about a line may propose: carriers already known, and the devices here that hold no SIM yet."""

    carriers: tuple[str, ...]
    devices: tuple[DeviceRow, ...]


def line_choices(store: Engine) -> LineChoices:
    """Return carriers, and devices that take a SIM, hold none and are not away."""
    carriers = store.rows("SELECT DISTINCT carrier FROM lines WHERE carrier <> '' ORDER BY carrier LIMIT 20")
    rows = store.rows(
        """SELECT d.id FROM devices d JOIN device_types t ON t.id = d.type_id
           WHERE (t.gives_internet = 1 OR d.imei <> '') AND d.status NOT IN ('on_loan', 'lost', 'stolen', 'retired')
             AND NOT EXISTS (SELECT 1 FROM line_uses u WHERE u.device_id = d.id AND u.until IS NULL)
           ORDER BY d.tag_key LIMIT :limit""",
        limit=PAGE,
    )
    return LineChoices(tuple(row["carrier"] for row in carriers), rows_with_ids(store, [row["id"] for row in rows]))
