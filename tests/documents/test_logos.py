"""A logo is made plain before it is kept, and stands at the head of every paper."""

import struct
import zlib
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from loanmanager.documents import agreement, logos, receipt
from loanmanager.documents.style import sheet
from loanmanager.domain.papers import Lender
from loanmanager.i18n import Words
from tests.documents.facts import LENDER, agreement_facts, receipt_facts
from tests.documents.pdf import pages
from tests.pictures import opened, picture

MOST = 24_000_000
BLUE = (0, 103, 192)


def bearing(content: bytes) -> Lender:
    return replace(LENDER, image=content)


def test_a_picture_is_kept_small_as_png() -> None:
    made = opened(logos.plain(picture(4000, 1000), MOST))
    assert (made.format, made.size) == ("PNG", (1200, 300))
    small = opened(logos.plain(picture(30, 20, form="JPEG"), MOST))
    assert (small.format, small.size) == ("PNG", (30, 20))


def test_what_is_transparent_stays_so() -> None:
    made = opened(logos.plain(picture(30, 20, (0, 0, 0, 0)), MOST))
    assert made.getpixel((5, 5)) == (0, 0, 0, 0)


def test_a_picture_is_turned_upright_and_loses_what_else_it_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "a secret place"
    kept = logos.plain(picture(40, 20, form="JPEG", exif=exif.tobytes()), MOST)
    assert opened(kept).size == (20, 40)
    said = PngInfo()
    said.add_text("Comment", "a secret place")
    noted = logos.plain(picture(40, 20, pnginfo=said), MOST)
    for content in (kept, noted):
        assert b"secret" not in content
        assert not opened(content).info.get("Comment")


def bomb(side: int) -> bytes:
    """Return a PNG whose head promises a picture of many pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    parts = [struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("side", [6000, 60000])
def test_a_picture_that_would_fill_the_memory_is_not_unpacked(side: int) -> None:
    with pytest.raises(logos.TooManyPixelsError):
        logos.plain(bomb(side), MOST)


@pytest.mark.parametrize(
    "content", [b"", b"<svg/>", picture()[:60], picture(form="JPEG")[:200], picture(form="GIF"), bomb(100), bomb(0)]
)
def test_what_cannot_be_read_to_its_end_is_no_logo(content: bytes) -> None:
    with pytest.raises(logos.UnreadableError):
        logos.plain(content, MOST)


@pytest.mark.parametrize(("width", "height"), [(1200, 100), (100, 400), (20, 10), (1, 1)])
@pytest.mark.parametrize("large", [False, True])
def test_a_logo_fits_the_head_and_is_not_blown_up(width: int, height: int, large: bool) -> None:
    made = logos.of(bearing(picture(width, height)), sheet("letter", Words("en"), large=large))
    assert made
    assert made.width <= 130 * 1.26
    assert made.height <= 40 * 1.25
    assert made.width / made.height == pytest.approx(width / height)
    assert made.width <= width * 1.25


def shown(data: bytes) -> tuple[int, int, int]:
    """Return the colour of the page where the middle of a wide logo stands."""
    document = pypdfium2.PdfDocument(data)
    try:
        return document[0].render(scale=1).to_pil().convert("RGB").getpixel((46 + 60, 38 + 20))  # type: ignore[return-value]
    finally:
        document.close()


def test_every_copy_and_every_paper_bears_it() -> None:
    words, who = Words("en"), bearing(picture())
    for data in (
        agreement.render(agreement_facts(lender=who), words),
        receipt.render(receipt_facts(lender=who), words),
    ):
        assert shown(data) == pytest.approx(BLUE, abs=3)
    assert len(pages(agreement.render(agreement_facts(lender=who), words))) == 2
    plain = agreement.render(agreement_facts(), words)
    assert shown(plain) != pytest.approx(BLUE, abs=3)


def test_the_same_logo_gives_the_same_bytes_and_stands_once_in_the_file() -> None:
    facts = agreement_facts(lender=bearing(picture(1200, 400, (10, 20, 30, 128))))
    data = agreement.render(facts, Words("en"))
    assert data == agreement.render(facts, Words("en"))
    assert data.count(b"/Subtype /Image") == 2  # the picture and what of it is transparent


def test_a_logo_leaves_the_title_its_room() -> None:
    said = pages(agreement.render(agreement_facts(lender=bearing(picture(1200, 400))), Words("fr"), large=True))[0]
    assert "Entente de prêt" in said
