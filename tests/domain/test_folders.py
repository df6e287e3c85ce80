"""Where records must not lie, for each system, told by what that system says."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from loanmanager.domain import folders

MOUNTS = [
    ("/", "ext4"),
    ("/home", "ext4"),
    ("/home/ana/office", "cifs"),
    ("/mnt/nas", "nfs4"),
    ("/home/ana/usb stick", "vfat"),
]


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/home/ana/.local/share/Loan Manager", False),
        ("/home/ana/office/records", True),
        ("/home/ana/office", True),
        ("/home/ana/office-of-mine", False),
        ("/mnt/nas/a/b", True),
        ("/home/ana/usb stick/records", False),
    ],
)
def test_the_nearest_mount_decides(folder: str, remote: bool) -> None:
    assert (folders.file_system(PurePosixPath(folder), MOUNTS) in folders.NETWORK_SYSTEMS) is remote


def test_without_mounts_nothing_is_known() -> None:
    assert folders.file_system(PurePosixPath("/home"), []) == ""


@pytest.mark.parametrize(
    ("folder", "unc"),
    [
        (r"\\server\share\records", True),
        ("//server/share", True),
        (r"C:\Users\ana\AppData", False),
        (r"\\?\C:\long", False),
        (r"\\?\UNC\server\share", True),
    ],
)
def test_a_path_to_another_computer(folder: str, unc: bool) -> None:
    assert folders.is_unc(PureWindowsPath(folder)) is unc


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (r"C:\Users\ana\OneDrive\records", "OneDrive"),
        (r"C:\Users\ana\OneDrive - Carrefour\Documents", "OneDrive"),
        (r"C:\Users\ana\Dropbox (Personal)\x", "Dropbox"),
        (r"G:\My Drive\records", "Google Drive"),
        (r"C:\Users\ana\iCloudDrive", "iCloud Drive"),
        (r"C:\Users\ana\Nextcloud\records", "Nextcloud"),
        (r"C:\Users\ana\AppData\Local\Loan Manager", ""),
        (r"C:\Users\Dropboxer\records", ""),
    ],
)
def test_a_folder_is_known_by_its_name(folder: str, service: str) -> None:
    assert folders.synced_by(PureWindowsPath(folder), {}, {}) == service


def test_a_folder_is_known_by_what_the_system_or_a_marker_says() -> None:
    moved = PureWindowsPath(r"D:\Agency\Files")
    assert folders.synced_by(moved / "records", {"OneDriveCommercial": str(moved)}, {}) == "OneDrive"
    assert folders.synced_by(moved, {"OneDrive": r"D:\Other"}, {}) == ""
    shared = PurePosixPath("/home/ana/shared/records")
    assert folders.synced_by(shared, {}, {"/home/ana/shared": [".stfolder"]}) == "Syncthing"
    assert folders.synced_by(PurePosixPath("/Users/ana/Library/Mobile Documents/x"), {}, {}) == "iCloud Drive"


def test_the_disk_of_the_whole_system_is_never_blamed_and_the_later_mount_counts() -> None:
    assert folders.file_system(PurePosixPath("/home/ana"), [("/", "9p")]) == ""
    over = [("/", "ext4"), ("/srv", "autofs"), ("/srv", "cifs")]
    assert folders.file_system(PurePosixPath("/srv/records"), over) == "cifs"


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".dropbox.cache", "Dropbox"),
        (".sync_0a1b2c3d.db", "Nextcloud"),
        ("._sync_0a1b2c3d.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".tmp.drivedownload", "Google Drive"),
        (".dropbox", ""),
        ("sync_notes.db", ""),
    ],
)
def test_what_a_service_leaves_gives_it_away(marker: str, service: str) -> None:
    folder = PurePosixPath("/home/ana/papers/records")
    assert folders.synced_by(folder, {}, {"/home/ana/papers": ["notes.txt", marker]}) == service


@pytest.mark.parametrize(
    ("name", "service"), [("GoogleDrive-ana@agency.example", "Google Drive"), ("ProtonDrive-ana", "ProtonDrive")]
)
def test_macos_keeps_every_service_in_one_place(name: str, service: str) -> None:
    folder = PurePosixPath("/Users/ana/Library/CloudStorage") / name / "records"
    assert folders.synced_by(folder, {}, {}) == service
    assert folders.synced_by(PurePosixPath("/Users/ana/Library/CloudStorage"), {}, {}) == ""
