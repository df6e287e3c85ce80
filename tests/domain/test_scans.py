"""Which files are taken as scans: told by their bytes, never unpacked."""

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.pdf_files import Besides
from loanmanager.domain.refusals import Refused
from loanmanager.domain.scans import MoreThanPages, NotAScan, PictureTooLarge, ScanTooLarge, media_of_scan
from loanmanager.i18n import Words
from loanmanager.sentences import of_refusal
from tests.hostile import active_pdfs, other_pdfs

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"


def png(wide, high):
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", wide, high, 8, 2, 0, 0, 0, 0)


def jpeg(wide, high, frame=0xC2, before=b""):
    return b"\xff\xd8" + before + b"\xff\xff" + struct.pack(">BHBHHB", frame, 17, 8, high, wide, 3) + bytes(20)


JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def refused(content, name="scan"):
    with pytest.raises(Refused) as raised:
        media_of_scan(name, content)
    return raised.value.reasons


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (PDF, "application/pdf"),
        (png(2550, 3300), "image/png"),
        (jpeg(2550, 3300), "image/jpeg"),
        (jpeg(2550, 3300, 0xC0, JFIF + b"\xff\xd0\xff\xc4\x00\x04ab"), "image/jpeg"),
    ],
)
def test_pdf_png_and_jpeg_are_taken(content, media):
    assert media_of_scan("scan.exe", content) == media


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90",
        b"GIF89a" + bytes(40),
        b"%PDF-1.7\nbroken off",
        b"\n" + PDF,  # something else that a reader of PDF files would forgive
        b"\x89PNG\r\n\x1a\n",
        png(2550, 3300)[:24],
        png(0, 3300),
        b"\xff\xd8\xff",
        jpeg(2550, 0),
        b"\xff\xd8" + JFIF + b"x" + jpeg(10, 10)[2:],
        b"\xff\xd8\xff\xc4\xff\xff" + bytes(20),
        b"<html>%PDF-1.7 %%EOF</html>",
    ],
)
def test_all_else_is_refused_whatever_its_name(content):
    assert refused(content, "scan.pdf") == (NotAScan("scan.pdf"),)


@pytest.mark.parametrize("size", [(20_001, 10), (10, 20_001), (10_001, 10_000), (2**32 - 1, 2**32 - 1)])
def test_a_picture_that_would_fill_the_memory_is_refused(size):
    assert refused(png(*size)) == (PictureTooLarge("scan", 100),)
    if max(size) < 2**16:
        assert refused(jpeg(*size)) == (PictureTooLarge("scan", 100),)


def test_a_file_has_an_end():
    assert refused(PDF + bytes(25_000_000), "n" * 200) == (ScanTooLarge("n" * 80, 25),)


@given(st.binary(max_size=300), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"]))
def test_no_file_breaks_it(content, start):
    with suppress(Refused):
        assert media_of_scan("x", start + content) in {"image/png", "image/jpeg", "application/pdf"}


@pytest.mark.parametrize("name", sorted(active_pdfs().keys() - {"a page of the network"}))
def test_a_pdf_that_is_more_than_pages_is_refused(name):
    assert refused(active_pdfs()[name], "scan.pdf") == (MoreThanPages("scan.pdf", Besides.ACTIVE),)


def test_a_locked_pdf_is_refused_in_words_of_its_own():
    assert refused(other_pdfs()["locked"], "scan.pdf") == (MoreThanPages("scan.pdf", Besides.LOCKED),)
    said = [of_refusal(MoreThanPages("scan.pdf", each), Words("en")) for each in Besides]
    assert said == [
        "“scan.pdf” holds more than pages: something that runs, or files inside. Print it and scan the paper.",
        "“scan.pdf” is locked with a password. Save it without one, or scan the paper again.",
    ]
