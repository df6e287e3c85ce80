"""The people who work here: adding them, changing their role, giving them a PIN back (product 9.2)."""

from dataclasses import dataclass, field, replace

from loanmanager.domain import refusals as why
from loanmanager.domain import signing_in
from loanmanager.domain.office import Role, Staff
from loanmanager.domain.rights import Right
from loanmanager.domain.signing_in import AdministratorFirst, LastAdministrator, NotOnYourself
from loanmanager.i18n import LANGUAGES
from loanmanager.operations import allowing, done, forms, pins
from loanmanager.operations.done import By, Done
from loanmanager.operations.kept import Kept, keep
from loanmanager.storage import office, staff
from loanmanager.storage.engine import Engine

_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class NewStaff:
    """The form of somebody new. Without a PIN they sign in only where nobody has one."""

    name: str
    role: Role = Role.FRONT_DESK
    language: str = "en"
    pin: str = field(default="", repr=False)
    idem: str | None = None


def add_staff(store: Engine, new: NewStaff, by: By) -> Done[Kept]:
    """Add somebody; a PIN given now is to be changed when they first sign in.

    Raises:
        Refused: a field does not fit, or the PIN would be the first of the office and is no administrator's.
    """
    made = _sound(Staff(0, new.name, new.role, new.language))
    with store.write():
        before = done.already_done(store, new.idem, Kept)
        if before:
            return before
        allowing.require(store, by, Right.STAFF)
        id_ = office.add_staff(store, made)
        if new.pin:
            _give_pin(store, replace(made, id=id_), new.pin, by)
        facts = {"name": made.name, "role": str(made.role), "language": made.language, "pin": bool(new.pin)}
        return keep(store, by, "add_staff", Kept("staff", id_), facts, new.idem)


def edit_staff(store: Engine, changed: Staff, by: By, *, idem: str | None = None) -> Done[Kept]:
    """Keep somebody's name, role and language.

    Raises:
        Refused: a field does not fit, nobody bears the id, or no administrator would be left who can sign in.
    """
    changed = _sound(changed)
    with store.write():
        again = done.already_done(store, idem, Kept)
        if again:
            return again
        allowing.require(store, by, Right.STAFF)
        before = _known(store, changed.id)
        if before.role is Role.ADMINISTRATOR and changed.role is not Role.ADMINISTRATOR:
            _may_go(store, before, by)
        staff.save(store, replace(changed, active=before.active))
        moved = [name for name in ("name", "role", "language") if getattr(before, name) != getattr(changed, name)]
        was, now = ({name: str(getattr(each, name)) for name in moved} for each in (before, changed))
        return keep(
            store, by, "edit_staff", Kept("staff", changed.id), {"name": changed.name, "was": was, "now": now}, idem
        )


def deactivate(store: Engine, id_: int, by: By, *, idem: str | None = None) -> Done[Kept]:
    """Let somebody go: they sign in no more; what they did stays theirs.

    Raises:
        Refused: nobody bears the id, it is oneself, or no administrator would be left who can sign in.
    """
    return _set_active(store, id_, by, idem, active=False)


def reactivate(store: Engine, id_: int, by: By, *, idem: str | None = None) -> Done[Kept]:
    """Take somebody back who had left; their PIN is the one that they had.

    Raises:
        Refused: nobody bears the id.
    """
    return _set_active(store, id_, by, idem, active=True)


def _set_active(store: Engine, id_: int, by: By, idem: str | None, *, active: bool) -> Done[Kept]:
    with store.write():
        again = done.already_done(store, idem, Kept)
        if again:
            return again
        allowing.require(store, by, Right.STAFF)
        person = _known(store, id_)
        if not active:
            _may_go(store, person, by)
        staff.save(store, replace(person, active=active))
        operation = "reactivate_staff" if active else "deactivate_staff"
        return keep(store, by, operation, Kept("staff", id_), {"name": person.name}, idem)


def reset_pin(store: Engine, id_: int, pin: str, by: By, *, idem: str | None = None) -> Done[Kept]:
    """Give somebody a PIN, to be changed when they next sign in; wrong tries and their wait are forgotten.

    Raises:
        Refused: nobody bears the id, the PIN does not do, or it would be the office's first and is no administrator's.
    """
    with store.write():
        again = done.already_done(store, idem, Kept)
        if again:
            return again
        allowing.require(store, by, Right.STAFF)
        person = _known(store, id_)
        _give_pin(store, person, pin, by)
        return keep(store, by, "reset_pin", Kept("staff", id_), {"name": person.name}, idem)


def save_lock(store: Engine, minutes: int, by: By) -> Done[Kept]:
    """Keep after how many minutes without a key or the mouse the window locks.

    Raises:
        Refused: `Malformed`.
    """
    if not 1 <= minutes <= signing_in.MOST_IDLE:
        raise why.Refused(why.Malformed("idle_minutes", str(minutes)))
    with store.write():
        office.save_setting(store, _LOCK, {"minutes": minutes})
        return keep(store, by, "save_lock", Kept("lock"), {"minutes": minutes})


def _give_pin(store: Engine, person: Staff, pin: str, by: By) -> None:
    """Keep a PIN that an administrator chose for somebody else."""
    faults = signing_in.faults(pin, person.name)
    if faults:
        raise why.Refused(*(replace(fault, field="pin") for fault in faults))  # type: ignore[call-arg]  # each has one
    first_may_be(store, person)
    must_change = person.id != by.staff_id
    staff.keep_secret(store, person.id, pins.hashed(pin), by.now, must_change=must_change)


def first_may_be(store: Engine, person: Staff) -> None:
    """See that the first PIN of an office is an active administrator's.

    Raises:
        Refused: `AdministratorFirst`.
    """
    if not staff.asks(store) and not (person.role is Role.ADMINISTRATOR and person.active):
        raise why.Refused(AdministratorFirst())


def _sound(person: Staff) -> Staff:
    forms.sound(person)
    if not person.name.strip():
        raise why.Refused(why.Missing("name"))
    if person.language not in LANGUAGES:
        raise why.Refused(why.Malformed("language", person.language))
    return replace(person, name=person.name.strip())


def _known(store: Engine, id_: int) -> Staff:
    person = staff.with_id(store, id_)
    if person is None:
        raise why.Refused(why.NoSuch("staff", str(id_)))
    return person


def _may_go(store: Engine, person: Staff, by: By) -> None:
    """See that the office can do without somebody as they were."""
    if staff.asks(store) and person.id == by.staff_id:
        raise why.Refused(NotOnYourself())
    if person.role is Role.ADMINISTRATOR and not staff.administrators(store, besides=person.id):
        raise why.Refused(LastAdministrator(person.name))
