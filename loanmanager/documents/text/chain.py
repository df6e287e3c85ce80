"""Which font draws a character: the first in a fixed order that has it."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from loanmanager.documents.text.clean import BIDI_CONTROLS, JOINERS, clean, is_mark
from loanmanager.documents.text.faces import Face
from loanmanager.paths import resources


class Family(NamedTuple):
    """The files of one family; a family without a bold has its outlines stroked."""

    regular: str
    bold: str | None


FAMILIES = (
    Family("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),  # Latin, Vietnamese, Greek, Cyrillic, Devanagari
    Family("IBMPlexSansArabic-Regular.ttf", "IBMPlexSansArabic-Bold.ttf"),
    Family("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    Family("NotoSansCanadianAboriginal-Regular.ttf", "NotoSansCanadianAboriginal-Bold.ttf"),
    Family("DroidSansFallback.ttf", None),  # Chinese, Japanese, Korean
)
"""In order of preference. One more script is one more line and its files in resources/fonts."""


class Font(NamedTuple):
    """A face, and whether its bold must be faked."""

    face: Face
    stroked: bool


class Chain:
    """The families of one folder; a file is opened when the first character needs it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._faces: dict[str, Face] = {}
        self._fonts: dict[tuple[str, bool], Font] = {}

    def font_for(self, character: str, *, bold: bool, before: Font | None) -> Font:
        """Choose the font of a character; before is the font of the one that it follows in the same weight.

        Marks, joiners and spaces stay with what they follow, so that a word is shaped in one piece.
        """
        if before and (character in JOINERS or (_follows(character) and before.face.covers(character))):
            return before
        key = (character, bold)
        if key not in self._fonts:
            self._fonts[key] = self._choose(character, bold=bold)
        return self._fonts[key]

    def covers(self, character: str) -> bool:
        """Tell whether any family has a character."""
        return any(self._face(family.regular).covers(character) for family in FAMILIES)

    def _choose(self, character: str, *, bold: bool) -> Font:
        fonts = (self._font(family, bold=bold) for family in FAMILIES)
        fallback = self._font(FAMILIES[0], bold=bold)  # it prints a box
        return next((font for font in fonts if font.face.covers(character)), fallback)

    def _font(self, family: Family, *, bold: bool) -> Font:
        if bold and family.bold:
            return Font(self._face(family.bold), stroked=False)
        return Font(self._face(family.regular), stroked=bold)

    def _face(self, file: str) -> Face:
        # Two threads may both open a file: two faces of one file are alike, and a document knows them by name.
        if file not in self._faces:
            self._faces[file] = Face(self._folder / file)
        return self._faces[file]


@cache
def chain(folder: Path) -> Chain:
    """Return the chain of the fonts in a folder, made once."""
    return Chain(folder)


@cache
def bundled() -> Chain:
    """Return the chain of the fonts that travel with the program."""
    return chain(resources() / "fonts")


def missing(text: str) -> list[str]:
    """List the characters that would print as a box, for a warning before printing."""
    fonts = bundled()
    characters = set(clean(text, newlines=False)) - BIDI_CONTROLS - JOINERS
    return sorted(character for character in characters if not fonts.covers(character))


def _follows(character: str) -> bool:
    return character == " " or is_mark(character)
