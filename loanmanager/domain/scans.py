"""Scans of what was signed on paper: which files are taken, told by what is in them and not by their names."""

from dataclasses import dataclass

from loanmanager.domain import refusals as why
from loanmanager.domain.pdf_files import Besides, besides
from loanmanager.domain.pictures import MILLIONS, PNG, is_too_large, size_of
from loanmanager.domain.refusal import Refusal

SCAN_MOST = 25
"""Megabytes of one scan: a dozen pages in colour."""

MOST_SCANS = 12
"""Scans of one paper; more is a mistake."""

_PDF, _PDF_ENDS = b"%PDF-", b"%%EOF"
_TAIL = 2048  # bytes in which a whole PDF says that it ends


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
class MoreThanPages(Refusal):
    """A PDF is locked, or it would run, start, send or bring along something that no scan has."""

    name: str
    found: Besides


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
        Refused: it is none of these or not whole, too large, or would be too large once unpacked; or it is a PDF that
            is locked, runs something or brings other files along.
    """
    short = name[:80]
    if len(content) > SCAN_MOST * 1_000_000:
        raise why.Refused(ScanTooLarge(short, SCAN_MOST))
    if content.startswith(_PDF) and _PDF_ENDS in content[-_TAIL:]:
        found = besides(content)
        if found:
            raise why.Refused(MoreThanPages(short, found))
        return "application/pdf"  # kept as bytes, and never opened by us
    size = size_of(content)
    if size is None or not all(size):
        raise why.Refused(NotAScan(short))
    if is_too_large(size):
        raise why.Refused(PictureTooLarge(short, MILLIONS))
    return "image/png" if content.startswith(PNG) else "image/jpeg"
