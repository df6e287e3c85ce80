"""Days on which sites are closed: the agency's own, and the statutory holidays of a site's region."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from loanmanager.domain.office import Closure
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import day


def add(store: Engine, new: Closure) -> int:
    """Add days on which a site, or every site, is closed, and return the id; an id given is kept."""
    own = {"id": new.id} if new.id else {}
    return store.insert("closures", **own, **_columns(new))


def save(store: Engine, changed: Closure) -> None:
    """Keep a closure's fields."""
    store.update("closures", changed.id, **_columns(changed))


def remove(store: Engine, ids: Iterable[int]) -> None:
    """Take closures away. Nothing refers to them: due dates were made when they stood, and stay."""
    for id_ in ids:
        store.run("DELETE FROM closures WHERE id = :id", id=id_)


def with_id(store: Engine, id_: int) -> Closure | None:
    """Return one closure."""
    row = store.row("SELECT * FROM closures WHERE id = :id", id=id_)
    return _closure(row) if row else None


def of_site(store: Engine, site_id: int | None) -> tuple[Closure, ...]:
    """Return the closures of a site and those of every site, without the holidays that are worked."""
    rows = store.rows(
        "SELECT * FROM closures WHERE (site_id IS NULL OR site_id = :site) AND lifted = 0 ORDER BY first_day, id",
        site=site_id,
    )
    return tuple(_closure(row) for row in rows)


def every(store: Engine, since: date | None = None) -> tuple[Closure, ...]:
    """Return the closures of all sites that end on a day or later, the holidays that are worked with them."""
    rows = store.rows(
        "SELECT * FROM closures WHERE last_day >= :since ORDER BY first_day, id",
        since=since.isoformat() if since else "",
    )
    return tuple(_closure(row) for row in rows)


def holidays(store: Engine, site_id: int) -> tuple[Closure, ...]:
    """Return a site's statutory holidays, the ones that are worked with them."""
    rows = store.rows(
        "SELECT * FROM closures WHERE site_id = :site AND holiday <> '' ORDER BY first_day, id", site=site_id
    )
    return tuple(_closure(row) for row in rows)


def holidays_until(store: Engine) -> tuple[tuple[int, date | None], ...]:
    """Return each active site that keeps a region's holidays, with the last one that is kept."""
    rows = store.rows(
        """SELECT s.id, MAX(c.first_day) AS last FROM sites s LEFT JOIN closures c ON c.site_id = s.id AND c.holiday <> ''
           WHERE s.region <> '' AND s.active = 1 GROUP BY s.id ORDER BY s.id"""
    )
    return tuple((row["id"], day(row["last"])) for row in rows)


def _columns(made: Closure) -> dict[str, Any]:
    return {
        "site_id": made.site_id,
        "first_day": made.first.isoformat(),
        "last_day": made.last.isoformat(),
        "name": made.name,
        "name_fr": made.name_fr,
        "holiday": made.holiday,
        "lifted": int(made.lifted),
    }


def _closure(row: Row) -> Closure:
    return Closure(
        first=date.fromisoformat(row["first_day"]),
        last=date.fromisoformat(row["last_day"]),
        name=row["name"],
        site_id=row["site_id"],
        name_fr=row["name_fr"],
        holiday=row["holiday"],
        lifted=bool(row["lifted"]),
        id=row["id"],
    )
