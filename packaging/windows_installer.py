"""Make the Windows installer and try it under Wine: install, work, upgrade, uninstall. Wine proves that it is whole, not how it looks.

`python packaging/windows_installer.py [--only-make]`; the folder for Windows must have been built (packaging/build.py --windows).
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import first_release
import smoke
import version
import wine

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
HERE = os.name == "nt"  # on Windows itself nothing goes through Wine
FOLDER = BUILD / ("dist" if HERE else "dist-windows") / "loanmanager"
USER = Path.home() if HERE else wine.PREFIX / "drive_c" / "users" / os.environ.get("USER", "root")
PROGRAM = USER / "AppData" / "Local" / "Programs" / "Loan Manager"
DATA = USER / "AppData" / "Local" / "Loan Manager"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\LoanManager"
BACKUP_FILES = r"HKCU\Software\Classes\LoanManager.Backup\shell\open\command"
AT_MOST = 45_000_000  # bytes of the installer


def make(number: str, *options: str) -> Path:
    """Make the installer of a version and return where it is; -DQUICK packs it less."""
    made = BUILD / f"Loan-Manager-{number}-setup.exe"
    icon = BUILD / "icons" / "loanmanager.ico"
    defines = (f"-DVERSION={number}", f"-DFOLDER={FOLDER}", f"-DOUT={made}", f"-DICON={icon}")
    wine.run("makensis", "-V2", *options, *defines, ROOT / "packaging" / "windows" / "installer.nsi")
    return made


def windows(*command: str, status: int = 0) -> str:
    """Run a program for Windows to its end and return what it printed."""
    done = subprocess.run(
        [*(() if HERE else ("xvfb-run", "-a", "wine")), *command], capture_output=True, stdin=subprocess.DEVNULL, timeout=300, check=False,
        env={**os.environ, **wine.environment()},
    )  # fmt: skip
    said = done.stdout.decode("utf-8", "replace")
    smoke.must(done.returncode == status, f"{command}: {done.returncode} {said[-500:]}")
    return said


def registered() -> str:
    """Return the version that Windows lists as installed."""
    said = windows("reg", "query", UNINSTALL, "/v", "DisplayVersion")
    return said.split()[-1]


def trial(older: Path, newer: Path) -> None:
    """Go through the life of an installation."""
    windows(str(older), "/S")
    smoke.must(registered() == "0.0.9", "the older version is not registered")
    smoke.must((PROGRAM / "Loan Manager.exe").exists(), "the program was not installed for this user")
    os.environ.update(wine.environment())
    built = smoke.find(PROGRAM, wine=not HERE)
    for step in (smoke.shell, smoke.languages, smoke.window):
        step(built, BUILD / "trial")
    opens_backups()
    upgrade(built, older, newer)
    loans = built.verb(None, "loans", "--all")
    windows(str(PROGRAM / "uninstall.exe"), "/S")
    gone_soon(PROGRAM / "Loan Manager.exe")
    smoke.must((DATA / "loanmanager.db").exists(), "uninstalling took the records")
    windows(str(newer), "/S", "/NoDesktop")
    smoke.must(built.verb(None, "loans", "--all") == loans, "installed again, it does not find its records")
    windows(str(PROGRAM / "uninstall.exe"), "/S", "/RemoveData")
    gone_soon(DATA)


def opens_backups() -> None:
    """See that Windows opens a backup with the program; smoke.py sees what that shows."""
    command = windows("reg", "query", BACKUP_FILES, "/ve")
    smoke.must('Loan Manager.exe" --backup "%1"' in command, f"backups are opened by {command}")


def upgrade(built: smoke.Built, older: Path, newer: Path) -> None:
    """Upgrade over the records of the first release, and over those of a demo office: each is backed up, nothing is lost."""
    first_release.lay(DATA)
    windows(str(newer), "/S")
    smoke.must(registered() == version.version(), "the upgrade is not registered")
    smoke.must(list((DATA / "backups").glob("*-before-upgrade.loanbackup")), "the upgrade backed nothing up")
    smoke.must(len(built.verb(None, "loans", "--all")) == 1, "the loan of the first release is not there")
    smoke.must(not (gone := first_release.lost(DATA)), f"the upgrade lost {gone}")
    shutil.rmtree(DATA)
    windows(str(older), "/S")
    built.verb(None, "demo")
    loans = built.verb(None, "loans", "--all")
    windows(str(newer), "/S")
    smoke.must([each["why"] for each in built.verb(None, "backups")] == ["before-upgrade"], "it was not backed up")
    smoke.must(built.verb(None, "loans", "--all") == loans, "the upgrade lost records")


def gone_soon(path: Path) -> None:
    """Wait until an uninstaller, which goes on after its copy has started, took something away."""
    for _ in range(100):
        if not path.exists():
            return
        time.sleep(0.2)
    raise smoke.Broken(f"{path} is still there")


def main(argv: list[str]) -> int:
    """Make it, and unless told otherwise try it."""
    newer = make(version.version())
    size = newer.stat().st_size
    print(f"installer: {newer} {size / 1e6:.1f} MB", flush=True)
    if "--only-make" in argv:
        return 0
    for left in (BUILD / "trial", *(() if HERE else (PROGRAM, DATA))):  # of a trial that failed
        shutil.rmtree(left, ignore_errors=True)
    (BUILD / "trial").mkdir()
    try:
        smoke.must(size <= AT_MOST, "the installer is too large")
        trial(make("0.0.9", "-DQUICK"), newer)
    except (smoke.Broken, subprocess.TimeoutExpired) as error:
        print(f"installer: FAILED: {error}", flush=True)
        return 1
    print("installer: installed, used, upgraded and uninstalled under Wine", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
