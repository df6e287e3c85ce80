"""Kits, lines and what comes to an end."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from loanmanager.domain.endings import Ends
from loanmanager.domain.kits import Unit
from loanmanager.domain.lines import LineTask
from loanmanager.domain.names import Label
from loanmanager.domain.office import Closure
from loanmanager.operations import (
    checkout,
    closing,
    endings,
    inventory,
    kits,
    line_secrets,
    lines,
    policies,
)
from loanmanager.storage import office as office_records
from loanmanager.storage import search
from tests.month.living import Month


def make_kit(m: Month) -> Any:
    units = tuple(Unit(id_) for id_ in m.rng.sample(m.devices("available"), min(2, len(m.devices("available")))))
    name = f"Kit {m.store.value('SELECT COUNT(*) FROM kits') + 1}"
    return kits.make_kit(m.store, kits.NewKit(Label(name), units=units), m.by)


def _kit(m: Month) -> Any:
    return m.pick(m.ids("SELECT id FROM kits WHERE active = 1 ORDER BY id"))


def lend_kit(m: Month) -> Any:
    whole = """SELECT k.id FROM kits k JOIN kit_units u ON u.kit_id = k.id AND u.until IS NULL
               JOIN devices d ON d.id = u.device_id WHERE k.active = 1
               GROUP BY k.id HAVING SUM(d.status <> 'available') = 0 ORDER BY k.id"""
    kit_id = m.pick(m.ids(whole)) or _kit(m)
    if kit_id is None:
        return None
    units = m.ids("SELECT device_id FROM kit_units WHERE kit_id = :id AND until IS NULL ORDER BY id", id=kit_id)
    lent = tuple(checkout.Lent(id_, kit_id=kit_id) for id_ in units)
    return checkout.check_out(
        m.store, checkout.CheckOut(m.some_client, lent, override="the whole class needs it"), m.by
    )


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


def add_device(m: Month) -> Any:
    kind = m.pick(m.ids("SELECT DISTINCT type_id FROM devices ORDER BY type_id"))
    return inventory.add_device(m.store, inventory.NewDevice(kind or 1, fields={"shelf": "B1"}), m.by)


def move_shelf(m: Month) -> Any:
    id_ = m.pick(m.devices("available", "on_loan"))
    return id_ and inventory.edit_device(m.store, inventory.Edit(id_, {}, {"shelf": f"C{m.rng.randint(1, 9)}"}), m.by)


def show_pin(m: Month) -> Any:
    id_ = m.pick(m.ids("SELECT id FROM lines ORDER BY id"))
    return id_ and line_secrets.show_pin(m.store, id_, m.by)


def change_policy(m: Month) -> Any:
    """Change the length of a loan; what is out keeps its date."""
    policy = office_records.policy(m.store)
    return policies.save_policy(m.store, replace(policy, loan_days=m.rng.randint(5, 12)), m.by)


def close_a_day(m: Month) -> Any:
    day = m.by.today + timedelta(days=m.rng.randint(20, 60))
    return closing.add_closure(m.store, Closure(day, day, "Snow"), m.by)
