"""What may be done about each thing that a count found: the words of the button, and the operation behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.stocktaking import Finding
from loanmanager.i18n import Words
from loanmanager.operations.done import By, Done
from loanmanager.storage.search import CountRow, CountView, Store

Act = Callable[[Store, By], Done[Any]]


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to do: an operation with what is said when it is done, or a place to go to."""

    words: str
    icon: str = ""
    act: Act | None = None
    said: str = ""
    place: tuple[str, object] | None = None


def fixes_of(row: CountRow, count: CountView, words: Words) -> tuple[Fix, ...]:
    """Return what may be done about a row, the likeliest first; nothing where all is as it should be."""
    if row.not_ready:
        return (_ready(row, words),)
    if not row.open or row.finding is Finding.FOUND:
        return ()
    if row.finding is Finding.MISSING:
        return _missing(row, count, words)
    if row.finding is Finding.ELSEWHERE:
        return (move([row], count, words),)
    if row.finding is Finding.WRONG_STATE:
        return _wrong_state(row, count, words)
    new = Fix(words.say("Add this device"), "plus", place=("devices", ("new", row.text)))
    return (new,) if row.finding is Finding.UNKNOWN else ()


def move(rows: list[CountRow], count: CountView, words: Words) -> Fix:
    """Return giving devices the place where they were found."""
    ids, id_, key = [row.device_id for row in rows if row.device_id], count.stocktake.id, uuid4().hex
    place = " · ".join(part for part in (count.stocktake.site, count.stocktake.scope.shelf) if part)

    def act(store: Store, by: By) -> Done[Any]:
        from loanmanager.operations import stocktaking

        return stocktaking.move_here(store, id_, ids, by, idem=key)

    said = words.count("{n} device moved to {place}", "{n} devices moved to {place}", len(ids), place=place)
    many = words.count("Move {n} device here", "Move all {n} here", len(ids))
    return Fix(words.say("Move here") if len(ids) == 1 else many, "map-pin", act, said)


def _ready(row: CountRow, words: Words) -> Fix:
    """Return the next step of a device that is here but cannot be lent yet."""
    device, key = row.device, uuid4().hex
    assert device is not None
    if device.status is DeviceStatus.TO_RESET:
        return Fix(words.say("Mark reset"), "rotate-ccw", place=("devices", ("reset", device.id)))

    def act(store: Store, by: By) -> Done[Any]:
        from loanmanager.operations import caring

        return caring.mark_checked(store, device.id, by, idem=key)

    return Fix(words.say("Mark checked"), "clipboard-check", act, words.say("{tag} checked", tag=device.tag))


def _missing(row: CountRow, count: CountView, words: Words) -> tuple[Fix, ...]:
    """Return recording a loss, and counting what is there but cannot be scanned."""
    device, number, id_ = row.device, count.stocktake.number, count.stocktake.id
    assert device is not None
    lost, seen = uuid4().hex, uuid4().hex

    def lose(store: Store, by: By) -> Done[Any]:
        from loanmanager.domain.incidents import IncidentKind
        from loanmanager.operations import incidents

        note = words.say("Not found in count {number}", number=number)
        return incidents.report(store, incidents.Report(device.id, IncidentKind.LOST, note=note, idem=lost), by)

    def scan(store: Store, by: By) -> Done[Any]:
        from loanmanager.operations import stocktaking

        return stocktaking.scan(store, id_, device.tag, by, idem=seen)

    return (
        Fix(words.say("Record it as lost"), "map-pin-off", lose, words.say("{tag} recorded as lost", tag=device.tag)),
        Fix(words.say("It is here"), "check", scan, words.say("{tag} counted", tag=device.tag)),
    )


def _wrong_state(row: CountRow, count: CountView, words: Words) -> tuple[Fix, ...]:
    """Return what brings a device that is here into a state in which it may be here."""
    device, key = row.device, uuid4().hex
    assert device is not None
    id_, tag, said = device.id, device.tag, words.say("{tag} is back on the shelf", tag=device.tag)
    note = words.say("Found in count {number}", number=count.stocktake.number)

    def found(store: Store, by: By) -> Done[Any]:
        from loanmanager.operations import finding

        return finding.find(store, finding.Find(device_id=id_, note=note, idem=key), by)

    def repaired(store: Store, by: By) -> Done[Any]:
        from loanmanager.operations import repairing

        return repairing.back_from_repair(store, repairing.Back(id_, note, idem=key), by)

    def returned(store: Store, by: By) -> Done[Any]:
        from loanmanager.operations import repairing

        return repairing.bring_back(store, id_, note, by, idem=key)

    return {
        DeviceStatus.ON_LOAN: (Fix(words.say("Take it back"), "arrow-down-left", place=("desk", ("device", id_))),),
        DeviceStatus.IN_REPAIR: (Fix(words.say("Back from repair"), "wrench", repaired, said),),
        DeviceStatus.RETIRED: (Fix(words.say("Bring it back into use"), "rotate-ccw", returned, said),),
        DeviceStatus.LOST: (
            Fix(words.say("Record it as found"), "check", found, words.say("{tag} found again", tag=tag)),
        ),
        DeviceStatus.STOLEN: (
            Fix(words.say("Record it as found"), "check", found, words.say("{tag} found again", tag=tag)),
        ),
    }.get(device.status, ())
