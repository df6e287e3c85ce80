"""What incidents, charges, repairs and papers on demand do, for the promises that every operation keeps."""

from collections.abc import Callable
from datetime import date
from typing import Any

from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.incidents import ChargeState, Decision, IncidentKind
from loanmanager.operations import care_papers, caring, deciding, finding, photos, repairing
from loanmanager.operations import incidents as steps
from loanmanager.operations.inventory import Edit
from tests.office import add_client, add_device, lend, take_back

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 20


def begun(w: Any) -> None:
    """Give the world a device that was stolen, a charge, a photo, a device in repair and one that is retired."""
    w.unlucky = add_client(w.store, w.by, "Diallo", "Aminata")
    w.stolen = add_device(w.store, w.by, model="stolen", replacement_cost=45000)
    w.cracked = add_device(w.store, w.by, model="cracked", replacement_cost=30000)
    w.repaired, w.retired = (add_device(w.store, w.by, model=name) for name in ("repaired", "retired"))
    lend(w.store, w.by, w.unlucky, w.stolen, w.cracked)
    w.theft = report(w, w.stolen, IncidentKind.STOLEN, police_number="MTL-26-1").result
    w.damage = report(w, w.cracked, IncidentKind.DAMAGED, note="fell").result
    w.charge = decide(w, w.theft.incident_id, amount=45000).result.charge_id
    w.photo = photos.add_photo(w.store, photos.AddPhoto(w.theft.incident_id, "bag.png", PNG), w.by).result.photo_id
    w.nobody = report(w, add_device(w.store, w.by, model="fell"), IncidentKind.DAMAGED).result.incident_id
    lost = report(w, add_device(w.store, w.by, model="closed"), IncidentKind.LOST).result
    waived = deciding.Decide(lost.incident_id, Decision.WAIVE, reason="old")
    w.closed = deciding.decide(w.store, waived, w.by).result.incident_id
    repairing.send_to_repair(w.store, repairing.Send(w.repaired.id, "Atelier", "no sound"), w.by)
    repairing.retire(w.store, w.retired.id, "too old", w.by)
    w.reset_id = _reset(w)


def _reset(w: Any) -> int:
    device = add_device(w.store, w.by, model="reset")
    lend(w.store, w.by, w.unlucky, device)
    take_back(w.store, w.by, device)
    caring.mark_reset(w.store, caring.Reset(device.id, "system reset"), w.by)
    return int(w.store.value("SELECT MAX(id) FROM resets"))


def report(w: Any, device: Any, kind: IncidentKind, **form: Any) -> Any:
    return steps.report(w.store, steps.Report(device.id, kind, **form), w.by)


def decide(w: Any, incident_id: int, amount: int = 0, **form: Any) -> Any:
    return deciding.decide(w.store, deciding.Decide(incident_id, Decision.CHARGE, amount, **form), w.by)


def _report(w: Any, by: Any, key: str | None) -> Any:
    form = steps.Report(
        w.laptop.id, IncidentKind.LOST, None, date(2026, 11, 20), "bus 55", "MTL-26-2", "left on the seat", idem=key
    )
    return steps.report(w.store, form, by)


OPERATIONS: dict[str, Callable[[Any, Any, str | None], Any]] = {
    "open_incident": _report,
    "edit_incident": lambda w, by, key: steps.edit(
        w.store,
        Edit(w.damage.incident_id, {"place": ""}, {"place": "school", "follow_up_on": date(2026, 12, 1)}, key),
        by,
    ),
    "decide": lambda w, by, key: deciding.decide(
        w.store, deciding.Decide(w.damage.incident_id, Decision.CHARGE, 12000, "as agreed", idem=key), by
    ),
    "settle": lambda w, by, key: deciding.settle(
        w.store, deciding.Settle(w.charge, ChargeState.PAID, "in cash", key), by
    ),
    "close_incident": lambda w, by, key: steps.close(w.store, w.theft.incident_id, by, note="paid later", idem=key),
    "reopen_incident": lambda w, by, key: steps.reopen(w.store, w.closed, by, note="seen again", idem=key),
    "find": lambda w, by, key: finding.find(w.store, finding.Find(w.theft.incident_id, note="police", idem=key), by),
    "add_photo": lambda w, by, key: photos.add_photo(
        w.store, photos.AddPhoto(w.damage.incident_id, "screen.jpg", JPEG, key), by
    ),
    "remove_photo": lambda w, by, key: photos.remove_photo(w.store, w.photo, by, idem=key),
    "send_to_repair": lambda w, by, key: repairing.send_to_repair(
        w.store, repairing.Send(w.to_check.id, "Atelier", "no sound", date(2026, 12, 4), key), by
    ),
    "back_from_repair": lambda w, by, key: repairing.back_from_repair(
        w.store, repairing.Back(w.repaired.id, "new speaker", 4500, None, DeviceStatus.TO_RESET, key), by
    ),
    "retire": lambda w, by, key: repairing.retire(w.store, w.repaired.id, "beyond repair", by, idem=key),
    "bring_back": lambda w, by, key: repairing.bring_back(w.store, w.retired.id, "needed again", by, idem=key),
    "reset_devices": lambda w, by, key: caring.mark_many_reset(
        w.store, caring.ResetMany((w.to_reset.id,), "factory reset", idem=key), by
    ),
    "make_paper": lambda w, by, key: care_papers.make_incident_report(w.store, w.theft.incident_id, by, idem=key),
}

