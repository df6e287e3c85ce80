"""The sentences of what the policy refuses."""

from typing import TYPE_CHECKING

from loanmanager.domain import policies
from loanmanager.domain.refusal import Refusal

if TYPE_CHECKING:
    from loanmanager.sentences.refusals import Sentence

REFUSALS: dict[type[Refusal], "Sentence"] = {
    policies.TypeLimitReached: lambda w, r: w.say(
        "Of the type “{type}”, one client may have {limit}, and this one has {out} already.",
        limit=r.limit,
        type=r.type.in_(w.language),
        out=r.out,
    ),
    policies.GapNotOver: lambda w, r: w.say(
        "This client brought one of the type “{type}” back a short while ago. The next loan can begin on {day}.",
        type=r.type.in_(w.language),
        day=w.day(r.from_day),
    ),
    policies.SomebodyWaits: lambda w, r: w.count(
        "Somebody waits for {tags}. Have it brought back, or say why it stays.",
        "Somebody waits for {tags}. Have them brought back, or say why they stay.",
        len(r.tags),
        tags=w.list(list(r.tags)),
    ),
    policies.HolidayIsKept: lambda w, r: w.say(
        "“{name}” comes from the calendar of the site’s region. Open the site on that day instead.",
        name=r.name.in_(w.language),
    ),
}
