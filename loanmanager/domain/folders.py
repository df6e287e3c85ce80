"""Where records must not lie: on a network, where locks lie, or in a folder that another program copies away (product 10).

SQLite asks the file system for locks and for a log that all of one computer share. Networks do not keep either promise
(sqlite.org/wal.html), and a program that synchronises copies a file in the middle of being written.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import PurePath

NETWORK_SYSTEMS = frozenset(
    {
        "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs",
        "fuse.sshfs", "fuse.vmhgfs-fuse", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb2", "smb3",
        "smbfs", "sshfs", "vboxsf", "webdav",
    }
)  # fmt: skip
"""File systems that lie on another computer, as Linux and macOS name them. `9p` is also Windows seen from its Linux."""

_BY_FOLDER = {
    "OneDrive": "OneDrive",
    "Dropbox": "Dropbox",
    "Google Drive": "Google Drive",
    "GoogleDrive": "Google Drive",
    "My Drive": "Google Drive",
    "Mon disque": "Google Drive",
    "iCloudDrive": "iCloud Drive",
    "iCloud Drive": "iCloud Drive",
    "Mobile Documents": "iCloud Drive",
    "Nextcloud": "Nextcloud",
    "ownCloud": "ownCloud",
    "pCloudDrive": "pCloud",
    "MEGA": "MEGA",
    "Box Sync": "Box",
}
_BY_MARKER = (
    (re.compile(r"\.dropbox\.cache"), "Dropbox"),  # not .dropbox, which is its settings in each user's home
    (re.compile(r"\.stfolder"), "Syncthing"),
    (re.compile(r"\.nextcloudsync\.log|\._?sync_[0-9a-f]+\.db"), "Nextcloud"),
    (re.compile(r"\.owncloudsync\.log"), "ownCloud"),
    (re.compile(r"\.tmp\.drive(down|up)load"), "Google Drive"),
)
_BY_VARIABLE = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}


def is_unc(folder: PurePath) -> bool:
    r"""Tell whether a path names another computer, as \\server\share does."""
    text = str(folder)
    local = text.startswith(("\\\\?\\", "\\\\.\\")) and not text.upper().startswith("\\\\?\\UNC\\")
    return text.startswith(("\\\\", "//")) and not local


def file_system(folder: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the kind of file system in which a folder lies, of mount points with their kinds; nothing where none fits.

    That of the whole system is not asked for: where it lies on a network itself, no folder is safer than another. Of two
    on one point the later lies over the earlier.
    """
    within = [
        (len(PurePath(place).parts), at, kind) for at, (place, kind) in enumerate(mounts) if _holds(place, folder)
    ]
    return max(within, default=(0, 0, ""))[2]


def synced_by(folder: PurePath, environment: Mapping[str, str], marked: Mapping[str, Iterable[str]]) -> str:
    """Return the service that copies a folder away, nothing where none is known to.

    `marked` has for each folder above it, and itself, the names of what lies there.
    """
    for variable, service in _BY_VARIABLE.items():
        if (place := environment.get(variable)) and folder.is_relative_to(place):
            return service
    for names in marked.values():
        if found := next((service for name in names for marker, service in _BY_MARKER if marker.fullmatch(name)), ""):
            return found
    if service := _of_macos(folder):
        return service
    return next((service for part in folder.parts if (service := _by_name(part))), "")


def _holds(place: str, folder: PurePath) -> bool:
    return len(PurePath(place).parts) > 1 and folder.is_relative_to(place)


def _of_macos(folder: PurePath) -> str:
    """Return the service of a folder in Library/CloudStorage, where macOS keeps those of every service, as ProtonDrive-ana."""
    for above, within in pairwise(reversed((folder, *folder.parents))):
        if above.name == "CloudStorage" and above.parent.name == "Library":
            return _by_name(within.name) or within.name.partition("-")[0]
    return ""


def _by_name(part: str) -> str:
    """Return the service whose folder bears a name, also as "OneDrive - Agency" or "Dropbox (Personal)"."""
    for name, service in _BY_FOLDER.items():
        if part == name or part.startswith((f"{name} - ", f"{name} (", f"{name}-")):
            return service
    return ""
