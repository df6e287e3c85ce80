"""A stranger who has every file and looks for people in them: plainly, in either byte order, inside what is packed."""

import io
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdf

_STREAM = re.compile(rb"stream\r?\n")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "cp1251")


def found(roots: Iterable[Path], names: Iterable[str]) -> list[tuple[str, str]]:
    """Return in which files a stranger reads which names, in whatever case, with accents or without."""
    sought = {form: name for name in names for form in _forms(name)}
    told = []
    for root in roots:
        for file in sorted(each for each in root.rglob("*") if each.is_file()):
            seen = [str(file.relative_to(root)).encode(), *_readings(file.read_bytes())]
            told += [
                (file.name, name) for name in dict.fromkeys(sought[f] for f in sought if any(f in s for s in seen))
            ]
    return told


def _forms(name: str) -> Iterator[bytes]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    for each in {name, name.lower(), name.upper(), bare, bare.lower(), unicodedata.normalize("NFD", name)}:
        for encoding in _ENCODINGS:
            try:
                yield each.encode(encoding)
            except UnicodeEncodeError:
                continue


def _readings(data: bytes) -> Iterator[bytes]:
    """Yield the bytes themselves, what was packed among them, and the words of each PDF."""
    yield data
    for match in _STREAM.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[match.end() :])
        except zlib.error:
            continue
    for at in (match.start() for match in re.finditer(rb"%PDF-", data)):
        try:
            yield "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data[at:])).pages).encode()
        except Exception:  # noqa: BLE001 (a stranger tries, and goes on)
            continue
