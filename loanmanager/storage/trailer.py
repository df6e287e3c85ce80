"""The trailer of a backup: the SHA-256 of its pages, after the last of them, so that one file proves itself wherever it is.

A database's size is a whole number of pages, so what comes after the last page is either our trailer, or damage.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from loanmanager.storage import errors

_MARK: Final = b"\nLoan Manager backup sha256 "
_DIGEST = 64  # hexadecimal digits
SIZE: Final = len(_MARK) + _DIGEST + 1
_PAGE = 512  # bytes: the least that a page has
_PIECE = 1024 * 1024


def append(path: Path) -> None:
    """Put the trailer to a copy that was proved, and see that it is on the disk.

    Raises:
        OSError: there is no room.
    """
    with path.open("rb+") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0, os.SEEK_END)
        file.write(_MARK + found.encode("ascii") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def prove(path: Path) -> bool:
    """Tell whether a backup is, to the last bit, what was written. False: it has no trailer to go by.

    Raises:
        Damaged: it is something else than was written.
        OSError: it cannot be read.
    """
    return _compare(path, _pieces(path))


def copy_pages(source: Path, target: Path) -> bool:
    """Copy a backup without its trailer, proving it on the way as `prove` does.

    Raises:
        Damaged: as `prove`. What was copied is no good.
        OSError: it cannot be read, or there is no room.
    """
    with target.open("wb") as copy:
        return _compare(source, _written(source, copy))


def _written(source: Path, copy: object) -> Iterator[bytes]:
    for piece in _pieces(source):
        copy.write(piece)  # type: ignore[attr-defined]  # an open file
        yield piece


def _compare(path: Path, pieces: Iterator[bytes]) -> bool:
    sealed = _trailer(path)
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    if sealed and found.hexdigest().encode("ascii") != sealed:
        raise errors.Damaged("the backup is not what was written")
    return bool(sealed)


def _trailer(path: Path) -> bytes:
    """Return the digest in the trailer, nothing where there is none."""
    size = path.stat().st_size
    if size % _PAGE == 0:
        return b""
    with path.open("rb") as file:
        file.seek(max(0, size - SIZE))
        last = file.read()
    if len(last) != SIZE or not last.startswith(_MARK) or not last.endswith(b"\n"):
        raise errors.Damaged("the backup is cut short")
    return last[len(_MARK) : -1]


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield the pages of a backup, without its trailer."""
    size = path.stat().st_size
    left = size if size % _PAGE == 0 else max(0, size - SIZE)
    with path.open("rb") as file:
        while left and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece
