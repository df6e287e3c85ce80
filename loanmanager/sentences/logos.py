"""The sentences of what stands against a logo."""

from collections.abc import Callable
from typing import Any

from loanmanager.domain import logos as why
from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words

REFUSALS: dict[type[Refusal], Callable[[Words, Any], str]] = {
    why.NotALogo: lambda w, r: w.say(
        "“{name}” cannot be read as a picture. Choose a PNG, JPEG or SVG file.", name=r.name
    ),
    why.LogoTooLarge: lambda w, r: w.say(
        "“{name}” is larger than {most} MB. Choose a smaller picture of the logo.", name=r.name, most=r.most
    ),
    why.LogoTooFine: lambda w, r: w.say("“{name}” has too many pixels. Choose a smaller picture.", name=r.name),
    why.NoLogo: lambda w, _: w.say("Papers bear no logo now."),
}
