"""The agency's logo: put on papers from now on, or taken off them. What was printed with one goes on bearing it."""

from dataclasses import dataclass, field

from loanmanager.domain import logos as why
from loanmanager.domain.file_names import harmless
from loanmanager.domain.refusal import Refused
from loanmanager.operations import done
from loanmanager.operations.done import By, Done
from loanmanager.operations.kept import Kept, keep
from loanmanager.storage import before as earlier
from loanmanager.storage import logos
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class SetLogo:
    """The file of a logo, PNG or JPEG: its name and what is in it."""

    name: str
    content: bytes = field(repr=False)
    idem: str | None = None


def set_logo(store: Engine, request: SetLogo, by: By) -> Done[Kept]:
    """Put a logo on every paper that is made from now on.

    Raises:
        Refused: it is no picture, or too large.
    """
    picture = _plain(request)  # outside the transaction: a large picture takes a while
    with store.write():
        repeated = done.already_done(store, request.idem, Kept)
        if repeated:
            return repeated
        now = logos.current(store)
        kept = earlier.keep(store, attachments=[now[0] if now else None])
        if now:
            logos.remove(store, now[0])
        made = logos.add(store, harmless(request.name), picture, by.now, by.staff_id)
        facts = {"name": harmless(request.name), "kept": kept, "made": {"attachments": [made]}}
        return keep(store, by, "set_logo", Kept("logo"), facts, request.idem)


def remove_logo(store: Engine, by: By, *, idem: str | None = None) -> Done[Kept]:
    """Let papers bear no logo from now on.

    Raises:
        Refused: they bear none.
    """
    with store.write():
        repeated = done.already_done(store, idem, Kept)
        if repeated:
            return repeated
        now = logos.current(store)
        if now is None:
            raise Refused(why.NoLogo())
        kept = earlier.keep(store, attachments=[now[0]])
        logos.remove(store, now[0])
        return keep(store, by, "remove_logo", Kept("logo"), {"kept": kept}, idem)


def _plain(request: SetLogo) -> bytes:
    """Return the picture as it is kept."""
    from loanmanager.documents import logos as pictures  # the reader of pictures loads when one is read

    why.check(request.name, request.content)
    try:
        return pictures.plain(request.content, why.LOGO_PIXELS)
    except pictures.TooManyPixelsError as error:
        raise Refused(why.LogoTooFine(request.name[:80])) from error
    except pictures.UnreadableError as error:
        raise Refused(why.NotALogo(request.name[:80])) from error
