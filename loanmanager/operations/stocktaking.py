"""Counting the shelf: begin, scan, put right, finish (product 2.7). A count may last days and be made by several people."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain import stocktaking as rules
from loanmanager.domain.devices import Device
from loanmanager.domain.history import Subject
from loanmanager.domain.names import squash
from loanmanager.domain.stocktaking import Finding, Scope, Stocktake, StocktakeState
from loanmanager.operations import counted_paper, done, forms
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.storage import devices, office, stocktakes
from loanmanager.storage.engine import Engine
from loanmanager.storage.stocktakes import Scan
from loanmanager.storage.text import typed

_COUNT: Changes = frozenset({Kind.STOCKTAKES})
_FINISHED: Changes = frozenset({Kind.STOCKTAKES, Kind.PAPERS})
_MOVED: Changes = frozenset({Kind.STOCKTAKES, Kind.DEVICES})


@dataclass(frozen=True, slots=True)
class Begun:
    """A count: `expected` is how many devices it began with."""

    stocktake_id: int
    number: str
    expected: int = 0


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scan: `finding` is what it says, `text` what was read, `tag` whose it is, if anyone's; `again`: counted before."""

    stocktake_id: int
    scan_id: int
    text: str
    finding: str
    device_id: int | None = None
    tag: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """A count that is over, with its paper and what it came to."""

    stocktake_id: int
    number: str
    paper_id: int
    found: int
    missing: int
    others: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Devices that were given the place where they were found."""

    stocktake_id: int
    tags: list[str]


def start(store: Engine, scope: Scope, by: By, *, idem: str | None = None) -> Done[Begun]:
    """Begin a count of a site, a type, a shelf, or of everything.

    Raises:
        Refused: nothing belongs there, the same is being counted already, or a site or type is unknown.
    """
    with store.write():
        before = done.already_done(store, idem, Begun)
        if before:
            return before
        scope = _sound_scope(store, scope)
        same = next((each for each in stocktakes.under_way(store) if each.scope.same_as(scope)), None)
        if same:
            raise why.Refused(rules.SameCountOpen(same.number))
        awaited = rules.expected(scope, stocktakes.standings(store, scope))
        if not awaited:
            raise why.Refused(rules.NothingToCount())
        if scope.shelf:  # as its devices spell it, not as it was typed
            scope = replace(scope, shelf=awaited[0].shelf)
        year = by.today.year
        number = rules.make_stocktake_number(year, office.next_number(store, f"stocktake-{year}"))
        id_ = stocktakes.add(store, number, scope, [each.id for each in awaited], by.now, by.staff_id)
        result = Begun(id_, number, len(awaited))
        return done.record(store, by, Record("start_stocktake", result, _COUNT, [_subject(id_)], asdict(scope), idem))


def scan(store: Engine, stocktake_id: int, text: str, by: By, *, idem: str | None = None) -> Done[Scanned]:
    """Note that a code was seen. Scanned again, by anyone, it is counted once and nothing is written (entry 0).

    Raises:
        Refused: the count is over, or the scan holds no letter or digit.
    """
    with store.write():
        before = done.already_done(store, idem, Scanned)
        if before:
            return before
        forms.sound_text(code=text)
        count, code = _open(store, stocktake_id), typed(text).strip()
        device = _device(store, code)
        key = squash(device.tag if device else code)
        known = stocktakes.scan_of(store, count.id, key, device.id if device else None)
        if known and (known.device_id or not device):
            return Done(replace(_scanned(count, known, device), again=True), done.NOTHING, 0)
        if known:  # when it was scanned first no device bore it
            stocktakes.remove_scan(store, known.id)
        finding = rules.assess(count.scope, stocktakes.standing(store, device.id) if device else None)
        id_, status = (device.id, device.status.value) if device else (None, "")
        new = Scan(0, key, id_, finding, status, by.now, by.staff_id, code)
        kept = replace(new, id=stocktakes.add_scan(store, count.id, new))
        facts = {"scan": _plain(kept), "replaced": _plain(known) if known else None}
        return _recorded(
            store, "scan_stocktake", _scanned(count, kept, device), {**facts, "number": count.number}, by, idem
        )


def _recorded(
    store: Engine, operation: str, result: Scanned, facts: dict[str, Any], by: By, idem: str | None
) -> Done[Scanned]:
    """Record a scan, or its end, in the device's own history too, which then says when it was last seen."""
    subjects = [_subject(result.stocktake_id), *([done.device(result.device_id)] if result.device_id else [])]
    return done.record(store, by, Record(operation, result, _COUNT, subjects, facts, idem))


def _plain(scan: Scan) -> dict[str, Any]:
    """Return a scan as the history keeps it, so that undoing puts it back as it was."""
    return {**asdict(scan), "at": scan.at.isoformat()}


def _scanned(count: Stocktake, scan: Scan, device: Device | None) -> Scanned:
    tag = device.tag if device else ""
    return Scanned(count.id, scan.id, scan.text, scan.finding, scan.device_id, tag)


