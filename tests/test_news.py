"""What changed between two versions."""

from loanmanager import __version__, news

LOG = """# Changelog

Newest first.

## [1.2.0] - 2027-01-05

### Added

- Tea, see [the pot](https://example.org/pot).

## [1.1.0] - 2026-12-20

- Biscuits.

## [1.0.0] - 2026-12-01

- Chairs.
"""


def test_an_upgrade_tells_each_newer_version() -> None:
    told = news.since("1.0.0", LOG)
    assert told.startswith("## [1.2.0]")
    assert "Tea, see the pot." in told
    assert "Biscuits" in told
    assert "Chairs" not in told


def test_without_a_version_the_newest_is_told() -> None:
    assert news.since("", LOG) == news.since("1.1.0", LOG)
    assert news.since("1.2.0", LOG) == ""
    assert news.since("", "") == ""


def test_the_change_log_is_shipped() -> None:
    assert news.since("", news.change_log()).startswith("## [")
    assert __version__
