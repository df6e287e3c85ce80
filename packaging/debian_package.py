"""Make the Debian package and try it: `python packaging/debian_package.py [--only-make]`; the folder must have been built.

It is installed in a Debian of its own that has neither Python nor fonts, run there without a network, and removed.
"""

import gzip
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import smoke
import version

ROOT = Path(__file__).resolve().parents[1]
BUILD, HERE = ROOT / "build", ROOT / "packaging" / "linux"
FOLDER = BUILD / "dist" / "loanmanager"
TREE = BUILD / "deb"
CHROOT = BUILD / "chroot"
SUITE = "bookworm"
NEEDED = ("lintian", "debootstrap", "desktop-file-utils", "appstream", "xvfb", "xdotool", "openbox")
DEPENDS = (
    "libc6 (>= 2.36)", "libstdc++6", "libgcc-s1", "zlib1g", "libgl1", "libegl1", "libglib2.0-0t64 | libglib2.0-0", "libfontconfig1",
    "libfreetype6", "libdbus-1-3", "libgssapi-krb5-2", "libbrotli1", "libzstd1", "libx11-6", "libx11-xcb1", "libxkbcommon0",
    "libxkbcommon-x11-0", "libxcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0",
    "libxcb-render0", "libxcb-render-util0", "libxcb-shape0", "libxcb-shm0", "libxcb-sync1", "libxcb-util1", "libxcb-xfixes0",
    "libxcb-xkb1", "fonts-dejavu-core",
)  # fmt: skip
CONTROL = """Package: loanmanager
Version: {version}
Section: misc
Priority: optional
Architecture: amd64
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager
Installed-Size: {size}
Maintainer: Loan Manager <loanmanager@example.org>
Description: lend laptops and mobile hotspots to the people who need them
 For agencies that lend devices to their clients: employment services,
 newcomer centres, libraries, community organisations. It runs offline on an
 ordinary office PC, in English and French: check devices out and in with a
 barcode scanner, print the agreement in the client's language, follow up what
 is late. It holds its own Python and Qt.
"""


def run(*command: str | Path, quiet: bool = False) -> None:
    """Run a command; one that fails ends everything."""
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL if quiet else None)


def put(text: str | bytes, *place: str, mode: int = 0o644) -> None:
    """Write a file of the package."""
    target = TREE.joinpath(*place)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode() if isinstance(text, str) else text)
    target.chmod(mode)


def manual() -> str:
    """Return the page for `man`, from what the program says of itself."""
    sys.path.insert(0, str(ROOT))  # a script finds what lies beside it alone
    from loanmanager.cli import main

    verbs = sorted(main.commands.items())
    listed = "\n".join(
        f".TP\n.B {name}\n{(verb.help or '').splitlines()[0].replace('-', chr(92) + '-')}" for name, verb in verbs
    )
    return f""".TH LOANMANAGER 1 "{datetime.now(UTC):%B %Y}" "Loan Manager {version.version()}" "User commands"
.SH NAME
loanmanager \\- lend laptops and mobile hotspots to the people who need them
.SH SYNOPSIS
.B loanmanager
[\\-\\-data FOLDER] [\\-\\-lang en|fr] [VERB ...]
.SH DESCRIPTION
Without a verb, the window opens. Each verb takes \\-\\-json and \\-\\-help; a refusal is one sentence and exit status 1.
.SH VERBS
{listed}
"""


def lay_out() -> None:
    """Put every file of the package in its place."""
    shutil.rmtree(TREE, ignore_errors=True)
    program = TREE / "usr" / "lib" / "loanmanager"
    shutil.copytree(FOLDER, program, symlinks=True)
    for path in program.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == program / "loanmanager"
            path.chmod(0o755 if runs else 0o644)
    (TREE / "usr" / "bin").mkdir()
    (TREE / "usr" / "bin" / "loanmanager").symlink_to("../lib/loanmanager/loanmanager")
    share = ("usr", "share")
    put((HERE / "loanmanager.desktop").read_text("utf-8"), *share, "applications", "loanmanager.desktop")
    about = (HERE / "loanmanager.metainfo.xml").read_text("utf-8")
    about = about.replace("@VERSION@", version.version()).replace("@DATE@", f"{datetime.now(UTC):%Y-%m-%d}")
    put(about, *share, "metainfo", "loanmanager.metainfo.xml")
    put((HERE / "loanmanager.xml").read_text("utf-8"), *share, "mime", "packages", "loanmanager.xml")
    for icon in sorted((BUILD / "icons").glob("*.png")):
        size = f"{icon.stem}x{icon.stem}"
        put(icon.read_bytes(), *share, "icons", "hicolor", size, "apps", "loanmanager.png")
    drawing = (ROOT / "resources" / "icons" / "loanmanager.svg").read_bytes()
    put(drawing, *share, "icons", "hicolor", "scalable", "apps", "loanmanager.svg")
    put(gzip.compress(manual().encode(), 9, mtime=0), *share, "man", "man1", "loanmanager.1.gz")
    put((HERE / "copyright").read_text("utf-8"), *share, "doc", "loanmanager", "copyright")
    stamp = f"{datetime.now(UTC):%a, %d %b %Y %H:%M:%S +0000}"
    entry = f"loanmanager ({version.version()}) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- Loan Manager <loanmanager@example.org>  {stamp}\n"
    put(gzip.compress(entry.encode(), 9, mtime=0), *share, "doc", "loanmanager", "changelog.gz")
    put((HERE / "lintian-overrides").read_text("utf-8"), *share, "lintian", "overrides", "loanmanager")


