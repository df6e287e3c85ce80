"""The same operations from a shell, each with --json. It never loads Qt: who calls `run` says how the window opens."""

import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from loanmanager import __version__, paths, settings
from loanmanager.cli import (
    backups,
    care,
    groups,
    history,
    incidents,
    kits,
    lending,
    notices,
    office,
    papers,
    protecting,
    renewing,
    reserving,
    shelf,
    signing,
    staff,
    stocktaking,
    wording,
)
from loanmanager.cli.shell import Context
from loanmanager.i18n import LANGUAGES, Words

_NO_FILE = Path()
"""What a desktop's menu gives, which knows of no file."""

OpenWindow = Callable[[Path, str, Path | None], int]


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="The folder that holds everything.")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), help="The language of the screen.")
@click.option(
    "--backup",
    "opened",
    type=click.Path(path_type=Path),
    is_flag=False,
    flag_value=_NO_FILE,
    metavar="[FILE]",
    help="Open the window and look into a backup in it, to bring it back.",
)
@click.option("--staff", default="", help="Who acts, by name; the PIN comes from LOANMANAGER_PIN or is asked for.")
@click.version_option(__version__, prog_name="Loan Manager")
@click.pass_context
def main(context: click.Context, data: Path | None, lang: str | None, opened: Path | None, staff: str) -> None:
    """Lend laptops and hotspots. Without a verb, the window opens."""
    if opened is not None and context.invoked_subcommand:
        raise click.UsageError("--backup opens the window: it goes with no verb. See the verb restore.")
    folder = data or paths.data_folder()
    paths.keep_shared(folder)
    if context.invoked_subcommand is None:
        looked_into = None if opened in (None, _NO_FILE) else opened.absolute()
        context.exit(context.obj(folder, lang or "", looked_into))
    language = lang or settings.load(folder).language or "en"
    context.obj = Context(folder, Words(language), datetime.now(UTC), staff)


def run(arguments: list[str], open_window: OpenWindow) -> int:
    """Run a command line and return its exit status: 0 done, 1 refused, 2 not understood.

    `open_window` is what no verb does: it takes the data folder, the language asked for and the backup to be looked into. The
    shell knows no Qt.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # names in every script, whatever the console
    try:
        status = main.main(arguments, prog_name="loanmanager", standalone_mode=False, obj=open_window)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 130
    except Exception as error:  # noqa: BLE001 (a mistake of ours: its own text may quote a client)
        return _broke(error)
    return status if isinstance(status, int) else 0


def _broke(error: Exception) -> int:
    """Log a mistake of ours and print where it happened, not what it says."""
    from loanmanager import log

    logging.getLogger(__name__).error("unexpected", exc_info=error)
    said = "This is a mistake in the program. What it was doing was not saved."
    click.echo(f"{said}\nLoan Manager {__version__}\n{log.trace_of(error)}", err=True)
    return 1


for verb in (
    *backups.VERBS,
    *care.VERBS,
    *incidents.VERBS,
    *kits.VERBS,
    *lending.VERBS,
    *notices.VERBS,
    *office.VERBS,
    *papers.VERBS,
    *protecting.VERBS,
    *renewing.VERBS,
    *reserving.VERBS,
    *groups.VERBS,
    *history.VERBS,
    *shelf.VERBS,
    *signing.VERBS,
    *staff.VERBS,
    *stocktaking.VERBS,
    *wording.VERBS,
):
    main.add_command(verb)
