"""The sentences of what the follow-up page may be refused: signatures, and what is ending."""

from typing import TYPE_CHECKING

from loanmanager.domain import endings, signing
from loanmanager.domain.refusal import Refusal

if TYPE_CHECKING:
    from loanmanager.sentences.refusals import Sentence

REFUSALS: dict[type[Refusal], "Sentence"] = {
    signing.NotToSign: lambda w, r: w.say("This paper of {number} is not one that is signed.", number=r.number),
    signing.SignedAlready: lambda w, r: w.say(
        "The agreement of {number} was noted as signed on {day}.", number=r.number, day=w.day(r.day)
    ),
    signing.SignedOutOfTime: lambda w, r: w.say(
        "The paper was made on {made}. Choose a day from then to today.", made=w.day(r.made_on)
    ),
    endings.NotEnding: lambda w, r: w.say(
        "{name} has no such end any more: it was changed meanwhile. Look at the list again.", name=r.name
    ),
    endings.NotedAlready: lambda w, r: w.say("The end of {name} was noted already.", name=r.name),
}
