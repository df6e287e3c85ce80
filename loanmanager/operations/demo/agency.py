"""The agency of the demo office: its name, sites, closures, replacement costs and those who work there."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from loanmanager.domain.devices import DeviceType, TypePart
from loanmanager.domain.office import Closure, Office, Role, Rules, Site
from loanmanager.operations import inventory, office, staff
from loanmanager.operations.demo.invent import data, said
from loanmanager.operations.done import By
from loanmanager.storage import search
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class Agency:
    """The office once it is set up: the ids of its sites with their rules, its types by key, its language."""

    sites: tuple[int, ...]
    rules: tuple[Rules, ...]
    types: dict[str, DeviceType]
    language: str


def set_up(store: Engine, by: By, *, until: date) -> Agency:
    """Name the agency, its sites and its staff, close it over every Christmas up to a day, and price its types."""
    view, facts = search.office_view(store), data("office")
    language = view.office.language
    office.save_office(store, _named(view.office, facts), by)
    office.rename_staff(store, by.staff_id or view.staff[0].id, facts["staff"], by)
    for each in facts["colleague"]:
        staff.add_staff(store, staff.NewStaff(each["name"], Role(each["role"]), language), by)
    first, *others = (_site(each, language) for each in facts["site"])
    sites = [office.save_site(store, replace(first, id=view.sites[0].id), by).result.id]
    sites += [office.add_site(store, each, by).result.id for each in others]
    for year in range(by.today.year - 1, until.year + 1):
        closure = Closure(date(year, 12, 24), date(year + 1, 1, 3), said(facts["closure"], language))
        office.add_closure(store, closure, by)
    for kind in view.types:
        if kind.key in facts["costs"]:
            inventory.save_type(store, _priced(kind, facts["costs"][kind.key]), by)
    rules = tuple(search.office_view(store, site).rules for site in sites)
    return Agency(tuple(sites), rules, {each.key: each for each in search.device_types(store)}, language)


def _named(before: Office, facts: dict[str, Any]) -> Office:
    hours = said(facts["site"][0]["hours"], before.language)
    fields = {key: facts[key] for key in ("name", "address", "phone", "email", "help_line")}
    return replace(before, hours=hours, **fields)


def _site(facts: dict[str, Any], language: str) -> Site:
    return Site(
        id=0,
        name=said(facts["name"], language),
        address=facts["address"],
        phone=facts["phone"],
        hours=said(facts["hours"], language),
        open_days=frozenset(facts["open_days"]),
    )


def _priced(kind: DeviceType, costs: dict[str, Any]) -> DeviceType:
    parts = tuple(TypePart(part.name, cost) for part, cost in zip(kind.parts, costs["parts"], strict=True))
    return replace(kind, replacement_cost=costs["device"], parts=parts)
