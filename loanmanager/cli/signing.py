"""What was signed, from a shell: attach its scan, verify it later."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from loanmanager.cli.lending import DAY
from loanmanager.cli.shell import Context, Failed, Json, opened, tell
from loanmanager.domain import refusals as why

_READ = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("number")
@click.argument("file", type=_READ)
@click.option("--receipt", is_flag=True, help="It is the newest receipt that was signed, not the agreement.")
@click.option("--on", "day", type=DAY, help="When it was signed, YYYY-MM-DD; else today.")
@click.option("--key", "idem", help="Idempotency key: the same key twice attaches once.")
@Json
@click.pass_obj
def attach(
    context: Context, number: str, file: Path, receipt: bool, day: datetime | None, idem: str | None, as_json: bool
) -> None:
    """Attach the scan FILE (PDF, PNG or JPEG) to the agreement of loan NUMBER that was signed on paper."""
    from loanmanager.domain.papers import PaperKind
    from loanmanager.domain.scans import SCAN_MOST
    from loanmanager.operations import scans

    kind = PaperKind.RECEIPT if receipt else PaperKind.AGREEMENT
    with opened(context) as (store, by):
        paper = next((each for each in _papers(store, number) if each.kind is kind and not each.undone), None)
        if paper is None:
            raise why.Refused(why.NoSuch("paper", number))
        with file.open("rb") as opened_file:  # a film is refused without being read to its end
            content = opened_file.read(SCAN_MOST * 1_000_000 + 1)
        form = scans.AttachScan(paper.id, file.name, content, day.date() if day else None, idem)
        made = scans.attach_scan(store, form, by).result
    record = {"number": made.number, "paper": made.kind, "file": made.name, "sha256": made.sha256}
    tell(as_json, record, f"{made.number}  {made.name}  {made.sha256}")


@click.command()
@click.argument("number")
@Json
@click.pass_obj
def verify(context: Context, number: str, as_json: bool) -> None:
    """Compute the SHA-256 of every paper, signature and scan of loan NUMBER again; ends with status 1 if one changed."""
    from loanmanager.operations import verifying

    with opened(context) as (store, _):
        found = [verifying.verify(store, each.id) for each in _papers(store, number)]
    records = [
        {
            "number": each.number,
            "paper": each.kind,
            "language": each.language,
            "template": each.template,
            "made_at": each.made_at,
            "staff": each.staff,
            "signed_at": each.signed_at,
            "same": each.same,
            "checks": [{"what": c.what, "name": c.name, "same": c.same, "sha256": c.sha256} for c in each.checks],
        }
        for each in found
    ]
    said = {True: context.words.say("same"), False: context.words.say("CHANGED")}
    lines = [f"{each.kind}  {c.what}  {said[c.same]}  {c.sha256}  {c.name}" for each in found for c in each.checks]
    tell(as_json, records, "\n".join(line.rstrip() for line in lines))
    if not all(each.same for each in found):
        raise Failed(
            context.words.say("Something was changed since it was kept. See the backups, and tell a coordinator.")
        )


def _papers(store: Any, number: str) -> Any:
    """Return the papers of a loan, the newest first."""
    from loanmanager.storage import search

    loan = search.loan_record(store, number=number)
    if loan is None:
        raise why.Refused(why.NoSuch("loan", number))
    return search.papers_of(store, loan.id)


VERBS = (attach, verify)
