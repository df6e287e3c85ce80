"""A file's name may come from anywhere, and must be harmless wherever it is kept, shown and saved."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanmanager.domain.file_names import harmless, titled
from tests.hostile import FILE_NAMES, TEXTS


def is_harmless(name: str) -> None:
    assert 0 < len(name) <= 121
    assert len(name.encode()) <= 201
    assert not set(name) & set('<>:"/\\|?*')
    assert all(each.isprintable() or each == "\u00a0" for each in name)
    assert name == name.strip(" .")
    assert PurePosixPath(name).name == name
    assert PureWindowsPath(name).name == name
    assert not PureWindowsPath(name).drive
    assert not PureWindowsPath(name).is_reserved()
    assert not name.startswith(".")


@pytest.mark.parametrize("called", FILE_NAMES)
def test_a_nasty_name_is_made_harmless(called: str) -> None:
    is_harmless(harmless(FILE_NAMES[called]))


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Scan 0042, page 2.pdf", "Scan 0042, page 2.pdf"),
        ("Zoë Nguyễn – contrat.PDF", "Zoë Nguyễn – contrat.PDF"),
        ("عقد.pdf", "عقد.pdf"),
        ("../../x.pdf", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("photo\u202efdp.exe", "photofdp.exe"),
        ("x.pdf:evil.exe", "x.pdf-evil.exe"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("com1 .tar.gz", "_com1 .tar.gz"),
        ("x.pdf. . .", "x.pdf"),
        (".bashrc", "bashrc"),
        ("\u200b\ue000.pdf", "file.pdf"),
        ("...", "file"),
        ("", "file"),
        ("n" * 300 + ".pdf", "n" * 116 + ".pdf"),
        ("é" * 200 + ".pdf", "é" * 98 + ".pdf"),
    ],
)
def test_a_name_keeps_what_is_harmless_in_it(name: str, made: str) -> None:
    assert harmless(name) == made


def test_a_slash_in_what_a_file_is_called_after_is_no_folder() -> None:
    assert titled("Prêt 12/24 \\ A.pdf") == "Prêt 12-24 - A.pdf"


@settings(deadline=None)  # some are a megabyte, and the computer may be busy
@given(st.text(st.characters(codec=None)) | st.sampled_from(sorted(TEXTS)).map(TEXTS.__getitem__))
def test_any_text_makes_a_harmless_name_once_and_for_all(text: str) -> None:
    made = harmless(text)
    is_harmless(made)
    assert harmless(made) == made
