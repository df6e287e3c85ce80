"""One font file: what it covers, how it shapes a run of text, and which part of it a document needs."""

import re
from collections.abc import Container, Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb  # type: ignore[import-untyped]  # it ships no types

NOTDEF = 0
"""The glyph that says that the face has none: an empty box."""

_CONTEXT = 5
"""How many characters around a run HarfBuzz sees, so that letters join across runs."""

_UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "STAT", "name")


class Glyph(NamedTuple):
    """A shaped glyph; lengths are in thousandths of the font's size."""

    cluster: int  # index of the first character that it stands for
    id: int
    advance: float
    dx: float
    dy: float


class Face:
    """One TrueType file, or one member of a collection."""

    def __init__(self, path: Path, index: int = 0) -> None:
        # Read, not mapped: a mapped file could not be replaced on Windows while the program runs.
        self._face = hb.Face(hb.Blob(path.read_bytes()), index)
        if "glyf" not in self._face.table_tags:
            raise ValueError(f"{path.name}: no TrueType outlines")
        self._font = hb.Font(self._face)
        self._scale = 1000 / self._face.upem
        self._advances: dict[int, int] = {}
        member = f"-{index}" if index else ""
        self.name = re.sub("[^A-Za-z0-9-]", "", path.stem) + member

    @cached_property
    def _characters(self) -> Container[int]:
        characters: Container[int] = self._face.unicodes
        return characters

    def covers(self, character: str) -> bool:
        """Tell whether the face has a glyph for a character."""
        return ord(character) in self._characters

    def nominal_glyph(self, character: str) -> int | None:
        """Return the glyph of a character that stands alone."""
        glyph: int | None = self._font.get_nominal_glyph(ord(character))
        return glyph

    def advance(self, glyph: int) -> int:
        """Return a glyph's own width, as the PDF states it."""
        if glyph not in self._advances:
            self._advances[glyph] = round(self._font.get_glyph_h_advance(glyph) * self._scale)
        return self._advances[glyph]

    @cached_property
    def vertical_extent(self) -> tuple[int, int]:
        """Return how far letters go below and above the base line."""
        extents = self._font.get_font_extents("ltr")
        return round(extents.descender * self._scale), round(extents.ascender * self._scale)

    def shape(self, text: str, start: int, end: int, *, rtl: bool, script: str | None) -> list[Glyph]:
        """Shape text[start:end], which is of one script and direction, into glyphs from left to right."""
        first = max(0, start - _CONTEXT)
        buffer = hb.Buffer()
        buffer.add_str(text[first : end + _CONTEXT], start - first, end - start)
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        # All three are stated, for a guess would follow the PC's locale and mirror no bracket that stands alone.
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = script or "Zyyy"
        buffer.language = "und"
        hb.shape(self._font, buffer, {})
        scale = self._scale
        return [
            Glyph(info.cluster + first, info.codepoint, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """Cut the font file down to some glyphs, each keeping its id."""
        wanted = hb.SubsetInput()
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        wanted.glyph_set.update(glyphs)
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _UNUSED_TABLES)
        data: bytes = hb.subset(self._face, wanted).blob.data
        return data


@lru_cache(4096)
def script_of(character: str) -> str | None:
    """Name the script of a character; None if it goes with any, as a space or a digit does."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    script: str | None = buffer.script
    return script
