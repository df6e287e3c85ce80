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
