"""Verbs of kits and lines: kits, lines, line."""

from datetime import date
from typing import Any

import click

from loanmanager.cli.lending import device_of
from loanmanager.cli.shell import Context, Json, opened, tell, tell_list
from loanmanager.domain import refusals as why


@click.command()
@click.option("--retired", is_flag=True, help="Those that were retired.")
@Json
@click.pass_obj
def kits(context: Context, retired: bool, as_json: bool) -> None:
    """List kits with their devices."""
    from loanmanager.operations.exporting import every
    from loanmanager.storage import search as queries

    only = "retired" if retired else "active"
    with opened(context) as (store, _):
        rows = list(every(lambda after: queries.kit_rows(store, only=only, after=after), "tag_key"))
        views = [queries.kit_view(store, row.id) for row in rows]
    records = [_kit(view) for view in views if view]
    tell_list(
        as_json,
        records,
        lambda r: (
            f"{r['tag']}  {r['name']}  {', '.join(unit['tag'] for unit in r['units'])}  {r['available']}/{len(r['units'])}"
        ),
    )


def _kit(view: Any) -> dict[str, Any]:
    return {
        "tag": view.kit.tag,
        "name": view.kit.name.en or view.kit.name.fr,
        "cost": view.kit.cost,
        "available": view.row.available,
        "out": view.row.out,
        "units": [
            {"tag": u.device.tag, "label": u.label.en or u.label.fr, "status": u.device.status} for u in view.units
        ],
    }


@click.command()
@click.option("--work", is_flag=True, help="What carriers are to be asked for today.")
@Json
@click.pass_obj
def lines(context: Context, work: bool, as_json: bool) -> None:
    """List lines, or those to suspend and to reactivate today."""
    from loanmanager.operations.exporting import every
    from loanmanager.storage import search as queries

    with opened(context) as (store, _):
        if work:
            tell_list(as_json, [_work(row) for row in queries.line_work(store, context.today)], _work_line)
            return
        rows = list(every(lambda after: queries.line_rows(store, after=after), "number"))
    tell_list(
        as_json, [_line(row) for row in rows], lambda r: f"{r['number']}  {r['carrier']}  {r['state']}  {r['tag']}"
    )


def _line(row: Any) -> dict[str, Any]:
    names = ("number", "carrier", "iccid", "plan", "plan_end", "state", "monthly_cost", "tag")
    return {name: getattr(row, name) for name in names}


def _work(row: Any) -> dict[str, Any]:
    names = ("task", "number", "iccid", "carrier", "tag", "loan", "client", "due", "days_late", "since")
    return {name: getattr(row, name) for name in names}


def _work_line(record: dict[str, Any]) -> str:
    return f"{record['task']}  {record['number']}  {record['tag']}  {record['loan']}  {record['days_late']}"


@click.command()
@click.argument("tag")
@click.argument("task", type=click.Choice(["suspend", "reactivate", "cancel"]))
@click.option("--reference", default="", help="The carrier's own number for it.")
@click.option("--note", default="", help="Kept in the history of the line.")
@click.option("--key", "idem", help="Idempotency key: the same key twice does it once.")
@Json
@click.pass_obj
def line(context: Context, tag: str, task: str, reference: str, note: str, idem: str | None, as_json: bool) -> None:
    """Record what a carrier did with a line, named by its number, its SIM or its device's tag."""
    from loanmanager.domain.devices import LineState
    from loanmanager.domain.lines import LineTask
    from loanmanager.operations.lines import DoTask, do_task
    from loanmanager.sentences import of_line_state

    words = context.words
    with opened(context) as (store, by):
        form = DoTask(_line_id(store, tag), LineTask(task), reference, note, idem)
        made = do_task(store, form, by).result
    record = {"name": made.name, "task": made.task, "state": made.state, "reference": reference}
    tell(
        as_json,
        record,
        words.say("Line {name} is {state}", name=made.name, state=of_line_state(LineState(made.state), words)),
    )


def _line_id(store: Any, text: str) -> int:
    from loanmanager.domain.names import squash
    from loanmanager.storage import search as queries

    wanted = squash(text)
    rows = [
        r for r in queries.line_rows(store, text=text) if wanted in {squash(r.number), squash(r.iccid), squash(r.tag)}
    ]
    if len(rows) != 1:
        raise why.Refused(why.NotOne("line", text) if rows else why.NoSuch("line", text))
    return rows[0].id


def lent_by(store: Any, text: str, today: date) -> tuple[Any, ...]:
    """Return what a tag lends: its device, or every device of its kit."""
    from loanmanager.domain.kits import KitEmpty
    from loanmanager.operations.checkout import Lent
    from loanmanager.storage import search as queries

    found = queries.find(store, text, today)
    if found is None or found.kit is None:
        return (Lent(device_of(store, text, today)),)
    kit = queries.kit_devices(store, found.kit.id)
    if kit is None or not kit.devices:
        raise why.Refused(KitEmpty(found.kit.tag))
    return tuple(Lent(each.id, kit_id=kit.kit.id) for each in kit.devices)


VERBS = (kits, lines, line)
