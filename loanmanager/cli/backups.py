"""Verbs of backups: backup, backups, restore; and what to say where the records need one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loanmanager import paths, settings
from loanmanager.cli.shell import Context, Failed, Json, opened, said, shown, tell, tell_list
from loanmanager.cli.who import may_restore

if TYPE_CHECKING:
    from loanmanager.operations.backups import Backup, Held, Kept
    from loanmanager.operations.unlocking import Key

FILE = click.Path(dir_okay=False, path_type=Path)
SHEET = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--before-upgrade", is_flag=True, help="As the installer does: nobody is asked who they are.")
@Json
@click.pass_obj
def backup(context: Context, file: Path | None, before_upgrade: bool, as_json: bool) -> None:
    """Write a verified copy of everything to FILE, or beside the other backups where none is named."""
    if file and before_upgrade:
        raise click.UsageError("Name a FILE or --before-upgrade.")
    if file is None:
        kept = _before_upgrade(context) if before_upgrade else _keep(context)
        tell(as_json, _kept(kept), _said(kept, context))
        return
    from loanmanager.domain.rights import Right
    from loanmanager.operations import opening

    with opened(context, Right.BACKUP) as (store, _):
        opening.backup(store, file)
    tell(as_json, {"file": shown(file), "bytes": file.stat().st_size}, str(file))


def _keep(context: Context) -> Kept:
    from loanmanager.operations import backups as operations

    with opened(context) as (store, _):
        second = settings.load(context.folder).second
        return operations.make(context.folder, operations.Why.ASKED, context.now, store.key, second)


def _before_upgrade(context: Context) -> Kept | None:
    """Back up without opening the office: nothing of it is changed, whatever version wrote it."""
    from loanmanager.cli.unlocking import key_for
    from loanmanager.operations import upgrading

    with said(context):
        key = key_for(context) if paths.holds_office(context.folder) else None
        return upgrading.back_up(context.folder, context.now, key, settings.load(context.folder).second)


def _kept(kept: Kept | None) -> dict[str, Any]:
    return {
        "file": shown(kept.backup.path) if kept else None,
        "bytes": kept.backup.size if kept else 0,
        "made": bool(kept and kept.made),
        "second": None if kept is None or kept.second is None else type(kept.second).__name__,
    }


def _said(kept: Kept | None, context: Context) -> str:
    say = context.words.say
    if kept is None:
        return say("There are no records to back up.")
    path = kept.backup.path
    made = (
        say("Backed up and checked: {file}", file=path) if kept.made else say("Nothing changed since {file}", file=path)
    )
    if kept.second is None:
        return made
    folder = settings.load(context.folder).backup_folder
    return say("{made}. It could not be copied to {folder}: is it there?", made=made, folder=folder)


@click.command()
@Json
@click.pass_obj
def backups(context: Context, as_json: bool) -> None:
    """List the backups that the program made, the newest first: when, why, how large, good or not."""
    from loanmanager.operations import backups as operations

    with said(context):
        found = operations.listing(context.folder, settings.load(context.folder).second)
    tell_list(as_json, [_record(each) for each in found], lambda record: _line(record, context))


def _record(each: Backup) -> dict[str, Any]:
    return {
        "file": shown(each.path),
        "at": each.at,
        "why": str(each.why),
        "bytes": each.size,
        "encrypted": each.encrypted,
        "good": each.good,
    }


def _line(record: dict[str, Any], context: Context) -> str:
    from loanmanager.sentences.backups import of_moment, of_state, of_why

    words, at = context.words, record["at"]
    parts = (of_moment(at, context.today, words), of_why(record["why"], words), of_state(record["good"], words))
    return f"{'  '.join(parts)}  {record['file']}"


@click.command()
@click.argument("file", type=SHEET, required=False)
@click.option("--newest", is_flag=True, help="Take the newest good one of those that the program made.")
@click.option("--dry-run", is_flag=True, help="Say what it holds; change nothing.")
@Json
@click.pass_obj
def restore(context: Context, file: Path | None, newest: bool, dry_run: bool, as_json: bool) -> None:
    """Bring a backup back; what was there is kept beside the other backups."""
    from loanmanager.cli.unlocking import keys_for_restoring
    from loanmanager.operations import restoring, unlocking

    if (file is None) != newest:
        raise click.UsageError("Name a FILE or --newest.")
    may_restore(context)
    with said(context):
        source = file or _newest(context)
        key, others = keys_for_restoring(context, source)
        if dry_run:
            _preview(context, source, (key, *others), as_json=as_json)
            return
        kept = restoring.restore(context.folder, source, context.now, key, others)
        if key:
            unlocking.adopt(context.folder, key)
    say = context.words.say
    sentence = say("Restored. What was there is kept as {file}", file=kept) if kept else say("Restored")
    tell(as_json, {"restored": shown(source), "kept": shown(kept)}, sentence)


def _newest(context: Context) -> Path:
    from loanmanager.operations import backups as operations

    found = operations.newest_good(context.folder, context.now, settings.load(context.folder).second)
    if found is None:
        raise Failed(context.words.say("There is no good backup in {folder}.", folder=context.folder))
    return found.path


def _preview(context: Context, source: Path, keys: tuple[Key | None, ...], *, as_json: bool) -> None:
    from loanmanager.operations import backups as operations
    from loanmanager.sentences.backups import of_held

    held = operations.preview(source, keys)
    tell(as_json, {"file": shown(source), **_holding(held)}, "\n".join(of_held(held, context.today, context.words)))


def _holding(held: Held) -> dict[str, Any]:
    return {
        "agency": held.agency,
        "devices": held.devices,
        "clients": held.clients,
        "loans_out": held.loans_out,
        "last": held.mark.last,
        "newer": held.newer,
    }


def newest(context: Context) -> dict[str, Any] | None:
    """Return the newest backup, whether it is good or not."""
    from loanmanager.operations import backups as operations

    found = operations.listing(context.folder, settings.load(context.folder).second)
    return _record(found[0]) if found else None


def newest_line(context: Context) -> str:
    """Return whether the newest backup is good, and else which one is."""
    from loanmanager.operations import backups as operations
    from loanmanager.sentences.backups import of_last

    last, words = newest(context), context.words
    good = operations.newest_good(context.folder, context.now, settings.load(context.folder).second)
    told = of_last(good, context.today, words)
    if last is None or last["good"]:
        return told
    damaged = words.say("The newest backup is damaged.")
    return f"{damaged} {told}"


VERBS = (backup, backups, restore)
