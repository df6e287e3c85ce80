import pytest

from loanmanager.files import write_whole


def test_a_file_is_written_whole(tmp_path):
    target = tmp_path / "paper.pdf"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_what_was_there_stays_where_writing_fails(tmp_path):
    (tmp_path / "paper.pdf").mkdir()
    with pytest.raises((IsADirectoryError, PermissionError)):
        write_whole(tmp_path / "paper.pdf", b"one")
    assert list(tmp_path.iterdir()) == [tmp_path / "paper.pdf"]
