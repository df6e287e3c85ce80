"""The agency's logo: made small and plain once, before it is kept, and drawn on every paper."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from loanmanager.documents.mirror import turn_back
from loanmanager.documents.style import Sheet
from loanmanager.domain.papers import Lender

_WIDEST, _HIGHEST = 130, 40
"""Points that a logo may take at the head of a paper."""

_KEPT = (1200, 400)
"""Pixels that are kept of it: some 600 to the inch where it is printed."""


class UnreadableError(Exception):
    """The bytes are no picture that can be read to its end."""


class TooManyPixelsError(Exception):
    """The picture would fill the memory."""


def plain(content: bytes, most: int) -> bytes:
    """Return a PNG or JPEG as a PNG of a size to print, upright, with nothing in it but its pixels.

    Raises:
        TooManyPixelsError: it has more than `most`, said by its head, before anything is unpacked.
        UnreadableError: it is damaged or something else.
    """
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > most:
                raise TooManyPixelsError
            upright = ImageOps.exif_transpose(picture)
            made = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError from error
    except (OSError, ValueError, SyntaxError) as error:
        raise UnreadableError from error
    made.thumbnail(_KEPT)
    file = BytesIO()
    clean = Image.new(made.mode, made.size)  # what else the file said, such as where it was taken, stays behind
    clean.paste(made)
    clean.save(file, "PNG", optimize=True)
    return file.getvalue()


class Logo(Flowable):
    """A logo as large as the head of a paper has room for."""

    def __init__(self, content: bytes, sheet: Sheet) -> None:
        super().__init__()
        self._picture = ImageReader(BytesIO(content))
        width, height = self._picture.getSize()
        scale = min(_WIDEST / width, _HIGHEST / height)
        # Thin lines of a picture that is small in itself are not blown up more than print forgives.
        scale = min(scale, 1.0) * min(sheet.scale, 1.25)
        self.width, self.height = width * scale, height * scale

    def shrunk(self, width: float, height: float) -> "Logo":
        """Make it fit a smaller place, in points."""
        scale = min(width / self.width, height / self.height, 1)
        self.width, self.height = self.width * scale, self.height * scale
        return self

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - ReportLab's names
        """Return its size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it; what is transparent stays paper."""
        turn_back(self.canv, self.width)
        self.canv.drawImage(self._picture, 0, 0, self.width, self.height, mask="auto")


def of(lender: Lender | None, sheet: Sheet) -> Logo | None:
    """Return the logo of who lends, nothing where there is none."""
    return Logo(lender.image, sheet) if lender and lender.image else None
