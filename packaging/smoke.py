"""Start what was built, not the source, and do the main job in it: `python packaging/smoke.py FOLDER [--wine]`.

Import, lend, an agreement in every script with its barcode, return, backup, restore; then the window: a loan by keys on a
virtual screen. Every step has a time limit; what fails is said in a line, and the exit status is 1.
"""

import argparse
import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp

LIMIT = 120  # seconds for one start
DEVICES = "tag,type,make,model,serial\nSM-1,Laptop,Example,One,S-0001\nSM-2,Laptop,Example,Two,S-0002\n"
CLIENTS = """file number,family name,given name,email,language
P-1,Tremblay,Josée,josee@example.org,fr
P-2,Nguyễn,Thị Hồng,hong@example.org,en
P-3,الحداد,يوسف,youssef@example.org,en
P-4,כהן,נעמה,naama@example.org,en
P-5,Коваленко,Оксана,oksana@example.org,en
P-6,Παππάς,Ελένη,eleni@example.org,en
P-7,王,小明,xiaoming@example.org,en
P-8,김,민준,minjun@example.org,en
P-9,शर्मा,कविता,kavita@example.org,en
P-10,ᐊᓕᒃᓯ,ᐱᑕ,pita@example.org,fr
"""
PASSPHRASE = "correct horse battery"  # noqa: S105 (of an office that lives for a minute)
FEW = 9  # holidays of two years: of any region that is offered there are more
SAID_BACKWARDS = {"P-3", "P-4"}  # extracted in visual order by some readers: looked for letter by letter
BY_CLUSTERS = {"P-9"}  # reordered by shaping: as above


class Broken(Exception):
    """What was built does not do its job."""


