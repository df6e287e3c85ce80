"""Nasty strings and files, each with a name: what people paste, what a broken program writes, what an attacker sends.

All of it is made here, in code. `KEEPABLE` are texts that a record may hold; `REFUSED` are those that no field takes.
"""

import codecs
import struct
import zipfile
import zlib
from io import BytesIO

MEGABYTE = 1_000_000

KEEPABLE: dict[str, str] = {
    "bold markup": "<b>x</b>",
    "a tag that closes nothing": "</para>",
    "a picture from the network": '<img src="http://192.0.2.1/x.png">',
    "a script": "<script>alert(1)</script>",
    "a link": '<a href="file:///etc/passwd">click</a>',
    "an open tag": "<font color=red size=99",
    "entities": "&lt;b&gt; &amp; &nbsp; &#60; &#x3c;",
    "markdown": "# x **y** [z](http://192.0.2.1) `q` ![](a.png)",
    "a formula": "=1+1",
    "a formula that runs a program": "=cmd|' /C calc'!A0",
    "a formula behind an at sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a full-width formula": "＝1+1",
    "quotes": 'O\'Brien "x" `y` «z»',
    "an end of SQL": "'; DROP TABLE clients; --",
    "search operators": 'NEAR("a" b) AND NOT c* ^d -e : {f}',
    "one quotation mark": '"',
    "a regular expression": "(a+)+$ [ \\ .*",
    "percent signs": "%s %d %(x)s %n 100%",
    "braces": "{borrower} {0} {} {{x}} {x.__class__}",
    "a template's field": "${HOME} $(id) `id` %PATH%",
    "a path upwards": "../../x",
    "a Windows path": "C:\\Windows\\..\\x",
    "a device of Windows": "CON",
    "trailing dots": "name... . .",
    "an accelerator": "R&D && &x",
    "a leading dash": "--help",
    "a header": "x\r\nBcc: evil@example.org\r\n\r\nbody",
    "right to left": "محمد بن علي",
    "mixed directions": "Ali محمد 12 עברית (x)",
    "an override": "photo\u202egpj.exe",
    "open isolates": "\u2066\u2067\u2068 x",
    "an open embedding": "\u202b x",
    "no width": "a\u200bb\u200dc\ufeffd\u2060e",
    "soft hyphens": "a\u00ad" * 20 + "b",
    "a tower of marks": "Z" + "\u0321\u0322\u0353\u0357" * 40,
    "marks without a letter": "\u0301\u0302",
    "letter and accent apart": "e\u0301 Vie\u0323\u0302t",
    "one character for both": "é ﬁ ℡ ㎏",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇦 👍🏽",
    "beyond the first plane": "𝔘𝔫𝔦 𠮷 𐐷",
    "no characters": "\ufffe\uffff\U0010ffff",
    "private characters": "\ue000\U000f0000",
    "tags": "\U000e0041\U000e0042",
    "control characters": "\x01\x02\x07\x08\x1b[31mred\x7f\x85",
    "line separators": "a\u2028b\u2029c\x0bd\x0ce",
    "tabs and breaks": "a\tb\nc\r\nd",
    "blanks of every kind": "\u00a0\u2003\u3000 x \u202f",
    "Turkish": "İIıi ß ẞ",
    "zero": "0",
    "a word for nothing": "null",
    "a large number": "9" * 400,
    "a number that is none": "NaN",
    "digits of another script": "٠١٢٣ ०१२ ½ Ⅷ",
    "one long word": "W" * 400,
    "many short words": "a " * 200,
}

REFUSED: dict[str, str] = {
    "a NUL": "a\x00b",
    "one half of a pair": "a\ud800b",
    "the other half": "\udfff",
    "ten thousand characters and one": "x" * 10_001,
    "one megabyte": "y" * MEGABYTE,
    "one megabyte of marks": "Z" + "\u0301" * MEGABYTE,
    "one megabyte of brackets": "<" * MEGABYTE,
    "one megabyte of lines": "x" + "\n" * MEGABYTE + "x",
}

TEXTS = KEEPABLE | REFUSED

