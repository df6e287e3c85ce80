"""Verbs of what comes between and after loans: reset, clearance."""

from pathlib import Path

import click

from loanmanager.cli.lending import FILE, client_of, device_of
from loanmanager.cli.shell import Context, Json, opened, shown, tell
from loanmanager.files import write_whole


@click.command()
@click.argument("tags", nargs=-1, required=True)
@click.option("--method", default="", help="What was done.")
@click.option("--tool", default="", help="With what.")
@click.option("--verified", default="", help="How you know that it worked.")
@click.option("--note", default="", help="Kept with the record.")
@click.option("--pdf", type=FILE, help="Where the reset record goes, as PDF; for one device.")
@click.option("--key", "idem", help="Idempotency key: the same key twice is done once.")
@Json
@click.pass_obj
def reset(
    context: Context,
    tags: tuple[str, ...],
    method: str,
    tool: str,
    verified: str,
    note: str,
    pdf: Path | None,
    idem: str | None,
    as_json: bool,
) -> None:
    """Record that devices were reset, which lets them be lent again."""
    from loanmanager.operations import care_papers, caring, paperwork
    from loanmanager.storage import search

    if pdf and len(tags) > 1:
        raise click.UsageError("--pdf goes with one device")
    paper = None
    with opened(context) as (store, by):
        ids = tuple(device_of(store, tag, context.today) for tag in tags)
        made = caring.mark_many_reset(store, caring.ResetMany(ids, method, tool, verified, note, idem), by).result
        if pdf:
            last = search.resets_of(store, ids[0])[0].id
            record = care_papers.make_reset_record(store, last, by, idem=f"reset record {last}").result
            paper = paperwork.paper(store, record.paper_id)
    if pdf and paper:
        write_whole(pdf, paperwork.draw(paper))
    said = context.words.say("{tag} is reset and available", tag=context.words.list(made.tags))
    tell(as_json, {"tags": made.tags, "status": "available", "record": shown(pdf)}, said)


@click.command()
@click.argument("client")
@click.argument("file", type=FILE)
@Json
@click.pass_obj
def clearance(context: Context, client: str, file: Path, as_json: bool) -> None:
    """Write the letter that says that CLIENT has returned everything to FILE, as PDF."""
    from loanmanager.operations import care_papers, paperwork

    with opened(context) as (store, by):
        made = care_papers.make_clearance(store, client_of(store, client, context.today), by).result
        paper = paperwork.paper(store, made.paper_id)
    write_whole(file, paperwork.draw(paper))
    tell(as_json, {"file_number": made.number, "language": paper.language, "file": shown(file)}, str(file))


VERBS = (reset, clearance)
