"""Make the Debian package and try it: `python packaging/debian_package.py [--only-make]`; the folder must have been built.

It is installed in a Debian of its own that has neither Python nor fonts, run there without a network, and removed.
"""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import first_release
import smoke
import version

ROOT = Path(__file__).resolve().parents[1]
BUILD, HERE = ROOT / "build", ROOT / "packaging" / "linux"
FOLDER = BUILD / "dist" / "loanmanager"
TREE = BUILD / "deb"
CHROOT = BUILD / "chroot"
SUITE = "bookworm"
OLDER = "0.0.9"
NEEDED = ("lintian", "debootstrap", "desktop-file-utils", "appstream", "xvfb", "xdotool", "openbox")
ENV = ("DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin:/sbin:/bin")
# A command in the Debian of its own, without a network; and a window of it on the screen that this is run on
ALONE = (
    "unshare", "--net", "chroot", str(CHROOT), "/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "HOME=/root", "LC_ALL=C.UTF-8",
)  # fmt: skip
SHOWN = 'exec unshare --net chroot "$0" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/root LC_CTYPE=C.UTF-8 LANG=en_US.UTF-8 DISPLAY="$DISPLAY" "$@"'
DATA = CHROOT / "root" / ".local" / "share" / "Loan Manager"
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
[\\-\\-data FOLDER] [\\-\\-lang en|fr] [\\-\\-backup FILE | VERB ...]
.SH DESCRIPTION
Without a verb, the window opens; with \\-\\-backup it shows what is in a backup, and brings it back when asked. Each verb takes \\-\\-json and \\-\\-help; a refusal is one sentence and exit status 1.
.SH VERBS
{listed}
"""


def lay_out(number: str) -> None:
    """Put every file of the package of a version in its place."""
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
    about = about.replace("@VERSION@", number).replace("@DATE@", f"{datetime.now(UTC):%Y-%m-%d}")
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
    entry = f"loanmanager ({number}) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- Loan Manager <loanmanager@example.org>  {stamp}\n"
    put(gzip.compress(entry.encode(), 9, mtime=0), *share, "doc", "loanmanager", "changelog.gz")
    put((HERE / "lintian-overrides").read_text("utf-8"), *share, "lintian", "overrides", "loanmanager")


def make(number: str, packing: str = "xz") -> Path:
    """Make the package of a version and return where it is."""
    lay_out(number)
    size = sum(path.lstat().st_size for path in TREE.rglob("*")) // 1024
    put(CONTROL.format(version=number, depends=", ".join(DEPENDS), size=size), "DEBIAN", "control")
    made = BUILD / f"loanmanager_{number}_amd64.deb"
    run("dpkg-deb", "--root-owner-group", f"-Z{packing}", "-b", TREE, made, quiet=True)
    return made


def prove(package: Path) -> None:
    """Let Debian's own tools look at it."""
    run("desktop-file-validate", HERE / "loanmanager.desktop")
    run("appstreamcli", "validate", "--no-net", TREE / "usr" / "share" / "metainfo" / "loanmanager.metainfo.xml")
    run("lintian", "--fail-on", "error", "--tag-display-limit", "3", package)


def inside(*command: str, network: bool = False) -> None:
    """Run a command in the Debian of its own; without a network unless told otherwise."""
    run(*(ALONE[2:] if network else ALONE), *command)


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


def trial(older: Path, newer: Path) -> None:
    """Install it where nothing is, upgrade over the records of the first release, work with it, and take it away."""
    make_chroot()
    inside(*ENV, "apt-get", "-qq", "update", network=True)
    install(older)
    smoke.must(
        not (CHROOT / "usr" / "bin" / "python3").exists(), "the Debian has a Python of its own: it proves nothing"
    )
    shutil.rmtree(DATA, ignore_errors=True)
    first_release.lay(DATA)
    install(newer)
    inside("dpkg-query", "--show", "loanmanager")
    place = CHROOT / "trial"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    built = smoke.Built(
        (*ALONE, "/usr/bin/loanmanager"), ("bash", "-c", SHOWN, str(CHROOT), "/usr/bin/loanmanager"), root=CHROOT
    )
    upgraded(built)
    smoke.shell(built, place)
    smoke.languages(built, place)
    with screens():
        smoke.window(built, place)
    inside(*ENV, "apt-get", "-qq", "purge", "-y", "loanmanager")
    smoke.must(not first_release.lost(DATA), "removing it took records")
    shutil.rmtree(DATA)
    left = [
        path for path in CHROOT.rglob("*loanmanager*") if "trial" not in path.parts and path.name != "loanmanager.deb"
    ]
    smoke.must(not left, f"removing it left {left}")


def install(package: Path) -> None:
    """Install a package with what it needs, over an older one where there is one."""
    shutil.copyfile(package, CHROOT / "loanmanager.deb")
    inside(*ENV, "apt-get", "-qq", "install", "-y", "--no-install-recommends", "/loanmanager.deb", network=True)


def upgraded(built: smoke.Built) -> None:
    """See that the records of the first release are all there, and were backed up before they took a new form."""
    smoke.must(len(built.verb(None, "loans", "--all")) == 1, "the loan of the first release is not there")
    smoke.must(not (gone := first_release.lost(DATA)), f"the upgrade lost {gone}")
    smoke.must([each["why"] for each in built.verb(None, "backups")] == ["before-upgrade"], "it was not backed up")


@contextmanager
def screens() -> Iterator[None]:
    """Let what runs in the Debian reach the virtual screens of this one."""
    outside, there = Path("/tmp/.X11-unix"), CHROOT / "tmp" / ".X11-unix"  # noqa: S108 (where X keeps them)
    for each in (outside, there):
        each.mkdir(mode=0o1777, exist_ok=True)
    run("mount", "--bind", outside, there)
    try:
        yield
    finally:
        run("umount", there)


def main(argv: list[str]) -> int:
    """Make it, and unless told otherwise try it."""
    if missing := [
        name for name in ("lintian", "debootstrap", "desktop-file-validate", "appstreamcli") if not shutil.which(name)
    ]:
        if os.geteuid() != 0:
            sys.exit(f"packaging: {', '.join(missing)} missing; run: sudo apt-get install -y {' '.join(NEEDED)}")
        run("apt-get", "-qq", "update")
        run("apt-get", "-qq", "install", "-y", "--no-install-recommends", *NEEDED, quiet=True)
    package = make(version.version())
    print(f"installer: {package} {package.stat().st_size / 1e6:.1f} MB", flush=True)
    if "--only-make" in argv:
        return 0
    try:
        prove(package)
        trial(make(OLDER, "none"), package)
    except (smoke.Broken, subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        print(f"installer: FAILED: {error}", flush=True)
        return 1
    print("installer: installed, used and removed in a Debian of its own", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
