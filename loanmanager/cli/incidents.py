"""The verb `incident`, a group: list, open, decide, settle, close, reopen, found, report."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from loanmanager.cli.lending import DAY, FILE, device_of
from loanmanager.cli.shell import Context, Failed, Json, opened, shown, tell, tell_list
from loanmanager.domain import refusals as why
from loanmanager.files import write_whole

KINDS = ["lost", "stolen", "damaged", "missing"]
ONLY = ["open", "undecided", "to-pay", "look-again", "closed", "all"]
Key = click.option("--key", "idem", help="Idempotency key: the same key twice is done once.")


@click.group()
def incident() -> None:
    """Report, follow up and settle what was lost, stolen, damaged or is missing."""


@incident.command("list")
@click.option("--only", type=click.Choice(ONLY), default="open", show_default=True, help="Which of them.")
@click.option("--text", default="", help="Only those that these words find.")
@Json
@click.pass_obj
def list_(context: Context, only: str, text: str, as_json: bool) -> None:
    """List incidents, the newest first."""
    from loanmanager.sentences.happened import of_kind, of_state
    from loanmanager.storage import search

    wanted = "" if only == "all" else only.replace("-", "_")
    rows: list[Any] = []
    with opened(context) as (store, _):
        while page := search.incidents(store, wanted, today=context.today, text=text, after=_after(rows)):
            rows += page
    words = context.words
    records = [_row(row, words.language) for row in rows]
    states = {row.number: of_state(row.state, row.decision, words, owed=row.owed > 0) for row in rows}
    tell_list(
        as_json,
        records,
        lambda r: (
            f"{r['number']}  {r['tag']}  {r['what']}  {of_kind(r['kind'], words)}  {r['client']}  {states[r['number']]}"
        ),
    )


def _after(rows: list[Any]) -> Any:
    from loanmanager.storage.search import After

    return After(rows[-1].key, rows[-1].id) if rows else None


def _row(row: Any, language: str) -> dict[str, Any]:
    return {
        "number": row.number,
        "kind": row.kind,
        "tag": row.tag,
        "what": row.named(language),
        "client": row.name,
        "loan": row.loan or None,
        "opened_at": row.opened_at,
        "cost": row.cost,
        "owed": row.owed,
        "state": row.state,
        "decision": row.decision,
        "follow_up_on": row.follow_up_on,
    }


@incident.command("open")
@click.argument("tag")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--part", default="", help="The part that is missing or damaged, by its name.")
@click.option("--on", "day", type=DAY, help="When it happened, YYYY-MM-DD.")
@click.option("--where", "place", default="", help="Where it happened.")
@click.option("--police", default="", help="The number of the police report.")
@click.option("--note", default="", help="What they say.")
@Key
@Json
@click.pass_obj
def open_(
    context: Context,
    tag: str,
    kind: str,
    part: str,
    day: datetime | None,
    place: str,
    police: str,
    note: str,
    idem: str | None,
    as_json: bool,
) -> None:
    """Report what happened to a device or to one of its parts."""
    from loanmanager.domain.incidents import IncidentKind
    from loanmanager.operations import incidents

    with opened(context) as (store, by):
        device_id = device_of(store, tag, context.today)
        part_id = _part(store, device_id, part) if part else None
        on = day.date() if day else None
        form = incidents.Report(device_id, IncidentKind(kind), part_id, on, place, police, note, idem=idem)
        made = incidents.report(store, form, by).result
    sentence = context.words.say("Incident {number} reported", number=made.number)
    tell(as_json, {"number": made.number, "tag": made.tag, "status": made.status}, sentence)


def _part(store: Any, device_id: int, text: str) -> int:
    from loanmanager.domain.names import name_key
    from loanmanager.storage import search

    device = search.device_record(store, device_id)
    assert device is not None
    wanted = name_key(text)
    found = next((p for p in device.parts if wanted in {name_key(p.name.en), name_key(p.name.fr)}), None)
    if found is None:
        raise Failed(f"{device.tag}: {text}?  {', '.join(p.name.en for p in device.parts)}")
    return found.id


@incident.command()
@click.argument("number")
@click.option("--charge", help="What is charged, such as 450.00.")
@click.option("--waive", help="Why nothing is charged.")
@click.option("--reason", default="", help="Kept with a charge.")
@Key
@Json
@click.pass_obj
def decide(
    context: Context, number: str, charge: str | None, waive: str | None, reason: str, idem: str | None, as_json: bool
) -> None:
    """Decide who pays: charge an amount, or waive with a reason, which closes the incident."""
    from loanmanager.domain.incidents import Decision
    from loanmanager.operations import deciding

    if (charge is None) == (waive is None):
        raise click.UsageError("--charge AMOUNT or --waive REASON")
    how = Decision.WAIVE if charge is None else Decision.CHARGE
    with opened(context) as (store, by):
        amount = None if charge is None else _cents(charge)
        form = deciding.Decide(_incident(store, number).id, how, amount, waive or reason, idem=idem)
        made = deciding.decide(store, form, by).result
    record = {"number": made.number, "decision": made.decision, "amount": made.amount}
    tell(as_json, record, f"{made.number}  {made.decision}")


def _cents(text: str) -> int:
    from loanmanager.exchange.problems import Bad
    from loanmanager.exchange.values import money

    found = money(text, ".")
    if isinstance(found, Bad) or found is None:
        raise why.Refused(why.Malformed("amount", text))
    return found


@incident.command()
@click.argument("number")
@click.option("--paid", is_flag=True, help="It was paid.")
@click.option("--waive", help="Why it is waived.")
@click.option("--note", default="", help="Kept with the payment.")
@Json
@click.pass_obj
def settle(context: Context, number: str, paid: bool, waive: str | None, note: str, as_json: bool) -> None:
    """Mark the open charge of an incident paid, or waive it; the incident is closed."""
    from loanmanager.domain.incidents import ChargeNotOpen, ChargeState
    from loanmanager.operations import deciding

    if paid == (waive is not None):
        raise click.UsageError("--paid or --waive REASON")
    with opened(context) as (store, by):
        charge = next(iter(_incident(store, number).open_charges), None)
        if charge is None:
            raise why.Refused(ChargeNotOpen())
        state = ChargeState.PAID if paid else ChargeState.WAIVED
        made = deciding.settle(store, deciding.Settle(charge.id, state, note or waive or ""), by).result
    tell(as_json, {"number": made.number, "state": made.state, "amount": made.amount}, f"{made.number}  {made.state}")


@incident.command()
@click.argument("number")
@click.option("--note", default="", help="Kept in its history.")
@Json
@click.pass_obj
def close(context: Context, number: str, note: str, as_json: bool) -> None:
    """Close an incident that is decided."""
    from loanmanager.operations import incidents

    with opened(context) as (store, by):
        made = incidents.close(store, _incident(store, number).id, by, note=note).result
    tell(as_json, {"number": made.name}, context.words.say("Incident {number} closed", number=made.name))


@incident.command()
@click.argument("number")
@click.option("--reason", required=True, help="Why it is opened again.")
@Json
@click.pass_obj
def reopen(context: Context, number: str, reason: str, as_json: bool) -> None:
    """Open a closed incident again."""
    from loanmanager.operations import incidents

    with opened(context) as (store, by):
        made = incidents.reopen(store, _incident(store, number).id, by, note=reason).result
    tell(as_json, {"number": made.name}, context.words.say("Incident {number} is open again", number=made.name))


@incident.command()
@click.argument("what")
@click.option("--note", default="", help="Where, by whom.")
@Key
@Json
@click.pass_obj
def found(context: Context, what: str, note: str, idem: str | None, as_json: bool) -> None:
    """Record that WHAT turned up: an incident's number, or the tag of a device that is lost or stolen."""
    from loanmanager.operations import finding
    from loanmanager.storage import search

    with opened(context) as (store, by):
        known = search.incident_record(store, number=what)
        device_id = None if known else device_of(store, what, context.today)
        form = finding.Find(known.id if known else None, device_id, note, idem)
        made = finding.find(store, form, by).result
    record = {"tag": made.tag, "status": made.status, "settled": made.numbers, "paid": made.paid}
    tell(as_json, record, context.words.say("{what} was found", what=made.what or made.tag))


@incident.command("report")
@click.argument("number")
@click.argument("file", type=FILE)
@Json
@click.pass_obj
def report_(context: Context, number: str, file: Path, as_json: bool) -> None:
    """Write the report of an incident as it stands to FILE, as PDF."""
    from loanmanager.operations import care_papers, paperwork

    with opened(context) as (store, by):
        made = care_papers.make_incident_report(store, _incident(store, number).id, by).result
        paper = paperwork.paper(store, made.paper_id)
    write_whole(file, paperwork.draw(paper))
    tell(as_json, {"number": made.number, "language": paper.language, "file": shown(file)}, str(file))


def _incident(store: Any, number: str) -> Any:
    from loanmanager.storage import search

    known = search.incident_record(store, number=number)
    if known is None:
        raise why.Refused(why.NoSuch("incident", number))
    return known


VERBS = (incident,)
