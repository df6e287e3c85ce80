"""Scans of what was signed on paper: which files are taken, told by what is in them and not by their names."""

from dataclasses import dataclass

from loanmanager.domain import refusals as why
from loanmanager.domain.refusal import Refusal

SCAN_MOST = 25
"""Megabytes of one scan: a dozen pages in colour."""

MOST_SCANS = 12
"""Scans of one paper; more is a mistake."""

_SIDE, _PIXELS = 20_000, 100  # pixels along a side; millions in all: letter paper at 600 dots an inch has 34
_PNG, _JPEG, _PDF, _PDF_ENDS = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-", b"%%EOF"
_TAIL = 2048  # bytes in which a whole PDF says that it ends
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # of a JPEG: the marks that tell its size
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # of a JPEG: marks that nothing belongs to


@dataclass(frozen=True, slots=True)
class NotAScan(Refusal):
    """The file is neither a whole PDF nor a picture in PNG or JPEG."""

    name: str


@dataclass(frozen=True, slots=True)
class ScanTooLarge(Refusal):
    """The file is too large; `most` is in megabytes."""

    name: str
    most: int


@dataclass(frozen=True, slots=True)
class PictureTooLarge(Refusal):
    """The picture would be too large once it is unpacked; `most` is in millions of pixels."""

    name: str
    most: int


@dataclass(frozen=True, slots=True)
class ScanThere(Refusal):
    """The same file is attached already."""

    name: str


@dataclass(frozen=True, slots=True)
class TooManyScans(Refusal):
    """The paper has as many scans as one may have."""

    number: str
    most: int


def media_of_scan(name: str, content: bytes) -> str:
    """Return the media type of a scan: PDF, PNG or JPEG.

    Raises:
        Refused: it is none of these or not whole, too large, or would be too large once unpacked.
    """
    short = name[:80]
    if len(content) > SCAN_MOST * 1_000_000:
        raise why.Refused(ScanTooLarge(short, SCAN_MOST))
    if content.startswith(_PDF) and _PDF_ENDS in content[-_TAIL:]:
        return "application/pdf"  # kept as bytes; nothing in it is ever run
    size = _size_of_png(content) or _size_of_jpeg(content)
    if size is None or not all(size):
        raise why.Refused(NotAScan(short))
    if max(size) > _SIDE or size[0] * size[1] > _PIXELS * 1_000_000:
        raise why.Refused(PictureTooLarge(short, _PIXELS))
    return "image/png" if content.startswith(_PNG) else "image/jpeg"


def _size_of_png(content: bytes) -> tuple[int, int] | None:
    """Return what a PNG says of its size, without unpacking it."""
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 33:  # noqa: PLR2004 (its first part)
        return None
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    """Return what a JPEG says of its size, walking from mark to mark."""
    if not content.startswith(_JPEG):
        return None
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:  # noqa: PLR2004 (what each mark begins with)
            return None
        mark = content[at + 1]
        if mark in _FRAMES:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        long = 0 if mark in _ALONE or mark == 0xFF else int.from_bytes(content[at + 2 : at + 4])  # noqa: PLR2004
        at += 1 if mark == 0xFF else 2 + long  # noqa: PLR2004 (a mark may be padded)
    return None
