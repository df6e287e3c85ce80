"""The verb of the notices: letters in one file, e-mail drafts, whom to call, and whom nothing reaches safely."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from loanmanager.cli.shell import Context, Json, opened, shown, tell
from loanmanager.files import write_whole

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
_STAGES = ["courtesy", "first", "second", "final"]


@click.command()
@click.argument("file", type=FILE)
@click.option("--stage", "stages", multiple=True, type=click.Choice(_STAGES), help="Only this stage; may be repeated.")
@click.option("--page", type=click.Choice(["letter", "a4"]), default="letter", help="The size of its pages.")
@click.option("--drafts", type=FOLDER, help="A folder for the e-mail drafts (.eml), each with its letter attached.")
@click.option("--calls", type=FILE, help="Where the list of whom to call goes: .pdf or .csv.")
@click.option("--record", is_flag=True, help="Log the letters, and the e-mails with --drafts, as sent.")
@Json
@click.pass_obj
def notices(
    context: Context,
    file: Path,
    stages: tuple[str, ...],
    page: str,
    drafts: Path | None,
    calls: Path | None,
    record: bool,
    as_json: bool,
) -> None:
    """Write the letters that are due today as one PDF, each in the client's language."""
    from loanmanager.operations import notice_files

    with opened(context) as (store, by):
        due = notice_files.sorted_out(
            row for row in notice_files.due_today(store, by).every if not stages or row.stage in stages
        )
        facts = notice_files.facts_of(store, due.letters, by)
        if facts:
            write_whole(file, notice_files.draw_letters(facts, context.words.language, page=page))
        if drafts:
            _write_drafts(drafts, notice_files.facts_of(store, due.emails, by), page)
        if calls:
            _write_calls(context, store, by, due, calls, page)
        asked = (*due.letters, *(due.emails if drafts else ())) if record else ()
        refused = _record(store, by, asked)
        kept = [each for each in facts if each.number not in refused]
        if len(kept) < len(facts):  # another desk was quicker: its letters are not sent twice
            write_whole(
                file, notice_files.draw_letters(kept, context.words.language, page=page)
            ) if kept else file.unlink()
    _tell(context, due, shown(file) if kept else None, len(asked) - len(refused), refused, as_json=as_json)


def _record(store: Any, by: Any, rows: Sequence[Any]) -> tuple[str, ...]:
    """Log notices as sent and return the loans whose notice was refused."""
    from loanmanager.operations import contacting

    sends = [contacting.Send(row.loan_id, row.due, row.stage, row.channel) for row in rows]
    return contacting.send_notices(store, sends, by).result.refused


def _write_drafts(folder: Path, facts: Sequence[Any], page: str) -> None:
    from loanmanager.operations import notice_files

    folder.mkdir(parents=True, exist_ok=True)
    for each in facts:
        write_whole(folder / f"{each.number}.eml", notice_files.email_draft(each, page=page))


def _write_calls(context: Context, store: Any, by: Any, due: Any, target: Path, page: str) -> None:
    from loanmanager.operations import notice_files

    listed = notice_files.calls(store, due.calls, by)
    if target.suffix.lower() == ".csv":
        write_whole(target, notice_files.calls_csv(listed, due.unsafe, context.words))
    else:
        write_whole(target, notice_files.draw_calls(listed, due.unsafe, context.words, by, page=page))


def _tell(
    context: Context, due: Any, file: str | None, recorded: int, refused: tuple[str, ...], *, as_json: bool
) -> None:
    words = context.words
    said = [
        words.count("{n} letter", "{n} letters", len(due.letters)),
        words.count("{n} e-mail", "{n} e-mails", len(due.emails)),
        words.count("{n} call", "{n} calls", len(due.calls)),
        words.count("{n} without a safe channel", "{n} without a safe channel", len(due.unsafe)),
    ]
    result = {
        "file": file,
        "letters": [_record_of(row) for row in due.letters],
        "emails": [_record_of(row) for row in due.emails],
        "calls": [_record_of(row) for row in due.calls],
        "no_safe_channel": [_record_of(row) for row in due.unsafe],
        "recorded": recorded,
        "refused": refused,
    }
    tell(as_json, result, "\n".join([*said, *([file] if file else [])]))


def _record_of(row: Any) -> dict[str, Any]:
    return {
        "number": row.number,
        "file_number": row.file_number,
        "client": row.name,
        "language": row.language,
        "stage": row.stage,
        "channel": row.channel,
        "due": row.due,
        "days_late": row.days_late,
        "tags": [device.tag for device in row.devices],
        "discreet": row.discreet,
        "barriers": row.barriers,
    }


VERBS = (notices,)
