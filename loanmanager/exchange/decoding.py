"""Bytes that somebody else's program wrote -> text, whatever its encoding, and what the bytes are if they are no text."""

import codecs
import re
from dataclasses import dataclass
from itertools import pairwise

from loanmanager.exchange.errors import NotASheet, UnknownEncoding

# UTF-32 first: its little-endian mark starts with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"\x1f\x8b", "gz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"{\\rtf", "rtf"),
)
_INSIDE_ZIP = ((b"xl/", "xlsx"), (b"opendocument.spreadsheet", "ods"), (b"word/", "docx"), (b"Index/", "numbers"))
_MARKUP = re.compile(rb"\s*(?:<!doctype\s+(html)|<(html|table|\?xml)|([\[{])\s*(?:[\[{\"\]}]|$))", re.IGNORECASE)
_SAMPLE = 64 * 1024
# What people write in the languages of Western Europe, as cp1252 shows it; other signs mean another encoding.
_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝŸ«»‘’“”–—…€°•™®©£¢²³½¼¾¿¡·ªº´\xa0")
_MIDWORD_CAPITAL = re.compile(r"[a-z][À-ÖØ-Þ]|[^\W\d_][°¢£©®²³ªº¡¿·´‘“«•…][a-z]")
_OTHERS = (
    "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "mac_roman", "cp850", "cp437", "koi8_r", "gb18030",
    "big5", "shift_jis", "euc_kr",
)  # fmt: skip
_MEAN_BINARY = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in; `sure` is False for a guess; `replaced` counts what could not be read."""

    text: str
    encoding: str
    sure: bool
    replaced: int = 0


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return bytes as text; a wrong byte becomes U+FFFD and never an error.

    Raises NotASheet for what is no text, UnknownEncoding where `encoding` asks for one that does not exist.
    """
    found = _look_like(data)
    if found:
        raise NotASheet(found)
    decoded = _as_asked(data, encoding) if encoding else _by_mark(data) or _by_zeros(data) or _by_content(data)
    text = decoded.text
    if text.count("\0"):
        text = text.replace("\0", "")
    # One strange sign in fifty is noise in a text; more is no text.
    sample = text[:_SAMPLE]
    if len(_MEAN_BINARY.findall(sample)) * 50 > len(sample):
        raise NotASheet("binary")
    return Decoded(text, decoded.encoding, decoded.sure, text.count("�"))


def _look_like(data: bytes) -> str:
    """Return the usual ending of a file that is no sheet of text, or nothing."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(b"PK\x03\x04"):
        # The list of a zip's files is at its end, the first of them at its start.
        ends = data[:4096] + data[-_SAMPLE:]
        return next((name for inside, name in _INSIDE_ZIP if inside in ends), "zip")
    # Some systems export a page of HTML and call it .xls.
    markup = _MARKUP.match(data[:4096].removeprefix(codecs.BOM_UTF8))
    if not markup:
        return ""
    if markup[3]:
        return "json"
    return "xml" if markup[2] == b"?xml" else "html"


def _as_asked(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeError, ValueError):
        raise UnknownEncoding(encoding) from None
    return Decoded(text.removeprefix("\ufeff"), encoding, sure=True)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, sure=True)
    return None


def _by_zeros(data: bytes) -> Decoded | None:
    """Return UTF-16 without its mark: every other byte of Western text is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return Decoded(data.decode("utf-16-le", "replace"), "utf-16-le", sure=False)
    if even > half * 0.6 and odd < half * 0.1:
        return Decoded(data.decode("utf-16-be", "replace"), "utf-16-be", sure=False)
    return None


def _by_content(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8", sure=True)
    except UnicodeDecodeError:
        pass
    # A UTF-8 file with a few damaged bytes is still UTF-8: in any other encoding every accent would be wrong.
    text = data.decode("utf-8", "replace")
    good = sum(1 for sign in text[: _SAMPLE * 4] if sign > "\x7f" and sign != "�")
    if good > 4 * text[: _SAMPLE * 4].count("�"):
        return Decoded(text, "utf-8", sure=False)
    encoding = _guess(data)
    return Decoded(data.decode(encoding, "replace"), encoding, sure=False)


def _guess(data: bytes) -> str:
    """Return the one-byte or Asian encoding that a text most likely has.

    Statistics on a few accents mislead (French names come out as Polish), so the encoding of nearly every Western
    spreadsheet is taken whenever it makes sense, and charset-normalizer is asked only where it does not.
    """
    # Only the lines with something to see in them are looked at, wherever in the file they are.
    telling = b"\n".join(line for line in re.split(rb"[\r\n]+", data) if not line.isascii())
    if len(telling) > _SAMPLE:
        telling = telling[:_SAMPLE].rpartition(b"\n")[0] or telling[:_SAMPLE]
    if _reads_western(telling.decode("cp1252", "replace")):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(telling, cp_isolation=list(_OTHERS), threshold=0.5).best()
    return best.encoding if best else "cp1252"


def _reads_western(text: str) -> bool:
    """Tell whether text is plausible as cp1252: familiar signs only, and hardly a capital or a symbol inside a word."""
    high = [sign for sign in text if sign > "\x7f"]
    strange = sum(1 for sign in high if sign not in _WESTERN) + len(_MIDWORD_CAPITAL.findall(text))
    doubled = sum(1 for one, two in pairwise(text) if one > "\x7f" and two > "\x7f")
    return strange * 10 <= len(high) and doubled * 3 <= len(high)
