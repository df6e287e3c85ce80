"""Set up, check and run Loan Manager from a checkout, with nothing but Python: `python3 dev.py TASK [arguments]`."""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - said in words before the first import that only newer ones have
    sys.exit(f"Loan Manager needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

import tomllib

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.stamp"
CONSTRAINTS = ROOT / "constraints.txt"
LOCALE = ROOT / "resources" / "locale"
DOMAIN = "loanmanager"
LANGUAGES = ("fr",)  # English is the source and needs no catalogue
DEMO = ROOT / "demo-data"
COVERAGE = ROOT / ".coverage.json"
TOOLS = ROOT / "build" / "tools"  # what one task alone needs: no part of .venv
PACKAGING = ROOT / "packaging"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
# What PySide6's wheels take from Debian or Ubuntu: the first to be imported at all, the second to open an X11 window.
QT_IMPORTS = [
    "libgl1", "libegl1", "libglib2.0-0", "libfontconfig1", "libdbus-1-3", "libxkbcommon0", "libgssapi-krb5-2",
]  # fmt: skip
QT_WINDOW = [
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0",
    "libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0", "libx11-xcb1",
]  # fmt: skip
FONTS = ["fonts-dejavu-core"]
LINT = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "import contracts": ["lint-imports"],
}


def script(name: str) -> Path:
    """Return the path of a program in .venv."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


PYTHON = script("python")


def say(text: str) -> None:
    """Print one line of ours, before anything that a program started later prints."""
    print(f"dev.py: {text}", flush=True)


def run(*command: str | Path, env: Mapping[str, str] | None = None, errors: int | None = None) -> int:
    """Run a program in the checkout and return its exit status."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **(env or {})}, stderr=errors, check=False).returncode


def module(*arguments: str, env: Mapping[str, str] | None = None, errors: int | None = None) -> int:
    """Run `python -m` with the packages of .venv."""
    return run(PYTHON, "-m", *arguments, env=env, errors=errors)


# What is installed


