"""The paper of a count: its facts are frozen when the count is finished."""

from collections.abc import Iterator

from loanmanager.domain import stocktaking as rules
from loanmanager.domain.devices import Device, DeviceStatus
from loanmanager.domain.papers import PaperKind
from loanmanager.domain.stocktake_papers import CountedDevice, StocktakeFacts
from loanmanager.domain.stocktaking import Finding, Standing, Stocktake
from loanmanager.operations import paperwork
from loanmanager.operations.done import By
from loanmanager.storage import devices, office, papers, stocktakes
from loanmanager.storage.engine import Engine
from loanmanager.storage.stocktakes import Tally


def keep(store: Engine, count: Stocktake, by: By, language: str) -> tuple[int, Tally]:
    """Freeze the facts of a count that is being finished; return the paper's id and what the count came to."""
    facts = _facts(store, count, by, language)
    asking = [each for each in facts.devices if not each.settled]
    tally = Tally(
        found=len(facts.with_finding(Finding.FOUND)),
        missing=len(facts.missing),
        others=sum(each.finding in rules.UNEXPECTED for each in asking) + len(facts.unknown),
    )
    paper_id = papers.add(store, PaperKind.STOCKTAKE, facts, at=by.now, staff_id=by.staff_id, stocktake_id=count.id)
    return paper_id, tally


def _facts(store: Engine, count: Stocktake, by: By, language: str) -> StocktakeFacts:
    scope, known = count.scope, stocktakes.known_to(store, count.id)
    scans, began = stocktakes.scans(store, count.id), stocktakes.began(store, count.id)
    sites = {each.id: each.name for each in office.sites(store)}
    kind = next((each for each in devices.types(store) if each.id == scope.type_id), None)
    staff = {each.id: each.name for each in office.staff(store, active=False)}
    who = [began.staff_id, *(each.staff_id for each in scans), by.staff_id]
    records = devices.with_ids(store, known)
    counted = [
        _device(records[id_], finding, status, language, sites, settled=settled)
        for id_, finding, status, settled in _findings(store, count, known)
    ]
    return StocktakeFacts(
        language=language,
        number=count.number,
        lender=paperwork.lender_of(store, scope.site_id, by.staff_id, language),
        started_at=began.at.astimezone().replace(tzinfo=None),
        made_at=by.now.astimezone().replace(tzinfo=None),
        expected=len(stocktakes.expected_in(store, count.id)),
        devices=tuple(sorted(counted, key=lambda each: each.tag)),
        unknown=tuple(each.text for each in scans if each.device_id is None),
        site=sites.get(scope.site_id or 0, ""),
        type=kind.name.in_(language) if kind else "",
        shelf=scope.shelf,
        counted_by=tuple(dict.fromkeys(staff[id_] for id_ in who if id_ in staff)),
        currency=office.office(store).currency,
    )


def _findings(
    store: Engine, count: Stocktake, known: dict[int, Standing]
) -> Iterator[tuple[int, Finding, DeviceStatus, bool]]:
    """Yield each device that was scanned or awaited: what was found, its state then, and whether that is put right."""
    scanned = {each.device_id: each for each in stocktakes.scans(store, count.id) if each.device_id is not None}
    for id_, each in scanned.items():
        settled = each.finding is not Finding.FOUND and not rules.still(count.scope, each.finding, known[id_])
        yield id_, each.finding, DeviceStatus(each.status), settled
    for id_ in stocktakes.expected_in(store, count.id):
        if id_ not in scanned:
            now = known[id_]
            yield id_, Finding.MISSING, now.status, not rules.still(count.scope, Finding.MISSING, now)


def _device(
    device: Device, finding: Finding, status: DeviceStatus, language: str, sites: dict[int, str], *, settled: bool
) -> CountedDevice:
    return CountedDevice(
        tag=device.tag,
        type=device.type.name.in_(language),
        name=device.make_model,
        finding=finding,
        status=status,
        serial=device.serial,
        site=sites.get(device.site_id or 0, ""),
        shelf=device.shelf,
        cost=device.cost,
        settled=settled,
    )
