"""The office's own records: agency, sites, closures, staff, programmes, policy and counters."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from functools import lru_cache
from typing import Any

from loanmanager.domain.names import name_key
from loanmanager.domain.office import Charges, Office, OpenDays, Policy, Role, Rules, Site, Staff
from loanmanager.storage import closures, ladders
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import from_json, json_of


def office(store: Engine) -> Office:
    """Return the agency; an empty one before set-up."""
    row = store.row("SELECT * FROM office WHERE id = 1")
    return Office(**{f.name: row[f.name] for f in fields(Office)}) if row else Office()


def save_office(store: Engine, new: Office) -> None:
    """Keep the agency's name, address and defaults."""
    if store.value("SELECT COUNT(*) FROM office"):
        store.update("office", 1, **asdict(new))
    else:
        store.insert("office", id=1, **asdict(new))


def sites(store: Engine) -> tuple[Site, ...]:
    """Return the sites in the order in which they were added."""
    return tuple(_site(row) for row in store.rows("SELECT * FROM sites ORDER BY id"))


def site(store: Engine, id_: int | None) -> Site | None:
    """Return a site, None where there is none."""
    return next((each for each in sites(store) if each.id == id_), None)


def site_named(store: Engine, name: str) -> int | None:
    """Return the id of a site by its name, however it is typed."""
    found = store.value("SELECT id FROM sites WHERE name_key = :key", key=name_key(name))
    return None if found is None else int(found)


def add_site(store: Engine, new: Site) -> int:
    """Add a site and return its id; the id given is ignored."""
    return store.insert("sites", **_site_columns(new))


def save_site(store: Engine, changed: Site) -> None:
    """Keep a site's fields."""
    store.update("sites", changed.id, **_site_columns(changed))


def _site_columns(made: Site) -> dict[str, Any]:
    values = {f.name: getattr(made, f.name) for f in fields(Site) if f.name not in {"id", "open_days", "active"}}
    open_days = "".join(str(day) for day in sorted(made.open_days))
    return values | {"name_key": name_key(made.name), "open_days": open_days, "active": int(made.active)}


def _site(row: Row) -> Site:
    return Site(
        id=row["id"],
        name=row["name"],
        address=row["address"],
        phone=row["phone"],
        hours=row["hours"],
        open_days=frozenset(int(day) for day in row["open_days"]),
        active=bool(row["active"]),
        region=row["region"],
    )


def rules(store: Engine, site_id: int | None) -> Rules:
    """Return what decides a loan at a site: policy and open days."""
    where = site(store, site_id)
    days = OpenDays(where.open_days if where else OpenDays().weekdays, closures.of_site(store, site_id))
    return Rules(policy(store), days)


def policy(store: Engine) -> Policy:
    """Return the lending rules; unknown keys of a newer preset are left aside."""
    return _policy(store.value("SELECT value FROM settings WHERE key = :key", key="policy") or "{}")


@lru_cache(maxsize=8)
def _policy(text: str) -> Policy:
    """Return the rules that a text says; every loan asks, and it is seldom another text."""
    kept = from_json(text)
    known = {f.name for f in fields(Policy)}
    values = {key: value for key, value in kept.items() if key in known}
    if "not_overridable" in values:
        values["not_overridable"] = frozenset(values["not_overridable"])
    values["term_ends"] = tuple(values.get("term_ends", ()))
    if "notices" in values:
        values["notices"] = ladders.revived(values["notices"])
    if "charges" in values:  # version 0.1.0 kept yes or no
        charges = values["charges"]
        values["charges"] = Charges(**charges) if isinstance(charges, dict) else Charges(replacement=bool(charges))
    return Policy(**values)


def save_policy(store: Engine, new: Policy) -> None:
    """Keep the lending rules. Loans that are out are not touched."""
    save_setting(store, "policy", {**asdict(new), "not_overridable": sorted(new.not_overridable)})


def setting(store: Engine, key: str) -> dict[str, Any] | None:
    """Return a setting, None where it was never set."""
    text = store.value("SELECT value FROM settings WHERE key = :key", key=key)
    return None if text is None else from_json(text)


def save_setting(store: Engine, key: str, value: dict[str, Any]) -> None:
    """Keep a setting."""
    store.run(
        "INSERT INTO settings (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key=key,
        value=json_of(value),
    )


def remove_setting(store: Engine, key: str) -> None:
    """Forget a setting, as if it had never been set."""
    store.run("DELETE FROM settings WHERE key = :key", key=key)


def paper_languages(store: Engine) -> tuple[str, ...]:
    """Return the languages in which the office writes papers, its own and those that it added."""
    kept = setting(store, "paper_languages")
    return tuple(kept["languages"]) if kept else ("en", "fr")


def staff(store: Engine, *, active: bool = True) -> tuple[Staff, ...]:
    """Return who works here."""
    rows = store.rows("SELECT * FROM staff WHERE active >= :active ORDER BY id", active=int(active))
    return tuple(Staff(r["id"], r["name"], Role(r["role"]), r["language"], bool(r["active"])) for r in rows)


def add_staff(store: Engine, new: Staff) -> int:
    """Add a member of staff and return the id; the id given is ignored."""
    return store.insert("staff", name=new.name, role=new.role, language=new.language, active=int(new.active))


def rename_staff(store: Engine, id_: int, name: str) -> None:
    """Give a member of staff another name."""
    store.update("staff", id_, name=name)


def programmes(store: Engine) -> tuple[tuple[int, str], ...]:
    """Return the active programmes as id and name, by name."""
    rows = store.rows("SELECT id, name FROM programmes WHERE active = 1 ORDER BY name_key")
    return tuple((row["id"], row["name"]) for row in rows)


def programme_id(store: Engine, name: str) -> int | None:
    """Return the id of a programme by name, adding it where it is new; None for no programme."""
    if not name.strip():
        return None
    found = store.value("SELECT id FROM programmes WHERE name_key = :key", key=name_key(name))
    return int(found) if found else store.insert("programmes", name=name.strip(), name_key=name_key(name))


def programme_name(store: Engine, id_: int | None) -> str:
    """Return the name of a programme as it was first written, nothing for none."""
    return "" if id_ is None else str(store.value("SELECT name FROM programmes WHERE id = :id", id=id_))


def next_number(store: Engine, key: str, *, beyond: Iterable[int] = ()) -> int:
    """Return the next number of a counter, which is never given twice, above any number already in use."""
    last = int(store.value("SELECT value FROM counters WHERE key = :key", key=key) or 0)
    made = max(last, *beyond, 0) + 1
    store.run(
        "INSERT INTO counters (key, value) VALUES (:key, :made) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key=key,
        made=made,
    )
    return made


def keep_number(store: Engine, key: str, number: int) -> None:
    """Note that a number was given elsewhere, so that the counter goes on above it."""
    store.run(
        "INSERT INTO counters (key, value) VALUES (:key, :number) ON CONFLICT (key) DO UPDATE "
        "SET value = excluded.value WHERE excluded.value > counters.value",
        key=key,
        number=number,
    )
