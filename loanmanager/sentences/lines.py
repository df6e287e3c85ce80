"""The sentences of what lines and kits may be refused."""

from typing import TYPE_CHECKING

from loanmanager.domain import kits, lines
from loanmanager.domain.devices import LineState
from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words
from loanmanager.sentences import of_line_state

if TYPE_CHECKING:
    from loanmanager.sentences.refusals import Sentence


def _already(words: Words, reason: lines.LineIsAlready) -> str:
    if reason.state is LineState.CANCELLED:
        return words.say("Line {name} is cancelled, which is final. Add a new line instead.", name=reason.name)
    state = of_line_state(reason.state, words)
    return words.say("Line {name} is {state}, so there is nothing of the kind to do.", name=reason.name, state=state)


REFUSALS: dict[type[Refusal], "Sentence"] = {
    lines.LineIsAlready: _already,
    lines.DeviceHasLine: lambda w, r: w.say(
        "{tag} holds line {name}. Take that one out first, or choose another device.", tag=r.tag, name=r.name
    ),
    lines.LineAway: lambda w, r: w.say(
        "{tag} is with a client, and so is its SIM. Take the device back first.", tag=r.tag
    ),
    lines.LineThere: lambda w, r: w.say("Line {name} is there already.", name=r.name),
    lines.NothingToAsk: lambda w, r: w.say(
        "Nothing waits for line {name} any more. Look at the list again.", name=r.name
    ),
    kits.KitRetired: lambda w, r: w.say("Kit {tag} is retired. Lend its devices one by one.", tag=r.tag),
    kits.KitEmpty: lambda w, r: w.say("Kit {tag} is empty. Put devices into it on the Kits page.", tag=r.tag),
    kits.InKitAlready: lambda w, r: w.say(
        "{tag} is in kit {kit} already. Take it out of there first.", tag=r.tag, kit=r.kit
    ),
    kits.NotInKit: lambda w, r: w.say(
        "{tag} is not in kit {kit} any more. Look at the kit again.", tag=r.tag, kit=r.kit
    ),
    kits.UnitIsGone: lambda w, r: w.say(
        "{tag} is retired, lost or stolen, so it joins no kit. Choose another device.", tag=r.tag
    ),
}
