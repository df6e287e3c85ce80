"""The agreement's wording from a shell: out to a file, in from one, or looked through without being kept."""

from pathlib import Path
from typing import Any

import click

from loanmanager.cli.shell import Context, Json, opened, shown, tell
from loanmanager.files import write_whole

_READ = click.Path(exists=True, dir_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def template() -> None:
    """Export, import or check the wording of the loan agreement."""


@template.command("export")
@click.argument("file", type=_FILE)
@click.option("--version", type=click.IntRange(min=1), help="An earlier version; else the one in force.")
@Json
@click.pass_obj
def export_(context: Context, file: Path, version: int | None, as_json: bool) -> None:
    """Write the wording in force, or an earlier version, to FILE (TOML)."""
    from loanmanager.operations import templating

    with opened(context) as (store, _):
        write_whole(file, templating.export_template(store, version))
    tell(as_json, {"file": shown(file)}, shown(file) or "")


@template.command("import")
@click.argument("file", type=_READ)
@click.option("--key", "idem", help="Idempotency key: the same key twice keeps one version.")
@Json
@click.pass_obj
def import_(context: Context, file: Path, idem: str | None, as_json: bool) -> None:
    """Take the wording of FILE as the newest version, a draft until it is reviewed."""
    from loanmanager.operations import templating

    with opened(context) as (store, by):
        made = templating.import_template(store, _bytes(file), file.name, by, idem=idem).result
    said = context.words.say("The agreement is saved as version {n}", n=made.version)
    tell(as_json, {"version": made.version}, said)


@template.command()
@click.argument("file", type=_READ)
@Json
@click.pass_obj
def check(context: Context, file: Path, as_json: bool) -> None:
    """Look FILE through: exit status 1 if it cannot be kept; what there is to mind is told."""
    from loanmanager.operations import templating
    from loanmanager.sentences.templates import of_doubt

    with opened(context) as (store, _):
        found = templating.read_file(_bytes(file))
        doubts = templating.minded(store, found)
    records = [
        {
            "clause": each.clause,
            "language": each.language,
            "mind": each.mind,
            "about": each.about or str(each.count or ""),
        }
        for each in doubts
    ]
    lines = [": ".join(part for part in (each.clause, of_doubt(each, context.words)) if part) for each in doubts]
    count = context.words.count("{n} clause", "{n} clauses", len(found.clauses))
    tell(
        as_json,
        {"clauses": len(found.clauses), "languages": found.languages, "mind": records},
        "\n".join([count, *lines]),
    )


def _bytes(file: Path) -> bytes:
    """Return what is in a file; one that is far too large is refused without being read to its end."""
    from loanmanager.operations.templating import LARGEST

    with file.open("rb") as opened_file:
        return opened_file.read(LARGEST + 1)


VERBS: tuple[Any, ...] = (template,)
