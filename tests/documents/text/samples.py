"""Names, hostile letters and ways to look at a paper, for the tests of this folder."""

import io

from pypdf import PdfReader
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate

NAMES = {
    "Vietnamese": "Zoë Nguyễn",
    "Vietnamese, decomposed": "Zoe\u0308 Nguye\u0302\u0303n",
    "Polish": "Łukasz",
    "Arabic": "محمد",
    "Chinese": "王小明",
    "Japanese": "山田太郎",
    "Korean": "김민준",
    "Inuktitut": "ᐃᓄᒃᑎᑐᑦ",
    "Hindi": "नमस्ते",
    "Hebrew": "שלום",
    "Greek": "Ψαρρός",
    "Ukrainian": "Шевченко",
    "markup": "<b>Bob</para> & Co",
    "formula": "=1+1",
}

HOSTILE = (
    "abé <&>()[]«»,.:;!?%-/\u00a0 123٤٥"
    "محمدلا\u064eשלו\u05b0नमस्तेकषी王明、。ア김ᐃ\u0301\u0303ị"
    "\u200c\u200d\ufe0f\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\x00\x07\x1b\t\r\n\x0b\x85\u2028\u2029\u00ad\u200b\ufeff\ufffe\uffff\ufffc\ufdd0\u0378"
    "\ud800\udfff\U0001f600\U00020bb7\U0010ffff\U000e0041"
)
"""Letters of every direction, and what should never reach a page."""


def draw(story, **options):
    """Return the bytes of a PDF of a story."""
    out = io.BytesIO()
    SimpleDocTemplate(out, invariant=1, title="Test", **options).build(list(story))
    return out.getvalue()


def draw_one(flowable, width=400, height=700):
    """Return the bytes of a PDF with one flowable in its corner."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    flowable.wrapOn(canvas, width, height)
    flowable.drawOn(canvas, 0, height - flowable.height)
    canvas.save()
    return out.getvalue()


def extracted(pdf):
    """Return the text that pypdf reads."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf), strict=True).pages)


def picture(pdf, scale=2.0):
    """Return the first page in grey."""
    return PdfDocument(pdf)[0].render(scale=scale).to_pil().convert("L")


def ink(image):
    """Return how many pixels are dark."""
    return sum(image.histogram()[:128])
