"""How large a picture is, told by its head: a few bytes can stand for a picture that fills the memory."""

import re

SIDE, MILLIONS = 20_000, 100
"""Pixels along a side, and millions of them in all: letter paper at 600 dots an inch has 34."""

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"

_MARK = 0xFF  # what each mark of a JPEG begins with, and what it may be padded with
_MOST_MARKS = 5000
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the marks that tell a size
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # marks that nothing belongs to
_NO_PADDING = re.compile(b"[^\xff]")
_PNG_HEAD = 33


def size_of(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG without unpacking it, None where its head does not say."""
    return _of_png(content) if content.startswith(PNG) else _of_jpeg(content)


def is_too_large(size: tuple[int, int]) -> bool:
    """Tell whether a picture has more pixels than are ever unpacked."""
    return max(size) > SIDE or size[0] * size[1] > MILLIONS * 1_000_000


def _of_png(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < _PNG_HEAD:
        return None
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _of_jpeg(content: bytes) -> tuple[int, int] | None:
    """Walk from mark to mark, no further than any camera writes."""
    if not content.startswith(JPEG):
        return None
    at = 2
    for _ in range(_MOST_MARKS):
        if at + 9 > len(content) or content[at] != _MARK:
            return None
        unpadded = _NO_PADDING.search(content, at + 1)
        if unpadded is None or unpadded.start() + 8 > len(content):
            return None
        mark, at = content[unpadded.start()], unpadded.start() + 1
        if mark in _FRAMES:
            return int.from_bytes(content[at + 5 : at + 7]), int.from_bytes(content[at + 3 : at + 5])
        at += 0 if mark in _ALONE else int.from_bytes(content[at : at + 2])
    return None
