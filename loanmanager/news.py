"""What changed between two versions, read from the change log that is shipped with the program."""

import re
from pathlib import Path

from loanmanager.paths import resources

_HEAD = re.compile(r"^## \[(?P<version>[^\]]+)\].*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def change_log() -> str:
    """Return the text of the change log; nothing where it was not shipped."""
    path: Path = resources().parent / "CHANGELOG.md"
    return path.read_text("utf-8") if path.exists() else ""


def since(version: str, log: str) -> str:
    """Return what the log tells of versions newer than one, as Markdown; without one, what it tells of the newest.

    Versions stand in it newest first. What is not released yet counts as newer than any.
    """
    heads = list(_HEAD.finditer(log))
    ends = [*(head.start() for head in heads), len(log)][1:]
    newer: list[str] = []
    for head, end in zip(heads, ends, strict=True):
        if head["version"] == version or (not version and newer):
            break
        newer.append(log[head.start() : end].strip())
    return _LINK.sub(r"\1", "\n\n".join(newer))
