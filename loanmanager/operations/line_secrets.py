"""The PIN and PUK of a line: shown only on request, and that it was asked for is in the history (product 2.3, 8.3)."""

from dataclasses import dataclass, replace

from loanmanager.domain import refusals as why
from loanmanager.domain.rights import Right
from loanmanager.operations import allowing, done, forms
from loanmanager.operations.done import By, Changes, Done, Kind, Record
from loanmanager.operations.lines import subject
from loanmanager.storage import lines
from loanmanager.storage.engine import Engine

_LINES: Changes = frozenset({Kind.LINES})


@dataclass(frozen=True, slots=True)
class Secrets:
    """A line's PIN and PUK. What the history keeps of them is that they were there: empty texts."""

    line_id: int
    pin: str = ""
    puk: str = ""


def show_pin(store: Engine, line_id: int, by: By, *, idem: str | None = None) -> Done[Secrets]:
    """Return a line's PIN and PUK, and record who asked for them.

    Raises:
        Refused: there is no such line, or whoever acts may not see them.
    """
    with store.write():
        allowing.require(store, by, Right.RESTRICTED)  # a form that was sent before tells them as well
        before = done.already_done(store, idem, Secrets)
        _known(store, line_id)
        told = Secrets(line_id, *lines.secrets(store, line_id))
        if before:
            return replace(before, result=told)
        made = done.record(store, by, Record("show_pin", Secrets(line_id), _LINES, [subject(line_id)], idem=idem))
        return replace(made, result=told)


def keep_pin(store: Engine, kept: Secrets, by: By, *, idem: str | None = None) -> Done[Secrets]:
    """Keep a line's PIN and PUK; the history says that they were changed, not to what.

    Raises:
        Refused: there is no such line, or a text does not fit.
    """
    with store.write():
        before = done.already_done(store, idem, Secrets)
        if before:
            return before
        forms.sound_text(pin=kept.pin, puk=kept.puk)
        _known(store, kept.line_id)
        lines.set_secrets(store, kept.line_id, kept.pin.strip(), kept.puk.strip())
        return done.record(
            store, by, Record("keep_pin", Secrets(kept.line_id), _LINES, [subject(kept.line_id)], idem=idem)
        )


def _known(store: Engine, line_id: int) -> None:
    if lines.with_id(store, line_id) is None:
        raise why.Refused(why.NoSuch("line", str(line_id)))
