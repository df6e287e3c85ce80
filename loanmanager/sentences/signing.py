"""The sentences of what signing on screen, attaching a scan and verifying may be refused, and of who signs."""

from typing import TYPE_CHECKING

from loanmanager.domain import scans, signing
from loanmanager.domain.pdf_files import Besides
from loanmanager.domain.refusal import Refusal
from loanmanager.domain.signatures import Who
from loanmanager.i18n import Words

if TYPE_CHECKING:
    from loanmanager.sentences.refusals import Sentence


def of_signer(who: Who, words: Words) -> str:
    """Return what the one who signs is called."""
    return {
        Who.BORROWER: words.say("Client"),
        Who.GUARDIAN: words.say("Parent or guardian"),
        Who.STAFF: words.say("Staff"),
    }[who]


REFUSALS: dict[type[Refusal], "Sentence"] = {
    signing.SignatureMissing: lambda w, r: w.say("{who} still has to sign.", who=of_signer(r.who, w)),
    signing.SignatureTooLong: lambda w, r: w.say(
        "{who}: there is more drawn than a signature. Clear it and sign again.", who=of_signer(r.who, w)
    ),
    scans.NotAScan: lambda w, r: w.say(
        "“{name}” is no whole PDF, PNG or JPEG. Scan the paper as one of these.", name=r.name
    ),
    scans.ScanTooLarge: lambda w, r: w.say(
        "“{name}” is larger than {most} MB. Scan it in grey, or at 300 dots per inch.",
        name=r.name,
        most=w.number(r.most),
    ),
    scans.PictureTooLarge: lambda w, r: w.say(
        "“{name}” has more than {most} million pixels. Scan it at 300 dots per inch.",
        name=r.name,
        most=w.number(r.most),
    ),
    scans.MoreThanPages: lambda w, r: (
        w.say("“{name}” is locked with a password. Save it without one, or scan the paper again.", name=r.name)
        if r.found is Besides.LOCKED
        else w.say(
            "“{name}” holds more than pages: something that runs, or files inside. Print it and scan the paper.",
            name=r.name,
        )
    ),
    scans.ScanThere: lambda w, r: w.say("“{name}” is attached already.", name=r.name),
    scans.TooManyScans: lambda w, r: w.say(
        "The paper of {number} has {most} scans, which is as many as one may have. Remove one first.",
        number=r.number,
        most=w.number(r.most),
    ),
}
