"""Counting the shelf."""

from typing import Any

from loanmanager.domain.stocktaking import Scope
from loanmanager.operations import stocktaking as counting
from loanmanager.storage import search
from tests.month.living import Month


def start_count(m: Month) -> Any:
    scope = m.rng.choice([Scope(), Scope(1), Scope(2), Scope(2), Scope(type_id=1), Scope(1, None, "B2")])
    return counting.start(m.store, scope, m.by)


def some_count(m: Month, scans: int = 0) -> Any:
    """Draw a count that goes on and has so many scans at least."""
    sql = "SELECT id FROM stocktakes k WHERE state = 'open' AND (SELECT COUNT(*) FROM stocktake_scans s WHERE s.stocktake_id = k.id) >= :n ORDER BY id"
    return m.pick(m.ids(sql, n=scans))


def scan(m: Month) -> Any:
    count = some_count(m)
    tags = [row.tag for row in search.device_rows(m.store, today=m.by.today)]
    code = "0061234" if m.chance(8) else m.rng.choice(tags)
    done = count and counting.scan(m.store, count, code, m.by)
    return done if done and not done.result.again else None


def take_off(m: Month) -> Any:
    row = m.store.row(
        "SELECT s.* FROM stocktake_scans s JOIN stocktakes k ON k.id = s.stocktake_id WHERE k.state = 'open' ORDER BY s.id LIMIT 1"
    )
    return row and counting.take_off(m.store, row["stocktake_id"], row["id"], m.by)


def move_here(m: Month) -> Any:
    views = [
        search.count_view(m.store, id_) for id_ in m.ids("SELECT id FROM stocktakes WHERE state = 'open' ORDER BY id")
    ]
    count, view = m.pick([(v.stocktake.id, v) for v in views if v and v.strays]) or (some_count(m), None)
    if count and view is None:  # nothing stands in the wrong place: it is refused
        return counting.move_here(m.store, count, m.devices("available"), m.by)
    return view and counting.move_here(m.store, count, [each.device_id for each in view.strays if each.device_id], m.by)
