"""Sentences for clients who are there twice, and for programmes."""

from collections.abc import Callable
from typing import Any

from loanmanager.domain import duplicates, programmes
from loanmanager.domain import refusals as why
from loanmanager.domain.duplicates import Same
from loanmanager.i18n import Words

REFUSALS: dict[type[why.Refusal], Callable[[Words, Any], str]] = {
    duplicates.SameClient: lambda w, r: w.say(
        "{name} is one record already. Choose the other one of the two.", name=r.name
    ),
    duplicates.MergedAlready: lambda w, r: w.say(
        "{number} was merged into another record. Its number opens that one.", number=r.name
    ),
    programmes.ProgrammeTaken: lambda w, r: w.say(
        "There is a programme “{name}” already. Take that one, or choose another name.", name=r.name
    ),
    programmes.NobodyNamed: lambda w, _: w.say("Choose at least one client."),
}


def of_shared(shared: frozenset[Same], words: Words) -> str:
    """Return what two records have in common besides the name."""
    said = {
        Same.BIRTH_DATE: words.say("same birth date"),
        Same.PHONE: words.say("same phone"),
        Same.EMAIL: words.say("same e-mail"),
    }
    return words.list([said[each] for each in Same if each in shared]) if shared else words.say("same name")
