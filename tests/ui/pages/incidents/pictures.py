"""Pictures for tests."""

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage


def picture(width=400, height=300, kind="PNG"):
    """Return a picture as the bytes of a file."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("#3a6ea5"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made.save(buffer, kind)
    return bytes(buffer.data())
