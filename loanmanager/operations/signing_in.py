"""Signing in, and one's own PIN (product 9.2). What was typed is compared and forgotten; the history never has it."""

from dataclasses import dataclass, replace
from hmac import compare_digest
from math import ceil

from loanmanager.domain import refusals as why
from loanmanager.domain import signing_in as rules
from loanmanager.domain.limits import shown
from loanmanager.domain.office import Role, Staff
from loanmanager.domain.signing_in import AskAdministrator, NoPinYet, NotTheOwner, PinAsBefore, TryLater, WrongPin
from loanmanager.i18n import LANGUAGES
from loanmanager.operations import done, pins
from loanmanager.operations.done import NOTHING, By, Changes, Done, Kind, Record
from loanmanager.operations.kept import SUBJECT
from loanmanager.operations.staff import first_may_be
from loanmanager.storage import errors, recovery, staff
from loanmanager.storage.engine import Engine
from loanmanager.storage.staff import Secret

_OFFICE: Changes = frozenset({Kind.OFFICE})


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is there now, and whether they have to choose another PIN before anything else."""

    staff_id: int
    must_change: bool


def sign_in(store: Engine, staff_id: int, pin: str, by: By) -> Done[SignedIn]:
    """Let somebody in who knows their PIN; in an office where nobody has one, who says who they are.

    Raises:
        Refused: `WrongPin`, which is counted and kept in the history; `TryLater` after too many of them, where nothing
            is compared at all; `NoPinYet`; or nobody who works here bears the id.
    """
    with store.write():
        person = _active(store, staff_id)
        kept = staff.secret(store, staff_id)
        if kept is None and staff.asks(store):
            raise why.Refused(NoPinYet(person.name))
        wrong = _wrong(store, kept, pin, person, by) if kept else None
        if wrong is None:
            if kept:
                staff.note_sign_in(store, staff_id, by.now)
            result, me = SignedIn(staff_id, must_change=bool(kept and kept.must_change)), replace(by, staff_id=staff_id)
            return done.record(store, me, Record("sign_in", result, _OFFICE, [SUBJECT], {"name": person.name}))
    raise why.Refused(wrong)  # after the count of tries is on the disk


def set_pin(store: Engine, old: str, new: str, by: By, *, idem: str | None = None) -> Done[SignedIn]:
    """Change one's own PIN, knowing the old one; whoever has none yet needs to know none.

    Raises:
        Refused: as `sign_in` for the old PIN; the new one does not do, or is the old one again.
    """
    with store.write():
        again = done.already_done(store, idem, SignedIn)
        if again:
            return again
        person = _active(store, by.staff_id or 0)
        kept = staff.secret(store, person.id)
        faults = rules.faults(new, person.name)
        if faults:
            raise why.Refused(*faults)
        wrong = _wrong(store, kept, old, person, by) if kept else None
        if wrong is None:
            if kept and rules.as_kept(old) == rules.as_kept(new):
                raise why.Refused(PinAsBefore())
            first_may_be(store, person)
            staff.keep_secret(store, person.id, pins.hashed(new), by.now, must_change=False)
            result = SignedIn(person.id, must_change=False)
            return done.record(store, by, Record("set_pin", result, _OFFICE, [SUBJECT], {"name": person.name}, idem))
    raise why.Refused(wrong)


def proves(store: Engine, words: str) -> None:
    """See that the words of a recovery sheet are those of the open office: whoever has them holds it.

    Raises:
        WrongWords: they are not 24 known words that belong together.
        WrongKey: they are those of another sheet, or the office is not protected.
    """
    given = recovery.key_of(words)
    if store.key is None or not compare_digest(given.raw, store.key.raw):
        raise errors.WrongKey


def recover_pin(
    store: Engine, staff_id: int, new: str, by: By, *, words: str = "", owner: str = "", idem: str | None = None
) -> Done[SignedIn]:
    """Give an administrator who forgot their PIN a new one, without signing in: nobody else may be able to.

    A protected office asks for the words of its recovery sheet, and for nothing less: its passphrase may be known to all.
    Else `owner` names the account of this computer that owns the data folder and could read and write it all anyway; the PIN
    that it gives is to be changed.

    Raises:
        Refused: `AskAdministrator`, `NotTheOwner`, the PIN does not do, or nobody who works here bears the id.
        WrongWords, WrongKey: as `proves`.
    """
    if store.key:
        proves(store, words)
    elif not owner:
        raise why.Refused(NotTheOwner())
    with store.write():
        again = done.already_done(store, idem, SignedIn)
        if again:
            return again
        person = _active(store, staff_id)
        if person.role is not Role.ADMINISTRATOR:
            raise why.Refused(AskAdministrator(person.name))
        faults = rules.faults(new, person.name)
        if faults:
            raise why.Refused(*faults)
        must_change = not store.key
        staff.keep_secret(store, person.id, pins.hashed(new), by.now, must_change=must_change)
        facts = {"name": person.name, **({"number": store.key.number} if store.key else {"account": shown(owner)})}
        result = SignedIn(person.id, must_change=must_change)
        return done.record(store, by, Record("recover_pin", result, _OFFICE, [SUBJECT], facts, idem))


def set_own_language(store: Engine, language: str, by: By) -> Done[SignedIn]:
    """Keep the language in which whoever acts reads the screen.

    Raises:
        Refused: the program does not speak it.
    """
    if language not in LANGUAGES:
        raise why.Refused(why.Malformed("language", language))
    with store.write():
        person = _active(store, by.staff_id or 0)
        staff.save(store, Staff(person.id, person.name, person.role, language, person.active))
        result, facts = SignedIn(person.id, must_change=False), {"name": person.name, "language": language}
        return done.record(store, by, Record("set_own_language", result, _OFFICE, [SUBJECT], facts))


def _active(store: Engine, staff_id: int) -> Staff:
    person = staff.with_id(store, staff_id)
    if person is None or not person.active:
        raise why.Refused(why.NoSuch("staff", str(staff_id)))
    return person


def _wrong(store: Engine, kept: Secret, pin: str, person: Staff, by: By) -> WrongPin | TryLater | None:
    """Compare a PIN; a wrong one is counted and recorded, and returned as the refusal to raise once that is on the disk."""
    left = rules.wait_left(kept.tries, kept.tried_at, by.now)
    if left:
        if rules.clock_was_set_back(kept.tried_at, by.now):
            staff.note_tries(store, kept.id, kept.tries, by.now)  # or the wait would last until that clock is reached
        return TryLater(ceil(left.total_seconds()))
    if pins.matches(pin, kept.phc):
        return None
    tries = kept.tries + 1
    staff.note_tries(store, kept.id, tries, by.now)
    facts = {"name": person.name, "tries": tries}
    done.record(store, By(None, by.now, by.today), Record("wrong_pin", None, NOTHING, [SUBJECT], facts))
    return WrongPin(seconds=ceil(rules.wait_after(tries).total_seconds()))
