"""Opening an encrypted office from a shell: by the keyring, LOANMANAGER_PASSPHRASE, LOANMANAGER_RECOVERY, or by asking."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from loanmanager.cli.shell import Context
    from loanmanager.operations.unlocking import Key
    from loanmanager.storage.errors import Locked

PASSPHRASE, RECOVERY, NEW = "LOANMANAGER_PASSPHRASE", "LOANMANAGER_RECOVERY", "LOANMANAGER_NEW_PASSPHRASE"
_MANY = 12  # words: no passphrase has so many


def key_for(context: Context) -> Key | None:
    """Return the key of the office, None where it is in the open.

    Raises:
        StoreError: nothing at hand opens it.
    """
    from loanmanager.operations import unlocking
    from loanmanager.storage.errors import Locked

    try:
        return unlocking.unlock(context.folder)
    except Locked as locked:
        words = _words_given()
        if words:
            return unlocking.unlock_by_words(context.folder, words)
        typed = os.environ.get(PASSPHRASE) or _asked(context, locked)
        if not typed:
            raise
    if len(typed.split()) >= _MANY:
        return unlocking.unlock_by_words(context.folder, typed)
    return unlocking.unlock_with(context.folder, typed)


def keys_for_restoring(context: Context, source: Path) -> tuple[Key | None, tuple[Key, ...]]:
    """Return the key under which what comes back is kept, and those that may open the backup.

    Raises:
        StoreError: the backup is encrypted, and nothing at hand opens it.
    """
    from loanmanager.operations import unlocking
    from loanmanager.storage.errors import Damaged, Locked, NotADatabase

    try:
        key = unlocking.unlock(context.folder)
    except Locked:
        key = None if _words_given() else key_for(context)
    except (Damaged, NotADatabase):  # it is about to be replaced
        key = key_in_hand(context)
    try:
        return unlocking.keys_to_restore(context.folder, source, key)
    except Locked as locked:
        words = _words_given() or _asked(context, locked)
        if not words:
            raise
        return unlocking.keys_to_restore(context.folder, source, key, words)


def key_in_hand(context: Context) -> Key | None:
    """Return the key that the keyring or LOANMANAGER_PASSPHRASE knows, whatever state the records are in."""
    from loanmanager.operations import unlocking

    return unlocking.key_in_hand(context.folder, os.environ.get(PASSPHRASE, ""))


def new_passphrase(context: Context) -> str:
    """Return the passphrase to be set: from LOANMANAGER_NEW_PASSPHRASE, else asked for twice; empty for none."""
    given = os.environ.get(NEW)
    if given is not None or not sys.stdin.isatty():
        return given or ""
    said = context.words.say("New passphrase (nothing for none)")
    return str(click.prompt(said, hide_input=True, confirmation_prompt=True, default="", show_default=False, err=True))


def recovery_words(context: Context) -> str:
    """Return the words of the recovery sheet: from LOANMANAGER_RECOVERY, else asked for."""
    if not sys.stdin.isatty():
        return _words_given()
    return _words_given() or str(click.prompt(context.words.say("Recovery words"), hide_input=True, err=True))


def _words_given() -> str:
    return os.environ.get(RECOVERY, "")


def _asked(context: Context, locked: Locked) -> str:
    """Ask whoever sits there; nobody does where the input is no terminal, or an installer gave none at all."""
    if not sys.stdin or not sys.stdin.isatty():
        return ""
    say = context.words.say
    said = say("Recovery words") if not locked.passphrase else say("Passphrase, or recovery words")
    if locked.number:
        said = say("{what} (sheet {number})", what=said, number=locked.number)
    return str(click.prompt(said, hide_input=True, err=True))
