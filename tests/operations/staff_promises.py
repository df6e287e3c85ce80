"""What the shared promises need to know of staff, their PINs and restricted fields; and how an office is closed to strangers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from loanmanager.domain.office import Role, Staff
from loanmanager.operations import client_secrets, signing_in, staff
from loanmanager.operations.done import By
from loanmanager.operations.staff import NewStaff
from loanmanager.storage import recovery
from loanmanager.storage import staff as kept

PIN = "2580"
PHC = "$argon2id$v=19$m=8,t=1,p=1$MGZi7xbSBSLCsjM1LlQPxA$OJdjTtT4WTRq1dwaxuCrffmMI+hQ+5ck6Fxt7EXmMyE"
"""A secret at the least cost, of the PIN 1234; real ones take a tenth of a second, which hundreds of tests would feel."""


def begun(w: Any) -> None:
    """Add somebody of each role, nobody with a PIN: the office is open."""
    w.people = {
        role: staff.add_staff(w.store, NewStaff(name, role), w.by).result.id
        for role, name in zip(Role, ("Noor Haddad", "Luc Roy", "Ana Lopes"), strict=True)
    }
    w.gone = staff.add_staff(w.store, NewStaff("Max Weber"), w.by).result.id
    staff.deactivate(w.store, w.gone, w.by)


def close(store: Any, by: By, *ids: int) -> None:
    """Give some people the PIN 1234 without its cost, so that the office asks who is there."""
    with store.write():
        for id_ in ids:
            kept.keep_secret(store, id_, PHC, by.now, must_change=False)


def sheet_of(store: Any) -> str:
    """Return the words of the recovery sheet of an office, where it is protected."""
    return " ".join(recovery.words_of(store.key, "en")) if store.key else ""


def closed_to(w: Any, role: Role) -> By:
    """Close a world, everybody with a PIN, and return who acts in a role. Of the administrators it is the one who did all before."""
    close(w.store, w.by, w.by.staff_id, *w.people.values())
    return w.by if role is Role.ADMINISTRATOR else replace(w.by, staff_id=w.people[role])


OPERATIONS: dict[str, Callable[[Any, By, str | None], Any]] = {
    "add_staff": lambda w, by, key: staff.add_staff(w.store, NewStaff("Mia Chen", Role.COORDINATOR, idem=key), by),
    "edit_staff": lambda w, by, key: staff.edit_staff(
        w.store, Staff(w.people[Role.FRONT_DESK], "Noor El Haddad", Role.COORDINATOR, "fr"), by, idem=key
    ),
    "deactivate_staff": lambda w, by, key: staff.deactivate(w.store, w.people[Role.COORDINATOR], by, idem=key),
    "reactivate_staff": lambda w, by, key: staff.reactivate(w.store, w.gone, by, idem=key),
    "reset_pin": lambda w, by, key: staff.reset_pin(w.store, w.people[Role.ADMINISTRATOR], PIN, by, idem=key),
    "save_lock": lambda w, by, key: staff.save_lock(w.store, 5, by),
    "set_pin": lambda w, by, key: signing_in.set_pin(w.store, "1234", PIN, by, idem=key),
    "set_own_language": lambda w, by, key: signing_in.set_own_language(w.store, "fr", by),
    "sign_in": lambda w, by, key: signing_in.sign_in(w.store, by.staff_id, "1234", by),
    "recover_pin": lambda w, by, key: signing_in.recover_pin(
        w.store, w.people[Role.ADMINISTRATOR], PIN, by, words=sheet_of(w.store), owner="ana", idem=key
    ),
    "show_internet": lambda w, by, key: client_secrets.show_internet(w.store, w.client, by, idem=key),
}
REFUSED: dict[str, Callable[[Any, By], Any]] = {
    "nobody without a name": lambda w, by: staff.add_staff(w.store, NewStaff("  "), by),
    "staff who read Latin": lambda w, by: staff.add_staff(w.store, NewStaff("Mia", language="la"), by),
    "staff with an easy PIN": lambda w, by: staff.add_staff(
        w.store, NewStaff("Mia", Role.ADMINISTRATOR, pin="1111"), by
    ),
    "a first PIN of the front desk": lambda w, by: staff.add_staff(w.store, NewStaff("Mia", pin=PIN), by),
    "a first PIN of a coordinator": lambda w, by: staff.reset_pin(w.store, w.people[Role.COORDINATOR], PIN, by),
    "a first PIN of somebody who left": lambda w, by: staff.reset_pin(w.store, w.gone, PIN, by),
    "editing nobody": lambda w, by: staff.edit_staff(w.store, Staff(99, "Mia"), by),
    "letting nobody go": lambda w, by: staff.deactivate(w.store, 99, by),
    "a PIN for nobody": lambda w, by: staff.reset_pin(w.store, 99, PIN, by),
    "a lock after no time": lambda w, by: staff.save_lock(w.store, 0, by),
    "a lock after a week": lambda w, by: staff.save_lock(w.store, 10_000, by),
    "signing in as nobody": lambda w, by: signing_in.sign_in(w.store, 99, PIN, by),
    "signing in as somebody who left": lambda w, by: signing_in.sign_in(w.store, w.gone, PIN, by),
    "a short PIN": lambda w, by: signing_in.set_pin(w.store, "", "123", by),
    "an endless PIN": lambda w, by: signing_in.set_pin(w.store, "", "x7" * 100, by),
    "a forgotten PIN of a coordinator": lambda w, by: signing_in.recover_pin(
        w.store, w.people[Role.COORDINATOR], PIN, by, owner="ana"
    ),
    "a forgotten PIN of somebody who left": lambda w, by: signing_in.recover_pin(w.store, w.gone, PIN, by, owner="ana"),
    "a forgotten PIN for whoever asks": lambda w, by: signing_in.recover_pin(
        w.store, w.people[Role.ADMINISTRATOR], PIN, by
    ),
    "an easy PIN for a forgotten one": lambda w, by: signing_in.recover_pin(
        w.store, w.people[Role.ADMINISTRATOR], "1111", by, owner="ana"
    ),
    "a screen in Latin": lambda w, by: signing_in.set_own_language(w.store, "la", by),
    "the internet of nobody": lambda w, by: client_secrets.show_internet(w.store, 999, by),
}
