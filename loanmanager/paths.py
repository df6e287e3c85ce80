"""Where the program's own files and the user's data lie: the only module that knows."""

import os
import stat
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

RECORDS = "loanmanager.db"
"""The file of the records in a data folder."""

BACKUPS = "backups"
"""The folder of their backups in it."""


@cache
def resources() -> Path:
    """Find the folder of fonts, icons, templates and catalogues.

    An installed wheel carries it inside the package; a checkout and a frozen build have it beside the package.
    """
    return _resources(__file__)


@cache  # it stays where it is, and each icon asks for it
def _resources(module: str) -> Path:
    package = Path(module).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def shell_command() -> str:
    """Return how the verbs are called in a shell: on Windows the program for them lies beside the one with the window."""
    installed = getattr(sys, "frozen", False) and os.name == "nt"
    return f'"{Path(sys.executable).with_name("loanmanager-shell.exe")}"' if installed else "loanmanager"


def guide(language: str) -> Path:
    """Name the folder of the guide in a language; in a checkout, where `dev.py guide` builds it."""
    shipped = resources().parent / "guide"
    return (shipped if shipped.is_dir() else resources().parent / "build" / "guide") / language


def data_folder() -> Path:
    """Name the folder that holds everything, unless another one is asked for; it may not exist yet.

    It is this user's own where there is an office in it, else the one that everybody on this computer shares where there
    is an office in that, else this user's own.
    """
    own, shared = own_folder(), shared_folder()
    return shared if holds_office(shared) and not holds_office(own) else own


def own_folder() -> Path:
    """Name the data folder of this user of the computer."""
    from platformdirs import user_data_path  # only a start without --data needs it

    return user_data_path("Loan Manager", appauthor=False)


def shared_folder() -> Path:
    """Name the data folder of everybody on this computer."""
    from platformdirs import site_data_path

    return site_data_path("Loan Manager", appauthor=False)


def passing_folder() -> Path:
    """Name the folder, this user's own, for papers that are only looked at."""
    from platformdirs import user_cache_path

    return user_cache_path("Loan Manager", appauthor=False) / "passing"


def demo_folder(folder: Path) -> Path:
    """Name the folder of the demo office beside a data folder, so that it never mixes with what is real."""
    return folder.with_name(f"{folder.name}-demo")


def make_data_folder(folder: Path) -> None:
    """Make a data folder where there is none yet: nobody else who has an account on this computer may look into it.

    Windows sees to it by itself, in a user's own folder. One that is there already is left as its owner made it.
    """
    folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)


def holds_office(folder: Path) -> bool:
    """Tell whether there are records in a folder."""
    try:
        return (folder / RECORDS).stat().st_size > 0
    except OSError:
        return False


def is_group_folder(folder: Path) -> bool:
    """Tell whether a folder is a group's: its members write in it, and what they make there stays the group's."""
    try:
        mode = folder.stat().st_mode
    except OSError:
        return False
    return bool(mode & stat.S_IWGRP and mode & stat.S_ISGID)


def keep_shared(folder: Path) -> None:
    """Let the group of a shared folder write in what this program makes from now on; Windows sees to it by itself.

    The records' own file is made here, because SQLite would let nobody but its maker write in it.
    """
    if os.name != "posix" or not is_group_folder(folder):
        return
    os.umask(os.umask(0o077) & ~0o070)
    records = folder / RECORDS
    with suppress(OSError):  # somebody else's, who saw to it
        records.touch(exist_ok=True)
        records.chmod(records.stat().st_mode | stat.S_IWGRP | stat.S_IRGRP)
