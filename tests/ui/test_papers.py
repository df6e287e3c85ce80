from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QObject, QSize

from loanmanager.domain.papers import PaperKind
from loanmanager.ui.papers import Drawn, Form, draw_paper, file_name, load, strip
from tests.documents.pdf import pages
from tests.ui.office import closed, settle
from tests.ui.papers import AGREEMENT, RECEIPT, with_papers

PLAIN = Drawn(1, PaperKind.AGREEMENT, "L-2026-0042", "en", "Zoë Nguyễn", date(2026, 11, 23), undone=False, pdf=b"")


@pytest.fixture
def office(qtbot, tmp_path):
    made, made.heard = with_papers(qtbot, tmp_path)
    yield made
    closed(qtbot, made)


def drawn(qtbot, office, paper_id, **more):
    got = []
    draw_paper(office, office, paper_id, got.append, **more)
    settle(qtbot, office)
    return got[0]


def test_a_paper_is_drawn_with_what_is_said_of_it(qtbot, office):
    made = drawn(qtbot, office, AGREEMENT)
    assert (made.kind, made.number, made.borrower) == (PaperKind.AGREEMENT, "L-2026-0001", "Zoë Nguyễn")
    assert (made.language, made.made_on, made.undone) == ("fr", date(2026, 11, 23), False)
    assert made.pdf.startswith(b"%PDF")
    assert drawn(qtbot, office, RECEIPT).kind is PaperKind.RECEIPT


def test_a_newer_paper_of_the_same_key_replaces_one_under_way(qtbot, office):
    got = []
    draw_paper(office, office, AGREEMENT, got.append, key="preview")
    draw_paper(office, office, RECEIPT, got.append, key="preview")
    settle(qtbot, office)
    assert [each.paper_id for each in got] == [RECEIPT]


def test_two_papers_without_a_key_are_both_drawn(qtbot, office):
    got = []
    draw_paper(office, office, AGREEMENT, got.append)
    draw_paper(office, office, RECEIPT, got.append)
    settle(qtbot, office)
    assert [each.paper_id for each in got] == [AGREEMENT, RECEIPT]


def test_a_paper_that_is_not_there_is_said(qtbot, office):
    draw_paper(office, office, 99, pytest.fail)
    settle(qtbot, office)
    assert office.heard == ["“99” was not found."]


def test_a_file_bears_number_and_kind_in_the_papers_language():
    assert file_name(PLAIN) == "L-2026-0042 Agreement.pdf"
    assert file_name(replace(PLAIN, kind=PaperKind.RECEIPT, number="A/7:\n")) == "A-7- Receipt.pdf"


def test_the_page_in_plain_words_has_a_name_of_its_own():
    assert file_name(replace(PLAIN, plain=True)) == "L-2026-0042 In plain words.pdf"


def test_a_paper_is_drawn_in_the_form_that_is_asked_for(qtbot, office):
    usual, large = drawn(qtbot, office, AGREEMENT), drawn(qtbot, office, AGREEMENT, form=Form(large=True))
    assert (usual.large, large.large) == (False, True)
    assert len(pages(large.pdf)) > len(pages(usual.pdf))
    assert len(pages(drawn(qtbot, office, AGREEMENT, form=Form(plain=True)).pdf)) == 1
    receipt = drawn(qtbot, office, RECEIPT, form=Form(plain=True))
    assert not receipt.plain


def test_a_strip_is_opaque_and_white_where_nothing_is_printed(qtbot, office):
    owner = QObject()
    document = load(drawn(qtbot, office, AGREEMENT, size="a4").pdf, owner)
    assert round(document.pagePointSize(0).width()) == 595
    made = strip(document, 0, QSize(600, 800), 100, 50)
    assert (made.width(), made.height()) == (600, 50)
    assert not made.hasAlphaChannel()
    assert made.pixelColor(0, 0).name() == "#ffffff"
    assert any(made.pixelColor(x, y).lightness() < 128 for x in range(600) for y in range(50))
