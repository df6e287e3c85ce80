"""The verb of the history: who did what when."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import click

from loanmanager.cli.shell import Context, Json, opened, tell_list

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("history")
@click.option("--text", default="", help="Only what these words find: a tag, a client, a loan's number, a person.")
@click.option("--staff", default="", help="Only what this person did.")
@click.option("--since", type=_DAY, help="The first day.")
@click.option("--until", type=_DAY, help="The last day.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True)
@Json
@click.pass_obj
def history(
    context: Context, text: str, staff: str, since: datetime | None, until: datetime | None, limit: int, as_json: bool
) -> None:
    """List who did what when, the newest first."""
    from loanmanager.cli import who
    from loanmanager.operations import looking_back
    from loanmanager.storage import search

    with opened(context) as (store, by):
        staff_id = who.named(store, staff, active=False).id if staff else None
        days = (_begins(since), _begins(until + timedelta(days=1)) if until else None)
        rows = looking_back.entries(store, search.Wanted(text, staff_id, (), *days), by, limit=limit)
    tell_list(as_json, [_record(row) for row in rows], _line)


def _begins(day: datetime | None) -> datetime | None:
    return datetime.combine(day.date(), time()).astimezone().astimezone(UTC) if day else None


def _record(entry: Any) -> dict[str, Any]:
    row, undoing = entry.row, entry.undoing
    return {
        "number": entry.id,
        "at": row.at,
        "staff": row.staff or None,
        "operation": row.operation,
        "about": [{"kind": each.kind, "name": each.name} for each in entry.subjects],
        "reason": row.facts.get("reason") or row.facts.get("override") or None,
        "undoes": entry.undoes,
        "undone_by": undoing and {"number": undoing.id, "staff": undoing.staff or None, "reason": undoing.reason},
        "code": entry.code,
    }


def _line(record: dict[str, Any]) -> str:
    about = " · ".join(each["name"] for each in record["about"] if each["name"])
    at = record["at"].astimezone().strftime("%Y-%m-%d %H:%M")
    undone = " (undone)" if record["undone_by"] else ""
    return f"{record['number']:>7}  {at}  {record['staff'] or '–'}  {record['operation']}{undone}  {about}".rstrip()


VERBS = (history,)
