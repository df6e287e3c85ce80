"""What is in a PDF besides pages, told without opening it: what runs, starts, sends or travels along.

No scanner writes any of that. What the program's own pages are drawn with is never let near a file from outside; this
is for whoever opens the scan later in a program that obeys what it finds (ISO 32000-2, 12.6 and 7.11).
"""

import re
import zlib
from enum import StrEnum


class Besides(StrEnum):
    """What a file has that pages do not need."""

    ACTIVE = "active"  # scripts, programs to start, forms to send, other files to open, files inside
    LOCKED = "locked"  # it is encrypted: nobody could look into it later


_NAMES = (
    b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"GoToR", b"GoToE", b"EmbeddedFile", b"EmbeddedFiles",
    b"FileAttachment", b"RichMedia", b"Rendition", b"Filespec",
)  # fmt: skip
_ACTIVE = re.compile(rb"/(?:" + b"|".join(_NAMES) + rb")(?![A-Za-z0-9])")
_FORM = re.compile(rb"/XFA(?![A-Za-z0-9])")  # so short that pixels may say it; a form says AcroForm too
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_UNPACKED = 8_000_000  # bytes of objects that are looked through in one stream; more is a bomb
_MOST_STREAMS = 2000


def besides(content: bytes) -> Besides | None:
    """Return what a PDF has besides pages, None where it has nothing."""
    plain = _spelt_out(content)
    if _LOCKED.search(plain):
        return Besides.LOCKED
    if _acts(plain):
        return Besides.ACTIVE
    packed = len(_PACKED.findall(plain))
    return _in_packed_objects(content, packed) if packed else None


def _acts(plain: bytes) -> bool:
    return bool(_ACTIVE.search(plain) or (b"/AcroForm" in plain and _FORM.search(plain)))


def _spelt_out(content: bytes) -> bytes:
    """Return what a name says however it is written: #4aavaScript is JavaScript."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content) if b"#" in content else content


def _in_packed_objects(content: bytes, expected: int) -> Besides | None:
    """Look into the objects that are packed in streams; what cannot be found or unpacked is taken for the worst."""
    found = 0
    for each in _STREAM.finditer(content):
        entries = _spelt_out(content[content.rfind(b"obj", 0, each.start()) + 3 : each.start()])
        if not _PACKED.search(entries):
            continue
        found += 1
        unpacked = _unpacked(entries, memoryview(content)[each.end() :]) if found <= _MOST_STREAMS else None
        if unpacked is None or _acts(_spelt_out(unpacked)):
            return Besides.ACTIVE
    return None if found >= expected else Besides.ACTIVE


def _unpacked(entries: bytes, packed: memoryview) -> bytes | None:
    """Return the objects of a stream, None where they are packed in a way that we do not unpack."""
    if b"/Filter" not in entries:
        return bytes(packed[:_UNPACKED]).partition(b"endstream")[0]
    ways = re.findall(rb"/(\w+Decode|Crypt)\b", entries)
    if ways != [b"FlateDecode"] or b"/Predictor" in entries:
        return None
    unpacker = zlib.decompressobj()
    try:
        made = unpacker.decompress(packed, _UNPACKED)
    except zlib.error:
        return None
    return None if unpacker.unconsumed_tail else made
