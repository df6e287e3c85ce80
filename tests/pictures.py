"""Pictures for tests, made on the spot."""

from io import BytesIO
from typing import Any

from PIL import Image


def picture(
    width: int = 300, height: int = 100, color: Any = (0, 103, 192), *, form: str = "PNG", **saved: Any
) -> bytes:
    """Return a plain picture as a file."""
    file = BytesIO()
    Image.new("RGBA" if len(color) == 4 else "RGB", (width, height), color).save(file, form, **saved)
    return file.getvalue()


def opened(content: bytes) -> Image.Image:
    """Read a picture to its end."""
    found = Image.open(BytesIO(content))
    found.load()
    return found