@dataclass(frozen=True, slots=True)
class Built:
    """A built program: how a verb of it is run and how its window is opened."""

    shell: tuple[str, ...]
    window: tuple[str, ...]
    wine: bool = False
    root: Path | None = None  # of the system in which it runs, where that is a folder of this one

    def path(self, path: Path) -> str:
        """Return a file's path as the program reads it."""
        if self.root:
            return f"/{path.relative_to(self.root)}"
        return "Z:" + str(path).replace("/", "\\") if self.wine else str(path)

    def verb(self, data: Path | None, *words: str | Path, env: dict[str, str] | None = None) -> Any:
        """Run a verb on a data folder, or on the user's own, and return what it printed as JSON."""
        arguments = [self.path(each) if isinstance(each, Path) else each for each in words]
        place = ("--data", self.path(data)) if data else ()
        status, said, error = self.run(*place, *arguments, "--json", env=env)
        if status:
            raise Broken(f"{' '.join(arguments)}: {said} {error[-800:]}")
        return json.loads(said)

    def run(self, *arguments: str, env: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Run it in a shell and return its exit status, and what it said and complained."""
        *before, program = self.shell
        given = [f"{name}={value}" for name, value in (env or {}).items()] if self.root else []  # `env -i` drops ours
        done = subprocess.run(
            [*before, *given, program, *arguments], capture_output=True, stdin=subprocess.DEVNULL, timeout=LIMIT, check=False,
            env={**os.environ, **(env or {})},
        )  # fmt: skip
        return (
            done.returncode,
            done.stdout.decode("utf-8", "replace").strip(),
            done.stderr.decode("utf-8", "replace").strip(),
        )


def must(so: object, what: str) -> None:
    """Say what is not so."""
    if not so:
        raise Broken(what)


def main(argv: Sequence[str]) -> int:
    """Try each part of the job; tell the seconds of each."""
    parser = argparse.ArgumentParser("smoke")
    parser.add_argument("folder", type=Path, help="where the built program lies")
    parser.add_argument("--wine", action="store_true", help="it is the Windows build")
    options = parser.parse_args(argv)
    built = find(options.folder.resolve(), wine=options.wine)
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
            for step in (shell, languages, window):
                start = time.monotonic()
                step(built, Path(made))
                print(f"smoke: {step.__name__} ok, {time.monotonic() - start:.1f} s", flush=True)
    except (Broken, subprocess.TimeoutExpired) as error:
        print(f"smoke: FAILED: {error}", flush=True)
        return 1
    return 0


def find(folder: Path, *, wine: bool) -> Built:
    """Return the programs of a folder."""
    if wine:
        return Built(
            ("wine", str(folder / "loanmanager-shell.exe")), ("wine", str(folder / "Loan Manager.exe")), wine=True
        )
    program = folder / ("loanmanager-shell.exe" if os.name == "nt" else "loanmanager")
    return Built((str(program),), (str(folder / "Loan Manager.exe") if os.name == "nt" else str(program),))


# The shell


def shell(built: Built, folder: Path) -> None:
    """Do a day's work with the verbs."""
    data = folder / "office"
    for kind, sheet, rows in (("devices", DEVICES, 2), ("clients", CLIENTS, 10)):
        file = folder / f"{kind}.csv"
        file.write_text(sheet, "utf-8")
        must(built.verb(data, "import", kind, file)["added"] == rows, f"{kind} were not imported")
    for line in CLIENTS.splitlines()[1:]:
        lend_and_return(built, data, folder, *line.split(",")[:3])
    loan = built.verb(data, "lend", "--client", "P-1", "--device", "SM-1")
    copy, fresh = folder / "copy.loanbackup", folder / "new-pc"
    built.verb(data, "backup", copy)
    built.verb(fresh, "restore", copy)
    must([each["number"] for each in built.verb(fresh, "loans")] == [loan["number"]], "the backup lost a loan")
    must(built.verb(fresh, "check")["sound"], "the restored office is not sound")
    protect(built, fresh, folder)


def protect(built: Built, data: Path, folder: Path) -> None:
    """Encrypt an office, work in it, back it up, and bring it back by its passphrase."""
    known, sheet, copy = {"LOANMANAGER_PASSPHRASE": PASSPHRASE}, folder / "sheet.pdf", folder / "sealed.loanbackup"
    built.verb(data, "protect", "on", "--sheet", sheet, env={"LOANMANAGER_NEW_PASSPHRASE": PASSPHRASE})
    must(len(read(sheet)[1]) == 1, "the recovery sheet has no code that can be read")
    must(b"Tremblay" not in (data / "loanmanager.db").read_bytes(), "the records are not encrypted")
    loans = built.verb(data, "loans", env=known)
    must(len(loans) == 1, "the encrypted office lost its loan")
    built.verb(data, "backup", copy, env=known)
    must(not copy.read_bytes().startswith(b"SQLite format 3"), "the backup is not encrypted")
    must(built.verb(data, "check", env=known)["sound"], "the encrypted office is not sound")
    (words,) = read(sheet)[1]
    other, by_words = folder / "other-pc", {"LOANMANAGER_RECOVERY": words}
    built.verb(other, "restore", copy, env=by_words)
    must(built.verb(other, "loans", env=by_words) == loans, "the encrypted backup lost a loan")


def lend_and_return(built: Built, data: Path, folder: Path, number: str, family: str, given: str) -> None:
    """Lend to one client, read the agreement and its barcodes, and take the device back."""
    paper, receipt = folder / f"{number}.pdf", folder / f"{number}-receipt.pdf"
    loan = built.verb(data, "lend", "--client", number, "--device", "SM-2", "--agreement", paper)
    text, codes = read(paper)
    for name in (family, given):
        whole = number not in SAID_BACKWARDS | BY_CLUSTERS
        must(name in text if whole else set(name) & set(text), f"{name} is not on the agreement")
    must("\ufffd" not in text, f"the agreement of {number} has unknown letters")
    must(loan["number"] in codes, f"the barcode of {loan['number']} cannot be read: {codes}")
    built.verb(data, "return", "--device", "SM-2", "--receipt", receipt)
    must(loan["number"] in read(receipt)[0], "the receipt does not name its loan")
    built.verb(data, "reset", "SM-2", "--method", "system reset")


def read(paper: Path) -> tuple[str, set[str]]:
    """Return the text of a paper, and what a scanner reads of its barcodes."""
    document = pypdfium2.PdfDocument(paper.read_bytes())
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
        images = [page.render(scale=200 / 72).to_pil() for page in document]
    finally:
        document.close()
    return text, {found.text for image in images for found in zxingcpp.read_barcodes(image)}


def languages(built: Built, folder: Path) -> None:
    """See that it speaks both languages, and that a client's paper is in theirs."""
    data = folder / "office"
    for code, word in (("en", "No device"), ("fr", "Aucun appareil")):
        status, _, said = built.run("--data", built.path(data), "--lang", code, "return", "--device", "ZZZ")
        must(status == 1 and said.startswith(word), f"it does not speak {code}: {said}")
    for number, word in (("P-1", "Entente de prêt"), ("P-2", "Loan agreement")):
        must(word in read(folder / f"{number}.pdf")[0], f"the agreement of {number} is in another language")


# The window


def window(built: Built, folder: Path) -> None:
    """Lend by keys in the real window, on a virtual screen; without one, see that it opens and stays."""
    data = folder / "office"
    if not shutil.which("xvfb-run") or not shutil.which("xdotool"):
        stay_open(built, data)
        return
    for code, client in (("en", "oksana"), ("fr", "eleni")):
        before = {each["number"] for each in built.verb(data, "loans")}
        print(f"{on_screen(built, data, folder, LENDS, client, '--lang', code)} ({code})", flush=True)
        made = [each for each in built.verb(data, "loans") if each["number"] not in before]
        must(len(made) == 1, f"in {code} the keys made {len(made)} loans, not one")
        built.verb(data, "return", "--device", "SM-2")
        built.verb(data, "reset", "SM-2", "--method", "system reset")
    begins(built, folder)
    copy = built.path(folder / "copy.loanbackup")
    on_screen(built, data, folder, LOOKS, "Restore a backup", "--lang", "en", "--backup", copy)
    log = data / "loanmanager.log"
    must(not log.exists() or "ERROR" not in log.read_text("utf-8"), "the window wrote errors to its log")


def begins(built: Built, folder: Path) -> None:
    """Set an office up by keys as far as its site, and see that the holidays of its region are kept."""
    data = folder / "begun"
    on_screen(built, data, folder, BEGINS, "Agency", "--lang", "en")
    with contextlib.closing(sqlite3.connect(f"{(data / 'loanmanager.db').as_uri()}?mode=ro", uri=True)) as conn:
        kept = conn.execute("SELECT COUNT(*) FROM closures WHERE name <> ''").fetchone()[0]
    must(kept > FEW, f"{kept} holidays are kept")


def on_screen(built: Built, data: Path, folder: Path, keys: str, about: str, *options: str) -> str:
    """Have keys pressed in the window on a virtual screen, about somebody or something, and return what was noted."""
    script = folder / "keys.sh"
    script.write_text(OPEN + keys + CLOSE, "utf-8")
    program = (*built.window, *options, "--data", built.path(data))
    command = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24 -ac", "bash", str(script), about, *program]
    env = {**os.environ, "LC_ALL": "", "LANG": "en_US.UTF-8"}  # a country whose holidays are known
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=LIMIT, check=False, env=env)
    must(done.returncode == 0, f"the window: {done.returncode} {done.stdout[-400:]!r} {done.stderr[-400:]!r}")
    return done.stdout.decode().strip()


