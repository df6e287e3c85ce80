"""Kits and lines as sheets: their keys, and rows of plain values. PIN and PUK are never among them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from loanmanager import sentences
from loanmanager.exchange.csv_out import Cents
from loanmanager.i18n import Words
from loanmanager.storage import search
from loanmanager.storage.engine import Engine

KIT_KEYS = ("kit", "kit_name", "cost", "tag", "device", "unit", "status", "note")
LINE_KEYS = (
    "number",
    "sim",
    "carrier",
    "plan",
    "plan_end",
    "data_cap_mb",
    "cycle_day",
    "monthly_cost",
    "state",
    "tag",
    "with",
)


def kit_rows(store: Engine, row: search.KitRow, words: Words) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each device of a kit, or one for a kit that is empty."""
    view = search.kit_view(store, row.id)
    assert view is not None
    kit, language = view.kit, words.language
    own = (kit.tag, kit.name.in_(language), None if kit.cost is None else Cents(kit.cost))
    for unit in view.units:
        device = unit.device
        status = sentences.of_status(device.status, words)
        yield (*own, device.tag, device.name, unit.label.in_(language), status, kit.note)
    if not view.units:
        yield (*own, "", "", "", "" if kit.active else sentences.of_status("retired", words), kit.note)


def line_row(store: Engine, row: search.LineRow, words: Words, today: date) -> tuple[Any, ...]:
    """Return a line's row."""
    view = search.line_view(store, row.id, today)
    assert view is not None
    line = view.line
    return (
        line.number,
        line.iccid,
        line.carrier,
        line.plan,
        line.plan_end,
        line.data_cap_mb,
        line.cycle_day,
        None if line.monthly_cost is None else Cents(line.monthly_cost),
        sentences.of_line_state(line.state, words),
        row.tag,
        row.with_name,
    )
