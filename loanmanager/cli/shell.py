"""What every verb needs: where the data is, how to open it, how to say what was done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from loanmanager import log, paths
from loanmanager.i18n import Words

Json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")


class Failed(click.ClickException):
    """What cannot be done, as one line on stderr. The exit status is 1."""

    def show(self, file: Any = None) -> None:
        """Print the sentence alone."""
        click.echo(self.message, err=True, file=file)


@dataclass(frozen=True, slots=True)
class Context:
    """What every verb is told: the folder, the language, the moment, and the name of who acts, where it was given."""

    folder: Path
    words: Words
    now: datetime
    staff: str = ""

    @property
    def today(self) -> date:
        """Return the day on the wall."""
        return self.now.astimezone().date()


@contextmanager
def opened(
    context: Context, *rights: Any, changes_pin: bool = False, anybody: bool = False
) -> Iterator[tuple[Any, Any]]:
    """Open the office for one verb: the store and who acts. What the user's world answers becomes one line.

    `rights` are what a verb asks for that leaves no history; `changes_pin` lets in who has to change theirs first;
    `anybody` does not ask who is there.
    """
    from loanmanager.cli import who
    from loanmanager.cli.unlocking import key_for
    from loanmanager.operations import allowing, entering
    from loanmanager.operations.done import By
    from loanmanager.operations.opening import open_office
    from loanmanager.sentences.clock import of_doubt

    log.start(context.folder)
    with said(context):
        with _way_back(context):
            store = open_office(context.folder, context.now, key_for(context))
        try:
            entered = entering.enter(store, By(None, context.now, context.today), context.words)
            by = entered if anybody else who.act(store, entered, context, changes_pin=changes_pin)
            tended = entering.tend(store, by)
            if tended.doubt and tended.last:
                click.echo(of_doubt(tended.doubt, context.today, tended.last, context.words), err=True)
            allowing.require(store, by, *rights)
            yield store, by
        finally:
            store.close()


@contextmanager
def _way_back(context: Context) -> Iterator[None]:
    """Tell whose records are damaged or missing which backup is the newest good one, and how to bring it back."""
    from loanmanager.storage.errors import Damaged, Missing, NotADatabase, StoreError

    try:
        yield
    except (Damaged, Missing, NotADatabase) as error:
        from loanmanager import settings
        from loanmanager.operations.backups import newest_good
        from loanmanager.sentences.backups import of_way_back

        try:
            last = newest_good(context.folder, context.now, settings.load(context.folder).second)
        except StoreError:
            last = None
        command = f'{paths.shell_command()} --data "{context.folder}" restore --newest'
        missing = isinstance(error, Missing)
        raise Failed(of_way_back(missing, last, command, context.today, context.words)) from error


@contextmanager
def said(context: Context) -> Iterator[None]:
    """Turn refusals and trouble into one sentence on stderr and exit status 1."""
    from loanmanager.domain.refusal import Refused
    from loanmanager.sentences import of_refusals
    from loanmanager.storage.errors import StoreError
    from loanmanager.trouble import of_trouble

    try:
        yield
    except Refused as refused:
        raise Failed(of_refusals(refused.reasons, context.words)) from refused
    except StoreError as error:
        raise Failed(of_trouble(error, context.words)) from error
    except OSError as error:
        raise Failed(f"{error.filename or ''}: {error.strerror or error}") from error


def tell(as_json: bool, record: Any, sentence: str) -> None:
    """Print a record as JSON, or its sentence."""
    if as_json:
        from loanmanager.exchange.csv_out import write_json

        click.echo(write_json(record).decode().rstrip())
    else:
        click.echo(sentence)


def tell_list(as_json: bool, rows: list[Any], line: Callable[[Any], str]) -> None:
    """Print a list of records as JSON, or a line for each."""
    tell(as_json, rows, "\n".join(line(row) for row in rows))


def shown(path: Path | None) -> str | None:
    """Return a file's path as JSON shows it."""
    return None if path is None else str(path)
