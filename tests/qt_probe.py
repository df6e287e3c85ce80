"""Print what this machine lacks for Qt, one lack a line: imports, window, fonts. dev.py asks it before it opens anything."""

import ctypes
import importlib
from pathlib import Path

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtPdf", "QtTest")


def lacks() -> list[str]:
    """Try what the program will need: every module, the plugin that opens X11 windows, and a font."""
    try:
        qt = {name: importlib.import_module(f"PySide6.{name}") for name in MODULES}
    except ImportError as error:
        return [f"imports {error}"]
    found = []
    try:
        ctypes.CDLL(str(Path(qt["QtGui"].__file__ or "").parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"))
    except OSError as error:
        found.append(f"window {error}")
    application = qt["QtGui"].QGuiApplication([])
    if application and not qt["QtGui"].QFontDatabase.families():
        found.append("fonts there is no font at all")
    return found


if __name__ == "__main__":
    print(*lacks(), sep="\n", end="")  # noqa: T201
