"""Sentences for what is wrong with the file or the disk: typed errors of storage, said as what to do (product 10)."""

from collections.abc import Callable

from loanmanager.i18n import Words
from loanmanager.storage import errors

_SAID: dict[type[errors.StoreError], Callable[[Words], str]] = {
    errors.Busy: lambda w: w.say("Another program is using the records. Wait a moment, then try again."),
    errors.DiskFull: lambda w: w.say("The disk is full. Nothing was saved: make some room, then try again."),
    errors.ReadOnly: lambda w: w.say("The data folder cannot be written. Check who may write there, then try again."),
    errors.DiskTrouble: lambda w: w.say(
        "The disk did not answer properly. Nothing was saved: check the disk and its cable."
    ),
    errors.Damaged: lambda w: w.say("This file is damaged and was left as it is. Restore the newest good backup."),
    errors.Unstorable: lambda w: w.say("Something typed or pasted holds a broken character. Type it again."),
    errors.NotADatabase: lambda w: w.say(
        "This file is not one of Loan Manager’s, or it is encrypted with another key."
    ),
    errors.Locked: lambda w: w.say(
        "These records are protected. Open them with the passphrase or the words of the recovery sheet."
    ),
    errors.WrongKey: lambda w: w.say(
        "This does not open these records. They are protected with another key: look for the recovery sheet with their number."
    ),
    errors.NotOurs: lambda w: w.say("This file belongs to another program."),
    errors.NewerSchema: lambda w: w.say(
        "These records were written by a newer version of Loan Manager. Install that version."
    ),
    errors.Duplicate: lambda w: w.say("Another record bears the same number already. Look at it, then try again."),
    errors.CannotOpen: lambda w: w.say("The file cannot be opened. Check that it is there and that you may read it."),
}


def of_trouble(error: errors.StoreError, words: Words) -> str:
    """Return the sentence of an error about the file."""
    said = _SAID.get(type(error))
    return said(words) if said else words.say("The records cannot be read or written.")
