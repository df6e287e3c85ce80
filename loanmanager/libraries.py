"""What other people's libraries are in this program, with version and licence, read from what is really installed."""

from __future__ import annotations

import platform
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST = 60
"""Characters of a licence's name; some libraries put the whole text there."""

_UNSTATED = {"sqlcipher3": "Zlib (sqlcipher3), BSD-3-Clause (SQLCipher), public domain (SQLite)"}
"""What is in a library's licence file only."""


@dataclass(frozen=True, slots=True)
class Library:
    """One library. `licence` is an SPDX expression where the library states one, else what it calls its licence."""

    name: str
    version: str
    licence: str


@cache
def libraries() -> tuple[Library, ...]:
    """Return Python and every library that the program is made of, by name.

    A built program holds the descriptions of its own libraries and no others; elsewhere those that it asks for count, with
    those that they ask for.
    """
    asked = _asked_for()
    found = metadata.distributions() if asked is None else _closure(asked)
    made = {_plain(each.metadata["Name"]): _library(each) for each in found}
    made.pop("loanmanager", None)
    python = Library("Python", platform.python_version(), "PSF-2.0")
    return tuple(sorted((python, *made.values()), key=lambda each: each.name.casefold()))


def _asked_for() -> list[str] | None:
    """Return what the program asks for, from its installed description or the checkout's; None where it was built."""
    try:
        return metadata.requires("loanmanager") or []
    except metadata.PackageNotFoundError:
        project = Path(__file__).parents[1] / "pyproject.toml"
        return list(tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]) if project.exists() else None


def _closure(requirements: Iterable[str]) -> Iterator[metadata.Distribution]:
    """Yield what is installed of some requirements and of what these require in turn; no extras."""
    seen: set[str] = set()
    left = list(requirements)
    while left:
        requirement = left.pop()
        name = _plain(re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0])
        if name in seen or "extra ==" in requirement:
            continue
        seen.add(name)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # of another system or an older Python
            continue
        yield found
        left += found.requires or []


def _library(found: metadata.Distribution) -> Library:
    about, name = found.metadata.json, found.metadata["Name"]
    stated = str(about.get("license_expression") or about.get("license") or "")
    if not stated or "\n" in stated or len(stated) > _LONGEST:
        kinds = [each for each in about.get("classifier", ()) if each.startswith("License ::")]
        stated = ", ".join(kind.rsplit(" :: ", 1)[-1] for kind in kinds) or _UNSTATED.get(_plain(name), "")
    return Library(name, found.version, stated)


def _plain(name: str) -> str:
    """Return a library's name as every spelling of it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()
