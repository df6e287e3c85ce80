import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from loanmanager.documents import barcode
from tests.documents.pdf import barcodes


def drawn(text: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(432, 100))
    bars = barcode.code128(text, height=30)
    bars.wrapOn(canvas, 432, 100)
    bars.drawOn(canvas, 40, 40)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("text", ["L-2026-0042", "1", "LT-0042", "~ a~Z 0-9", "9" * barcode.MOST, "A" * barcode.MOST])
def test_a_barcode_says_its_text(text: str) -> None:
    assert list(barcodes(drawn(text))) == [text]


@pytest.mark.parametrize("text", ["", "é", "٤٢", "a\n", "x" * (barcode.MOST + 1)])
def test_what_cannot_be_encoded_is_refused(text: str) -> None:
    assert not barcode.encodable(text)
    with pytest.raises(ValueError, match=r"^"):
        barcode.code128(text, height=20)


def test_bars_are_thick_enough_and_have_quiet_zones() -> None:
    thin = 0.33 / 25.4 * 72
    assert thin == pytest.approx(barcode.BAR)
    # Eleven characters: start, check and stop are 11, 11 and 13 modules; ten quiet ones on either side.
    assert barcode.code128("L-2026-0042", height=20).width >= (2 * 10 + 35) * thin
