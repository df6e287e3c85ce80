"""Verbs of staff: who works here, what they may do, and their PINs."""

from dataclasses import replace
from typing import Any

import click

from loanmanager.cli import who
from loanmanager.cli.shell import Context, Json, opened, tell, tell_list
from loanmanager.i18n import LANGUAGES

ROLES = ("front_desk", "coordinator", "administrator")
Role = click.Choice(ROLES)
Language = click.Choice(list(LANGUAGES))


@click.group("staff")
def staff() -> None:
    """Who works here: list, add, role, pin, reset-pin, deactivate, reactivate."""


@staff.command("list")
@Json
@click.pass_obj
def list_(context: Context, as_json: bool) -> None:
    """List who works here and who did."""
    from loanmanager.storage import search

    with opened(context) as (store, _):
        records = [_record(each) for each in search.staff_rows(store)]
    tell_list(as_json, records, lambda each: _line(each, context))


def _record(row: Any) -> dict[str, Any]:
    return {
        "name": row.name,
        "role": str(row.role),
        "language": row.language,
        "active": row.active,
        "has_pin": row.has_pin,
        "must_change_pin": row.must_change,
    }


def _line(each: dict[str, Any], context: Context) -> str:
    from loanmanager.domain.office import Role as Roles
    from loanmanager.sentences.rights import of_role

    say = context.words.say
    pin = say("has a PIN") if each["has_pin"] else say("no PIN")
    left = () if each["active"] else (say("works here no more"),)
    return "  ".join((each["name"], of_role(Roles(each["role"]), context.words), pin, *left))


@staff.command()
@click.argument("name")
@click.option("--role", type=Role, default="front_desk", show_default=True, help="What they may do.")
@click.option("--language", type=Language, default="en", show_default=True, help="In which they read the screen.")
@click.option("--pin", is_flag=True, help="Give them a first PIN: from LOANMANAGER_NEW_PIN, or asked for.")
@click.option("--key", "idem", help="Idempotency key: the same key twice is done once.")
@Json
@click.pass_obj
def add(context: Context, name: str, role: str, language: str, pin: bool, idem: str | None, as_json: bool) -> None:
    """Add somebody who works here."""
    from loanmanager.domain.office import Role as Roles
    from loanmanager.operations import staff as operations

    with opened(context) as (store, by):
        first = _new(context, name) if pin else ""
        new = operations.NewStaff(name, Roles(role), language, first, idem)
        operations.add_staff(store, new, by)
    said = context.words.say("{name} works here now", name=name)
    tell(as_json, {"name": name, "role": role, "language": language, "has_pin": pin}, said)


@staff.command()
@click.argument("name")
@click.argument("role", type=Role)
@Json
@click.pass_obj
def role(context: Context, name: str, role: str, as_json: bool) -> None:
    """Give NAME another ROLE: front_desk, coordinator or administrator."""
    from loanmanager.domain.office import Role as Roles
    from loanmanager.domain.office import Staff
    from loanmanager.operations import staff as operations

    with opened(context) as (store, by):
        now = who.named(store, name)
        changed = Staff(now.id, now.name, Roles(role), now.language)
        operations.edit_staff(store, changed, by)
        record = _record(replace(now, role=Roles(role)))
    tell(as_json, record, _line(record, context))


@staff.command()
@click.argument("name", required=False)
@Json
@click.pass_obj
def pin(context: Context, name: str | None, as_json: bool) -> None:
    """Change one's own PIN; with NAME, give that person a new one, which they change when they next sign in."""
    from loanmanager.operations import signing_in
    from loanmanager.operations import staff as operations
    from loanmanager.storage import search

    with opened(context, changes_pin=name is None) as (store, by):
        if name:
            person = who.named(store, name)
            operations.reset_pin(store, person.id, _new(context, person.name), by)
        else:
            person = next(each for each in search.staff_rows(store) if each.id == by.staff_id)
            old = (
                who.typed(who.PIN, context.words.say("PIN of {name}", name=person.name), context)
                if person.has_pin
                else ""
            )
            signing_in.set_pin(store, old, _new(context, person.name), by)
    tell(as_json, {"name": person.name, "has_pin": True}, context.words.say("New PIN of {name} kept", name=person.name))


def _new(context: Context, name: str) -> str:
    return who.typed(who.NEW_PIN, context.words.say("New PIN of {name}", name=name), context, twice=True)


@staff.command("reset-pin")
@click.argument("name")
@Json
@click.pass_obj
def reset_pin(context: Context, name: str, as_json: bool) -> None:
    """Give the administrator NAME who forgot theirs a new PIN, without signing in. It is kept in the history.

    Only for the account that owns the data folder. A protected office asks for the words of its recovery sheet.
    """
    from loanmanager.cli.unlocking import recovery_words
    from loanmanager.operations import signing_in

    with opened(context, anybody=True) as (store, by):
        person = who.named(store, name)
        words = recovery_words(context) if store.key else ""
        if store.key:
            signing_in.proves(store, words)
        owner = who.owner_of(context.folder)
        nobody, new = replace(by, staff_id=None), _new(context, person.name)
        signing_in.recover_pin(store, person.id, new, nobody, words=words, owner=owner)
    said = context.words.say("New PIN of {name} kept, and written down in the history", name=person.name)
    tell(as_json, {"name": person.name, "has_pin": True, "recorded": True}, said)


@staff.command()
@click.argument("name")
@Json
@click.pass_obj
def deactivate(context: Context, name: str, as_json: bool) -> None:
    """Let NAME go: they sign in no more; what they did stays theirs."""
    from loanmanager.operations import staff as operations

    with opened(context) as (store, by):
        person = who.named(store, name)
        operations.deactivate(store, person.id, by)
        record = _record(replace(person, active=False))
    tell(as_json, record, _line(record, context))


@staff.command()
@click.argument("name")
@Json
@click.pass_obj
def reactivate(context: Context, name: str, as_json: bool) -> None:
    """Take NAME back, with the PIN that they had."""
    from loanmanager.operations import staff as operations

    with opened(context) as (store, by):
        person = who.named(store, name, active=False)
        operations.reactivate(store, person.id, by)
        record = _record(replace(person, active=True))
    tell(as_json, record, _line(record, context))


VERBS = (staff,)
