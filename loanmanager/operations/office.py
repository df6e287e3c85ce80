"""The office itself: its first records, its own name, its sites and staff."""

import tomllib
from dataclasses import replace
from functools import cache
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import DeviceType, TypePart
from loanmanager.domain.names import Label
from loanmanager.domain.office import WEEK, Office, Site, Staff
from loanmanager.i18n import Words
from loanmanager.operations import closing, done, entering, forms, policies
from loanmanager.operations.closing import add_closure
from loanmanager.operations.done import By, Done, Record
from loanmanager.operations.kept import OFFICE, SUBJECT, Kept, keep
from loanmanager.operations.policies import save_policy
from loanmanager.operations.wordings import AGREEMENT_TEMPLATE
from loanmanager.paths import resources
from loanmanager.storage import devices, office, papers
from loanmanager.storage.engine import Engine

__all__ = [
    "Kept",
    "add_closure",
    "add_site",
    "prepare",
    "rename_staff",
    "save_office",
    "save_policy",
    "save_site",
    "shipped_types",
]


def prepare(store: Engine, by: By, words: Words) -> By:
    """Come into an office and do what a new day asks for, at once; return who acts there."""
    by = entering.enter(store, by, words)
    entering.tend(store, by)
    return by


def first_records(store: Engine, by: By, words: Words) -> None:
    """Make what a new office begins with, unless somebody was quicker."""
    with store.write():
        if office.staff(store, active=False):
            return
        staff_id = office.add_staff(store, Staff(0, words.say("Administrator"), language=words.language))
        office.add_site(store, Site(0, words.say("Main office")))
        office.save_office(store, Office(language=words.language))
        office.save_policy(store, policies.presets()[0].policy)
        for kind in shipped_types():
            devices.save_type(store, kind)
        by = replace(by, staff_id=staff_id)
        content = (resources() / "agreements" / "loan.toml").read_text("utf-8")
        papers.add_template(store, AGREEMENT_TEMPLATE, content, at=by.now, staff_id=staff_id, shipped=True)
        done.record(store, by, Record("set_up", None, OFFICE, [SUBJECT]))


@cache
def shipped_types() -> tuple[DeviceType, ...]:
    """Return the device types that an office starts with."""
    data = tomllib.loads((resources() / "presets" / "device_types.toml").read_text("utf-8"))
    return tuple(_shipped_type(each) for each in data["type"])


def _shipped_type(data: dict[str, Any]) -> DeviceType:
    named = {key: value for key, value in data.items() if key not in {"name", "parts", "questions"}}
    return DeviceType(
        id=0,
        name=Label(*data["name"]),
        parts=tuple(TypePart(Label(*part)) for part in data.get("parts", ())),
        questions=tuple(Label(*text) for text in data.get("questions", ())),
        **named,
    )


def save_office(store: Engine, new: Office, by: By) -> Done[Kept]:
    """Keep the agency's name, address and defaults.

    Raises:
        Refused: a field does not fit.
    """
    new = forms.changed(Office(), forms.plain(new))
    with store.write():
        office.save_office(store, new)
        return keep(store, by, "save_office", Kept("office", 1), forms.plain(new))


def add_site(store: Engine, new: Site, by: By) -> Done[Kept]:
    """Add a site.

    Raises:
        Refused: it has no name, or another site bears it.
    """
    _sound_site(new)
    with store.write():
        if office.site_named(store, new.name) is not None:
            raise why.Refused(why.Taken("name", new.name))
        id_ = office.add_site(store, new)
        closing.write_holidays(store, replace(new, id=id_), by.today)
        return keep(store, by, "save_site", Kept("site", id_), forms.plain(new))


def save_site(store: Engine, changed: Site, by: By) -> Done[Kept]:
    """Keep a site's name, address, hours and open days.

    Raises:
        Refused: it has no name, or another site bears it, or it is open on no day.
    """
    _sound_site(changed)
    with store.write():
        before = office.site(store, changed.id)
        if before is None:
            raise why.Refused(why.NoSuch("site", str(changed.id)))
        if office.site_named(store, changed.name) not in {None, changed.id}:
            raise why.Refused(why.Taken("name", changed.name))
        office.save_site(store, changed)
        if changed.region != before.region:
            closing.write_holidays(store, changed, by.today)
        return keep(store, by, "save_site", Kept("site", changed.id), forms.plain(changed))


def _sound_site(site: Site) -> None:
    forms.sound(site)
    if not site.name.strip() or not site.open_days:
        raise why.Refused(why.Missing("open_days" if site.name.strip() else "name"))
    if not site.open_days <= WEEK:
        raise why.Refused(why.Malformed("open_days", ", ".join(str(day) for day in sorted(site.open_days))))


def rename_staff(store: Engine, id_: int, name: str, by: By) -> Done[Kept]:
    """Give a member of staff the name that papers print.

    Raises:
        Refused: the name is empty, or nobody bears the id.
    """
    forms.sound_text(name=name)
    if not name.strip():
        raise why.Refused(why.Missing("name"))
    with store.write():
        if not any(each.id == id_ for each in office.staff(store, active=False)):
            raise why.Refused(why.NoSuch("staff", str(id_)))
        office.rename_staff(store, id_, name.strip())
        return keep(store, by, "save_staff", Kept("staff", id_), {"name": name.strip()})
