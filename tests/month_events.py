"""The events of a month, by kind: how often each is drawn, and how it is done. A new kind is one function and one line."""

from datetime import date, timedelta
from typing import Any

from loanmanager.domain.chasing import OUTCOMES, Way
from loanmanager.domain.clients import Channel
from loanmanager.domain.devices import Condition
from loanmanager.domain.endings import Ends
from loanmanager.domain.incidents import ChargeState, Decision, IncidentKind
from loanmanager.domain.kits import Unit
from loanmanager.domain.lines import LineTask
from loanmanager.domain.loans import BackState
from loanmanager.domain.names import Label
from loanmanager.domain.notices import Stage
from loanmanager.domain.stocktaking import Scope
from loanmanager.operations import (
    caring,
    checkout,
    contacting,
    deciding,
    endings,
    finding,
    group_checkout,
    incidents,
    inventory,
    kits,
    lines,
    merging,
    people,
    programmes,
    renewing,
    repairing,
    reserving,
    returning,
    signing,
    undoing,
)
from loanmanager.operations import stocktaking as counting
from loanmanager.operations.reserve_form import Reserve
from loanmanager.storage import search
from tests.month import Event, Month
from tests.month_order import kept_in_order

CLUB = "Job Finding Club"


def _why(m: Month, one_in: int = 3) -> str:
    """Draw a coordinator's reason, mostly none."""
    return "the course goes on" if m.chance(one_in) else ""


# Lending


def check_out(m: Month) -> Any:
    shelf = m.devices("available")
    lent = tuple(checkout.Lent(id_) for id_ in m.rng.sample(shelf, min(len(shelf), m.rng.randint(1, 2))))
    programme = CLUB if m.chance(4) else ""
    return checkout.check_out(
        m.store, checkout.CheckOut(m.some_client, lent, programme=programme, override=_why(m)), m.by
    )


def check_out_reserved(m: Month) -> Any:
    row = m.pick(r for r in search.reservation_rows(m.store, only="ready") if r.client_id)
    if row is None or row.held_id is None:
        return None
    form = checkout.CheckOut(row.client_id, (checkout.Lent(row.held_id),), override=_why(m))
    return checkout.check_out(m.store, form, m.by)


def group_check_out(m: Month) -> Any:
    shelf = m.rng.sample(m.devices("available", key="LT"), min(2, len(m.devices("available", key="LT"))))
    forms = [checkout.CheckOut(m.some_client, (checkout.Lent(id_),), programme=CLUB) for id_ in shelf]
    return [each.made for each in group_checkout.check_out_all(m.store, forms, m.by).outcomes if each.made]


def take_back(m: Month) -> Any:
    id_ = m.pick(m.devices("on_loan"))
    loan = search.loan_of_device(m.store, id_) if id_ else None
    if loan is None:
        return None
    item = next(each for each in loan.open_items if each.device.id == id_)
    draws = {part.id: m.pick((BackState.MISSING, BackState.DAMAGED)) for part in item.parts if m.chance(6)}
    parts = {part_id: state for part_id, state in draws.items() if state}
    condition = m.pick((None, Condition.WORN, Condition.DAMAGED)) if m.chance(3) else None
    sim = "0000" if m.chance(12) else item.sim_last_four or None
    back = returning.Returned(item.device.id, parts, condition, sim_last_four=sim)
    return returning.take_back(m.store, returning.Return((back,)), m.by)


def renew(m: Month) -> Any:
    loan_id = m.pick(m.ids("SELECT DISTINCT loan_id FROM items WHERE ended IS NULL ORDER BY loan_id"))
    return loan_id and renewing.renew(m.store, renewing.Renew(loan_id, override=_why(m)), m.by)


