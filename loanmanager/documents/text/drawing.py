"""One line of shaped text as PDF operators, written so that readers extract the words that were meant.

ToUnicode says what a glyph stands for. Where that is not enough (Devanagari, Arabic with marks) the text is also stated as
/ActualText. Right-to-left text is stated in visual order, for readers turn it themselves.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import normalize

from reportlab.pdfbase.pdfdoc import PDFDocument

from loanmanager.documents.text.embedding import EmbeddedFont, embed
from loanmanager.documents.text.faces import Face
from loanmanager.documents.text.paragraph import Cluster, Paragraph, Run

_STROKE = 0.035  # width of the stroke that fakes a bold, as a part of the size
_LEAST_SHIFT = 0.05  # thousandths of an em that no one sees


class LineWriter:
    """Writes one line from left to right; drawText() takes it as it takes ReportLab's own text object."""

    def __init__(self, document: PDFDocument, size: float, x: float, y: float) -> None:
        self._document = document
        self._size = size
        self._code = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
        self._rise = 0.0
        self._ahead = 0.0  # how far the pen stands beyond its place, in thousandths of an em

    def getCode(self) -> str:  # noqa: N802 - ReportLab's name
        """Return the operators of the line."""
        return "\n".join([*self._code, "ET"])

    def write(self, paragraph: Paragraph, piece: Run, space: float) -> None:
        """Write one piece; space is what justifying adds to each space, in points."""
        font = embed(self._document, piece.font.face)
        mode = f"2 Tr {self._size * _STROKE:.2f} w" if piece.font.stroked else "0 Tr"
        self._code.append(f"/{font.name} {self._size:g} Tf {mode}")
        rtl = bool(piece.level % 2)
        for word in _words(paragraph.clusters(piece), rtl=rtl):
            shown = self._show(font.face, word, space * 1000 / self._size)
            self._code.append(shown if _says(font, word) else _state(word, shown, rtl=rtl))
        if self._rise:
            self._rise = 0.0
            self._code.append("0 Ts")

    def _show(self, face: Face, clusters: Sequence[Cluster], extra: float) -> str:
        """Return the operators that show clusters; extra is what is added to each space."""
        code = []
        ahead = self._ahead
        for cluster in clusters:
            for glyph in cluster.glyphs:
                if glyph.dy != self._rise:
                    self._rise = glyph.dy
                    code.append(f">] TJ {glyph.dy * self._size / 1000:.2f} Ts [<")
                if abs(ahead - glyph.dx) >= _LEAST_SHIFT:
                    code.append(f">{ahead - glyph.dx:.1f}<")
                code.append(f"{glyph.id:04X}")
                ahead = face.advance(glyph.id) + glyph.dx - glyph.advance
            if cluster.text == " ":
                ahead -= extra
        self._ahead = ahead
        return f"[<{''.join(code)}>] TJ".replace("<>", "").replace("[] TJ ", "")


def _words(clusters: Sequence[Cluster], *, rtl: bool) -> Iterator[Sequence[Cluster]]:
    """Cut right-to-left text at its spaces, for PDFium turns a stated text word by word."""
    if not rtl:
        yield clusters
        return
    for _, word in groupby(clusters, key=lambda cluster: cluster.text == " "):
        yield list(word)


def _state(clusters: Sequence[Cluster], shown: str, *, rtl: bool) -> str:
    """Wrap shown glyphs in the text that they stand for."""
    text = "".join(cluster.text[::-1] if rtl else cluster.text for cluster in clusters)
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC {shown} EMC"


def _says(font: EmbeddedFont, clusters: Sequence[Cluster]) -> bool:
    """Note what each glyph stands for, and tell whether that alone says what the clusters say."""
    plain = True
    for cluster in clusters:
        if len(cluster.glyphs) == 1:
            glyph = cluster.glyphs[0]
            said = font.use(glyph.id, cluster.text)
            if said != cluster.text or len(said) != 1 or glyph.dx or glyph.dy:
                plain = False
        else:
            plain = False
            for glyph, text in zip(cluster.glyphs, _shares(font.face, cluster), strict=True):
                font.use(glyph.id, text)
    return plain


def _shares(face: Face, cluster: Cluster) -> Iterator[str]:
    """Share a cluster's text among its glyphs: to each the letter that it draws alone, the rest to the first other one."""
    alone = {face.nominal_glyph(letter): letter for letter in normalize("NFD", cluster.text)}
    drawn = {glyph.id for glyph in cluster.glyphs}
    rest = "".join(letter for glyph, letter in alone.items() if glyph not in drawn)
    for glyph in cluster.glyphs:
        if glyph.id in alone:
            yield alone[glyph.id]
        else:
            yield rest
            rest = ""
