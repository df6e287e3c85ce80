"""The strips of pages that were drawn, kept up to a number of bytes: what is out of sight longest goes first."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from loanmanager.ui.papers import strip

HIGH = 400  # device pixels: some 10 ms of the window's time each
_MOST = 64_000_000  # bytes


class Strips:
    """Pictures of a document's pages, each a few hundred pixels high."""

    def __init__(self, document: QPdfDocument) -> None:
        self._document = document
        self._kept: dict[tuple[int, int, int], QImage] = {}
        self._bytes = 0

    def get(self, page: int, size: QSize, at: int) -> QImage:
        """Return a strip of a page at a size in device pixels; `at` counts them from the top."""
        key = (page, size.width(), at)
        made = self._kept.pop(key, None)
        if made is None:
            top = at * HIGH
            made = strip(self._document, page, size, top, min(HIGH, size.height() - top))
            self._bytes += made.sizeInBytes()
        self._kept[key] = made
        while self._bytes > _MOST and len(self._kept) > 1:
            self._bytes -= self._kept.pop(next(iter(self._kept))).sizeInBytes()
        return made