def group_renew(m: Month) -> Any:
    sql = """SELECT DISTINCT l.id FROM loans l JOIN items i ON i.loan_id = l.id JOIN programmes p ON p.id = l.programme_id
             WHERE i.ended IS NULL AND p.name = :name ORDER BY l.id"""
    ids = tuple(m.ids(sql, name=CLUB))
    before = m.store.value("SELECT COALESCE(MAX(id), 0) FROM history")
    done = renewing.renew_many(m.store, renewing.RenewMany(ids), m.by)
    made = [id_ for id_ in done.result.entries if id_ > before]
    return [_Entry(id_) for id_ in made]


class _Entry:
    """An entry of the history, where an operation made several."""

    def __init__(self, entry_id: int) -> None:
        self.entry_id = entry_id


def sign(m: Month) -> Any:
    row = m.pick(search.agreements_to_sign(m.store))
    return row and signing.mark_signed(m.store, row.id, m.by)


# Reservations


def reserve(m: Month) -> Any:
    first = m.by.today + timedelta(days=m.rng.randint(0, 9))
    priority = m.rng.choice(["", "", "interview", "course_start", "other"])
    whom = {"programme": CLUB} if m.chance(6) else {"client_id": m.some_client}
    types = m.ids("SELECT DISTINCT type_id FROM devices ORDER BY type_id")
    what = {"device_id": m.pick(m.devices("available", "on_loan"))} if m.chance(4) else {"type_id": m.pick(types)}
    form = Reserve(
        first, first + timedelta(days=m.rng.randint(1, 9)), priority=priority, override=_why(m), **whom, **what
    )
    return reserving.reserve(m.store, form, m.by)


def put_aside(m: Month) -> Any:
    if m.chance(4):  # out of turn, or the wrong device: mostly refused
        row, device_id = m.pick(search.reservation_rows(m.store, only="waiting")), m.pick(m.devices("available"))
    else:
        row = m.pick(search.reservations_to_prepare(m.store, m.by.today))
        device_id = row.offered_id if row else None
    if row is None or device_id is None:
        return None
    with kept_in_order(m, row.id, device_id):
        return reserving.put_aside(m.store, row.id, device_id, m.by)


def _of_reservation(only: str, work: Any) -> Event:
    def event(m: Month) -> Any:
        row = m.pick(search.reservation_rows(m.store, only=only))
        return row and work(m, row)

    return event


def change_dates(m: Month, row: Any) -> Any:
    first = max(m.by.today, row.first) + timedelta(days=m.rng.randint(0, 3))
    return reserving.change_dates(m.store, row.id, first, first + timedelta(days=5), m.by)


# Between two loans


def reset(m: Month) -> Any:
    id_ = m.pick(m.devices("to_reset"))
    return id_ and caring.mark_reset(m.store, caring.Reset(id_, "system reset"), m.by)


def check(m: Month) -> Any:
    id_ = m.pick(m.devices("to_check"))
    return id_ and caring.mark_checked(m.store, id_, m.by)


def send_to_repair(m: Month) -> Any:
    id_ = m.pick(m.devices("to_check", "available", "to_reset"))
    return id_ and repairing.send_to_repair(m.store, repairing.Send(id_, "Atelier Nord", "screen"), m.by)


def back_from_repair(m: Month) -> Any:
    id_ = m.pick(m.devices("in_repair"))
    return id_ and repairing.back_from_repair(m.store, repairing.Back(id_, "new screen", 4500), m.by)


def retire(m: Month) -> Any:
    id_ = m.pick(m.devices("available", "to_check", "lost"))
    return id_ and repairing.retire(m.store, id_, "too old", m.by)


def bring_back(m: Month) -> Any:
    id_ = m.pick(m.devices("retired"))
    return id_ and repairing.bring_back(m.store, id_, "needed after all", m.by)


# Incidents


def report(m: Month) -> Any:
    id_ = m.pick(m.devices("on_loan", "on_loan", "available"))
    kind = m.rng.choice([IncidentKind.LOST, IncidentKind.STOLEN, IncidentKind.DAMAGED])
    return id_ and incidents.report(m.store, incidents.Report(id_, kind, note="told by phone"), m.by)