def wanted() -> list[str]:
    """Read from pyproject.toml what the program and its developers need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def fingerprint(requirements: list[str], constraints: str) -> str:
    """Name what should be installed, so that a change of either file is noticed."""
    return hashlib.sha256("\n".join([*requirements, constraints]).encode()).hexdigest()


def install(*, again: bool = False) -> None:
    """Make .venv and install the exact versions, unless its stamp says that this was done."""
    requirements = wanted()
    stamp = fingerprint(requirements, CONSTRAINTS.read_text("utf-8"))
    if not again and PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == stamp:
        return
    if not has_pip(PYTHON):
        make_environment()
    say("installing the packages of pyproject.toml, in the versions of constraints.txt")
    if module("pip", "install", "--quiet", "--disable-pip-version-check", "-c", str(CONSTRAINTS), *requirements):
        sys.exit("dev.py: pip could not install the packages; see its message above, then try again.")
    STAMP.write_text(stamp, "utf-8")


def has_pip(python: str | Path) -> bool:
    """Tell whether a Python is there and has pip."""
    try:
        done = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def make_environment() -> None:
    """Make .venv with pip in it, by the first way that works with this Python."""
    say("making .venv")
    clear = [] if PYTHON.exists() else ["--clear"]  # what is left of a Python that is gone cannot be repaired
    venv = [sys.executable, "-m", "venv", *clear, str(VENV)]
    if importlib.util.find_spec("ensurepip"):
        run(*venv)
    elif has_pip(sys.executable) and not run(*venv, "--without-pip"):
        run(sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip")
    if not has_pip(PYTHON) and apt(f"python3.{sys.version_info.minor}-venv"):  # where Debian keeps ensurepip
        run(*venv)
    if not has_pip(PYTHON):
        sys.exit("dev.py: this Python could not make .venv with pip in it.")


# What Debian and Ubuntu keep in packages of their own


def may_install() -> bool:
    """Tell whether this is a Debian or Ubuntu where we may install packages."""
    return sys.platform == "linux" and shutil.which("apt-get") is not None and os.geteuid() == 0


def apt(*packages: str) -> bool:
    """Install Debian packages where that is allowed; otherwise print the line that does it."""
    if not may_install():
        say(f"on Debian or Ubuntu, run: sudo apt-get install -y {' '.join(packages)}")
        return False
    say(f"installing with apt-get: {' '.join(packages)}")
    for rest in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        command = ["apt-get", "-qq", *rest]
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        status = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False).returncode
    return status == 0


def ask_probe() -> dict[str, str]:
    """Ask the Python of .venv what Qt lacks on this machine, and why it says so."""
    command = (PYTHON, ROOT / "tests" / "qt_probe.py")
    done = subprocess.run(command, env={**os.environ, **OFFSCREEN}, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines() if done.returncode == 0 else [f"imports {done.stderr.strip()}"]
    return {lack: why for lack, _, why in (line.partition(" ") for line in lines)}


def libraries() -> None:
    """Bring what Qt needs from the system, or say what is missing and stop where nothing could work."""
    lacks = ask_probe() if sys.platform == "linux" else {}
    if no_display():
        lacks.pop("window", None)
    if not lacks:
        return
    needed = {"imports": [*QT_IMPORTS, *QT_WINDOW, *FONTS], "window": [*QT_IMPORTS, *QT_WINDOW], "fonts": FONTS}
    if apt(*dict.fromkeys(package for lack in lacks for package in needed[lack])):
        lacks = ask_probe()
    for lack, why in lacks.items():
        say(f"Qt still lacks something here ({lack}): {why}")
    if "imports" in lacks:
        sys.exit(1)


# Catalogues


def compile_catalogues() -> int:
    """Compile the translations that are newer than what was made of them."""
    stale = [po for po in LOCALE.rglob("*.po") if not fresh(po, po.with_suffix(".mo"))]
    compiling = ("babel.messages.frontend", "--quiet", "compile")
    return sum(module(*compiling, "-i", str(po), "-o", str(po.with_suffix(".mo"))) for po in stale)


def fresh(source: Path, made: Path) -> bool:
    """Tell whether a made file is there and not older than its source."""
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


def catalogs(arguments: list[str]) -> int:
    """Gather the words of the program into the translators' catalogues (--check: only tell whether that is done)."""
    template = ROOT / "build" / f"{DOMAIN}.pot"
    template.parent.mkdir(exist_ok=True)
    keywords = [part for keyword in ("say", "say_for:1c,2", "count:1,2", "mark") for part in ("-k", keyword)]
    plain = ["--no-location", "--sort-output", "--no-wrap"]  # so that a diff shows changed words and nothing else
    name = ["--project", "Loan Manager", "--version", "1"]
    extract = ["extract", "--no-default-keywords", *keywords, *plain, *name, "-o", str(template), "loanmanager"]
    status = module("babel.messages.frontend", "--quiet", *extract)
    for language in LANGUAGES:
        status = status or update_catalogue(language, template, check="--check" in arguments)
    return status or compile_catalogues()


def update_catalogue(language: str, template: Path, *, check: bool) -> int:
    """Bring one language's catalogue up to the template, or only tell whether it is."""
    kept = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    made = template.with_suffix(".po") if check else kept
    if check and kept.exists():
        shutil.copyfile(kept, made)
    update = ["update", "-i", str(template), "-o", str(made), "-l", language, "--init-missing"]
    tidy = ["--no-wrap", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
    status = module("babel.messages.frontend", "--quiet", *update, *tidy)
    if check and made.read_bytes() != kept.read_bytes():
        say(f"the catalogue of {language} lacks words of the program, or has too many: run python3 dev.py catalogs")
        return 1
    return status


# Checks


def timed(name: str, *command: str | Path) -> bool:
    """Run one step between a line with its name and a line with its seconds; tell whether it passed."""
    say(f"{name} ...")
    start = time.monotonic()
    status = run(*command)
    say(f"{name}: {'FAILED' if status else 'ok'}, {time.monotonic() - start:.1f} s")
    return status == 0


def lint_failures() -> list[str]:
    """Run every check that needs no test and return the names of those that failed."""
    return [name for name, (tool, *rest) in LINT.items() if not timed(name, script(tool), *rest)]


def pytest(*arguments: str) -> tuple[int, str]:
    """Run pytest, pass its output on as it comes, and return its exit status and its closing line."""
    say("pytest ...")
    colour = f"--color={'yes' if sys.stdout.isatty() else 'no'}"  # pytest itself sees only the pipe
    command: list[str | Path] = [PYTHON, "-m", "pytest", colour, *arguments]
    closing = b""
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **OFFSCREEN}, stdout=subprocess.PIPE) as process:
        for line in process.stdout or ():
            sys.stdout.buffer.write(line)
            sys.stdout.flush()
            closing = line.rstrip() or closing
    return process.returncode, closing.decode(errors="replace")


