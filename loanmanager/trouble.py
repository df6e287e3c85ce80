"""Sentences for what is wrong with the file or the disk: typed errors of storage, said as what to do (product 10)."""

from collections.abc import Callable
from typing import Any

from loanmanager.domain.limits import shown
from loanmanager.i18n import Words
from loanmanager.storage import errors


def _wrong_words(words: Words, error: errors.WrongWords) -> str:
    """Say which words are wrong, or how many are missing, or that one was mistaken for another."""
    if error.unknown:
        named = words.list(
            [words.say("word {n} (“{word}”)", n=at, word=shown(word, _QUOTED)) for at, word in error.unknown[:_NAMED]]
        )
        return words.say("Look again at {words}: it is not a word of recovery sheets.", words=named)
    if error.count != _COUNT:
        return words.say("A recovery sheet has {count} words. You typed {n}.", count=_COUNT, n=error.count)
    return words.say(
        "Each of these words is known, but they do not belong together. Compare them with the sheet, in order."
    )


def _held(words: Words, error: errors.HeldElsewhere) -> str:
    """Say who has the office open, and what to do."""
    who = f"{error.user}, {error.computer}" if error.user else error.computer
    if not error.since:
        return words.say(
            "Loan Manager is already open on these records ({who}). Use that window, or close it first.", who=who
        )
    since = error.since.astimezone()  # a window may be open for days
    return words.say(
        "Loan Manager is already open on these records ({who}, since {time}). Use that window, or close it first.",
        who=who,
        time=f"{words.day(since.date())}, {words.clock(since)}",
    )


_NAMED, _QUOTED = 5, 20
_COUNT = 24  # words on a sheet

_SAID: dict[type[errors.StoreError], Callable[[Words, Any], str]] = {
    errors.Stopped: lambda w, _: w.say("Stopped. Nothing was changed."),
    errors.Busy: lambda w, _: w.say("Another program is using the records. Wait a moment, then try again."),
    errors.DiskFull: lambda w, _: w.say("The disk is full. Nothing was saved: make some room, then try again."),
    errors.ReadOnly: lambda w, _: w.say(
        "The data folder cannot be written. Check who may write there, then try again."
    ),
    errors.DiskTrouble: lambda w, _: w.say(
        "The disk did not answer properly. Nothing was saved: check the disk and its cable."
    ),
    errors.Damaged: lambda w, _: w.say("This file is damaged and was left as it is. Restore the newest good backup."),
    errors.NetworkFolder: lambda w, e: w.say(
        "The folder {folder} lies on another computer. Over a network, records get damaged. Choose a folder on this computer’s own disk; backups may go to a network.",
        folder=e.folder,
    ),
    errors.SyncedFolder: lambda w, e: w.say(
        "{service} copies {folder} away while it is written, which damages records. Choose a folder that it does not copy; backups may go there.",
        folder=e.folder,
        service=e.service,
    ),
    errors.HeldElsewhere: _held,
    errors.Missing: lambda w, _: w.say(
        "The records are not in the data folder, but backups of them are. Restore the newest good backup."
    ),
    errors.Unstorable: lambda w, _: w.say("Something typed or pasted holds a broken character. Type it again."),
    errors.NotADatabase: lambda w, _: w.say(
        "This file is not one of Loan Manager’s, or it is encrypted with another key."
    ),
    errors.Locked: lambda w, _: w.say(
        "These records are protected. Open them with the passphrase or the words of the recovery sheet."
    ),
    errors.WrongKey: lambda w, _: w.say(
        "This does not open these records. They are protected with another key: look for the recovery sheet with their number."
    ),
    errors.WrongPassphrase: lambda w, _: w.say(
        "This passphrase does not open these records. Check the keyboard and Caps Lock, or use the words of the recovery sheet."
    ),
    errors.WrongWords: _wrong_words,
    errors.NotOurs: lambda w, _: w.say("This file belongs to another program."),
    errors.NewerSchema: lambda w, _: w.say(
        "These records were written by a newer version of Loan Manager. Install that version."
    ),
    errors.Duplicate: lambda w, _: w.say("Another record bears the same number already. Look at it, then try again."),
    errors.CannotOpen: lambda w, _: w.say(
        "The file cannot be opened. Check that it is there and that you may read it."
    ),
}


def of_trouble(error: errors.StoreError, words: Words) -> str:
    """Return the sentence of an error about the file."""
    said = _SAID.get(type(error))
    return said(words, error) if said else words.say("The records cannot be read or written.")
