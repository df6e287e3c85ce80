"""Many papers in one file, to be printed or kept in one go: each as it is by itself, in its own language."""

from collections.abc import Callable, Iterable
from io import BytesIO

from loanmanager.documents import canvas
from loanmanager.documents.page import About
from loanmanager.documents.style import PageSize, sheet
from loanmanager.i18n import Words


def bind(
    papers: Iterable[tuple[str, Callable[[], object]]], about: About, words: Words, *, page: PageSize = "letter"
) -> bytes:
    """Return one PDF of many papers: each a name for the file's contents, and what draws it.

    They are drawn one after the other into the same file and share its fonts, so that a thousand need little more
    memory than their pages. `words` speak the file's own language. What drawing raises ends the work.
    """
    file = BytesIO()
    pages = canvas.blank(file, about, sheet(page, words), words)
    for name, draw in papers:
        with canvas.binding(pages, name):
            draw()
        canvas.describe(pages, about)  # each paper says of the file what it says of itself
    pages.save()
    return file.getvalue()