REFUSED: dict[str, Callable[[Any, Any], Any]] = {
    "reporting what is not there": lambda w, by: steps.report(w.store, steps.Report(999, IncidentKind.LOST), by),
    "reporting a part of another device": lambda w, by: report(w, w.laptop, IncidentKind.MISSING, part_id=999),
    "a part that is missing without its name": lambda w, by: report(w, w.laptop, IncidentKind.MISSING),
    "losing one part of what is here": lambda w, by: report(w, w.free, IncidentKind.LOST, part_id=w.free.parts[0].id),
    "an incident that happens tomorrow": lambda w, by: report(w, w.free, IncidentKind.LOST, happened_on=date(2026, 11, 24)),
    "a cost below nothing": lambda w, by: report(w, w.free, IncidentKind.LOST, cost=-1),
    "reporting the same damage twice": lambda w, by: report(w, w.cracked, IncidentKind.DAMAGED),
    "losing what is stolen": lambda w, by: report(w, w.stolen, IncidentKind.LOST),
    "losing what is away for repair": lambda w, by: report(w, w.repaired, IncidentKind.LOST),
    "editing no incident": lambda w, by: steps.edit(w.store, Edit(999, {}, {"place": "x"}), by),
    "editing what only operations change": lambda w, by: steps.edit(w.store, Edit(w.theft.incident_id, {}, {"state": "closed"}), by),
    "an incident changed meanwhile": lambda w, by: steps.edit(w.store, Edit(w.theft.incident_id, {"place": "here"}, {"place": "there"}), by),
    "charging nothing": lambda w, by: decide(w, w.damage.incident_id),
    "charging less than nothing": lambda w, by: decide(w, w.damage.incident_id, -5),
    "charging twice": lambda w, by: decide(w, w.theft.incident_id, 100),
    "charging nobody": lambda w, by: decide(w, w.nobody, 100),
    "charging for what is closed": lambda w, by: decide(w, w.closed, 100),
    "waiving without a reason": lambda w, by: deciding.decide(w.store, deciding.Decide(w.damage.incident_id, Decision.WAIVE), by),
    "deciding that it was found": lambda w, by: deciding.decide(w.store, deciding.Decide(w.damage.incident_id, Decision.FOUND), by),
    "settling no charge": lambda w, by: deciding.settle(w.store, deciding.Settle(999, ChargeState.PAID), by),
    "waiving a charge without a reason": lambda w, by: deciding.settle(w.store, deciding.Settle(w.charge, ChargeState.WAIVED), by),
    "settling a charge as open": lambda w, by: deciding.settle(w.store, deciding.Settle(w.charge, ChargeState.OPEN), by),
    "closing what is undecided": lambda w, by: steps.close(w.store, w.damage.incident_id, by),
    "closing what is closed": lambda w, by: steps.close(w.store, w.closed, by),
    "opening again what is open": lambda w, by: steps.reopen(w.store, w.theft.incident_id, by, note="why"),
    "opening again without a reason": lambda w, by: steps.reopen(w.store, w.closed, by),
    "finding what is broken": lambda w, by: finding.find(w.store, finding.Find(w.damage.incident_id), by),
    "finding what is here": lambda w, by: finding.find(w.store, finding.Find(device_id=w.free.id), by),
    "finding nothing": lambda w, by: finding.find(w.store, finding.Find(), by),
    "a photo that is none": lambda w, by: photos.add_photo(w.store, photos.AddPhoto(w.theft.incident_id, "a.png", b"GIF89a"), by),
    "a photo of no incident": lambda w, by: photos.add_photo(w.store, photos.AddPhoto(999, "a.png", PNG), by),
    "removing no photo": lambda w, by: photos.remove_photo(w.store, 999, by),
    "repairing what is out": lambda w, by: repairing.send_to_repair(w.store, repairing.Send(w.laptop.id), by),
    "repairing nothing": lambda w, by: repairing.send_to_repair(w.store, repairing.Send(999), by),
    "a repair that was done yesterday": lambda w, by: repairing.send_to_repair(w.store, repairing.Send(w.free.id, expected_on=date(2026, 11, 22)), by),
    "back from no repair": lambda w, by: repairing.back_from_repair(w.store, repairing.Back(w.free.id), by),
    "back on the shelf without its reset": lambda w, by: repairing.back_from_repair(w.store, repairing.Back(w.repaired.id, then=DeviceStatus.AVAILABLE), by),
    "a repair that costs less than nothing": lambda w, by: repairing.back_from_repair(w.store, repairing.Back(w.repaired.id, cost=-1), by),
    "retiring what is out": lambda w, by: repairing.retire(w.store, w.laptop.id, "old", by),
    "retiring without a reason": lambda w, by: repairing.retire(w.store, w.free.id, " ", by),
    "bringing back what is in use": lambda w, by: repairing.bring_back(w.store, w.free.id, "why", by),
    "resetting no devices": lambda w, by: caring.mark_many_reset(w.store, caring.ResetMany(()), by),
    "resetting one that needs none among others": lambda w, by: caring.mark_many_reset(w.store, caring.ResetMany((w.to_reset.id, w.free.id, 999)), by),
    "a letter for one who has something": lambda w, by: care_papers.make_clearance(w.store, w.client, by),
    "a letter for nobody": lambda w, by: care_papers.make_clearance(w.store, 999, by),
    "a record of no reset": lambda w, by: care_papers.make_reset_record(w.store, 999, by),
    "a report of no incident": lambda w, by: care_papers.make_incident_report(w.store, 999, by),
}  # fmt: skip
