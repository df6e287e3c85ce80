"""Renewing from a shell: one loan, or every loan of a programme."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from loanmanager.cli.lending import DAY, FILE
from loanmanager.cli.shell import Context, Failed, Json, opened, shown, tell
from loanmanager.domain import refusals as why
from loanmanager.files import write_whole


@click.command()
@click.argument("number", required=False)
@click.option("--programme", help="Renew the loans of a programme instead of one; those refused are left.")
@click.option("--due", type=DAY, help="New due date, YYYY-MM-DD; else the policy's.")
@click.option("--override", default="", help="A coordinator's reason to overrule what may be overruled; for one loan.")
@click.option("--addendum", type=FILE, help="Where the addendum goes, or all of them, as one PDF.")
@click.option("--key", "idem", help="Idempotency key: the same key twice renews once.")
@Json
@click.pass_obj
def renew(
    context: Context,
    number: str | None,
    programme: str | None,
    due: datetime | None,
    override: str,
    addendum: Path | None,
    idem: str | None,
    as_json: bool,
) -> None:
    """Renew what is still out on a loan, or on all loans of a programme."""
    if (number is None) == (programme is None) or (programme is not None and override):
        raise click.UsageError("Name one loan, or one --programme without --override.")
    day = due.date() if due else None
    if programme is not None:
        _renew_programme(context, programme, day, addendum, idem, as_json)
    else:
        _renew_one(context, number or "", day, override, addendum, idem, as_json)


def _renew_one(
    context: Context,
    number: str,
    due: date | None,
    override: str,
    addendum: Path | None,
    idem: str | None,
    as_json: bool,
) -> None:
    from loanmanager.operations import paperwork, renewing

    with opened(context) as (store, by):
        form = renewing.Renew(_loan_id(store, number), due, override, idem)
        made = renewing.renew(store, form, by).result
        paper = paperwork.paper(store, made.paper_id)
    if addendum:
        write_whole(addendum, paperwork.draw(paper))
    tell(as_json, {"number": made.number, "due": made.due, "addendum": shown(addendum)}, _said(context, made))


def _renew_programme(
    context: Context, programme: str, due: date | None, addenda: Path | None, idem: str | None, as_json: bool
) -> None:
    """Renew what may be renewed, tell the rest one by one, and end with status 1 where anything is left."""
    from loanmanager.operations import batches, renewing
    from loanmanager.sentences import of_refusals
    from loanmanager.storage import search

    with opened(context) as (store, by):
        if search.programme_named(store, programme) is None:
            raise why.Refused(why.NoSuch("programme", programme))
        rows = {row.loan_id: row for row in search.renewal_rows(store, programme, today=context.today, due=due)}
        made = renewing.renew_many(store, renewing.RenewMany(tuple(rows), due, idem), by).result
        papers = batches.papers(store, [each.paper_id for each in made.renewed])
    if addenda and papers:
        write_whole(addenda, batches.draw(papers, context.words))
    left = [
        {
            "number": rows[each.loan_id].number,
            "client": rows[each.loan_id].name,
            "refused": [reason.code for reason in each.reasons],
            "why": of_refusals(each.reasons, context.words),
        }
        for each in made.left
    ]
    renewed = [{"number": each.number, "due": each.due} for each in made.renewed]
    record = {"programme": programme, "renewed": renewed, "left": left, "addenda": shown(addenda) if papers else None}
    lines = [_said(context, each) for each in made.renewed]
    tell(as_json, record, "\n".join([*lines, *(f"{each['number']}  {each['client']}  {each['why']}" for each in left)]))
    if left:
        words = context.words
        raise Failed(words.count("{n} loan was left as it is", "{n} loans were left as they are", len(left)))


def _said(context: Context, made: Any) -> str:
    day = context.words.day(date.fromisoformat(made.due))
    return context.words.say("Loan {number} is due {day}", number=made.number, day=day)


def _loan_id(store: Any, number: str) -> int:
    from loanmanager.storage import search

    loan = search.loan_record(store, number=number)
    if loan is None:
        raise why.Refused(why.NoSuch("loan", number))
    return loan.id


VERBS = (renew,)
