"""The agency's logo: what may be one (product 5.3, 9.1)."""

from dataclasses import dataclass

from loanmanager.domain.refusal import Refusal, Refused

LOGO_MOST = 5
"""Megabytes of the file that a logo comes from; a larger one is a photo or a mistake."""

LOGO_PIXELS = 24_000_000
"""How many pixels a picture may have before it is read: a few bytes can stand for a picture that fills the memory."""

_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True)
class NotALogo(Refusal):
    """The file is no picture that can be read."""

    name: str


@dataclass(frozen=True, slots=True)
class LogoTooLarge(Refusal):
    """The file is larger than a logo has to be; in megabytes."""

    name: str
    most: int


@dataclass(frozen=True, slots=True)
class LogoTooFine(Refusal):
    """The picture has more pixels than are read."""

    name: str


@dataclass(frozen=True, slots=True)
class NoLogo(Refusal):
    """There is no logo to take away."""


def check(name: str, content: bytes) -> None:
    """See that a file may be read as a logo, by what is in it and not by its name.

    Raises:
        Refused: it is too large, or neither PNG nor JPEG.
    """
    if len(content) > LOGO_MOST * 1_000_000:
        raise Refused(LogoTooLarge(name[:80], LOGO_MOST))
    if not content.startswith(_STARTS):
        raise Refused(NotALogo(name[:80]))
