"""Every verb takes any words: it ends with 0, 1 or 2 and one sentence, never with a traceback.

The verbs and what they ask for are read from click itself, so that a new one is tried as well.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from loanmanager.cli import main
from tests.hostile import KEEPABLE, REFUSED, WORDING, active_pdfs, other_pdfs, pictures, png, sheets
from tests.nasty import fill
from tests.office import in_folder

pytestmark = pytest.mark.no_cover  # measured, it takes twice as long, and each verb and reader has tests of its own

WORDS = {
    **{
        name: KEEPABLE[name]
        for name in ("a script", "a formula that runs a program", "an end of SQL", "search operators")
    },
    **{
        name: KEEPABLE[name]
        for name in ("one quotation mark", "an override", "braces", "a large number", "a path upwards")
    },
    **{name: KEEPABLE[name] for name in ("control characters", "no characters", "tabs and breaks", "a leading dash")},
    **{name: REFUSED[name] for name in ("one half of a pair", "ten thousand characters and one")},
    "nothing": "",
    "a real tag": "LT-0001",
    "a real number": "1",
    "an undecodable byte": "caf\udce9",
}
ENDLESS = {"demo"}  # makes what the others work on
LEAVES = {click.exceptions.UsageError.exit_code, 0, 1}


def verbs() -> dict[str, click.Command]:
    found = {}
    for name, command in main.commands.items():
        if isinstance(command, click.Group):
            found.update({f"{name} {inner}": each for inner, each in command.commands.items()})
        else:
            found[name] = command
    return found


def words_for(parameter: click.Parameter, word: str, files: dict[str, Path]) -> list[str]:
    """Return what a verb is handed for one parameter: the nasty word wherever words are taken, else something that fits."""
    kind = parameter.type
    if isinstance(kind, click.Path):
        return [str(files["there"] if kind.exists else files["new"])]
    if isinstance(kind, click.Choice):
        return [str(next(iter(kind.choices)))]
    return [word]


def arguments_of(verb: click.Command, word: str, files: dict[str, Path]) -> Iterator[list[str]]:
    """Yield what is needed, then the same with each option in turn."""
    needed: list[str] = []
    options: list[list[str]] = []
    for each in verb.params:
        said = [] if getattr(each, "is_flag", False) else words_for(each, word, files)
        if isinstance(each, click.Argument):
            needed += said
        elif each.required:
            needed = [each.opts[0], *said, *needed]
        else:
            options.append([each.opts[0], *said])
    marked = ["--", *needed] if needed and not needed[0].startswith("--") else needed
    yield marked
    for option in options:
        if option[0] != "--help":
            yield [*option, *marked]


class Shell:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runner = CliRunner()

    def __call__(self, *words: str) -> Any:
        return self.runner.invoke(main, ["--data", str(self.folder), *words], obj=lambda *_: 0, input="\n\n\n")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nasty") / "data"
    store, _ = in_folder(folder)
    fill(store, "<b>R&D</b> =1+1")
    store.close()
    return folder


@pytest.mark.parametrize("name", sorted(verbs().keys() - ENDLESS))
def test_any_words_end_in_a_sentence(name: str, office: Path, tmp_path: Path) -> None:
    shell = Shell(office)
    files = {"there": tmp_path / "there.csv", "new": tmp_path / "new.pdf"}
    files["there"].write_bytes(b"Tag,Type\nN-1,Laptop\n")
    for at, (called, word) in enumerate(WORDS.items()):
        needed, *others = arguments_of(verbs()[name], word, files)
        for arguments in (needed, *others[at % 3 :: 3]):
            ended = shell(*name.split(), *arguments)
            ends_in_words(ended, (name, called, arguments[:3]))


def ends_in_words(ended: Any, what: object) -> None:
    fault = ended.exception if not isinstance(ended.exception, SystemExit) else None
    assert fault is None, (what, repr(fault))
    assert ended.exit_code in LEAVES, (what, ended.exit_code)
    assert "Traceback" not in ended.output, what
    if ended.exit_code == 1:
        assert ended.stderr.strip(), what
        assert len(ended.stderr) < 2000, what


@pytest.fixture(scope="module")
def contents() -> dict[str, bytes]:
    others = {"a wording": WORDING, "a locked PDF": other_pdfs()["locked"]}
    return {**sheets(), **pictures(), **active_pdfs(), **others}


def takes_a_file(verb: click.Command) -> bool:
    return any(isinstance(each.type, click.Path) and each.type.exists for each in verb.params)


@pytest.mark.parametrize("name", sorted(name for name, verb in verbs().items() if takes_a_file(verb)))
def test_any_file_ends_in_a_sentence(name: str, office: Path, contents: dict[str, bytes], tmp_path: Path) -> None:
    shell, file = Shell(office), tmp_path / "chosen.bin"
    needed, *others = arguments_of(
        verbs()[name], "devices" if name == "import" else "L-2026-0001", {"there": file, "new": tmp_path / "new.pdf"}
    )
    for called, content in contents.items():
        file.write_bytes(content)
        for arguments in (needed, *(each for each in others if each[1:2] == [str(file)])):
            ends_in_words(shell(*name.split(), *arguments), (name, called))


@pytest.mark.parametrize("preset", ["devices", "clients", "snipe-it-assets", "koha-patrons"])
def test_any_file_is_imported_or_refused_in_words(preset: str, tmp_path: Path) -> None:
    shell = Shell(tmp_path / "data")
    file = tmp_path / "sheet.csv"
    for called, content in {**sheets(), "a picture of a sheet": png(9, 9)}.items():
        file.write_bytes(content)
        ended = shell("import", preset, str(file), "--dry-run", "--json")
        ends_in_words(ended, (preset, called))
        if ended.exit_code == 0:
            assert json.loads(ended.stdout)["dry_run"], called


@pytest.mark.parametrize("file", ["a folder", "/dev/null", "nothing there", "a file of nobody"])
def test_what_is_no_file_is_said(file: str, tmp_path: Path) -> None:
    shell = Shell(tmp_path / "data")
    chosen = {"a folder": tmp_path, "nothing there": tmp_path / "gone.csv"}.get(file, Path(file))
    ended = shell("import", "devices", str(chosen))
    ends_in_words(ended, file)
    assert ended.exit_code in {1, 2}
