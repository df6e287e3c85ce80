"""Why an office cannot be protected as was asked."""

from collections.abc import Callable
from typing import Any

from loanmanager.domain import protection as why
from loanmanager.i18n import Words

REFUSALS: dict[type, Callable[[Words, Any], str]] = {
    why.PassphraseTooShort: lambda w, r: w.say(
        "Type at least {n} characters. Four or five words that have nothing to do with each other are easy to remember.",
        n=r.least,
    ),
    why.PassphraseTooLong: lambda w, r: w.say("Type at most {n} characters.", n=r.most),
    why.PassphraseTooPlain: lambda w, _r: w.say(
        "This repeats itself and is easy to guess. Choose four or five words that have nothing to do with each other."
    ),
    why.NobodyHoldsTheKey: lambda w, _r: w.say(
        "This account cannot remember the key. Choose a passphrase, or every start will ask for all 24 words."
    ),
    why.ProtectedAlready: lambda w, _r: w.say("These records are protected already."),
    why.NotProtected: lambda w, _r: w.say("These records are not protected."),
    why.WordNotOnSheet: lambda w, r: w.say("Word {n} on the sheet is another one. Look again.", n=r.place),
}


# What buttons and choices are called: the recovery sheet prints the same words.


def restore_a_backup(words: Words) -> str:
    """Return what brings a backup back, at the first start and in the settings."""
    return words.say("Restore a backup")


def recovery_words(words: Words) -> str:
    """Return the choice beside the passphrase."""
    return words.say("Recovery words")


def open_the_records(words: Words) -> str:
    """Return the button under the passphrase or the words."""
    return words.say("Open the records")
