"""Who works here, what they may do, and what they sign in with."""

from dataclasses import dataclass, field
from datetime import datetime

from loanmanager.domain.office import Role, Staff
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import moment, text_of


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides what somebody may do: whether the office asks for PINs, and the role, None of nobody or the inactive."""

    asks: bool
    role: Role | None


@dataclass(frozen=True, slots=True)
class Secret:
    """What somebody signs in with, as a PHC string, and what became of the tries."""

    id: int
    phc: str = field(repr=False)
    must_change: bool
    tries: int = 0
    tried_at: datetime | None = None


def standing(store: Engine, staff_id: int | None) -> Standing:
    """Return what decides what somebody may do; every operation asks, so it is one small query."""
    row = store.row(
        """SELECT EXISTS (SELECT 1 FROM staff_secrets) AS asks,
                  (SELECT role FROM staff WHERE id = :id AND active = 1) AS role""",
        id=staff_id,
    )
    assert row is not None
    return Standing(bool(row["asks"]), Role(row["role"]) if row["role"] else None)


def asks(store: Engine) -> bool:
    """Tell whether anybody has a PIN, so that the office asks who is there."""
    return standing(store, None).asks


def with_pin(store: Engine) -> frozenset[int]:
    """Return the ids of those who have a PIN."""
    return frozenset(row["id"] for row in store.rows("SELECT id FROM staff_secrets"))


def with_id(store: Engine, id_: int) -> Staff | None:
    """Return a member of staff, active or not."""
    row = store.row("SELECT * FROM staff WHERE id = :id", id=id_)
    return Staff(row["id"], row["name"], Role(row["role"]), row["language"], bool(row["active"])) if row else None


def save(store: Engine, changed: Staff) -> None:
    """Keep a member of staff's name, role, language, and whether they still work here."""
    store.update(
        "staff",
        changed.id,
        name=changed.name,
        role=changed.role,
        language=changed.language,
        active=int(changed.active),
    )


def secret(store: Engine, id_: int) -> Secret | None:
    """Return what somebody signs in with, None where they have no PIN."""
    row = store.row("SELECT * FROM staff_secrets WHERE id = :id", id=id_)
    if row is None:
        return None
    tried = moment(row["tried_at"]) if row["tried_at"] else None
    return Secret(row["id"], row["secret"], bool(row["must_change"]), row["tries"], tried)


def keep_secret(store: Engine, id_: int, phc: str, now: datetime, *, must_change: bool) -> None:
    """Keep what somebody signs in with from now on; wrong tries are forgotten."""
    store.run(
        """INSERT INTO staff_secrets (id, secret, must_change, set_at) VALUES (:id, :phc, :must, :now)
           ON CONFLICT (id) DO UPDATE SET secret = excluded.secret, must_change = excluded.must_change,
                set_at = excluded.set_at, tries = 0, tried_at = NULL""",
        id=id_,
        phc=phc,
        must=int(must_change),
        now=text_of(now),
    )


def note_tries(store: Engine, id_: int, tries: int, now: datetime) -> None:
    """Note how many tries in a row were wrong, and when the last of them was."""
    store.update("staff_secrets", id_, tries=tries, tried_at=text_of(now))


def note_sign_in(store: Engine, id_: int, now: datetime) -> None:
    """Note that somebody signed in."""
    store.update("staff_secrets", id_, tries=0, tried_at=None, signed_in_at=text_of(now))


def administrators(store: Engine, *, besides: int) -> int:
    """Return how many active administrators there are besides one; where PINs are asked for, those who have one."""
    found = store.value(
        """SELECT COUNT(*) FROM staff s WHERE s.active = 1 AND s.role = 'administrator' AND s.id <> :id
           AND (NOT EXISTS (SELECT 1 FROM staff_secrets) OR EXISTS (SELECT 1 FROM staff_secrets p WHERE p.id = s.id))""",
        id=besides,
    )
    return int(found)