def _of_incident(only: str, work: Any) -> Event:
    def event(m: Month) -> Any:
        row = m.pick(search.incidents(m.store, only))
        return row and work(m, row.id)

    return event


def decide(m: Month, id_: int) -> Any:
    decision = m.rng.choice([Decision.CHARGE, Decision.WAIVE])
    amount = m.rng.randint(1, 9) * 1000 if decision is Decision.CHARGE else None
    form = deciding.Decide(id_, decision, amount, "an accident", closes=m.chance(2))
    return deciding.decide(m.store, form, m.by)


def close_incident(m: Month) -> Any:
    decided = m.ids("SELECT id FROM incidents WHERE state = 'open' AND decision <> '' ORDER BY id")
    id_ = m.pick(decided or m.ids("SELECT id FROM incidents WHERE state = 'open' ORDER BY id"))
    return id_ and incidents.close(m.store, id_, m.by)


def settle(m: Month) -> Any:
    id_ = m.pick(m.ids("SELECT id FROM charges WHERE state = 'open' ORDER BY id"))
    state = m.rng.choice([ChargeState.PAID, ChargeState.WAIVED])
    return id_ and deciding.settle(m.store, deciding.Settle(id_, state, "as agreed"), m.by)


def find(m: Month) -> Any:
    gone = m.pick(m.devices("lost", "stolen"))
    part = m.pick(m.ids("SELECT id FROM incidents WHERE state = 'open' AND kind = 'missing' ORDER BY id"))
    if gone and m.chance(2):
        return finding.find(m.store, finding.Find(device_id=gone), m.by)
    return part and finding.find(m.store, finding.Find(part), m.by)


# Notices and contacts


def send_notice(m: Month) -> Any:
    row = m.pick(search.notices_due(m.store, m.by.today))
    if row is None or row.channel is None:
        return None
    return contacting.send_notice(m.store, contacting.Send(row.loan_id, row.due, row.stage, row.channel), m.by)


def send_again(m: Month) -> Any:
    """Try to send a notice that was sent: it is refused."""
    sql = "SELECT id FROM contacts WHERE stage <> '' AND counts = 1 AND undone = 0 ORDER BY id"
    id_ = m.pick(m.ids(sql))
    row = id_ and m.store.row("SELECT * FROM contacts WHERE id = :id", id=id_)
    if not row or row["channel"] == "in_person":
        return None
    form = contacting.Send(
        row["loan_id"], date.fromisoformat(row["due_on"]), Stage(row["stage"]), Channel(row["channel"])
    )
    return contacting.send_notice(m.store, form, m.by)


def log_contact(m: Month) -> Any:
    row = m.pick(search.notices_due(m.store, m.by.today))
    way = m.rng.choice([Way.CALL, Way.IN_PERSON])
    outcome = m.rng.choice(OUTCOMES[way])
    if row is None or m.chance(2):
        return contacting.log_contact(m.store, contacting.LogContact(m.some_client, way, outcome), m.by)
    form = contacting.LogContact(row.client_id, way, outcome, "", row.loan_id, row.due, row.stage)
    return contacting.log_contact(m.store, form, m.by)


# Kits and lines


def make_kit(m: Month) -> Any:
    units = tuple(Unit(id_) for id_ in m.rng.sample(m.devices("available"), min(2, len(m.devices("available")))))
    name = f"Kit {m.store.value('SELECT COUNT(*) FROM kits') + 1}"
    return kits.make_kit(m.store, kits.NewKit(Label(name), units=units), m.by)


def _kit(m: Month) -> Any:
    return m.pick(m.ids("SELECT id FROM kits WHERE active = 1 ORDER BY id"))


def lend_kit(m: Month) -> Any:
    kit_id = _kit(m)
    if kit_id is None:
        return None
    units = m.ids("SELECT device_id FROM kit_units WHERE kit_id = :id AND until IS NULL ORDER BY id", id=kit_id)
    lent = tuple(checkout.Lent(id_, kit_id=kit_id) for id_ in units)
    return checkout.check_out(m.store, checkout.CheckOut(m.some_client, lent, override=_why(m)), m.by)


