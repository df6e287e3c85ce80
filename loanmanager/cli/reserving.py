"""Verbs of reservations: reserve, reservations."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import click

from loanmanager.cli.lending import DAY, client_of, device_of
from loanmanager.cli.shell import Context, Json, opened, tell, tell_list
from loanmanager.domain import refusals as why

ONLY = ["open", "ready", "waiting", "prepare", "over", "all"]
_HIDDEN = {"id", "client_id", "type_id", "device_id", "held_id", "offered_id", "icon", "is_programme"}


@click.command()
@click.option("--client", default="", help="File number, card, or a name that only one client bears.")
@click.option("--programme", default="", help="Instead of a client: the programme it is for.")
@click.option("--type", "kind", default="", help="The kind of device, by key or name, such as laptop.")
@click.option("--device", default="", help="Instead of a type: the tag or serial of one device.")
@click.option("--from", "first", type=DAY, help="First day, YYYY-MM-DD; else today.")
@click.option("--to", "last", type=DAY, help="Last day, YYYY-MM-DD; else the policy's length.")
@click.option("--priority", default="", help="interview, course_start, or any other reason.")
@click.option("--count", default=1, show_default=True, help="How many devices of the type.")
@click.option("--note", default="", help="Kept with the reservation.")
@click.option("--override", default="", help="A coordinator's reason to overrule what may be overruled.")
@click.option("--key", "idem", help="Idempotency key: the same key twice makes one reservation.")
@Json
@click.pass_obj
def reserve(
    context: Context,
    client: str,
    programme: str,
    kind: str,
    device: str,
    first: datetime | None,
    last: datetime | None,
    priority: str,
    count: int,
    note: str,
    override: str,
    idem: str | None,
    as_json: bool,
) -> None:
    """Reserve a device or a type for a client or a programme."""
    from loanmanager.operations import reserving
    from loanmanager.storage import search as queries

    with opened(context) as (store, by):
        form = reserving.Reserve(
            first=first.date() if first else context.today,
            last=last.date() if last else None,
            client_id=client_of(store, client, context.today) if client else None,
            programme=programme,
            type_id=_type(store, kind) if kind else None,
            device_id=device_of(store, device, context.today) if device else None,
            priority=priority,
            note=note,
            count=count,
            override=override,
            idem=idem,
        )
        made = reserving.reserve(store, form, by).result
        rows = [each for each in (queries.reservation_row(store, id_) for id_ in made.ids) if each]
    words = context.words
    said = words.say("{number} reserved", number=words.list(made.numbers))
    tell(as_json, [_record(each) for each in rows], said)


@click.command()
@click.option("--only", type=click.Choice(ONLY), default="open", show_default=True, help="Which ones to list.")
@click.option("--cancel", metavar="NUMBER", default="", help="Cancel one; it needs --reason.")
@click.option("--reason", default="", help="Why it is cancelled.")
@click.option("--ready", metavar="NUMBER", default="", help="Put a device aside for one; --device names it.")
@click.option("--device", default="", help="The tag to put aside; else the one that the list to prepare offers.")
@click.option("--override", default="", help="A coordinator's reason to pass over who comes first.")
@click.option("--release", metavar="NUMBER", default="", help="Put the device of a ready one back on the shelf.")
@click.option("--move", metavar="NUMBER", default="", help="Change its days, with --from and --to.")
@click.option("--from", "first", type=DAY, help="New first day.")
@click.option("--to", "last", type=DAY, help="New last day.")
@click.option("--expire", is_flag=True, help="End those for which nobody came in time.")
@Json
@click.pass_obj
def reservations(context: Context, /, as_json: bool, **asked: Any) -> None:
    """List reservations, or change one: --ready, --release, --move, --cancel, --expire."""
    from loanmanager.operations import reserving

    with opened(context) as (store, by):
        if asked["expire"]:
            ended = reserving.expire(store, by).result
            said = context.words.say("{number} expired", number=context.words.list(ended.numbers))
            tell(as_json, {"numbers": ended.numbers, "tags": ended.tags}, said)
            return
        done = _changed(context, store, by, asked)
        if done is None:
            rows = _listed(store, asked["only"], context.today)
    if done is None:
        tell_list(as_json, [_record(each) for each in rows], lambda r: _line(context, r))
        return
    record = {name: value for name, value in asdict(done).items() if name != "reservation_id"}
    said = " ".join(text for text in (done.number, done.state, done.tag, done.ready_until) if text)
    tell(as_json, record, said)


def _changed(context: Context, store: Any, by: Any, asked: dict[str, Any]) -> Any:
    """Do what was asked of one reservation; None where only a list was."""
    from loanmanager.operations import reserving

    if asked["cancel"]:
        return reserving.cancel(store, _numbered(store, asked["cancel"]).id, asked["reason"], by).result
    if asked["release"]:
        return reserving.release(store, _numbered(store, asked["release"]).id, by).result
    if asked["move"]:
        row = _numbered(store, asked["move"])
        first = asked["first"].date() if asked["first"] else row.first
        last = asked["last"].date() if asked["last"] else row.last
        return reserving.change_dates(store, row.id, first, last, by).result
    if asked["ready"]:
        row = _numbered(store, asked["ready"])
        named = device_of(store, asked["device"], context.today) if asked["device"] else _offered(store, row)
        return reserving.put_aside(store, row.id, named, by, override=asked["override"]).result
    return None


def _listed(store: Any, only: str, today: date) -> Any:
    from loanmanager.storage import search as queries

    if only == "prepare":
        return queries.reservations_to_prepare(store, today)
    if only == "over":
        return queries.reservations_over(store, today)
    return queries.reservation_rows(store, only="" if only == "all" else only)


def _offered(store: Any, row: Any) -> int:
    """Return the device on the shelf that suits best."""
    from loanmanager.storage import search as queries

    found = queries.devices_for(store, row.id)
    if not found:
        raise why.Refused(why.NoSuch("device", row.tag or row.type.en))
    return int(found[0].id)


def _numbered(store: Any, number: str) -> Any:
    from loanmanager.storage import search as queries

    row = queries.reservation_numbered(store, number)
    if row is None:
        raise why.Refused(why.NoSuch("reservation", number))
    return row


def _type(store: Any, text: str) -> int:
    from loanmanager.domain.names import name_key
    from loanmanager.storage import search as queries

    for each in queries.device_types(store):
        if name_key(text) in {each.key, name_key(each.name.en), name_key(each.name.fr)}:
            return int(each.id)
    raise why.Refused(why.NoSuch("type", text))


def _record(row: Any) -> dict[str, Any]:
    """Return a reservation by the domain's field names."""
    record = {name: value for name, value in asdict(row).items() if name not in _HIDDEN}
    return {**record, "type": row.type.en, "made_at": row.made_at.isoformat(), "state": str(row.state)}


def _line(context: Context, record: dict[str, Any]) -> str:
    from loanmanager.domain.reservations import State
    from loanmanager.sentences.reservations import of_state

    words, what = context.words, record["held"] or record["tag"] or record["type"]
    state = of_state(State(record["state"]), words)
    days = f"{words.day(record['first'])} – {words.day(record['last'])}"
    return f"{record['number']}  {record['name']}  {what}  {days}  {state}"


VERBS = (reserve, reservations)
