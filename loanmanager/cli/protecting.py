"""Verbs of protection at rest: protect status, on, off, passphrase, key; recovery-sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from loanmanager import settings
from loanmanager.cli.office import FILE
from loanmanager.cli.shell import Context, Json, opened, said, shown, tell
from loanmanager.cli.unlocking import new_passphrase
from loanmanager.files import write_whole

if TYPE_CHECKING:
    from loanmanager.operations.done import By
    from loanmanager.operations.protecting import Guarded
    from loanmanager.operations.unlocking import Key

Sheet = click.option("--sheet", type=FILE, required=True, help="Where the recovery sheet goes, as PDF. Print it.")
Alone = click.option("--no-keyring", is_flag=True, help="Do not have this account remember the key.")


@click.group()
def protect() -> None:
    """Encrypt the records, or not, and say what opens them."""


@protect.command()
@Json
@click.pass_obj
def status(context: Context, as_json: bool) -> None:
    """Say whether the records are encrypted, and what opens them."""
    from loanmanager.operations import unlocking

    with said(context):
        found = unlocking.protection(context.folder)
    plain = _readable(context)
    record = {
        "protected": found.on,
        "number": found.number or None,
        "passphrase": found.passphrase,
        "remembered": found.remembered,
        "keyring": str(found.keyring) if found.on else None,
        "readable_backups": [shown(each) for each in plain] if found.on else [],
    }
    tell(as_json, record, _said(context, found.on, found.number, len(plain) if found.on else 0))


def _readable(context: Context) -> tuple[Path, ...]:
    """Return the backups of the office that anybody can read."""
    from loanmanager.operations import protecting, unlocking

    if not unlocking.is_encrypted(context.folder):
        return ()
    return protecting.readable(context.folder, settings.load(context.folder).second)


def _said(context: Context, on: bool, number: str, plain: int) -> str:
    say, count = context.words.say, context.words.count
    if not on:
        return say("The records are not protected: whoever has the file can read them")
    parts = [say("The records are protected by recovery sheet {number}", number=number)]
    if plain:
        parts.append(
            count("{n} older backup can be read by anybody", "{n} older backups can be read by anybody", plain)
        )
    return ". ".join(parts)


@protect.command()
@Sheet
@Alone
@Json
@click.pass_obj
def on(context: Context, sheet: Path, no_keyring: bool, as_json: bool) -> None:
    """Encrypt the records. Their recovery sheet is written first; the passphrase is asked for."""
    from loanmanager.operations import protecting

    _, by = _held(context)
    with _sheet(context, sheet) as (key, typed):
        made = protecting.turn_on(context.folder, key, by, passphrase=typed, remember=not no_keyring)
    _tell(context, made.result, sheet, as_json)


@protect.command()
@Json
@click.pass_obj
def off(context: Context, as_json: bool) -> None:
    """Put the records into the open. Backups made so far still need their recovery sheet."""
    from loanmanager.operations import protecting

    had, by = _held(context)
    with said(context):
        made = protecting.turn_off(context.folder, _protected(had), by)
    _tell(context, made.result, None, as_json)


@protect.command("key")
@Sheet
@Alone
@Json
@click.pass_obj
def change_key(context: Context, sheet: Path, no_keyring: bool, as_json: bool) -> None:
    """Encrypt the records with another key. Its recovery sheet is written first; the old one opens older backups."""
    from loanmanager.operations import protecting

    had, by = _held(context)
    with said(context):
        before = _protected(had)
    with _sheet(context, sheet) as (key, typed):
        made = protecting.change_key(context.folder, before, key, by, passphrase=typed, remember=not no_keyring)
    _tell(context, made.result, sheet, as_json)


@protect.command()
@Json
@click.pass_obj
def passphrase(context: Context, as_json: bool) -> None:
    """Set the passphrase, from LOANMANAGER_NEW_PASSPHRASE or asked for; an empty one takes it away."""
    from loanmanager.operations import protecting

    with opened(context) as (store, by):
        made = protecting.set_passphrase(store, context.folder, new_passphrase(context), by)
    _tell(context, made.result, None, as_json)


@protect.command()
@click.argument("what", type=click.Choice(["encrypt", "remove"]))
@Json
@click.pass_obj
def backups(context: Context, what: str, as_json: bool) -> None:
    """Encrypt or remove the backups from before, which anybody can read."""
    from loanmanager.operations import protecting

    had, _ = _held(context)
    found = _readable(context)
    with said(context):
        key = _protected(had)
        for path in found:
            if what == "encrypt":
                protecting.encrypt_backup(path, key)
            else:
                protecting.remove_backup(path)
    sentence = context.words.say("No backup here can be read without the key any more")
    tell(as_json, {"done": what, "files": [shown(path) for path in found]}, sentence)


@click.command("recovery-sheet")
@click.argument("file", type=FILE)
@Json
@click.pass_obj
def recovery_sheet(context: Context, file: Path, as_json: bool) -> None:
    """Write the recovery sheet of the records to FILE, as PDF. Print it, then delete the file."""
    from loanmanager.domain.rights import Right
    from loanmanager.operations import allowing, recovery_sheets

    with opened(context) as (store, by):
        allowing.require(store, by, Right.PROTECTION)
        facts = recovery_sheets.facts_of(store, _protected(store.key), by)
    write_whole(file, recovery_sheets.draw(facts))
    tell(as_json, {"number": facts.number, "file": shown(file)}, f"{facts.number}  {file}")


def _held(context: Context) -> tuple[Key | None, By]:
    """Return the key that opens the office and who acts, if they may protect it; let go of the office."""
    from loanmanager.domain.rights import Right
    from loanmanager.operations import allowing

    with opened(context) as (store, by):
        allowing.require(store, by, Right.PROTECTION)
        return store.key, by


def _protected(key: Key | None) -> Key:
    """Return the key of an office that has one."""
    from loanmanager.domain.protection import NotProtected
    from loanmanager.domain.refusal import Refused

    if key is None:
        raise Refused(NotProtected())
    return key


@contextmanager
def _sheet(context: Context, file: Path) -> Iterator[tuple[Key, str]]:
    """Make a key, write its sheet and ask for a passphrase; where the work inside fails, the sheet is of nothing and goes."""
    from loanmanager.operations import recovery_sheets
    from loanmanager.operations.unlocking import Key

    key = Key.new()
    with opened(context) as (store, by):
        facts = recovery_sheets.facts_of(store, key, by)
    typed = new_passphrase(context)
    with said(context):
        write_whole(file, recovery_sheets.draw(facts))
        try:
            yield key, typed
        except BaseException:
            file.unlink(missing_ok=True)
            raise


def _tell(context: Context, made: Guarded, sheet: Path | None, as_json: bool) -> None:
    record: dict[str, Any] = {
        "protected": made.on,
        "number": made.number or None,
        "passphrase": made.passphrase,
        "remembered": made.remembered,
        "sheet": shown(sheet),
    }
    plain = len(_readable(context)) if made.on else 0
    tell(as_json, record, _said(context, made.on, made.number, plain))


VERBS = (protect, recovery_sheet)
