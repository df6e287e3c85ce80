"""What the program is made of is told from what is installed."""

from importlib import metadata

import pytest

from loanmanager import libraries


def test_each_library_is_named_with_version_and_licence() -> None:
    known = {each.name: each for each in libraries.libraries()}
    assert known["reportlab"].version == metadata.version("reportlab")
    assert known["PySide6_Essentials"].licence.startswith("LGPL-3.0")
    assert known["Python"].licence == "PSF-2.0"
    assert [each for each in known.values() if not each.licence or not each.version] == []
    assert "pytest" not in known
    assert "tabulate" in known, "what a library asks for is there too"


def test_a_built_program_lists_what_lies_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "_asked_for", lambda: None)
    libraries.libraries.cache_clear()
    try:
        assert "pytest" in {each.name for each in libraries.libraries()}
    finally:
        libraries.libraries.cache_clear()
