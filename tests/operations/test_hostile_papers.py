"""Nasty words are printed on every paper, put into every sheet and every e-mail, and looked for, without any harm."""

import csv
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from io import BytesIO, StringIO

import pytest
from pypdf import PdfReader

from loanmanager.documents.labels import Codes
from loanmanager.domain.papers import PaperKind
from loanmanager.exchange import mail
from loanmanager.exchange.csv_out import write_json
from loanmanager.exchange.formulas import defuse, revive
from loanmanager.i18n import Words
from loanmanager.operations import exporting, notice_files, paper_mail, paperwork, shelf_papers
from loanmanager.operations.exporting import List
from loanmanager.storage import search
from loanmanager.storage.search import PaperMail, desk
from tests.hostile import KEEPABLE, TEXTS
from tests.nasty import spoil
from tests.office import TODAY
from tests.operations.notice_promises import LATE
from tests.operations.test_hostile import copied
from tests.operations.test_promises import OPERATIONS, World

pytestmark = pytest.mark.no_cover  # measured, drawing takes three times as long, and others cover what is drawn here

WORDS = {name: text[:150] for name, text in KEEPABLE.items()}
MAKING = [
    "check_out", "return", "renew", "finish_stocktake", "make_paper", "send_notice", "sign_on_screen", "reset_devices",
    "open_incident", "merge_clients",
]  # fmt: skip
ENGLISH = Words("en")
SECONDS = 20


@pytest.fixture(scope="module")
def plain() -> World:
    return World()


def spoilt(plain: World, word: str) -> World:
    made = copied(plain)
    spoil(made.store, word)
    with made.store.write():
        made.store.run("UPDATE clients SET email = 'x@example.org'")
    return made


def sound(pdf: bytes) -> None:
    """See that a paper opens, is of a sensible length, and says nothing in its head that is not seen."""
    read = PdfReader(BytesIO(pdf))
    assert 1 <= len(read.pages) <= 12
    for value in (read.metadata or {}).values():
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]", str(value)), value
    assert b"/JavaScript" not in pdf
    assert b"/Launch" not in pdf
    assert not [each for page in read.pages for each in page.get("/Annots", [])], "no word has become a link"


def papers_made(w: World) -> Iterator[paperwork.Paper]:
    """Yield the papers of every operation that makes one."""
    for name in MAKING:
        world = copied(w)
        last = world.store.value("SELECT MAX(id) FROM papers")
        OPERATIONS[name](world, world.by, None)
        for row in world.store.rows("SELECT id FROM papers WHERE id > :last", last=last):
            yield paperwork.paper(world.store, row["id"])


@pytest.mark.parametrize("called", WORDS)
def test_every_paper_prints_any_words(plain: World, called: str) -> None:
    w, begun, kinds = spoilt(plain, WORDS[called]), time.process_time(), set()
    for made in papers_made(w):
        kinds.add(made.kind)
        sound(paperwork.draw(made))
        if made.kind is PaperKind.AGREEMENT:
            sound(paperwork.draw_summary(made))
            sound(paperwork.draw(made, large=True))
    assert {PaperKind.AGREEMENT, PaperKind.RECEIPT} <= kinds
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("called", WORDS)
def test_every_paper_of_the_shelf_prints_any_words(plain: World, called: str) -> None:
    w = spoilt(plain, WORDS[called])
    devices = [each.id for each in search.device_rows(w.store, today=TODAY)]
    kits = [each.id for each in search.kit_rows(w.store, only="active")]
    for facts in (
        shelf_papers.labels_of_devices(w.store, devices, ENGLISH),
        shelf_papers.labels_of_kits(w.store, kits, ENGLISH),
    ):
        for each in shelf_papers.label_formats():
            sound(shelf_papers.draw_labels(facts[:3], each.key, ENGLISH, codes=Codes.BOTH))
    sound(shelf_papers.draw_card(shelf_papers.card_of(w.store, w.client)))
    sound(shelf_papers.draw_inventory(shelf_papers.inventory_of(w.store, ENGLISH, w.by), ENGLISH))
    for kit in kits:
        sound(shelf_papers.draw_kit_sheet(shelf_papers.kit_sheet_of(w.store, kit, ENGLISH, w.by), ENGLISH))


