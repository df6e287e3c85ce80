"""An agreement's drawing, beside the same words in plain ReportLab paragraphs, which print one script only."""

import io
from collections.abc import Iterator
from html import escape

from pypdf import PdfReader
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from benchmarks.measure import Figure, milliseconds
from loanmanager.operations import paperwork
from tests.office import add_client, add_device, lend, memory, prepared

TIMES = 40


def figures() -> Iterator[Figure]:
    """Draw the agreement of two devices, both copies."""
    store = memory()
    by = prepared(store)
    lent = lend(store, by, add_client(store, by), add_device(store, by), add_device(store, by, "hotspot"))
    kept = paperwork.paper(store, lent.result.paper_id)
    made = paperwork.draw(kept)
    lines = [
        line for page in PdfReader(io.BytesIO(made)).pages for line in page.extract_text().splitlines() if line.strip()
    ]
    ours = milliseconds(lambda: paperwork.draw(kept), TIMES)
    bare = milliseconds(lambda: _plain(lines), TIMES)
    yield Figure("an agreement, both copies", ours / bare, 3, "x", f"{ours:.0f} ms, plain {bare:.0f} ms")


def _plain(lines: list[str]) -> None:
    """Draw the same words as paragraphs."""
    style = getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(io.BytesIO()).build([Paragraph(escape(line), style) for line in lines])
