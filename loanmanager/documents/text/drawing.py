"""One line of shaped text as PDF operators, written so that readers extract the words that were meant.

ToUnicode says what a glyph stands for. Where that is not enough (Devanagari, Arabic with marks) the text is also stated as
/ActualText. Right-to-left text is stated in visual order, for readers turn it themselves.
"""

from collections.abc import Sequence
from unicodedata import normalize

from reportlab.pdfbase.pdfdoc import PDFDocument

from loanmanager.documents.text.embedding import EmbeddedFont, embed
from loanmanager.documents.text.faces import Face, Glyph
from loanmanager.documents.text.paragraph import Cluster, Paragraph, Run

_STROKE = 0.035  # width of the stroke that fakes a bold, as a part of the size
_LEAST_SHIFT = 0.05  # thousandths of an em that no one sees


class LineWriter:
    """Writes one line from left to right; drawText() takes it as it takes ReportLab's own text object."""

    def __init__(self, document: PDFDocument, size: float, x: float, y: float) -> None:
        self._document = document
        self._size = size
        self._code = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
        self._ahead = 0.0  # how far the pen stands beyond its place, in thousandths of an em

    def getCode(self) -> str:  # noqa: N802 - ReportLab's name
        """Return the operators of the line."""
        return "\n".join([*self._code, "ET"])

    def write(self, paragraph: Paragraph, piece: Run, space: float) -> None:
        """Write one piece; space is what justifying adds to each space, in points."""
        font = embed(self._document, piece.font.face)
        mode = f"2 Tr {self._size * _STROKE:.2f} w" if piece.font.stroked else "0 Tr"
        self._code.append(f"/{font.name} {self._size:g} Tf {mode}")
        word = _Word(font, self._size, self._ahead, rtl=bool(piece.level % 2))
        for cluster in paragraph.clusters(piece):
            if word.is_parted_by(cluster):
                self._code.append(word.take())
            word.add(cluster, space * 1000 / self._size if cluster.text == " " else 0.0)
        word.settle()
        self._code.append(word.take())
        self._ahead = word.ahead


class _Word:
    """The glyphs that share one statement of their text: a whole piece, or a word of right-to-left text for PDFium's sake."""

    def __init__(self, font: EmbeddedFont, size: float, ahead: float, *, rtl: bool) -> None:
        self._font = font
        self._size = size
        self._rtl = rtl
        self._rise = 0.0
        self.ahead = ahead
        self._start()

    def _start(self) -> None:
        self._code: list[str] = []
        self._text = ""
        self._plain = True  # whether ToUnicode alone says it

    def is_parted_by(self, cluster: Cluster) -> bool:
        """Tell whether a cluster begins another word."""
        return self._rtl and " " in {cluster.text, self._text}

    def add(self, cluster: Cluster, extra: float) -> None:
        """Add a cluster's glyphs, and what justifying adds after them."""
        for glyph, text in zip(cluster.glyphs, _texts(self._font.face, cluster), strict=True):
            said = self._font.use(glyph.id, text)
            if not said == text == cluster.text or glyph.dx or glyph.dy or len(text) != 1:
                self._plain = False
            self._draw(glyph)
        self.ahead -= extra
        self._text += cluster.text[::-1] if self._rtl else cluster.text

    def settle(self) -> None:
        """Bring the pen back to the base line."""
        if self._rise:
            self._raise_to(0)

    def take(self) -> str:
        """Return the operators of the word so far, and begin another."""
        shown = f"[{''.join(self._code)}] TJ".replace("[] TJ", "")
        if not self._plain:
            said = self._text.encode("utf-16-be").hex().upper()
            shown = f"/Span <</ActualText <FEFF{said}>>> BDC {shown} EMC"
        self._start()
        return shown

    def _draw(self, glyph: Glyph) -> None:
        if glyph.dy != self._rise:
            self._raise_to(glyph.dy)
        if abs(self.ahead - glyph.dx) >= _LEAST_SHIFT:
            self._code.append(f"{self.ahead - glyph.dx:.1f}")
            self.ahead = glyph.dx
        self._code.append(f"<{glyph.id:04X}>")
        self.ahead = self._font.face.advance(glyph.id) + glyph.dx - glyph.advance

    def _raise_to(self, height: float) -> None:
        self._code.append(f"] TJ {height * self._size / 1000:.2f} Ts [")
        self._rise = height


def _texts(face: Face, cluster: Cluster) -> Sequence[str]:
    """Share a cluster's text among its glyphs: to each the letter that it draws alone, the rest to the first other one."""
    if len(cluster.glyphs) == 1:
        return [cluster.text]
    alone = {face.nominal_glyph(letter): letter for letter in normalize("NFD", cluster.text)}
    drawn = {glyph.id for glyph in cluster.glyphs}
    rest = "".join(letter for glyph, letter in alone.items() if glyph not in drawn)
    texts = []
    for glyph in cluster.glyphs:
        if glyph.id in alone:
            texts.append(alone[glyph.id])
        else:
            texts.append(rest)
            rest = ""
    return texts
