"""The second folder for backups, a USB stick or a share: what lies there, and how a backup is copied to it (product 9.6)."""

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from loanmanager.paths import BACKUPS
from loanmanager.storage import errors, trailer
from loanmanager.storage.disk import os_trouble, to_disk

_SECOND = "Loan Manager"
_NOTE = "second.json"


def note(folder: Path, name: str, copied: datetime) -> None:
    """Keep by what name the second folder knows this office, and which backup it has: it may not be there when one asks."""
    with suppress(OSError):
        (folder / BACKUPS / _NOTE).write_text(json.dumps({"office": name, "copied": copied.isoformat()}), "utf-8")


def noted(folder: Path) -> tuple[str, datetime | None]:
    """Return by what name the second folder knows this office, and of when the backup is that was last copied there."""
    try:
        kept = json.loads((folder / BACKUPS / _NOTE).read_text("utf-8"))
        return str(kept["office"]), datetime.fromisoformat(kept["copied"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", None


def place_in(second: Path, name: str) -> Path:
    """Return the folder of one office in a second folder, made where the second folder is there: others may use it too."""
    if not second.is_dir():
        raise errors.CannotOpen(second)
    place = second / f"{_SECOND} {name}"
    try:
        place.mkdir(exist_ok=True)
    except OSError as error:
        raise os_trouble(error, place) from error
    return place


def copy_to(place: Path, backup: Path) -> bool:
    """Copy a backup to another disk, and prove it there. Tell whether that was needed."""
    target = place / backup.name
    if target.exists():
        return False
    partial = target.with_name(f"{target.name}.part")
    try:
        shutil.copyfile(backup, partial)
        to_disk(partial)
        trailer.prove(partial)
        partial.replace(target)
    except OSError as error:
        raise os_trouble(error, target) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return True


def places(folder: Path, second: Path | None) -> Sequence[Path]:
    """Return the folders in a second folder that hold backups: of this office where its name is known, else of any."""
    if second is None:
        return ()
    name, _ = noted(folder)
    try:
        return sorted(each for each in second.glob(f"{_SECOND} {name or '*'}") if each.is_dir())
    except OSError:
        return ()


def own_place(folder: Path, second: Path | None) -> Path | None:
    """Return the folder of this office in the second folder, None where nothing was copied there so far."""
    name, _ = noted(folder)
    return second / f"{_SECOND} {name}" if second and name else None
