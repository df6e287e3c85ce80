"""Who acts in the shell: `--staff NAME`, with the PIN from LOANMANAGER_PIN or asked for without showing it."""

import ctypes
import getpass
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from loanmanager.cli.shell import Context, Failed, opened

PIN, NEW_PIN = "LOANMANAGER_PIN", "LOANMANAGER_NEW_PIN"


def act(store: Any, by: Any, context: Context, *, changes_pin: bool = False) -> Any:
    """Return who acts: whoever was named, signed in where the office asks. `changes_pin` lets in who has to change theirs.

    Raises:
        Refused: nobody bears the name, or the PIN is wrong.
        Failed: the office asks who is there, and nobody was named or no PIN can be asked for.
    """
    from loanmanager.domain.refusals import Refused
    from loanmanager.domain.signing_in import ChangePinFirst
    from loanmanager.operations import signing_in
    from loanmanager.storage import search

    asks = search.office_view(store).asks_pin
    if not context.staff:
        if asks:
            raise Failed(context.words.say("This office asks who is there: add --staff NAME before the verb."))
        return by
    person = named(store, context.staff)
    if asks:
        pin = typed(PIN, context.words.say("PIN of {name}", name=person.name), context)
        done = signing_in.sign_in(store, person.id, pin, by)
        if done.result.must_change and not changes_pin:
            raise Refused(ChangePinFirst())
    return replace(by, staff_id=person.id)


def named(store: Any, name: str, *, active: bool = True) -> Any:
    """Return the member of staff of a name, however it is typed.

    Raises:
        Refused: nobody bears it, or several do.
    """
    from loanmanager.domain import refusals as why
    from loanmanager.domain.names import name_key
    from loanmanager.storage import search

    people = [each for each in search.staff_rows(store, active=active) if name_key(each.name) == name_key(name)]
    if len(people) != 1:
        raise why.Refused(why.NotOne("staff", name) if people else why.NoSuch("staff", name))
    return people[0]


def owner_of(folder: Path) -> str:
    """Return the name of the account that runs this, if it owns a data folder or administers the computer; else nothing."""
    if os.name == "nt":
        administers = bool(ctypes.windll.shell32.IsUserAnAdmin())  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
        owns = administers or folder.resolve().is_relative_to(Path.home().resolve())
    else:
        owns = os.geteuid() in {0, folder.stat().st_uid}
    return getpass.getuser() if owns else ""


def typed(variable: str, caption: str, context: Context, *, twice: bool = False) -> str:
    """Return a PIN from the environment, else as a hand types it where there is one."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Failed(
            context.words.say("No PIN was given: set {variable}, or run this in a terminal.", variable=variable)
        )
    return str(click.prompt(caption, hide_input=True, err=True, confirmation_prompt=twice))


def may_restore(context: Context) -> None:
    """See that whoever acts may put a backup in the place of what is there; what cannot be opened asks nobody.

    Raises:
        Failed: they may not.
    """
    from loanmanager.domain.rights import Right
    from loanmanager.operations.opening import FILE
    from loanmanager.storage.errors import StoreError

    if not (context.folder / FILE).exists():  # opening would make an office where there is none
        return
    try:
        with opened(context, Right.RESTORE):
            pass
    except Failed as refused:
        if not isinstance(refused.__cause__, StoreError):
            raise