FILE_NAMES: dict[str, str] = {
    "upwards": "../../x.pdf",
    "upwards in Windows": "..\\..\\x.pdf",
    "a folder": "a/b.pdf",
    "a drive": "C:x.pdf",
    "a stream": "x.pdf:evil.exe",
    "a device": "CON",
    "a device with an ending": "nul.pdf",
    "a device among blanks": "COM1 .pdf",
    "trailing dots": "x.pdf. . .",
    "only dots": "...",
    "hidden": ".bashrc",
    "forbidden signs": 'a<b>c"d|e?f*g.pdf',
    "an override": "photo\u202efdp.exe",
    "no width": "a\u200b.pdf",
    "a NUL": "x\x00.pdf",
    "a surrogate": "x\ud800.pdf",
    "a line break": "x\ny.pdf",
    "long": "n" * 300 + ".pdf",
    "long in bytes": "é" * 200 + ".pdf",
    "nothing": "",
    "a program": "x.pdf.exe",
    "a shortcut": "x.lnk",
}


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, rows: int | None = None, kind: int = 0) -> bytes:
    """Return a PNG that says it is so large, one bit of grey a pixel, with further parts before its pixels."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8 * (1 if kind == 0 else 24))
    count = height if rows is None else rows
    body = b"".join(packer.compress(row * min(500, count - at)) for at in range(0, count, 500)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1 if kind == 0 else 8, kind, 0, 0, 0)
    parts = (chunk(b"IHDR", head), *more, chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _text_bomb() -> bytes:
    return chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 200 * MEGABYTE, 9))


def jpeg(width: int, height: int, *segments: bytes) -> bytes:
    """Return what a JPEG of that size begins with, and its end: its pixels are missing."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HBBBBBB", 8, 1, 1, 0, 0, 63, 0)
    return b"\xff\xd8" + b"".join(segments) + frame + scan + b"\0" * 10 + b"\xff\xd9"


def pictures() -> dict[str, bytes]:
    """Return files that somebody may choose as a logo, a photo or a scan; none of them may cost much to refuse."""
    small = png(4, 4)
    return {
        "a bomb of a billion pixels": png(30_000, 30_000),
        "a bomb in colour": png(6000, 6000, kind=2, rows=10),
        "one pixel wide": png(1, 60_000),
        "one pixel high": png(60_000, 1),
        "a size of nothing": png(0, 0, rows=1),
        "a size beyond all": png(2**31 - 1, 2**31 - 1, rows=1),
        "cut short": small[: len(small) // 2],
        "only its head": small[:33],
        "nothing": b"",
        "a wrong sum": small[:40] + bytes([small[40] ^ 1]) + small[41:],
        "text that explodes": png(4, 4, _text_bomb()),
        "many pieces of text": png(4, 4, *[chunk(b"tEXt", b"k%d\0v" % at) for at in range(20_000)]),
        "a profile that explodes": png(4, 4, chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 200 * MEGABYTE, 9))),
        "a part that says it is huge": small[:33] + struct.pack(">I", 2**31 - 1) + b"tEXt" + small[33:],
        "moving pictures": png(4, 4, chunk(b"acTL", struct.pack(">II", 10**6, 0))),
        "a JPEG without pixels": jpeg(16, 16),
        "a JPEG of a billion pixels": jpeg(60_000, 60_000),
        "a JPEG of no pixel": jpeg(0, 0),
        "a JPEG of endless marks": b"\xff\xd8" + b"\xff" * 2 * MEGABYTE,
        "a JPEG of empty segments": b"\xff\xd8" + b"\xff\xe0\x00\x00" * 500_000,
        "a GIF": b"GIF89a" + b"\xff\xff\xff\xff" + b"\0" * 50,
        "a TIFF": b"II*\0\x08\0\0\0" + b"\0" * 100,
        "a BMP": b"BM" + b"\xff" * 60,
        "a PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n",
        "a drawing that laughs": LAUGHING_SVG,
        "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "a drawing that looks elsewhere": (
            b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://192.0.2.1/x"/><text>&x;</text></svg>'
        ),
        "a program": b"MZ" + b"\0" * 200,
    }


LAUGHING_SVG = (
    b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a0 'ha'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 10))
    + b"]><svg xmlns='http://www.w3.org/2000/svg'><text>&a9;</text></svg>"
)