def test(arguments: list[str]) -> int:
    """Run every check and test, as CI does; with arguments, only pytest with those."""
    if compile_catalogues():
        return 1
    if arguments:
        return pytest(*arguments)[0]
    failed = lint_failures()
    COVERAGE.unlink(missing_ok=True)
    status, closing = pytest("-n", "2", "--dist", "worksteal", "--cov", "--cov-branch", f"--cov-report=json:{COVERAGE}")
    failed += ["pytest"] if status else []
    failed += [] if timed("coverage", PYTHON, ROOT / "tests" / "coverage_gates.py", COVERAGE) else ["coverage"]
    say(f"FAILED: {', '.join(failed)}" if failed else "all passed")
    print(closing, flush=True)  # last, so that whoever reads the end reads how many passed
    return 1 if failed else 0


def lint(arguments: list[str]) -> int:
    """Run the checks that need no test; with --fix, first repair and format what ruff can."""
    if "--fix" in arguments:
        run(script("ruff"), "check", "--fix", "--quiet", ".")
        run(script("ruff"), "format", "--quiet", ".")
    return 1 if lint_failures() else 0


# The program


def no_display() -> bool:
    """Tell whether this is a Linux without a screen to open a window on."""
    return sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def program(arguments: list[str]) -> int:
    """Open the program on your own data; arguments are passed on."""
    return compile_catalogues() or module("loanmanager", *arguments)


def demo(arguments: list[str]) -> int:
    """Open the program on a demo office; without a screen, walk through a loan and leave papers and pictures."""
    if compile_catalogues():
        return 1
    if no_display():
        say("there is no display here, so no window: walking through a loan instead, see demo-out/")
        return module("tests.tour", "demo-out", env=OFFSCREEN)
    if not DEMO.exists():
        say(f"making a demo office in {DEMO.name}/ (delete the folder to start again)")
        if status := module("loanmanager", "--data", str(DEMO), "demo"):
            shutil.rmtree(DEMO, ignore_errors=True)  # half an office would be taken for a whole one next time
            return status
    return module("loanmanager", "--data", str(DEMO), *arguments)


def screenshots(arguments: list[str]) -> int:
    """Take the pictures of the guide."""
    return compile_catalogues() or module("tests.screenshots", *arguments, env=OFFSCREEN)


def fuzz(arguments: list[str]) -> int:
    """Look for files that break a reader, for so many seconds (900), or run the files of crashes again."""
    tools = brought("fuzz")
    return compile_catalogues() or module("tests.fuzzing", *arguments, env={**OFFSCREEN, **tools})


def torture(arguments: list[str]) -> int:
    """Kill the program, fill its disk and stop its writing over thousands of operations, so many times over (7)."""
    times = {"LOANMANAGER_TORTURE": arguments[0] if arguments else "7"}
    return compile_catalogues() or module("pytest", "-s", *TORTURE, env={**OFFSCREEN, **times})


def brought(group: str) -> dict[str, str]:
    """Install what one task alone needs, apart from .venv, and return what tells Python where it is."""
    folder = TOOLS / group
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"][group]
    install = ("install", "--quiet", "--disable-pip-version-check", "-c", str(CONSTRAINTS), "--target", str(folder))
    if not folder.exists() and module("pip", *install, *wanted):
        shutil.rmtree(folder, ignore_errors=True)
        sys.exit(f"dev.py: pip could not install what {group} needs; see its message above.")
    return {"PYTHONPATH": str(folder)}


