"""Build the program's folder: `python packaging/build.py` here, `--windows` the one for Windows under Wine, from the same build.spec."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import version
import wine

ROOT = Path(__file__).resolve().parents[1]

BUILD = ROOT / "build"
DIST = BUILD / "dist"
WINDOWS_DIST = BUILD / "dist-windows"
ICONS = BUILD / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256)


def draw_icons() -> None:
    """Draw the program's icon in every size that systems ask for, from the one drawing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    drawing = QSvgRenderer(str(ROOT / "resources" / "icons" / "loanmanager.svg"))
    ICONS.mkdir(parents=True, exist_ok=True)
    pngs = {}
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # a name is what Qt documents
        pngs[size] = bytes(data.data())
        (ICONS / f"{size}.png").write_bytes(pngs[size])
    version.write_icon(pngs, ICONS / "loanmanager.ico")
    del app


def options(dist: Path, work: Path) -> list[str]:
    """Return what PyInstaller is told on every system."""
    return ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(dist), "--workpath", str(work)]


def build_here() -> Path:
    """Build for the system that this is."""
    command = [sys.executable, *options(DIST, BUILD / "pyinstaller"), str(ROOT / "build.spec")]
    subprocess.run(command, cwd=ROOT, check=True)
    return DIST / "loanmanager"


def build_windows() -> Path:
    """Build for Windows, under Wine."""
    wine.prepare()
    dist, work = (wine.to_windows(each) for each in (WINDOWS_DIST, BUILD / "pyinstaller-windows"))
    wine.run_python(*options(Path(dist), Path(work)), wine.to_windows(ROOT / "build.spec"))
    return WINDOWS_DIST / "loanmanager"


def size_of(folder: Path) -> int:
    """Return what a folder takes, in bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main(argv: list[str]) -> int:
    """Build, and tell where it is and how large."""
    parser = argparse.ArgumentParser("build")
    parser.add_argument("--windows", action="store_true", help="for Windows, under Wine")
    windows = parser.parse_args(argv).windows
    os.environ["PYINSTALLER_ZLIB_COMPRESSION_LEVEL"] = "9"
    draw_icons()
    version.write_version(BUILD / "version.txt")
    made = build_windows() if windows and os.name != "nt" else build_here()
    print(f"build: {made} {size_of(made) / 1e6:.0f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
