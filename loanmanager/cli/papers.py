"""Many papers as one PDF from a shell: of a day, of a programme, of some loans, or those yet to be signed."""

from datetime import datetime
from pathlib import Path

import click

from loanmanager.cli.lending import DAY, FILE
from loanmanager.cli.shell import Context, Failed, Json, opened, shown, tell
from loanmanager.domain import refusals as why
from loanmanager.domain.papers import PaperKind
from loanmanager.files import write_whole

_KINDS = {
    "agreements": (PaperKind.AGREEMENT, PaperKind.ADDENDUM),
    "receipts": (PaperKind.RECEIPT,),
    "all": (PaperKind.AGREEMENT, PaperKind.ADDENDUM, PaperKind.RECEIPT),
}


@click.command()
@click.argument("file", type=FILE)
@click.option("--day", type=DAY, help="Those that were made on this day, YYYY-MM-DD.")
@click.option("--programme", default="", help="Those of this programme’s loans that are out.")
@click.option("--loan", "numbers", multiple=True, help="Those of this loan; may be given several times.")
@click.option("--unsigned", is_flag=True, help="Those of loans that are out which nobody has signed.")
@click.option("--kind", type=click.Choice(list(_KINDS)), default="agreements", show_default=True)
@click.option("--page", type=click.Choice(["letter", "a4"]), default="letter", show_default=True)
@Json
@click.pass_obj
def papers(
    context: Context,
    file: Path,
    day: datetime | None,
    programme: str,
    numbers: tuple[str, ...],
    unsigned: bool,
    kind: str,
    page: str,
    as_json: bool,
) -> None:
    """Draw many papers into FILE, one PDF with a bookmark for each."""
    from loanmanager.operations import batches
    from loanmanager.storage import search
    from loanmanager.storage.search import Pile

    if not (day or programme or numbers or unsigned):
        raise click.UsageError("Say which: --day, --programme, --loan or --unsigned.")
    with opened(context) as (store, _by):
        loans = []
        for number in numbers:
            loan = search.loan_record(store, number=number)
            if loan is None:
                raise why.Refused(why.NoSuch("loan", number))
            loans.append(loan.id)
        pile = Pile(_KINDS[kind], tuple(loans) if numbers else None, day.date() if day else None, programme, unsigned)
        made = batches.papers(store, [each.id for each in search.pile_of(store, pile)])
    if not made:
        raise Failed(context.words.say("There are no such papers."))
    write_whole(file, batches.draw(made, context.words, page=page))
    said = context.words.count("{n} paper", "{n} papers", len(made))
    tell(as_json, {"papers": len(made), "file": shown(file)}, f"{said}: {file}")


VERBS = (papers,)
