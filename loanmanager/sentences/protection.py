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
