"""Whether records may lie in a folder of this system."""

from pathlib import Path

import pytest

from loanmanager.operations import opening, restoring
from loanmanager.storage import errors, place
from tests.office import NOW

PROC = r"""/dev/vda / ext4 rw 0 0
//nas/agency /mnt/the\040office cifs rw,vers=3.0 0 0
tmpfs /run tmpfs rw 0 0
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ana@nas/agency on /Volumes/agency (smbfs, nodev, nosuid, mounted by ana)
"""


def test_what_systems_tell_of_mounts_is_read() -> None:
    assert place.parse_linux(PROC)[1] == ("/mnt/the office", "cifs")
    assert place.parse_macos(MAC) == [("/", "apfs"), ("/Volumes/agency", "smbfs")]


def test_a_folder_of_this_computer_is_safe(tmp_path: Path) -> None:
    place.must_be_safe(tmp_path / "not there yet")


def test_a_mounted_network_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_mounts", lambda: [("/", "ext4"), (str(tmp_path), "nfs4")])
    with pytest.raises(errors.NetworkFolder) as refused:
        place.must_be_safe(tmp_path / "records")
    assert refused.value.folder == tmp_path / "records"


def test_a_synced_folder_is_refused_also_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "agency").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(errors.SyncedFolder) as refused:
        place.must_be_safe(tmp_path / "agency")
    assert refused.value.service == "Dropbox"


def test_a_folder_above_with_a_marker_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(errors.SyncedFolder) as refused:
        place.must_be_safe(tmp_path / "a" / "b")
    assert refused.value.service == "Syncthing"


def test_nothing_is_opened_or_restored_where_records_must_not_lie_and_backups_may(tmp_path: Path) -> None:
    store = opening.open_office(tmp_path / "here", NOW)
    (tmp_path / "OneDrive").mkdir()
    copy = opening.backup(store, tmp_path / "OneDrive" / "copy.loanbackup")
    store.close()
    there = tmp_path / "OneDrive" / "records"
    with pytest.raises(errors.SyncedFolder):
        opening.open_office(there, NOW)
    with pytest.raises(errors.SyncedFolder):
        restoring.restore(there, copy, NOW)
    assert not there.exists()


def test_what_cannot_be_asked_is_no_reason_to_refuse(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    place.must_be_safe(tmp_path / "circle")
