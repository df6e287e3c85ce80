"""One face inside one PDF: a Type0 font whose codes are glyph ids, with a true ToUnicode map.

ReportLab's own TTFont numbers glyphs that have no character in the order of their first use in the process, so a paper's
bytes would depend on the papers before it, and it maps them back to private characters. This one keeps all it knows
in the document that it is part of.
"""

import zlib

from reportlab.pdfbase.pdfdoc import (
    BasicFonts,
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from loanmanager.documents.text.faces import Face

_MOST_MAPPINGS = 100  # the CMap format allows no more in one block
_SYMBOLIC = 4
_CMAP = """\
/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{}endcmap CMapName currentdict /CMap defineresource pop end end"""


class EmbeddedFont:
    """The glyphs of one face that one document uses; ReportLab asks it for its objects when it saves."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name  # of the resource, as in "/T1 10 Tf"
        self._texts: dict[int, str] = {}

    def use(self, glyph: int, text: str) -> str:
        """Note that a glyph stands for a text, and return the text it was first used for: what readers will extract."""
        return self._texts.setdefault(glyph, text)

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Add the font, cut down to the glyphs that were used."""
        base = f"/{self._tag()}+{self.face.name}"
        document.idToObject[BasicFonts].dict[self.name] = self._put(  # type: ignore[attr-defined]  # a PDFDictionary
            document,
            "font",
            PDFDictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": base,
                    "Encoding": "/Identity-H",
                    "DescendantFonts": PDFArray([self._put(document, "cid", self._descendant(document, base))]),
                    "ToUnicode": self._put(document, "cmap", PDFStream(content=self._cmap(), filters=[PDFZCompress])),
                },
            ),
        )

    def _put(self, document: PDFDocument, kind: str, item: PDFDictionary | PDFStream) -> object:
        """Make an object of its own and return the reference to it."""
        reference: object = document.Reference(item, f"{self.name}.{kind}")  # type: ignore[no-untyped-call]
        return reference

    def _tag(self) -> str:
        """Return the six letters that name a subset: the same glyphs have the same."""
        crc = zlib.crc32(repr(sorted(self._texts)).encode())
        return "".join(chr(ord("A") + (crc >> 4 * i) % 16) for i in range(6))

    def _descendant(self, document: PDFDocument, base: str) -> PDFDictionary:
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        widths = " ".join(f"{glyph} [{self.face.advance(glyph)}]" for glyph in sorted(self._texts))
        return PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": base,
                "CIDSystemInfo": PDFDictionary(system),
                "CIDToGIDMap": "/Identity",
                "DW": 1000,
                "W": f"[{widths}]",
                "FontDescriptor": self._put(document, "descriptor", self._descriptor(document, base)),
            },
        )

    def _descriptor(self, document: PDFDocument, base: str) -> PDFDictionary:
        descent, ascent = self.face.vertical_extent
        data = self.face.subset(self._texts)
        file = PDFStream(PDFDictionary({"Length1": len(data)}), data, [PDFZCompress])
        return PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": base,
                "Flags": _SYMBOLIC,
                "FontBBox": PDFArray([-500, descent, 2000, ascent]),
                "ItalicAngle": 0,
                "StemV": 80,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": 700,
                "FontFile2": self._put(document, "file", file),
            },
        )

    def _cmap(self) -> str:
        """Map each glyph to its text in UTF-16, which also says characters beyond U+FFFF."""
        lines = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(self._texts.items())]
        blocks = [lines[i : i + _MOST_MAPPINGS] for i in range(0, len(lines), _MOST_MAPPINGS)]
        return _CMAP.format(
            "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
        )


def embed(document: PDFDocument, face: Face) -> EmbeddedFont:
    """Return a document's font of a face, made on first use; faces of one name are the same file."""
    for font in document.delayedFonts:
        if isinstance(font, EmbeddedFont) and font.face.name == face.name:
            return font
    font = EmbeddedFont(face, f"T{len(document.fontMapping) + 1}")
    document.fontMapping[f"shaped {face.name}"] = f"/{font.name}"  # a name that no font of ReportLab's has
    document.delayedFonts.append(font)
    return font
