"""How far the set-up of a new office came, so that it can be left, or cut off, and taken up again (product 9.1).

It is kept with the records and is no history of them: nothing that counts is in it. Only the window sets an office up step
by step; an office that the shell or the demo made has no mark and is set up.
"""

from dataclasses import dataclass
from datetime import date

from loanmanager.operations.entering import FIRST_START, being_set_up, is_new
from loanmanager.storage import office, search
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class Progress:
    """The steps that are behind one, by key: done, or left out."""

    done: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def begin(store: Engine) -> None:
    """Note that a new office is to be set up, before its first records are made."""
    with store.write():
        if is_new(store):
            office.save_setting(store, FIRST_START, {"finished": False, "done": [], "left_out": []})


def progress(store: Engine, today: date) -> Progress | None:
    """Return how far the set-up came; None where the office is set up, or has something to lend or somebody to lend to."""
    if not being_set_up(store):
        return None
    there = search.counts(store, today)
    if there.devices or there.clients:
        return None
    kept = office.setting(store, FIRST_START) or {}
    return Progress(tuple(kept.get("done", ())), tuple(kept.get("left_out", ())))


def pass_step(store: Engine, key: str, *, left_out: bool = False) -> None:
    """Note that a step is done, or left out."""
    with store.write():
        kept = office.setting(store, FIRST_START) or {}
        steps = {name: [each for each in kept.get(name, ()) if each != key] for name in ("done", "left_out")}
        steps["left_out" if left_out else "done"].append(key)
        office.save_setting(store, FIRST_START, {**kept, **steps})


def finish(store: Engine) -> None:
    """Note that the office is set up."""
    with store.write():
        office.save_setting(store, FIRST_START, {**(office.setting(store, FIRST_START) or {}), "finished": True})
