"""The sentence of what stands against a shared data folder."""

from collections.abc import Callable
from typing import Any

from loanmanager.domain import sharing as why
from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words

REFUSALS: dict[type[Refusal], Callable[[Words, Any], str]] = {
    why.CannotShare: lambda w, r: w.say(
        "You may not share {folder}. Have whoever looks after this computer make it, for a group of those who work here to "
        "write in; or keep the data for yourself only.",
        folder=r.folder,
    ),
}