def pdf(catalog: bytes = b"", *more: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of one empty page, with further entries in its catalog and further objects from number 4 on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        *more,
    ]
    made, starts = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for at, each in enumerate(objects, 1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (at, each)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % start for start in starts)
    made += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    return bytes(made)


def active_pdfs() -> dict[str, bytes]:
    """Return PDF files that would do something when they are opened, or bring something along."""
    packed = zlib.compress(b"<</S/JavaScript/JS(app.alert(1))>>")
    return {
        "a script": pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        "a script by another spelling": pdf(b"/OpenAction<</S/#4aavaScript/#4a#53(app.alert(1))>>"),
        "a script among the names": pdf(b"/Names<</JavaScript<</Names[(x)4 0 R]>>>>", b"<</S/JavaScript/JS(x)>>"),
        "a program to start": pdf(b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
        "a page of the network": pdf(b"/OpenAction<</S/URI/URI(http://192.0.2.1/)>>"),
        "a form to send": pdf(b"/OpenAction<</S/SubmitForm/F(http://192.0.2.1/)>>"),
        "another file to open": pdf(b"/OpenAction<</S/GoToR/F(\\\\\\\\192.0.2.1\\\\x.pdf)/D[0/Fit]>>"),
        "a file inside": pdf(
            b"/Names<</EmbeddedFiles<</Names[(x.exe)4 0 R]>>>>",
            b"<</Type/Filespec/F(x.exe)/EF<</F 5 0 R>>>>",
            b"<</Type/EmbeddedFile/Length 2>>stream\nMZ\nendstream",
        ),
        "something at every page": pdf(b"/AA<</WC<</S/JavaScript/JS(x)>>>>"),
        "a form of another kind": pdf(b"/AcroForm<</XFA 4 0 R/Fields[]>>", b"<</Length 0>>stream\n\nendstream"),
        "a script in packed objects": pdf(
            b"/OpenAction 9 0 R",
            b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        ),
    }


def other_pdfs() -> dict[str, bytes]:
    """Return PDF files that are only badly made, or hard to read."""
    bomb = zlib.compress(b"0 0 m " * (30 * MEGABYTE), 9)
    return {
        "locked": pdf(trailer=b"/Encrypt<</Filter/Standard/V 5/R 6/Length 256/P -4/O()/U()>>"),
        "pages in a ring": pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
        "a bomb of drawing": pdf(b"", b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb)),
        "cut short": pdf()[:100],
        "only its ends": b"%PDF-1.7\n%%EOF",
        "deep brackets": pdf(b"/X" + b"[" * 100_000 + b"]" * 100_000),
        "a page of a mile": pdf().replace(b"0 0 99 99", b"0 0 9e9 9e9"),
    }


