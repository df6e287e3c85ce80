"""Whether records may lie in a folder: what this system says of it, held against the rules of `domain.folders`."""

import os
import sys
from pathlib import Path

from loanmanager.domain import folders
from loanmanager.storage import errors

_REMOTE = 4  # what GetDriveTypeW says of a drive of another computer


def must_be_safe(folder: Path) -> None:
    """See that a folder lies on this computer's own disk, and that nothing copies it away while it is written.

    Raises:
        NetworkFolder, SyncedFolder: it does not.
    """
    whole = folder.absolute()
    real = Path(os.path.realpath(whole))  # unlike resolve(), it takes links in a circle: opening says more
    for each in dict.fromkeys((whole, real)):
        if folders.is_unc(each) or _is_remote(each):
            raise errors.NetworkFolder(each)
        if service := folders.synced_by(each, os.environ, _marked(each)):
            raise errors.SyncedFolder(each, service)


def _marked(folder: Path) -> dict[str, list[str]]:
    """Return what lies in a folder and in those above it."""
    return {str(place): _names_in(place) for place in (folder, *folder.parents)}


def _names_in(folder: Path) -> list[str]:
    try:
        return [each.name for each in folder.iterdir()]
    except OSError:  # not there yet, or nothing to see for us
        return []


def _is_remote(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE)
    return folders.file_system(folder, _mounts()) in folders.NETWORK_SYSTEMS


def _mounts() -> list[tuple[str, str]]:
    """Return the mount points of Linux or macOS with the kinds of their file systems; nothing where none are told."""
    if sys.platform == "darwin":
        return parse_macos(_told_by_mount())
    try:
        return parse_linux(Path("/proc/mounts").read_text("utf-8", "replace"))
    except OSError:
        return []


def _told_by_mount() -> str:
    import subprocess  # only macOS needs it, and each start would wait for it

    try:
        return subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def parse_linux(told: str) -> list[tuple[str, str]]:
    r"""Return mount points and kinds from /proc/mounts, in which a space is written \040."""
    fields = [line.split(" ") for line in told.splitlines()]
    return [(each[1].replace("\\040", " ").replace("\\134", "\\"), each[2]) for each in fields if len(each) > 2]  # noqa: PLR2004 (a line of it)


def parse_macos(told: str) -> list[tuple[str, str]]:
    """Return mount points and kinds from what `mount` prints: "what on /Volumes/place (kind, more)"."""
    found = []
    for line in told.splitlines():
        place, opened, rest = line.partition(" on ")[2].rpartition(" (")
        if opened:
            found.append((place, rest.split(",")[0].rstrip(")")))
    return found
