"""Verbs of the desk: search, lend, return, agreement, loans."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from loanmanager.cli.shell import Context, Failed, Json, opened, shown, tell, tell_list
from loanmanager.domain import refusals as why
from loanmanager.files import write_whole

FILE = click.Path(dir_okay=False, path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("text")
@Json
@click.pass_obj
def search(context: Context, text: str, as_json: bool) -> None:
    """Find devices, clients and loans by what is typed at the desk."""
    from loanmanager.storage import search as queries

    with opened(context) as (store, _):
        found = queries.matches(store, text, context.today)
    rows = [next(each for each in (match.device, match.client, match.loan, match.kit) if each) for match in found]
    tell_list(as_json, [_found(row) for row in rows], lambda row: f"{row['kind']}  {row['key']}  {row['name']}")


def _found(row: Any) -> dict[str, Any]:
    if hasattr(row, "units"):
        return {"kind": "kit", "key": row.tag, "tag": row.tag, "name": row.name.en or row.name.fr, "units": row.units}
    if hasattr(row, "tag"):
        return {
            "kind": "device",
            "key": row.tag,
            "tag": row.tag,
            "name": row.name,
            "status": row.status,
            "due": row.due,
        }
    if hasattr(row, "file_number"):
        return {
            "kind": "client",
            "key": row.file_number,
            "file_number": row.file_number,
            "name": row.name,
            "out": row.out,
        }
    return {"kind": "loan", "key": row.number, "number": row.number, "name": row.name, "due": row.due}


@click.command()
@click.option("--client", required=True, help="File number, card, or a name that only one client bears.")
@click.option("--device", "tags", multiple=True, required=True, help="Tag or serial; give it once for each device.")
@click.option("--due", type=DAY, help="Due date, YYYY-MM-DD; else the policy's.")
@click.option("--purpose", default="", help="What the loan is for.")
@click.option("--programme", default="", help="The programme it belongs to.")
@click.option("--override", default="", help="A coordinator's reason to overrule what may be overruled.")
@click.option("--agreement", type=FILE, help="Where the agreement goes, as PDF.")
@click.option("--key", "idem", help="Idempotency key: the same key twice makes one loan.")
@Json
@click.pass_obj
def lend(
    context: Context,
    client: str,
    tags: tuple[str, ...],
    due: datetime | None,
    purpose: str,
    programme: str,
    override: str,
    agreement: Path | None,
    idem: str | None,
    as_json: bool,
) -> None:
    """Lend devices to a client; the tag of a kit lends all of it."""
    from loanmanager.cli.kits import lent_by
    from loanmanager.operations import checkout, paperwork
    from loanmanager.storage import search as queries

    with opened(context) as (store, by):
        client_id = client_of(store, client, context.today)
        lent = tuple(each for tag in tags for each in lent_by(store, tag, context.today))
        day = due.date() if due else None
        form = checkout.CheckOut(client_id, lent, day, purpose, programme, override=override, idem=idem)
        made = checkout.check_out(store, form, by).result
        loan = queries.loan_record(store, id_=made.loan_id)
        paper = paperwork.paper(store, made.paper_id)
    if agreement:
        write_whole(agreement, paperwork.draw(paper))
    assert loan is not None
    sentence = context.words.say("Loan {number} checked out", number=made.number)
    tell(as_json, {**_loan(loan), "agreement": shown(agreement)}, sentence)


@click.command("return")
@click.option("--device", "tags", multiple=True, required=True, help="Tag or serial; give it once for each device.")
@click.option("--missing", multiple=True, help="TAG:PART of a part that did not come back.")
@click.option("--damaged", multiple=True, help="TAG:PART of a part that came back damaged.")
@click.option("--condition", type=click.Choice(["good", "worn", "damaged"]), help="Of every device named.")
@click.option("--note", default="", help="Kept in the devices' history.")
@click.option("--receipt", type=FILE, help="Where the receipt goes, as PDF.")
@click.option("--key", "idem", help="Idempotency key: the same key twice makes one return.")
@Json
@click.pass_obj
def take_back(
    context: Context,
    tags: tuple[str, ...],
    missing: tuple[str, ...],
    damaged: tuple[str, ...],
    condition: str | None,
    note: str,
    receipt: Path | None,
    idem: str | None,
    as_json: bool,
) -> None:
    """Take devices of one loan back."""
    from loanmanager.domain.devices import Condition
    from loanmanager.domain.loans import BackState
    from loanmanager.operations import paperwork, returning

    named = [(text, BackState.MISSING) for text in missing] + [(text, BackState.DAMAGED) for text in damaged]
    with opened(context) as (store, by):
        ids = {tag: device_of(store, tag, context.today) for tag in tags}
        back = tuple(
            returning.Returned(
                ids[tag],
                _parts(store, tag, ids[tag], named, first_try=idem is None),
                Condition(condition) if condition else None,
                note,
            )
            for tag in tags
        )
        made = returning.take_back(store, returning.Return(back, idem=idem), by).result
        paper = paperwork.paper(store, made.paper_id)
    if receipt:
        write_whole(receipt, paperwork.draw(paper))
    record = {"number": made.number, "statuses": made.statuses, "incidents": made.incidents, "receipt": shown(receipt)}
    tell(as_json, record, context.words.say("{tags} taken back", tags=context.words.list(list(made.statuses))))


def _parts(
    store: Any, tag: str, device_id: int, named: Iterable[tuple[str, Any]], *, first_try: bool
) -> dict[int, Any]:
    """Return the parts named for a device, by the id that they have on its loan."""
    from loanmanager.domain.names import name_key, squash
    from loanmanager.storage import search as queries

    mine = [(text.partition(":")[2], state) for text, state in named if squash(text.partition(":")[0]) == squash(tag)]
    loan = queries.loan_of_device(store, device_id) if mine else None
    if loan is None:
        if mine and first_try:
            device = queries.device_record(store, device_id)
            assert device is not None
            raise why.Refused(why.DeviceNotOut(device.tag, device.status))
        return {}
    parts = next(item for item in loan.open_items if item.device.id == device_id).parts
    found = {}
    for text, state in mine:
        part = next((p for p in parts if name_key(text) in {name_key(p.name.en), name_key(p.name.fr)}), None)
        if part is None:
            raise Failed(f"{tag}: {text}?  {', '.join(p.name.en for p in parts)}")
        found[part.id] = state
    return found


@click.command()
@click.argument("number")
@click.argument("file", type=FILE)
@click.option("--page", type=click.Choice(["letter", "a4"]), default="letter", help="The size of its pages.")
@click.option("--large", is_flag=True, default=None, help="In large print, 16 points at least.")
@click.option("--summary", is_flag=True, help="The page that says it in plain words, instead.")
@Json
@click.pass_obj
def agreement(
    context: Context, number: str, file: Path, page: str, large: bool | None, summary: bool, as_json: bool
) -> None:
    """Draw the agreement of a loan again, as it was made."""
    from loanmanager.operations import paperwork

    with opened(context) as (store, _):
        paper = paperwork.agreement_of(store, number)
        draw = paperwork.draw_summary if summary else paperwork.draw
        write_whole(file, draw(paper, page=page, large=large))
    tell(as_json, {"number": number.upper(), "language": paper.language, "file": shown(file)}, str(file))


@click.command()
@click.option("--overdue", is_flag=True, help="Only those that should have come back.")
@click.option("--all", "everything", is_flag=True, help="Those that are back as well.")
@Json
@click.pass_obj
def loans(context: Context, overdue: bool, everything: bool, as_json: bool) -> None:
    """List loans, those with something out unless told otherwise."""
    from loanmanager.operations.exporting import every
    from loanmanager.storage import search as queries

    only = "overdue" if overdue else "" if everything else "open"
    with opened(context) as (store, _):
        rows = list(
            every(lambda after: queries.loan_rows(store, today=context.today, only=only, after=after), "number")
        )
    words, today = context.words, context.today
    records = [
        {
            "number": row.number,
            "client": row.name,
            "tags": row.tags,
            "out_on": row.out_on,
            "due": row.due,
            "days_late": max(0, (today - row.due).days) if row.due else 0,
            "undone": row.undone,
        }
        for row in rows
    ]
    tell_list(
        as_json,
        records,
        lambda r: (
            f"{r['number']}  {r['client']}  {', '.join(r['tags'])}  {words.away(r['due'], today) if r['due'] else ''}"
        ),
    )


def _loan(loan: Any) -> dict[str, Any]:
    """Return a loan by the domain's field names."""
    return {
        "number": loan.number,
        "out_on": loan.out_on,
        "due": loan.due,
        "language": loan.language,
        "devices": [
            {"tag": item.device.tag, "due": item.due, "parts": [p.name.en for p in item.parts]} for item in loan.items
        ],
    }


def device_of(store: Any, text: str, today: date) -> int:
    """Return the device that bears exactly this tag, serial or IMEI."""
    from loanmanager.storage import search as queries

    found = queries.find(store, text, today)
    if found is None or found.device is None:
        raise why.Refused(why.NoSuch("device", text))
    return found.device.id


def client_of(store: Any, text: str, today: date) -> int:
    """Return the client who bears exactly this number, else the only one whom the words find."""
    from loanmanager.storage import search as queries

    exact = queries.find(store, text, today)
    if exact and exact.client:
        return exact.client.id
    rows = queries.client_rows(store, today=today, text=text, limit=2)
    if len(rows) != 1:
        raise why.Refused(why.NotOne("client", text) if rows else why.NoSuch("client", text))
    return rows[0].id


VERBS = (search, lend, take_back, agreement, loans)
