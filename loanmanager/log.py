"""The log: rotating files beside the data, without client data. Set up once, at the edge."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from loanmanager.paths import make_data_folder

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def trace_of(error: BaseException) -> str:
    """Return where an error happened and of what kind it was, with those that led to it; never its text, which may quote a client."""
    chain: list[BaseException] = []
    while error not in chain:
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__) or error
    return "\n".join(line for each in reversed(chain) for line in _lines(each))


def _lines(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [type(error).__name__, *(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)]


class Discreet(logging.Formatter):
    """Writes of an error where it happened and of what kind it was, not what it says."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 (logging's own name)
        """Return the trace without the error's text."""
        return trace_of(ei[1])


class _Quiet:
    """Nothing stops, and nothing is said on stderr, because a line could not be written: the disk may be full."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's own name)
        """Go on."""


class _File(_Quiet, RotatingFileHandler):
    """The files beside the data."""


class _Screen(_Quiet, logging.StreamHandler):  # type: ignore[type-arg]  # it takes none when it runs
    """Where no file can be written."""


def start(folder: Path) -> None:
    """Write what happens from now on to rotating files in a folder; a folder that cannot be written is no reason to stop."""
    try:
        make_data_folder(folder)
        handler: logging.Handler = _File(
            folder / "loanmanager.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = _Screen()
    handler.setFormatter(Discreet(_FORMAT))
    root = logging.getLogger("loanmanager")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