@pytest.mark.parametrize("called", WORDS)
def test_notices_and_lists_of_calls_say_any_words(plain: World, called: str) -> None:
    w = spoilt(plain, WORDS[called])
    late = replace(w.by, today=LATE)
    found = notice_files.due_today(w.store, late)
    rows = (*found.letters, *found.emails, *found.calls, *found.unsafe)
    assert rows
    facts = notice_files.facts_of(w.store, rows, late)
    sound(notice_files.draw_letters(facts, "en"))
    calls = notice_files.calls(w.store, [each for each in rows if each.channel], late)
    sound(notice_files.draw_calls(calls, found.unsafe, ENGLISH, late))
    harmless_sheet(notice_files.calls_csv(calls, found.unsafe, ENGLISH))
    for each in facts:
        harmless_mail(notice_files.email_draft(each))
        link = notice_files.email_link(each)
        assert len(link) < 4000
        assert link.isascii()
        assert "\n" not in link


# Sheets


def harmless_sheet(sheet: bytes) -> list[list[str]]:
    """See that no cell is run, whatever sign a spreadsheet of another language cuts a line at; return the cells."""
    rows = list(csv.reader(StringIO(sheet.decode("utf-8-sig"), newline="")))
    for cell in (cell for row in rows for cell in row):
        assert defuse(revive(cell)) == cell, cell
    assert len({len(row) for row in rows}) == 1
    return rows


@pytest.mark.parametrize("what", List)
@pytest.mark.parametrize("called", WORDS)
def test_every_list_is_exported_with_its_formulas_defused(plain: World, what: List, called: str) -> None:
    w = spoilt(plain, WORDS[called])
    made = exporting.export(w.store, what, ENGLISH, TODAY)
    rows = harmless_sheet(made.as_csv())
    assert len(rows) == len(made.rows) + 1
    for cells, row in zip(rows[1:], made.rows, strict=True):
        for cell, value in zip(cells, row, strict=True):
            if isinstance(value, str):
                assert revive(cell) == value
                assert not cell.lstrip().startswith(("=", "@", "＝")), what
    assert made.as_json().decode()


@pytest.mark.parametrize("called", TEXTS)
def test_any_words_are_written_as_json(called: str) -> None:
    assert write_json({"said": TEXTS[called][:1000]}).decode("utf-8")


# E-mail


def harmless_mail(draft: bytes) -> None:
    """See that a draft has the heads that it must have, and no other, and one attachment of a harmless name."""
    head = draft.split(b"\r\n\r\n", 1)[0]
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if line[:1] not in {b" ", b"\t"}]
    assert set(names) <= {b"X-Unsent", b"To", b"Subject", b"MIME-Version", b"Content-Type"}, names
    assert len(names) == len(set(names))
    read = message_from_bytes(draft, policy=default)
    assert read["Bcc"] is None
    attached = list(read.iter_attachments())  # type: ignore[attr-defined]  # of this policy
    assert len(attached) == 1
    name = attached[0].get_filename()
    assert name.endswith(".pdf")
    assert not set(name) & set('/\\<>:"|?*\r\n\x00')
    assert len(name) < 130


@pytest.mark.parametrize("called", TEXTS)
def test_no_word_becomes_a_head_of_an_email(called: str) -> None:
    text = TEXTS[called][:2000]
    harmless_mail(mail.draft("zoe@example.org", text, text, (f"{text}.pdf", b"%PDF-1.7"), name=text))
    harmless_mail(mail.draft(text, "x", "x", ("x.pdf", b"%PDF-1.7"), name=text))
    link = mail.link(text, text, text)
    assert link.isascii()
    assert not set(link) & set(' \r\n<>"')


@pytest.mark.parametrize("called", WORDS)
def test_a_paper_is_sent_under_any_name(plain: World, called: str) -> None:
    w = spoilt(plain, WORDS[called])
    made = next(papers_made(w))
    harmless_mail(
        paper_mail.draft(made, b"%PDF-1.7", PaperMail(WORDS[called], "zoe@example.org", allowed=True, discreet=False))
    )


# Looking


@pytest.mark.parametrize("called", TEXTS)
def test_any_words_can_be_looked_for_everywhere(plain: World, called: str) -> None:
    text, store, begun = TEXTS[called], plain.store, time.process_time()
    desk.find(store, text, TODAY)
    desk.matches(store, text, TODAY)
    search.client_rows(store, today=TODAY, text=text)
    search.device_rows(store, today=TODAY, text=text)
    search.loan_rows(store, today=TODAY, only="", text=text)
    search.kit_rows(store, only="active", text=text)
    search.line_rows(store, text=text)
    search.incidents(store, today=TODAY, text=text)
    assert time.process_time() - begun < SECONDS


def test_what_looks_like_an_operator_is_looked_for_as_words(plain: World) -> None:
    w = copied(plain)
    with w.store.write():
        w.store.run("UPDATE clients SET family_name = 'NOT AND \"x' WHERE id = :id", id=w.client)
    assert search.client_rows(w.store, today=TODAY, text="zzz OR Trem*") == ()
