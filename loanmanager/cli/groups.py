"""Verbs of groups: programmes, group-lend, merge."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from loanmanager.cli.lending import DAY, FILE, client_of, device_of
from loanmanager.cli.shell import Context, Failed, Json, opened, shown, tell, tell_list
from loanmanager.files import write_whole

SHEET = click.Path(dir_okay=False, exists=True, path_type=Path)
_CLIENT = frozenset({"client", "client number", "file number", "card", "numero de dossier", "dossier", "carte"})
_DEVICE = frozenset({"device", "tag", "asset tag", "appareil", "etiquette"})


@click.command()
@click.option("--over", is_flag=True, help="Those that are over.")
@Json
@click.pass_obj
def programmes(context: Context, over: bool, as_json: bool) -> None:
    """List programmes: who takes part, what is out."""
    from loanmanager.operations.exporting import every
    from loanmanager.storage import search

    with opened(context) as (store, _):
        only = "over" if over else ""
        rows = list(every(lambda after: search.programme_rows(store, only=only, after=after), "name_key"))
    records = [
        {"name": r.name, "clients": r.clients, "with_devices": r.with_devices, "out": r.out, "due": r.due} for r in rows
    ]
    tell_list(as_json, records, lambda r: f"{r['name']}  {r['clients']}  {r['out']}")


@click.command()
@click.argument("kept")
@click.argument("other")
@Json
@click.pass_obj
def merge(context: Context, kept: str, other: str, as_json: bool) -> None:
    """Make one of two clients: KEPT stays, OTHER goes into it with all it has, and its number leads there."""
    from loanmanager.operations import merging

    with opened(context) as (store, by):
        ids = [client_of(store, text, context.today) for text in (kept, other)]
        made = merging.merge(store, merging.Merge(ids[0], ids[1]), by).result
    said = context.words.say("{former} is now part of {number}", former=made.former, number=made.number)
    tell(as_json, {"number": made.number, "former": made.former}, said)


@click.command("group-lend")
@click.argument("file", type=SHEET)
@click.option("--programme", default="", help="The programme that the loans belong to.")
@click.option("--due", type=DAY, help="Due date of all, YYYY-MM-DD; else the policy's.")
@click.option("--purpose", default="", help="What the loans are for.")
@click.option("--override", default="", help="A coordinator's reason to overrule what may be overruled.")
@click.option("--agreements", type=FILE, help="Where all agreements go, as one PDF.")
@click.option("--key", help="Idempotency key: the same key twice makes each loan once.")
@Json
@click.pass_obj
def group_lend(
    context: Context,
    file: Path,
    programme: str,
    due: datetime | None,
    purpose: str,
    override: str,
    agreements: Path | None,
    key: str | None,
    as_json: bool,
) -> None:
    """Lend to many clients at once: FILE has the columns client and device, a line for each device."""
    from loanmanager.operations import batches, checkout, group_checkout
    from loanmanager.storage import search

    with said_of_sheet(context):
        pairs = _pairs(file)
    with opened(context) as (store, by):
        lent: dict[int, list[checkout.Lent]] = {}
        for client, tag in pairs:
            lent.setdefault(client_of(store, client, context.today), []).append(
                checkout.Lent(device_of(store, tag, context.today))
            )
        day = due.date() if due else None
        forms = [
            checkout.CheckOut(id_, tuple(what), day, purpose, programme, override=override)
            for id_, what in lent.items()
        ]
        done = group_checkout.check_out_all(store, forms, by, key=key or "")
        records = [_outcome(store, search, each, context) for each in done.outcomes]
        papers = batches.papers(store, [each.result.paper_id for each in done.made])
    if agreements and papers:
        write_whole(agreements, batches.draw(papers, context.words))
    wrote = shown(agreements) if papers else None
    tell(as_json, {"loans": records, "agreements": wrote}, "\n".join(_line(each) for each in records))
    if done.refused:
        words = context.words
        raise Failed(words.count("{n} loan was not made", "{n} loans were not made", len(done.refused)))


def _pairs(file: Path) -> list[tuple[str, str]]:
    """Read client and device of each line, by the columns' names, else the first two columns."""
    from loanmanager.exchange.headers import fold
    from loanmanager.exchange.sheets import read_sheet

    sheet = read_sheet(file.read_bytes())
    heads = [fold(each) for each in sheet.headers]
    client = next((at for at, head in enumerate(heads) if head in {fold(each) for each in _CLIENT}), 0)
    device = next((at for at, head in enumerate(heads) if head in {fold(each) for each in _DEVICE}), 1)
    pairs = []
    for row in sheet.rows:
        cells = [*row.cells, "", ""]
        if cells[client].strip() and cells[device].strip():
            pairs.append((cells[client].strip(), cells[device].strip()))
    return pairs


def said_of_sheet(context: Context) -> Any:
    """Return what turns a sheet that cannot be read into one sentence."""
    from contextlib import contextmanager

    from loanmanager.exchange.errors import SheetError
    from loanmanager.sheet_sentences import of_sheet_error

    @contextmanager
    def saying() -> Any:
        try:
            yield
        except SheetError as error:
            raise Failed(of_sheet_error(error, context.words)) from error

    return saying()


def _outcome(store: Any, search: Any, outcome: Any, context: Context) -> dict[str, Any]:
    """Return what became of one client, by the domain's field names."""
    from loanmanager.sentences import of_refusals

    client = search.client_record(store, outcome.client_id)
    record = {"client": client.file_number, "name": client.listed_name, "number": None, "tags": (), "due": None}
    if outcome.made is None:
        return {**record, "refused": of_refusals(outcome.reasons, context.words)}
    loan = search.loan_record(store, id_=outcome.made.result.loan_id)
    tags = tuple(item.device.tag for item in loan.items)
    return {**record, "number": loan.number, "tags": tags, "due": loan.due, "refused": None}


def _line(record: dict[str, Any]) -> str:
    what = record["refused"] or f"{record['number']}  {', '.join(record['tags'])}"
    return f"{record['client']}  {record['name']}  {what}"


VERBS = (programmes, group_lend, merge)
