"""What a PDF says and shows, for tests."""

import io
import re
from collections.abc import Iterator

import pypdf
import pypdfium2
import zxingcpp


def reader(data: bytes) -> pypdf.PdfReader:
    """Open a PDF, strictly."""
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def pages(data: bytes) -> list[str]:
    """Return the text of each page, every run of blanks as one space."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader(data).pages]


def text(data: bytes) -> str:
    """Return the text of all pages."""
    return "\n".join(pages(data))


def barcodes(data: bytes, dpi: int = 200) -> Iterator[str]:
    """Read the barcodes of each page as a scanner of that resolution sees them."""
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            image = page.render(scale=dpi / 72).to_pil()
            yield from (found.text for found in zxingcpp.read_barcodes(image))
    finally:
        document.close()


Box = tuple[float, float, float, float]


def _boxes(data: bytes) -> list[tuple[str, Box]]:
    """Return each character of the first page with its box: left, bottom, right, top."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0].get_textpage()
        return [(page.get_text_range(n, 1), page.get_charbox(n)) for n in range(page.count_chars())]
    finally:
        document.close()


def place(data: bytes, words: str) -> Box:
    """Return the box around words on the first page."""
    boxes = _boxes(data)
    start = "".join(letter for letter, _ in boxes).index(words)
    found = [box for letter, box in boxes[start : start + len(words)] if letter.strip()]
    return found[0][0], found[0][1], found[-1][2], found[-1][3]


def arabic_letters(data: bytes) -> list[Box]:
    """Return the boxes of the Arabic letters on the first page."""
    return [box for letter, box in _boxes(data) if "\u0600" <= letter <= "\u06ff"]


def sizes(data: bytes) -> set[float]:
    """Return the sizes of the words on all pages, in points; those of ReportLab's own fonts say nothing."""
    streams = b"".join(page.get_contents().get_data() for page in reader(data).pages)  # type: ignore[union-attr]
    return {float(size) for size in re.findall(rb"/T\d+ ([\d.]+) Tf", streams)}
