"""The log is written beside the data, and never a reason to stop."""

import logging

import pytest

from loanmanager import log


@pytest.fixture(autouse=True)
def own_logger():
    """Leave the program's logger as it was."""
    root = logging.getLogger("loanmanager")
    before, level = list(root.handlers), root.level
    yield
    for each in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(each)
        each.close()
    root.setLevel(level)


def test_what_happens_is_written_beside_the_data(tmp_path):
    log.start(tmp_path / "new")
    logging.getLogger("loanmanager.operations").info("opened %s", "été")
    logging.getLogger("loanmanager.operations").debug("a detail")
    text = (tmp_path / "new" / "loanmanager.log").read_text("utf-8")
    assert "INFO loanmanager.operations opened été" in text
    assert "a detail" not in text


def test_the_log_of_another_library_is_not_kept(tmp_path):
    log.start(tmp_path)
    logging.getLogger("somebody.else").warning("something about a client")
    file = tmp_path / "loanmanager.log"
    assert not file.exists() or "client" not in file.read_text("utf-8")


def test_an_error_is_written_without_what_it_says(tmp_path):
    log.start(tmp_path)
    try:
        try:
            _ = {}["Josée Tremblay"]
        except KeyError:
            int("514 555-0142")
    except ValueError:
        logging.getLogger("loanmanager.ui").exception("unexpected")
    text = (tmp_path / "loanmanager.log").read_text("utf-8")
    assert "Tremblay" not in text
    assert "514" not in text
    assert text.index("KeyError") < text.index("ValueError")
    assert "test_log.py:" in text


def test_the_log_does_not_grow_for_ever(tmp_path):
    log.start(tmp_path)
    ours = logging.getLogger("loanmanager")
    for _ in range(600):
        ours.info("x" * 5_000)
    sizes = [each.stat().st_size for each in tmp_path.glob("loanmanager.log*")]
    assert 1 < len(sizes) <= 4
    assert max(sizes) <= 500_000


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    log.start(tmp_path / "file")
    logging.getLogger("loanmanager").warning("said on the screen")
    assert "said on the screen" in capsys.readouterr().err


def test_a_line_that_cannot_be_written_stops_nobody_and_says_nothing(tmp_path, capsys):
    log.start(tmp_path)
    (tmp_path / "loanmanager.log").mkdir()
    logging.getLogger("loanmanager").warning("a line %s", "with a name")
    assert capsys.readouterr().err == ""
