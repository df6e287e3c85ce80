"""Closed days: the agency's own, and the statutory holidays of each site's region (product 4.1, 4.7).

A change moves no due date that was made before: people hold a paper with it.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.history import Entry
from loanmanager.domain.names import Label
from loanmanager.domain.office import Closure, Site
from loanmanager.domain.policies import HolidayIsKept
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Done, Record
from loanmanager.operations.kept import OFFICE, SUBJECT, Kept, keep
from loanmanager.storage import closures, office
from loanmanager.storage.engine import Engine

YEARS_AHEAD = 2
"""Holidays are kept for this year and so many more: a loan of a year that is reserved a year before still meets them."""


def add_closure(store: Engine, new: Closure, by: By) -> Done[Kept]:
    """Add days on which a site, or every site, is closed; due dates made from now on avoid them.

    Raises:
        Refused: the last day is before the first, or there is no such site.
    """
    new = _own(new)
    with store.write():
        _known_site(store, new.site_id)
        made = replace(new, id=closures.add(store, replace(new, id=0)))
        return keep(store, by, "save_closure", Kept("closure", made.id), {"before": None, "now": forms.plain(made)})


def change_closure(store: Engine, changed: Closure, by: By) -> Done[Kept]:
    """Keep other days, another name or another site of a closure of the agency's own.

    Raises:
        Refused: it is not there any more or is a statutory holiday, its days are out of order, there is no such site.
    """
    changed = _own(changed)
    with store.write():
        before = _found(store, changed.id, own=True)
        _known_site(store, changed.site_id)
        closures.save(store, changed)
        facts = {"before": forms.plain(before), "now": forms.plain(changed)}
        return keep(store, by, "change_closure", Kept("closure", changed.id), facts)


def remove_closure(store: Engine, id_: int, by: By, *, idem: str | None = None) -> Done[Kept]:
    """Take a closure of the agency's own away: the site is open on those days after all.

    Raises:
        Refused: it is not there any more, or is a statutory holiday.
    """
    with store.write():
        again = done.already_done(store, idem, Kept)
        if again:
            return again
        before = _found(store, id_, own=True)
        closures.remove(store, [id_])
        return keep(
            store, by, "remove_closure", Kept("closure", id_), {"before": forms.plain(before), "now": None}, idem
        )


def lift_holiday(store: Engine, id_: int, by: By, *, lifted: bool = True, idem: str | None = None) -> Done[Kept]:
    """Work on a statutory holiday, or keep it again; what was lifted does not come back by itself.

    Raises:
        Refused: it is not there any more, or is no statutory holiday.
    """
    with store.write():
        again = done.already_done(store, idem, Kept)
        if again:
            return again
        before = _found(store, id_, own=False)
        now = replace(before, lifted=lifted)
        closures.save(store, now)
        return keep(
            store,
            by,
            "lift_holiday",
            Kept("closure", id_),
            {"before": forms.plain(before), "now": forms.plain(now)},
            idem,
        )


def refresh_holidays(store: Engine, by: By) -> Done[int] | None:
    """Write the holidays of the coming years where those that are kept end too soon; None where nothing is to be done.

    Asked at each opening: a single query, but once in two years.
    """
    if not _ending(store, by.today):
        return None
    with store.write():
        sites = [each for each in office.sites(store) if each.id in _ending(store, by.today)]
        added = sum(write_holidays(store, each, by.today) for each in sites)
        facts = {"sites": [each.id for each in sites], "added": added}
        made = done.record(store, by, Record("save_holidays", None, OFFICE, [SUBJECT], facts))
        return Done(added, made.changes, made.entry_id)


def _ending(store: Engine, today: date) -> list[int]:
    """Return the sites that keep no holiday of next year."""
    return [id_ for id_, last in closures.holidays_until(store) if last is None or last.year <= today.year]


def write_holidays(store: Engine, site: Site, today: date) -> int:
    """Write the holidays of a site's region from this year on, inside the caller's transaction; return how many are new.

    Those of another region that are still to come go, unless they were lifted: a day that is worked stays worked.

    Raises:
        Refused: nobody knows the region's holidays.
    """
    kept = closures.holidays(store, site.id)
    others = [each for each in kept if each.holiday != site.region and each.first >= today and not each.lifted]
    closures.remove(store, [each.id for each in others])
    taken = {each.first for each in kept if each not in others}
    new = [each for each in _statutory(site.region, today) if each.first not in taken]
    for each in new:
        closures.add(store, replace(each, site_id=site.id))
    return len(new)


def _statutory(region: str, today: date) -> tuple[Closure, ...]:
    if not region:
        return ()
    from loanmanager.exchange import calendars  # loads the library of holidays: never at the desk

    try:
        return calendars.statutory(region, range(today.year, min(today.year + YEARS_AHEAD, date.max.year) + 1))
    except calendars.UnknownRegion as error:
        raise why.Refused(why.Malformed("region", region)) from error


def regions() -> dict[str, Label]:
    """Return the regions whose statutory holidays are known, by code; the library itself is not loaded for it."""
    from loanmanager.exchange import calendars

    return calendars.regions()


def undo_closure(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Put a closure back as it was before it was added, changed, taken away or lifted.

    Raises:
        Refused: it was changed since.
    """
    before, now = (_read(entry.facts[name]) for name in ("before", "now"))
    id_ = entry.facts["result"]["id"]
    if closures.with_id(store, id_) != now:
        raise why.Refused(why.NotUndoable("later_changes"))
    if before is None:
        closures.remove(store, [id_])
    elif now is None:
        closures.add(store, before)
    else:
        closures.save(store, before)


def _read(facts: dict[str, Any] | None) -> Closure | None:
    """Return a closure from what the history kept of it."""
    if facts is None:
        return None
    return Closure(**{**facts, "first": date.fromisoformat(facts["first"]), "last": date.fromisoformat(facts["last"])})


def _own(typed: Closure) -> Closure:
    """Return a closure of the agency's own as it is kept, whatever else was typed with it."""
    forms.sound(typed)
    if typed.last < typed.first:
        raise why.Refused(why.Malformed("last", typed.last.isoformat()))
    return replace(typed, name=typed.name.strip(), name_fr=typed.name_fr.strip(), holiday="", lifted=False)


def _found(store: Engine, id_: int, *, own: bool) -> Closure:
    found = closures.with_id(store, id_)
    if found is None or (not own and not found.holiday):
        raise why.Refused(why.NoSuch("closure", str(id_)))
    if own and found.holiday:
        raise why.Refused(HolidayIsKept(Label(found.name, found.name_fr)))
    return found


def _known_site(store: Engine, site_id: int | None) -> None:
    if site_id is not None and office.site(store, site_id) is None:
        raise why.Refused(why.NoSuch("site", str(site_id)))
