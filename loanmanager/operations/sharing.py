"""Making a data folder in which everybody on this computer may write (product 9.1)."""

import os
import subprocess
from pathlib import Path

from loanmanager.domain.refusal import Refused
from loanmanager.domain.sharing import CannotShare
from loanmanager.paths import is_group_folder, keep_shared

USERS = "*S-1-5-32-545"
"""The group of everybody who has an account on a Windows computer, by the number that is the same in every language."""


def share(folder: Path) -> None:
    """Make a folder that everybody on this computer may write in.

    On Windows its maker may let the others in. Elsewhere only an administrator makes one: a folder that a group may write in
    and whose files stay the group's.

    Raises:
        Refused: `CannotShare`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.name == "nt":
            command = granting(folder)
            subprocess.run(command, check=True, capture_output=True, timeout=60)  # noqa: S603 (a program of the system, and our own folder)
        elif not is_group_folder(folder) or not os.access(folder, os.W_OK):
            raise Refused(CannotShare(str(folder)))
        keep_shared(folder)
    except (OSError, subprocess.SubprocessError) as error:
        raise Refused(CannotShare(str(folder))) from error


def granting(folder: Path) -> list[str]:
    """Return the Windows command that lets every user change a folder and all that is ever put in it."""
    system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
    return [str(system / "System32" / "icacls.exe"), str(folder), "/grant", f"{USERS}:(OI)(CI)M"]