def bench(arguments: list[str]) -> int:
    """Measure the performance budgets."""
    return compile_catalogues() or module("benchmarks", *arguments, env=OFFSCREEN)


# Packages


def guide(arguments: list[str]) -> int:
    """Build the guide of each language as web pages, in build/guide; what is wrong in it stops the build."""
    tools = brought("guide")
    source, made = ROOT / "docs" / "guide", ROOT / "build" / "guide"
    sphinx = ("sphinx", "--quiet", "--fail-on-warning", "-b", "html", "-c", str(source))
    return sum(
        module(
            *sphinx,
            "-D",
            f"language={code}",
            "-d",
            str(made / ".seen" / code),
            *arguments,
            str(source / code),
            str(made / code),
            env=tools,
        )
        for code in ("en", *LANGUAGES)
    )


def build(arguments: list[str]) -> int:
    """Build the folder that is installed, in build/dist (--windows: the one for Windows, under Wine)."""
    return compile_catalogues() or guide([]) or run(PYTHON, PACKAGING / "build.py", *arguments, env=brought("build"))


def smoke(arguments: list[str]) -> int:
    """Do the main job in what was built, not in the source."""
    return run(PYTHON, PACKAGING / "smoke.py", *(arguments or [str(ROOT / "build" / "dist" / "loanmanager")]))


def installer(arguments: list[str]) -> int:
    """Build, make the installer and try it: --deb in a Debian of its own, --windows under Wine (--only-make: make it)."""
    kinds: dict[str, tuple[list[str], Path]] = {
        "--deb": ([], PACKAGING / "debian_package.py"),
        "--windows": (["--windows"], PACKAGING / "windows_installer.py"),
    }
    chosen = [kind for kind in kinds if kind in arguments]
    if len(chosen) != 1:
        sys.exit("dev.py: which one? installer --deb or installer --windows")
    building, script_ = kinds[chosen[0]]
    rest = [each for each in arguments if each not in kinds]
    return build(building) or run(PYTHON, script_, *rest)


def release(_arguments: list[str]) -> int:
    """Gather the packages that were made, with checksums and a list of what is in each, in build/release."""
    return run(PYTHON, PACKAGING / "release.py", env=brought("build"))


# What developers keep


def setup(_arguments: list[str]) -> int:
    """Install once more what the program and its developers need."""
    install(again=True)
    libraries()
    return 0


def pin(_arguments: list[str]) -> int:
    """Write the versions that are installed now into constraints.txt."""
    command = (PYTHON, "-m", "pip", "freeze", "--exclude", "pip", "--exclude", "setuptools")
    frozen = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pins = dict(line.split("==") for line in [*CONSTRAINTS.read_text("utf-8").splitlines(), *frozen.splitlines()])
    CONSTRAINTS.write_text("".join(f"{name}=={pins[name]}\n" for name in sorted(pins, key=str.lower)), "utf-8")
    return 0


TASKS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo, "run": program, "test": test, "lint": lint, "bench": bench, "screenshots": screenshots,
    "catalogs": catalogs, "fuzz": fuzz, "guide": guide, "torture": torture, "build": build, "smoke": smoke, "installer": installer, "release": release, "setup": setup, "pin": pin,
}  # fmt: skip
TORTURE = ("tests/operations/test_torture.py", "tests/operations/test_no_room.py", "tests/operations/test_crash.py")
WITHOUT_QT = {"torture", "lint", "catalogs", "fuzz", "guide", "release", "setup", "pin"}


def main(argv: list[str]) -> int:
    """Prepare what a task needs, and run it."""
    tasks = "\n".join(f"  {name:12} {task.__doc__}" for name, task in TASKS.items())
    parser = argparse.ArgumentParser("dev.py", epilog=tasks, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="what follows is passed on")
    asked = parser.parse_args(argv)
    if asked.task != "setup":
        install()
    if asked.task not in WITHOUT_QT:
        libraries()
    return TASKS[asked.task](asked.arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
