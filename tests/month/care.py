"""What happens to devices between two loans, and to what was lost, damaged or found."""

from typing import Any

from loanmanager.domain.incidents import ChargeState, Decision, IncidentKind
from loanmanager.operations import (
    care_papers,
    caring,
    deciding,
    finding,
    incidents,
    inventory,
    photos,
    repairing,
)
from loanmanager.storage import search
from tests.month.living import Event, Month


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


def report(m: Month) -> Any:
    id_ = m.pick(m.devices("on_loan", "on_loan", "available"))
    kind = m.rng.choice([IncidentKind.LOST, IncidentKind.STOLEN, IncidentKind.DAMAGED])
    return id_ and incidents.report(m.store, incidents.Report(id_, kind, note="told by phone"), m.by)


def of_incident(only: str, work: Any) -> Event:
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


def reset_many(m: Month) -> Any:
    ids = tuple(m.devices("to_reset"))[:3]
    return ids and caring.mark_many_reset(m.store, caring.ResetMany(ids, "system reset"), m.by)


def edit_incident(m: Month, id_: int) -> Any:
    now = {"police_number": str(m.rng.randint(1, 99)), "follow_up": "call again"}
    return incidents.edit(m.store, inventory.Edit(id_, {}, now), m.by)


def add_photo(m: Month, id_: int) -> Any:
    return photos.add_photo(m.store, photos.AddPhoto(id_, "lid.png", PNG + bytes([m.rng.randint(0, 255)])), m.by)


def print_report(m: Month, id_: int) -> Any:
    return care_papers.make_incident_report(m.store, id_, m.by)


def print_reset(m: Month) -> Any:
    id_ = m.pick(m.ids("SELECT id FROM resets WHERE undone = 0 ORDER BY id"))
    return id_ and care_papers.make_reset_record(m.store, id_, m.by)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
