"""One paragraph, shaped once: its lines for any width, and the pieces of a line from left to right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from loanmanager.documents.text.bidi import LTR, Part, levels_of_parts, visual_order
from loanmanager.documents.text.breaking import Break, Line, Measure, breaks_in
from loanmanager.documents.text.chain import Chain, Font
from loanmanager.documents.text.clean import BIDI_CONTROLS
from loanmanager.documents.text.faces import Glyph, script_of


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one weight. Data (a name, an address) is isolated, so that it cannot reorder the words around it."""

    text: str
    bold: bool = False
    isolate: bool = True


class Run(NamedTuple):
    """A stretch of text in one font, level and script: what HarfBuzz shapes at once."""

    start: int
    end: int
    font: Font
    level: int
    script: str | None


class Cluster(NamedTuple):
    """Characters that are drawn together, and their glyphs."""

    text: str
    glyphs: Sequence[Glyph]


class Paragraph:
    """A shaped paragraph of cleaned spans without line breaks."""

    def __init__(self, spans: Sequence[Span], base: int | None, fonts: Chain, otherwise: int = LTR) -> None:
        self.text, bold, levels, self.base = _order(spans, base, otherwise)
        self._runs = list(_runs(self.text, bold, levels, fonts))
        self._glyphs: dict[int, list[Glyph]] = {}  # by the first character of their cluster
        for run in self._runs:
            for glyph in run.font.face.shape(self.text, run.start, run.end, rtl=bool(run.level % 2), script=run.script):
                self._glyphs.setdefault(glyph.cluster, []).append(glyph)
        self._measure = self._measured()

    def lines(self, width: float, start: int, end: int) -> Iterator[Line]:
        """Break text[start:end] into lines of a width in ems."""
        return self._measure.lines(width, start, end)

    def pieces(self, start: int, end: int) -> list[Run]:
        """Return the parts of runs that make up the line text[start:end], from left to right."""
        cut = [
            run._replace(start=max(start, run.start), end=min(end, run.end))
            for run in self._runs
            if run.start < end and run.end > start
        ]
        return visual_order(cut, lambda run: run.level)

    def clusters(self, piece: Run) -> list[Cluster]:
        """Return the clusters of a piece from left to right."""
        starts = [index for index in range(piece.start, piece.end) if index in self._glyphs]
        clusters = [Cluster(self.text[a:b], self._glyphs[a]) for a, b in pairwise([*starts, piece.end])]
        return clusters[::-1] if piece.level % 2 else clusters

    def _measured(self) -> Measure:
        breaks = breaks_in(self.text)
        widths = [0.0] * len(self.text)
        for index in range(len(self.text)):
            if glyphs := self._glyphs.get(index):
                widths[index] = sum(glyph.advance for glyph in glyphs) / 1000
            else:
                breaks[index] = Break.NEVER  # inside a cluster
        return Measure(self.text, breaks, widths)


def _order(spans: Sequence[Span], base: int | None, otherwise: int) -> tuple[str, list[bool], list[int], int]:
    """Join spans into text, the weight and the level of each character, and the base level.

    The controls that the levels obeyed are left out: nothing is drawn for them.
    """
    levels, base = levels_of_parts([Part(span.text, span.isolate) for span in spans], base, otherwise)
    text = "".join(span.text for span in spans)
    bold = [span.bold for span in spans for _ in span.text]
    if not any(level % 2 for level in levels):
        levels = [0] * len(levels)  # nothing turns, so nothing need be cut by level
    if BIDI_CONTROLS.isdisjoint(text):
        return text, bold, levels, base
    kept = [index for index, character in enumerate(text) if character not in BIDI_CONTROLS]
    return "".join(text[i] for i in kept), [bold[i] for i in kept], [levels[i] for i in kept], base


def _runs(text: str, bold: Sequence[bool], levels: Sequence[int], fonts: Chain) -> Iterator[Run]:
    """Cut text where the font, the level or the script changes."""
    start, font, script = 0, None, None
    for index, character in enumerate(text):
        same_weight = index > 0 and bold[index] == bold[index - 1]
        here = fonts.font_for(character, bold=bold[index], before=font if same_weight else None)
        its_script = script_of(character)
        if font and (
            here != font or levels[index] != levels[start] or (its_script and script not in {None, its_script})
        ):
            yield Run(start, index, font, levels[start], script)
            start, script = index, None
        font, script = here, script or its_script
    if font:
        yield Run(start, len(text), font, levels[start], script)
