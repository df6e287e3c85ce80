"""Verbs of papers about the shelf: labels, card, inventory, kit-sheet."""

from pathlib import Path
from typing import Any

import click

from loanmanager.cli.lending import client_of, device_of
from loanmanager.cli.shell import Context, Json, opened, shown, tell
from loanmanager.cli.stocktaking import site_named, type_named
from loanmanager.domain import refusals as why
from loanmanager.files import write_whole

FILE = click.Path(dir_okay=False, path_type=Path)
_FORMATS = ["5160", "5163", "l7160", "l4731", "tape12", "tape18", "tape24"]
_CODES = ["both", "bars", "qr"]
_PAGES = ["letter", "a4"]


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--format", "key", type=click.Choice(_FORMATS, case_sensitive=False), default="5160", help="Sheet or tape."
)
@click.option("--device", "tags", multiple=True, help="The tag of a device or a kit; may be repeated.")
@click.option("--all", "every_one", is_flag=True, help="Every device but those that are retired.")
@click.option("--kits", "every_kit", is_flag=True, help="Every kit in use.")
@click.option("--start", type=click.IntRange(min=1), default=1, help="The label of the first sheet to begin at.")
@click.option("--codes", type=click.Choice(_CODES), default="both", help="Bars, a QR code, or both.")
@click.option("--no-agency", is_flag=True, help="Leave the agency's name out.")
@click.option("--no-phone", is_flag=True, help="Leave out whom to call if it is found.")
@Json
@click.pass_obj
def labels(
    context: Context,
    file: Path,
    key: str,
    tags: tuple[str, ...],
    every_one: bool,
    every_kit: bool,
    start: int,
    codes: str,
    no_agency: bool,
    no_phone: bool,
    as_json: bool,
) -> None:
    """Write labels to FILE as PDF, with the tag as barcode, QR code and words."""
    from loanmanager.domain.shelf_papers import Codes
    from loanmanager.operations import shelf_papers

    if not (tags or every_one or every_kit):
        raise click.UsageError("Name devices with --device TAG, or ask for --all or --kits.")
    cells = {each.key: each.cells for each in shelf_papers.label_formats()}[key]
    if start > cells:
        raise click.BadParameter(f"There are {cells} labels on a sheet.", param_hint="--start")
    with opened(context) as (store, _):
        device_ids, kit_ids = _asked(store, context, tags, every_one=every_one, every_kit=every_kit)
        wanted: dict[str, Any] = {"agency": not no_agency, "found": not no_phone}
        facts = (
            *shelf_papers.labels_of_devices(store, device_ids, context.words, **wanted),
            *shelf_papers.labels_of_kits(store, kit_ids, context.words, **wanted),
        )
        if facts:
            drawn = shelf_papers.draw_labels(facts, key, context.words, codes=Codes(codes), first=start - 1)
            write_whole(file, drawn)
    said = context.words.count("{n} label", "{n} labels", len(facts))
    record = {"format": key, "labels": [each.tag for each in facts], "file": shown(file) if facts else None}
    tell(as_json, record, f"{said}  {file}" if facts else said)


def _asked(
    store: Any, context: Context, tags: tuple[str, ...], *, every_one: bool, every_kit: bool
) -> tuple[list[int], list[int]]:
    """Return the ids of the devices and of the kits that are asked for, each once."""
    from loanmanager.operations.exporting import every
    from loanmanager.storage import search

    device_ids, kit_ids = dict[int, None](), dict[int, None]()
    for tag in tags:
        found = search.find(store, tag, context.today)
        if found is not None and found.kit is not None:
            kit_ids[found.kit.id] = None
        else:
            device_ids[device_of(store, tag, context.today)] = None
    if every_one:
        rows = every(lambda after: search.device_rows(store, today=context.today, after=after), "tag_key")
        device_ids |= dict.fromkeys(row.id for row in rows if row.status != "retired")
    if every_kit:
        kit_ids |= dict.fromkeys(row.id for row in every(lambda after: search.kit_rows(store, after=after), "tag_key"))
    return list(device_ids), list(kit_ids)


@click.command()
@click.argument("client")
@click.argument("file", type=FILE)
@click.option(
    "--sheet", type=click.Choice(["card", *_PAGES]), default="card", help="One card alone, or on a sheet to cut."
)
@click.option("--start", type=click.IntRange(1, 8), default=1, help="The place on the sheet.")
@click.option("--discreet/--open", default=None, help="Without or with the agency's name; else as the client wishes.")
@Json
@click.pass_obj
def card(
    context: Context, client: str, file: Path, sheet: str, start: int, discreet: bool | None, as_json: bool
) -> None:
    """Write the card of CLIENT (a number or a name) to FILE as PDF."""
    from loanmanager.operations import shelf_papers

    if start > shelf_papers.card_format(sheet).cells:
        raise click.BadParameter("One card alone has one place.", param_hint="--start")
    with opened(context) as (store, _):
        facts = shelf_papers.card_of(store, client_of(store, client, context.today), discreet=discreet)
        write_whole(file, shelf_papers.draw_card(facts, sheet=sheet, first=start - 1))
    record = {"client": facts.name, "code": facts.code, "discreet": not facts.agency, "file": shown(file)}
    tell(as_json, record, f"{facts.code}  {file}")


@click.command()
@click.argument("file", type=FILE)
@click.option("--site", default="", help="Only devices of this site, by name.")
@click.option("--type", "kind", default="", help="Only this type of device, by its name or key.")
@click.option("--page", type=click.Choice(_PAGES), default="letter", help="The size of its pages.")
@Json
@click.pass_obj
def inventory(context: Context, file: Path, site: str, kind: str, page: str, as_json: bool) -> None:
    """Write the inventory list to FILE as PDF: devices by site and type, with totals."""
    from loanmanager.operations import shelf_papers

    with opened(context) as (store, by):
        where = {"site_id": site_named(store, site), "type_id": type_named(store, kind)}
        facts = shelf_papers.inventory_of(store, context.words, by, **where)
        write_whole(file, shelf_papers.draw_inventory(facts, context.words, page=page))
    count = len(facts.devices)
    record = {"devices": count, "cost": facts.cost, "currency": facts.currency, "file": shown(file)}
    said = context.words.count("{n} device", "{n} devices", count)
    tell(as_json, record, f"{said}  {file}")


@click.command("kit-sheet")
@click.argument("kit")
@click.argument("file", type=FILE)
@click.option("--page", type=click.Choice(_PAGES), default="letter", help="The size of its page.")
@Json
@click.pass_obj
def kit_sheet(context: Context, kit: str, file: Path, page: str, as_json: bool) -> None:
    """Write the sheet of KIT (its tag) to FILE as PDF: its devices and parts with boxes to tick."""
    from loanmanager.operations import shelf_papers
    from loanmanager.storage import search

    with opened(context) as (store, by):
        found = search.find(store, kit, context.today)
        if found is None or found.kit is None:
            raise why.Refused(why.NoSuch("kit", kit))
        facts = shelf_papers.kit_sheet_of(store, found.kit.id, context.words, by)
        write_whole(file, shelf_papers.draw_kit_sheet(facts, context.words, page=page))
    record = {"kit": facts.tag, "devices": [unit.tag for unit in facts.units], "file": shown(file)}
    tell(as_json, record, f"{facts.tag}  {file}")


VERBS = (labels, card, inventory, kit_sheet)