def take_off(store: Engine, stocktake_id: int, scan_id: int, by: By, *, idem: str | None = None) -> Done[Scanned]:
    """Take a scan off its count: it was a slip.

    Raises:
        Refused: the count is over, or has no such scan.
    """
    with store.write():
        before = done.already_done(store, idem, Scanned)
        if before:
            return before
        count, known = _open(store, stocktake_id), _scan_in(store, stocktake_id, scan_id)
        stocktakes.remove_scan(store, known.id)
        device = devices.with_id(store, known.device_id) if known.device_id else None
        facts = {"scan": _plain(known), "number": count.number}
        return _recorded(store, "unscan_stocktake", _scanned(count, known, device), facts, by, idem)


def move_here(
    store: Engine, stocktake_id: int, device_ids: Collection[int], by: By, *, idem: str | None = None
) -> Done[Moved]:
    """Give devices that were found here, but belong elsewhere, the site and shelf that are being counted.

    Raises:
        Refused: the count is over, was of no one place, or none of the devices was found in the wrong place.
    """
    with store.write():
        before = done.already_done(store, idem, Moved)
        if before:
            return before
        count = _open(store, stocktake_id)
        strays = _strays(store, count, device_ids)
        if not strays:
            raise why.Refused(rules.NothingToMove())
        scope = count.scope
        for each in strays:
            site = each.site_id if scope.site_id is None else scope.site_id
            stocktakes.move_device(store, each.id, site, scope.shelf or each.shelf)
        facts = {"number": count.number, "before": {str(each.id): [each.site_id, each.shelf] for each in strays}}
        result = Moved(count.id, [each.tag for each in strays])
        subjects = [done.device(each.id) for each in strays]
        return done.record(store, by, Record("move_devices", result, _MOVED, subjects, facts, idem))


def _strays(store: Engine, count: Stocktake, device_ids: Collection[int]) -> list[Device]:
    """Return those of the devices that were scanned here, are in the house, and belong elsewhere."""
    scanned = {each.device_id for each in stocktakes.scans(store, count.id)}
    now = {id_: stocktakes.standing(store, id_) for id_ in device_ids if id_ in scanned}
    wrong = [id_ for id_, each in now.items() if each and rules.assess(count.scope, each) is Finding.ELSEWHERE]
    return sorted(devices.with_ids(store, wrong).values(), key=lambda each: each.tag)


def finish(store: Engine, stocktake_id: int, by: By, *, language: str = "", idem: str | None = None) -> Done[Finished]:
    """End a count and freeze what it found on a paper, in a language (the office's own where none is named).

    Raises:
        Refused: it is over already.
    """
    with store.write():
        before = done.already_done(store, idem, Finished)
        if before:
            return before
        forms.sound_text(language=language)
        count = _open(store, stocktake_id)
        paper_id, tally = counted_paper.keep(store, count, by, language or office.office(store).language)
        stocktakes.close(store, count.id, StocktakeState.FINISHED, by.now, tally)
        result = Finished(count.id, count.number, paper_id, tally.found, tally.missing, tally.others)
        return done.record(store, by, Record("finish_stocktake", result, _FINISHED, [_subject(count.id)], {}, idem))


def drop(store: Engine, stocktake_id: int, by: By, *, idem: str | None = None) -> Done[Begun]:
    """Give a count up. What was scanned stays readable; nothing else was changed by it.

    Raises:
        Refused: it is over already.
    """
    with store.write():
        before = done.already_done(store, idem, Begun)
        if before:
            return before
        count = _open(store, stocktake_id)
        stocktakes.close(store, count.id, StocktakeState.DROPPED, None, None)
        result = Begun(count.id, count.number)
        return done.record(store, by, Record("drop_stocktake", result, _COUNT, [_subject(count.id)], {}, idem))


def _subject(id_: int) -> Subject:
    return Subject("stocktake", id_)


def _sound_scope(store: Engine, scope: Scope) -> Scope:
    """Return a scope that names a site and a type that are there, its shelf tidied."""
    forms.sound(scope)
    if scope.site_id is not None and office.site(store, scope.site_id) is None:
        raise why.Refused(why.NoSuch("site", str(scope.site_id)))
    if scope.type_id is not None and all(each.id != scope.type_id for each in devices.types(store)):
        raise why.Refused(why.NoSuch("type", str(scope.type_id)))
    shelf = scope.shelf.strip()
    return replace(scope, shelf=shelf if squash(shelf) else "")


def _open(store: Engine, stocktake_id: int) -> Stocktake:
    count = stocktakes.with_id(store, stocktake_id)
    if count is None:
        raise why.Refused(why.NoSuch("stocktake", str(stocktake_id)))
    if count.state is not StocktakeState.OPEN:
        raise why.Refused(rules.CountClosed(count.number, count.state))
    return count


def _device(store: Engine, code: str) -> Device | None:
    """Return the device that bears a code."""
    if not squash(code):
        raise why.Refused(rules.NothingScanned())
    found = devices.with_tag(store, code)
    if found:
        return found
    id_ = devices.with_code(store, code)
    return None if id_ is None else devices.with_id(store, id_)


def _scan_in(store: Engine, stocktake_id: int, scan_id: int) -> Scan:
    known = next((each for each in stocktakes.scans(store, stocktake_id) if each.id == scan_id), None)
    if known is None:
        raise why.Refused(rules.NotScanned(str(scan_id)))
    return known