def make() -> Path:
    """Make the package and return where it is."""
    lay_out()
    size = sum(path.lstat().st_size for path in TREE.rglob("*")) // 1024
    put(CONTROL.format(version=version.version(), depends=", ".join(DEPENDS), size=size), "DEBIAN", "control")
    made = BUILD / f"loanmanager_{version.version()}_amd64.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", "-b", TREE, made, quiet=True)
    return made


def prove(package: Path) -> None:
    """Let Debian's own tools look at it."""
    run("desktop-file-validate", HERE / "loanmanager.desktop")
    run("appstreamcli", "validate", "--no-net", TREE / "usr" / "share" / "metainfo" / "loanmanager.metainfo.xml")
    run("lintian", "--fail-on", "error", "--tag-display-limit", "3", package)


def inside(*command: str, network: bool = False) -> None:
    """Run a command in the Debian of its own; without a network unless told otherwise."""
    alone = () if network else ("unshare", "--net")
    run(
        *alone,
        "chroot",
        CHROOT,
        "/usr/bin/env",
        "-i",
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME=/root",
        "LC_ALL=C.UTF-8",
        *command,
    )


def make_chroot() -> None:
    """Make a small Debian, without Python, once."""
    if (CHROOT / "etc" / "debian_version").exists():
        return
    run("debootstrap", "--variant=minbase", SUITE, CHROOT, quiet=True)
    shutil.copyfile("/etc/resolv.conf", CHROOT / "etc" / "resolv.conf")
    for each in Path("/etc/apt").glob("apt.conf.d/*proxy*"):
        shutil.copyfile(each, CHROOT / "etc" / "apt" / "apt.conf.d" / each.name)
    sources = [*Path("/etc/apt").glob("sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    for each in sources:
        shutil.copyfile(each, CHROOT / "etc" / "apt" / each.relative_to("/etc/apt"))


def trial(package: Path) -> None:
    """Install it where nothing is, work with it, and take it away."""
    make_chroot()
    shutil.copyfile(package, CHROOT / "loanmanager.deb")
    env = ("DEBIAN_FRONTEND=noninteractive",)
    inside(*env, "apt-get", "-qq", "update", network=True)
    inside(*env, "apt-get", "-qq", "install", "-y", "--no-install-recommends", "/loanmanager.deb", network=True)
    smoke.must(
        not (CHROOT / "usr" / "bin" / "python3").exists(), "the Debian has a Python of its own: it proves nothing"
    )
    alone = (
        "unshare",
        "--net",
        "chroot",
        str(CHROOT),
        "/usr/bin/env",
        "-i",
        "PATH=/usr/bin:/bin",
        "HOME=/root",
        "LC_ALL=C.UTF-8",
    )
    built = smoke.Built(
        (*alone, "/usr/bin/loanmanager"), (*alone, "QT_QPA_PLATFORM=offscreen", "/usr/bin/loanmanager"), root=CHROOT
    )
    place = CHROOT / "trial"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    smoke.shell(built, place)
    smoke.stay_open(built, place / "office")
    inside(*env, "apt-get", "-qq", "purge", "-y", "loanmanager")
    left = [
        path for path in CHROOT.rglob("*loanmanager*") if "trial" not in path.parts and path.name != "loanmanager.deb"
    ]
    smoke.must(not left, f"removing it left {left}")


def main(argv: list[str]) -> int:
    """Make it, and unless told otherwise try it."""
    if missing := [
        name for name in ("lintian", "debootstrap", "desktop-file-validate", "appstreamcli") if not shutil.which(name)
    ]:
        if os.geteuid() != 0:
            sys.exit(f"packaging: {', '.join(missing)} missing; run: sudo apt-get install -y {' '.join(NEEDED)}")
        run("apt-get", "-qq", "update")
        run("apt-get", "-qq", "install", "-y", "--no-install-recommends", *NEEDED, quiet=True)
    package = make()
    print(f"installer: {package} {package.stat().st_size / 1e6:.1f} MB", flush=True)
    if "--only-make" in argv:
        return 0
    try:
        prove(package)
        trial(package)
    except (smoke.Broken, subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        print(f"installer: FAILED: {error}", flush=True)
        return 1
    print("installer: installed, used and removed in a Debian of its own", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