OPEN = """
set -u
about=$1
shift
keys() { xdotool "$@"; sleep 1; }
openbox >/dev/null 2>&1 &
start=$(date +%s%N)
"$@" &
program=$!
for _ in $(seq 300); do
  window=$(xdotool search --onlyvisible --name '^Loan Manager$' 2>/dev/null | tail -n 1)
  [ -n "$window" ] && break
  sleep 0.1
done
[ -n "${window:-}" ] || { echo 'no window'; kill $program; exit 3; }
echo "smoke: window after $(( ($(date +%s%N) - start) / 1000000 )) ms"
xdotool windowactivate --sync "$window"
sleep 3
"""
LENDS = """
keys key F2
keys type --delay 30 'SM-2'
keys key Return
keys type --delay 30 "$about"
keys key Return
sleep 1
keys key ctrl+Return
sleep 3
"""
BEGINS = """
keys key Return
sleep 2
keys type --delay 30 "$about"
for _ in 1 2 3; do keys key Return; sleep 1; done
sleep 1
"""
LOOKS = """
for _ in $(seq 100); do
  dialog=$(xdotool search --onlyvisible --name "^$about$" 2>/dev/null | tail -n 1)
  [ -n "$dialog" ] && break
  sleep 0.1
done
[ -n "${dialog:-}" ] || { echo "no window $about"; kill $program; exit 5; }
xdotool windowactivate --sync "$dialog"
sleep 2
keys key Escape
"""
CLOSE = """
[ -n "${PICTURE:-}" ] && import -window root "$PICTURE"
xdotool windowquit "$window" 2>/dev/null || xdotool key alt+F4
for _ in $(seq 200); do kill -0 $program 2>/dev/null || break; sleep 0.1; done
kill -0 $program 2>/dev/null && { echo 'it did not close'; kill -9 $program; exit 4; }
wait $program
"""


def stay_open(built: Built, data: Path) -> None:
    """Open the window without a screen for some seconds."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([*built.window, "--data", built.path(data)], env=env, stdin=subprocess.DEVNULL) as process:
        try:
            process.wait(8)
        except subprocess.TimeoutExpired:
            process.kill()
            return
    raise Broken(f"the window closed by itself: {process.returncode}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
