"""Where records must not lie: on a network, where locks lie, or in a folder that another program copies away (product 10).

SQLite asks the file system for locks and for a log that all of one computer share. Networks do not keep either promise
(sqlite.org/wal.html), and a program that synchronises copies a file in the middle of being written.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePath

NETWORK_SYSTEMS = frozenset(
    {
        "9p",
        "afpfs",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
    }
    | {"lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "sshfs", "webdav"}
)
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
}
_BY_MARKER = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
_BY_VARIABLE = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}


def is_unc(folder: PurePath) -> bool:
    r"""Tell whether a path names another computer, as \\server\share does."""
    return str(folder).startswith(("\\\\", "//")) and not str(folder).startswith(("\\\\?\\", "\\\\.\\"))


def file_system(folder: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the kind of file system in which a folder lies, of mount points with their kinds; nothing where none fits."""
    within = [(PurePath(place), kind) for place, kind in mounts if folder.is_relative_to(place)]
    return max(within, key=lambda each: len(each[0].parts), default=(folder, ""))[1]


def synced_by(folder: PurePath, environment: Mapping[str, str], marked: Mapping[str, Iterable[str]]) -> str:
    """Return the service that copies a folder away, nothing where none is known to.

    `marked` has for each folder above it, and itself, the names of the markers that lie there.
    """
    for variable, service in _BY_VARIABLE.items():
        if (place := environment.get(variable)) and folder.is_relative_to(place):
            return service
    for names in marked.values():
        if found := next((_BY_MARKER[name] for name in names if name in _BY_MARKER), ""):
            return found
    return next((service for part in folder.parts if (service := _by_name(part))), "")


def markers() -> tuple[str, ...]:
    """Return the names of what services leave in the folders that they copy."""
    return tuple(_BY_MARKER)


def _by_name(part: str) -> str:
    """Return the service whose folder bears a name, also as "OneDrive - Agency" or "Dropbox (Personal)"."""
    for name, service in _BY_FOLDER.items():
        if part == name or part.startswith((f"{name} - ", f"{name} (", f"{name}-")):
            return service
    return ""
