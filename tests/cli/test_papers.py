"""Many papers from the shell."""

from pathlib import Path

import pytest

from tests.cli.test_cli import Shell, text_of
from tests.cli.test_renewing import loans, shell
from tests.documents.pdf import reader

__all__ = ["shell"]


def test_a_programmes_agreements_are_one_file_with_bookmarks(shell: Shell, tmp_path: Path) -> None:
    numbers = [each["number"] for each in loans(shell)]
    target = tmp_path / "all.pdf"
    assert shell("papers", target, "--programme", "Job Club", "--json") == {"papers": 2, "file": str(target)}
    assert [each.title.split(" · ")[0] for each in reader(target.read_bytes()).outline] == numbers[:2]
    assert "Entente de prêt" in text_of(target)
    told = shell("papers", target, "--loan", numbers[2], "--unsigned", "--page", "a4", "--json")
    assert told["papers"] == 1
    assert round(float(reader(target.read_bytes()).pages[0].mediabox.height)) == 842


@pytest.mark.parametrize(
    ("asked", "status"),
    [((), 2), (("--day", "2020-01-01"), 1), (("--loan", "L-1"), 1), (("--unsigned", "--kind", "receipts"), 1)],
)
def test_what_is_not_there_is_said_and_no_file_made(
    shell: Shell,
    tmp_path: Path,
    asked: tuple[str, ...],
    status: int,
) -> None:
    shell("papers", tmp_path / "all.pdf", *asked, status=status)
    assert not (tmp_path / "all.pdf").exists()