def change_kit(m: Month) -> Any:
    kit_id, device_id = _kit(m), m.pick(m.devices("available"))
    return kit_id and device_id and kits.change_units(m.store, kits.Units(kit_id, (Unit(device_id),)), m.by)


def retire_kit(m: Month) -> Any:
    kit_id = _kit(m)
    return kit_id and kits.retire_kit(m.store, kit_id, m.by, reason="split up")


def do_line_task(m: Month) -> Any:
    row = m.pick(search.line_work(m.store, m.by.today))
    return row and lines.do_task(m.store, lines.DoTask(row.line_id, row.task, "B-77"), m.by)


def drop_line_task(m: Month) -> Any:
    row = m.pick(search.line_work(m.store, m.by.today))
    return row and lines.drop_task(m.store, row.line_id, row.task, m.by, reason="comes back tomorrow")


def suspend_line(m: Month) -> Any:
    id_ = m.pick(m.ids("SELECT id FROM lines ORDER BY id"))
    task = m.rng.choice([LineTask.SUSPEND, LineTask.REACTIVATE])
    return id_ and lines.do_task(m.store, lines.DoTask(id_, task), m.by)


def move_line(m: Month) -> Any:
    line_id, device_id = (
        m.pick(m.ids("SELECT id FROM lines ORDER BY id")),
        m.pick([None, *m.devices("available", key="HS")]),
    )
    return line_id and lines.move_line(m.store, lines.MoveLine(line_id, device_id, "swapped"), m.by)


def note_ending(m: Month) -> Any:
    row = m.pick(search.endings(m.store, m.by.today))
    if row is None:
        return None
    plan = row.line_id is not None
    return endings.note_ending(m.store, Ends.PLAN if plan else Ends.WARRANTY, row.line_id or row.device_id, m.by)


# People


def add_client(m: Month) -> Any:
    typed = {"family_name": m.rng.choice(["Tremblay", "Roy"]), "given_name": "Josée", "phones": ("514 555-0004",)}
    return people.add_client(m.store, people.NewClient(typed), m.by)


def block(m: Month) -> Any:
    id_ = m.some_client
    client = search.client_record(m.store, id_)
    assert client is not None
    now = {"blocked": not client.blocked, "blocked_reason": "" if client.blocked else "a word first"}
    return people.edit_client(m.store, inventory.Edit(id_, {"blocked": client.blocked}, now), m.by)


def merge(m: Month) -> Any:
    return merging.merge(m.store, merging.Merge(m.some_client, m.some_client), m.by)


def tell_apart(m: Month) -> Any:
    return merging.tell_apart(m.store, m.some_client, m.some_client, m.by)


def join(m: Month) -> Any:
    return programmes.join(m.store, m.rng.choice([1, 2]), [m.some_client, m.some_client], m.by)


def leave(m: Month) -> Any:
    row = m.store.row("SELECT * FROM client_programmes ORDER BY id DESC LIMIT 1")
    return row and programmes.leave(m.store, row["programme_id"], [row["client_id"]], m.by)


# Stocktake


def start_count(m: Month) -> Any:
    scope = m.rng.choice([Scope(), Scope(1), Scope(2), Scope(2), Scope(type_id=1), Scope(1, None, "B2")])
    return counting.start(m.store, scope, m.by)


def _count(m: Month, scans: int = 0) -> Any:
    """Draw a count that goes on and has so many scans at least."""
    sql = "SELECT id FROM stocktakes k WHERE state = 'open' AND (SELECT COUNT(*) FROM stocktake_scans s WHERE s.stocktake_id = k.id) >= :n ORDER BY id"
    return m.pick(m.ids(sql, n=scans))


def scan(m: Month) -> Any:
    count = _count(m)
    tags = [row.tag for row in search.device_rows(m.store, today=m.by.today)]
    code = "0061234" if m.chance(8) else m.rng.choice(tags)
    done = count and counting.scan(m.store, count, code, m.by)
    return done if done and not done.result.again else None


