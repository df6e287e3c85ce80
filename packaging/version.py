"""The version resource of the Windows programs, and the icon, from what the repository holds."""

import re
import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_TEMPLATE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "Loan Manager"), StringStruct("FileDescription", "Loan Manager"),
      StringStruct("FileVersion", "{version}"), StringStruct("ProductName", "Loan Manager"),
      StringStruct("ProductVersion", "{version}"), StringStruct("LegalCopyright", "MIT licence"),
      StringStruct("OriginalFilename", "Loan Manager.exe")])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])])])
"""


def version() -> str:
    """Return the program's version."""
    text = (ROOT / "loanmanager" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "(.+)"', text)
    assert found
    return found[1]


def write_version(target: Path) -> None:
    """Write the version resource as PyInstaller reads it."""
    numbers = tuple(int(part) for part in re.findall(r"\d+", version())[:3])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_TEMPLATE.format(numbers=(*numbers, 0), version=version()), "utf-8")


def write_icon(pngs: dict[int, bytes], target: Path) -> None:
    """Write an .ico of PNG pictures, each under its width in pixels."""
    target.parent.mkdir(parents=True, exist_ok=True)
    offset = 6 + 16 * len(pngs)
    head, data = struct.pack("<HHH", 0, 1, len(pngs)), b""
    for width, png in sorted(pngs.items()):
        head += struct.pack("<BBBBHHII", width % 256, width % 256, 0, 0, 1, 32, len(png), offset + len(data))
        data += png
    target.write_bytes(head + data)