def zipped(*files: tuple[str, bytes]) -> bytes:
    """Return a ZIP archive."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


def sheets() -> dict[str, bytes]:
    """Return files that somebody may choose as a sheet."""
    row = b"LT-1,Laptop,T480\r\n"
    head = b"Tag,Type,Model\r\n"
    bomb = b"<row><c><v>1</v></c></row>" * (8 * MEGABYTE)
    types = ("[Content_Types].xml", b"<Types/>")
    return {
        "nothing": b"",
        "only a mark": codecs.BOM_UTF8,
        "only blanks": b" \r\n\t\n",
        "only commas": b",,,,\n,,,,\n",
        "only NULs": b"\0" * 1000,
        "NULs among the cells": head + b"L\0T-1,Lap\0top,T\0" + b"\r\n",
        "UTF-16 without a mark": (head + row).decode().encode("utf-16-le"),
        "half of UTF-16": codecs.BOM_UTF16_LE + (head + row).decode().encode("utf-16-le")[:-1],
        "lone halves in UTF-16": codecs.BOM_UTF16_LE
        + "Tag,Type\nx\ud800y,Laptop\n".encode("utf-16-le", "surrogatepass"),
        "halves in UTF-8": b"Tag,Type\n\xed\xa0\x80,Laptop\n",
        "UTF-32 out of range": codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff" * 10,
        "UTF-7": b"Tag,Type\n+ADw-b+AD4-,Laptop\n",
        "the wrong code page": "Étiquette;Modèle\nPO-1;Été\n".encode("cp437"),
        "broken UTF-8": head + b"\xc3,\xff\xfe,\x80\r\n",
        "a mark in the middle": head + codecs.BOM_UTF8 + row,
        "a cell of a megabyte": head + b"LT-1,Laptop," + b"x" * MEGABYTE + b"\r\n",
        "a header of a megabyte": b"T" * MEGABYTE + b",Type\r\n" + b"LT-1,Laptop\r\n",
        "a cell of a megabyte of breaks": head + b'LT-1,Laptop,"' + b"\n" * MEGABYTE + b'"\r\n',
        "a cell of a megabyte of quotes": head + b"LT-1,Laptop," + b'"' * MEGABYTE + b"\r\n",
        "a hundred thousand columns": b",".join(b"c%d" % at for at in range(100_000)) + b"\r\n" + b"," * 99_999,
        "a row of a hundred thousand cells": head + b",".join([b"x"] * 100_000) + b"\r\n",
        "a quotation mark left open": head + b'LT-1,"Laptop,T480\r\nLT-2,Laptop,T480\r\n',
        "quotation marks everywhere": head + b'"a"b"c,""",""""\r\n',
        "formulas": head + b'=1+1,@SUM(A1),"=HYPERLINK(""http://192.0.2.1"",""x"")"\r\n',
        "formulas as headers": b"=1+1,=2+2,Tag\r\nx,y,LT-1\r\n",
        "headers that repeat": b"Tag,Tag,Tag,tag,TAG\r\nLT-1,LT-2,LT-3,LT-4,LT-5\r\n",
        "headers from right to left": "\u202eTag,\u200fالاسم,\u2067Type\r\nLT-1,x,Laptop\r\n".encode(),
        "headers of markup": b"<b>Tag</b>,<img src=x>,Type\r\nLT-1,x,Laptop\r\n",
        "dates that are none": b"Tag,Type,Purchase Date,Purchase Cost\r\nLT-1,Laptop,99/99/9999,1e999\r\nLT-2,Laptop,0000-00-00,"
        + b"9" * 400
        + b"\r\n",
        "names that are none": "Family name,Given name,E-mail,Phone\r\n\u202e,\u200b,@,-\r\nx,y,a@b\x00c,+\r\n".encode(),
        "every nasty text": b"Tag,Type,Model,Notes\r\n"
        + "".join(
            f'N-{at},Laptop,"{text.replace(chr(34), chr(34) * 2)}",x\r\n' for at, text in enumerate(KEEPABLE.values())
        ).encode("utf-8", "replace"),
        "a workbook": zipped(types, ("xl/workbook.xml", b"<workbook/>")),
        "a workbook that explodes": zipped(types, ("xl/workbook.xml", b"x"), ("xl/worksheets/sheet1.xml", bomb)),
        "a workbook that is none": b"PK\x03\x04" + b"\0" * 100,
        "the end of an archive": b"PK\x05\x06" + b"\0" * 18,
        "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "packed": b"\x1f\x8b\x08\0" + zlib.compress(b"x" * MEGABYTE),
        "a picture": png(2, 2),
        "a PDF": pdf(),
        "a web page": b"<!DOCTYPE html><table><tr><td>Tag</td></tr></table>",
        "a database": b"SQLite format 3\0" + b"\0" * 100,
        "random": bytes((at * 7919 + at // 3) % 256 for at in range(5000)),
        "old Mac lines": b"Tag,Type\rLT-1,Laptop\rLT-2,Laptop\r",
        "every kind of line end": b"Tag,Type\rLT-1,Laptop\n\rLT-2,Laptop\r\n\x0b\x0c\x1c\x85LT-3,Laptop\n",
        "sep= and nothing else": b"sep=\n",
        "sep= of a quote": b'sep="\nTag"Type\nLT-1"Laptop\n',
    }


WORDING = b"""name = "loan"
version = 1
draft = true

[[clause]]
id = "one"
initials = true

[clause.en]
title = "x"
text = "{borrower} owes {lender} {number} by {due}."

[clause.fr]
title = "x"
text = "x"
"""
"""A wording of one clause, to be spoilt."""