def take_off(m: Month) -> Any:
    row = m.store.row(
        "SELECT s.* FROM stocktake_scans s JOIN stocktakes k ON k.id = s.stocktake_id WHERE k.state = 'open' ORDER BY s.id LIMIT 1"
    )
    return row and counting.take_off(m.store, row["stocktake_id"], row["id"], m.by)


def move_here(m: Month) -> Any:
    views = [
        search.count_view(m.store, id_) for id_ in m.ids("SELECT id FROM stocktakes WHERE state = 'open' ORDER BY id")
    ]
    count, view = m.pick([(v.stocktake.id, v) for v in views if v and v.strays]) or (_count(m), None)
    if count and view is None:  # nothing stands in the wrong place: it is refused
        return counting.move_here(m.store, count, m.devices("available"), m.by)
    return view and counting.move_here(m.store, count, [each.device_id for each in view.strays if each.device_id], m.by)


def undo(m: Month) -> Any:
    """Undo something older: what was built on is refused."""
    entry = m.pick(m.ids("SELECT id FROM history ORDER BY id DESC LIMIT 25"))
    return entry and undoing.undo(m.store, entry, "a slip that was noticed late", m.by)


EVENTS: dict[str, tuple[int, Event]] = {
    "check_out": (34, check_out),
    "check_out_reserved": (10, check_out_reserved),
    "group_check_out": (2, group_check_out),
    "take_back": (26, take_back),
    "renew": (8, renew),
    "group_renew": (2, group_renew),
    "sign": (5, sign),
    "reserve": (14, reserve),
    "put_aside": (12, put_aside),
    "release": (2, _of_reservation("ready", lambda m, row: reserving.release(m.store, row.id, m.by))),
    "cancel": (3, _of_reservation("open", lambda m, row: reserving.cancel(m.store, row.id, "not needed", m.by))),
    "change_dates": (2, _of_reservation("open", change_dates)),
    "expire": (5, lambda m: reserving.expire_if_any(m.store, m.by)),
    "reset": (20, reset),
    "check": (18, check),
    "send_to_repair": (3, send_to_repair),
    "back_from_repair": (4, back_from_repair),
    "retire": (1, retire),
    "bring_back": (2, bring_back),
    "report": (3, report),
    "decide": (3, _of_incident("undecided", decide)),
    "settle": (2, settle),
    "close_incident": (3, close_incident),
    "reopen_incident": (
        1,
        _of_incident("closed", lambda m, id_: incidents.reopen(m.store, id_, m.by, note="more is known")),
    ),
    "find": (4, find),
    "send_notice": (10, send_notice),
    "send_again": (2, send_again),
    "log_contact": (4, log_contact),
    "make_kit": (1, make_kit),
    "lend_kit": (2, lend_kit),
    "change_kit": (1, change_kit),
    "retire_kit": (1, retire_kit),
    "do_line_task": (5, do_line_task),
    "drop_line_task": (1, drop_line_task),
    "suspend_line": (1, suspend_line),
    "move_line": (2, move_line),
    "note_ending": (1, note_ending),
    "add_client": (1, add_client),
    "block": (3, block),
    "merge": (1, merge),
    "tell_apart": (1, tell_apart),
    "join": (2, join),
    "leave": (1, leave),
    "start_count": (2, start_count),
    "scan": (16, scan),
    "take_off": (1, take_off),
    "move_here": (3, move_here),
    "finish_count": (1, lambda m: (count := _count(m, 3)) and counting.finish(m.store, count, m.by)),
    "drop_count": (1, lambda m: (count := _count(m, 3)) and counting.drop(m.store, count, m.by)),
    "undo": (6, undo),
}
NEVER = frozenset({"send_again"})
"""Kinds that are refused each time: what was done must not be done twice."""
LEADS = frozenset({"check_out", "take_back", "reset", "check", "report", "decide", "start_count", "scan", "make_kit"})
"""Kinds that others need before them."""
