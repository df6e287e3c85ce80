"""Verbs of the office: demo, import, export, devices, clients, check."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loanmanager.cli.backups import newest, newest_line
from loanmanager.cli.shell import Context, Failed, Json, opened, shown, tell, tell_list
from loanmanager.files import write_whole

if TYPE_CHECKING:
    from loanmanager.operations.examining import Examined

FILE = click.Path(dir_okay=False, path_type=Path)
SHEET = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.command()
@Json
@click.pass_obj
def demo(context: Context, as_json: bool) -> None:
    """Fill an empty data folder with the demo office: invented people, devices and loans."""
    from loanmanager.operations.demo import make_demo

    with opened(context) as (store, by):
        made = make_demo(store, by)
    count = context.words.count
    sentence = context.words.list(
        [
            count("{n} device", "{n} devices", made.devices),
            count("{n} client", "{n} clients", made.clients),
            count("{n} loan", "{n} loans", made.loans),
        ]
    )
    tell(as_json, made, sentence)


@click.command("import")
@click.argument("preset")
@click.argument("file", type=SHEET)
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--keep", is_flag=True, help="Leave records that are there already as they are.")
@Json
@click.pass_obj
def import_(context: Context, preset: str, file: Path, dry_run: bool, keep: bool, as_json: bool) -> None:
    """Bring a sheet in by a PRESET, such as snipe-it-assets, snipe-it-users, devices or clients."""
    from loanmanager.exchange.errors import SheetError
    from loanmanager.exchange.presets import UnknownPreset, find_preset
    from loanmanager.operations import importing
    from loanmanager.sheet_sentences import of_problem, of_sheet_error

    try:
        kind = find_preset(preset).kind
    except UnknownPreset as unknown:
        raise click.BadParameter(str(unknown), param_hint="PRESET") from unknown
    with opened(context) as (store, by):
        try:
            reading = importing.read(file.read_bytes(), kind, today=context.today, preset=preset)
        except SheetError as error:
            raise Failed(of_sheet_error(error, context.words)) from error
        form = importing.Import(reading, update=not keep, dry_run=dry_run, source=file.name)
        made = importing.import_sheet(store, form, by).result
    for problem in reading.problems:
        click.echo(of_problem(problem, context.words), err=True)
    say = context.words.say
    sentence = say(
        "{added} added, {updated} updated, {alike} unchanged, {skipped} left out, {loans} loans", **_figures(made)
    )
    if made.twice:
        click.echo(
            context.words.count("{n} client may be there twice", "{n} clients may be there twice", made.twice), err=True
        )
    tell(as_json, {**_figures(made), "kind": made.kind, "dry_run": dry_run, "problems": reading.problems}, sentence)


def _figures(made: Any) -> dict[str, int]:
    return {name: getattr(made, name) for name in ("added", "updated", "alike", "skipped", "loans", "twice")}


@click.command()
@click.argument("kind", type=click.Choice(["devices", "kits", "lines", "clients", "loans"]))
@click.argument("file", type=FILE)
@Json
@click.pass_obj
def export(context: Context, kind: str, file: Path, as_json: bool) -> None:
    """Write a whole list to FILE: CSV, or JSON where its name ends so."""
    from loanmanager.domain.rights import Right
    from loanmanager.operations import exporting

    with opened(context, Right.EXPORT) as (store, _):
        made = exporting.export(store, exporting.List(kind), context.words, context.today)
        write_whole(file, made.as_json() if file.suffix.lower() == ".json" else made.as_csv())
    tell(as_json, {"kind": kind, "rows": len(made.rows), "file": shown(file)}, f"{len(made.rows)}  {file}")


@click.command()
@click.option("--status", help="Only devices in this state, such as available or overdue.")
@Json
@click.pass_obj
def devices(context: Context, status: str | None, as_json: bool) -> None:
    """List devices by tag."""
    from loanmanager.operations.exporting import every
    from loanmanager.sentences import of_status
    from loanmanager.storage import search

    with opened(context) as (store, _):
        rows = every(
            lambda after: search.device_rows(store, today=context.today, status=status, after=after), "tag_key"
        )
        records = [_device(row, context) for row in rows]
    tell_list(as_json, records, lambda r: f"{r['tag']}  {r['name']}  {of_status(r['status'], context.words)}")


def _device(row: Any, context: Context) -> dict[str, Any]:
    return {
        "tag": row.tag,
        "type": row.type.in_(context.words.language),
        "name": row.name,
        "serial": row.serial,
        "status": row.status,
        "condition": row.condition,
        "site": row.site,
        "shelf": row.shelf,
        "loan": row.loan or None,
        "due": row.due,
    }


@click.command()
@click.option("--text", default="", help="Only those whom these words find.")
@Json
@click.pass_obj
def clients(context: Context, text: str, as_json: bool) -> None:
    """List clients by name."""
    from loanmanager.operations.exporting import every
    from loanmanager.storage import search

    with opened(context) as (store, _):
        rows = every(lambda after: search.client_rows(store, today=context.today, text=text, after=after), "name_key")
        records = [
            {
                "file_number": r.file_number,
                "name": r.name,
                "phone": r.phone,
                "email": r.email,
                "out": r.out,
                "due": r.due,
            }
            for r in rows
        ]
    tell_list(as_json, records, lambda r: f"{r['file_number']}  {r['name']}")


@click.command()
@Json
@click.pass_obj
def check(context: Context, as_json: bool) -> None:
    """Examine the records from end to end, the history's chain too; exit status 1 if something is wrong."""
    from loanmanager.operations.examining import examine, known_end
    from loanmanager.sentences.findings import of_finding, of_findings
    from loanmanager.storage.errors import Damaged

    damaged = ""
    try:
        with opened(context) as (store, _):
            examined = examine(store, known_end(context.folder, context.now, store))
    except Failed as failed:
        if not isinstance(failed.__cause__, Damaged):
            raise
        examined, damaged = _examined_as_it_is(context, failed), failed.message
    sound = examined.sound and not damaged
    findings = [
        {"finding": each.code, **asdict(each), "says": of_finding(each, context.words)} for each in examined.findings
    ]
    if as_json:
        figures = {"entries": examined.entries, "chain": examined.digest, "beside": examined.beside}
        told = {"sound": sound, "damaged": damaged, **figures, "findings": findings, "backup": newest(context)}
        tell(True, told, "")
    if not sound:
        raise Failed("\n".join(filter(None, (damaged, *of_findings(examined.findings, context.words)))))
    if not as_json:
        click.echo(context.words.say("Everything is sound"))
        click.echo(newest_line(context))


def _examined_as_it_is(context: Context, failed: Failed) -> Examined:
    """Examine records that are not what they were when they were closed, and leave them so."""
    from loanmanager.cli.unlocking import key_in_hand
    from loanmanager.operations.examining import examine_folder
    from loanmanager.storage.errors import StoreError

    try:
        return examine_folder(context.folder, context.now, key_in_hand(context))
    except StoreError:
        raise failed from None


VERBS = (demo, import_, export, devices, clients, check)
