"""Notices to send, worked by keys: printed, drafted, texted, called, edited; what is not safe is never offered."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from loanmanager.domain.chasing import Outcome
from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import Stage
from loanmanager.operations import contacting, paperwork
from loanmanager.operations.contacting import Send
from loanmanager.storage import search
from loanmanager.ui.dialogs.log_contact import LogContactDialog
from loanmanager.ui.pages.follow_up import notice_sending
from loanmanager.ui.pages.follow_up.notice_detail import NoticeDetail
from loanmanager.ui.pages.follow_up.notices import offered
from loanmanager.ui.printing import PrintJob
from tests.documents.pdf import pages
from tests.office import NOW, TODAY, add_client, add_device, lend
from tests.ui.helpers import cut_off, unnamed
from tests.ui.office import settle
from tests.ui.pages.people import laid_out

ALL = frozenset(Channel)
CLIENTS = {
    "Tremblay": {"language": "fr", "address": "1 rue X", "allowed": ALL - {Channel.EMAIL, Channel.TEXT}},
    "Roy": {"address": "2 rue X", "phones": ("514 555-0101",)},
    "Nguyễn": {"email": "zoe@example.org", "language": "fr"},
    "Diallo": {"phones": ("514 555-0102",), "allowed": frozenset({Channel.TEXT, Channel.CALL})},
    "Li": {"phones": ("514 555-0103",), "allowed": frozenset({Channel.CALL}), "discreet": True},
    "Osei": {"phones": ("514 555-0104",), "allowed": frozenset({Channel.VOICEMAIL})},
    "Sánchez": {"address": "3 rue X", "allowed": frozenset()},
}


def fill(store, by):
    """Make a client for each way, all a week late, in this order."""
    out = replace(by, now=NOW - timedelta(days=40), today=TODAY - timedelta(days=40))
    for family, known in CLIENTS.items():
        lend(
            store,
            out,
            add_client(store, by, family, "Ana", **known),
            add_device(store, by),
            due=TODAY - timedelta(days=7),
        )


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def printed(monkeypatch, tmp_path):
    """Stand in for the system's dialog: everything is printed into numbered files; `asked` counts the dialogs."""
    found = {"asked": 0, "files": []}

    def choose(printer, letters, parent):
        found["asked"] += 1
        found["letters"] = letters
        target = tmp_path / f"out{found['asked']}.pdf"
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        found["files"].append(target)
        return found.get("yes", True)

    monkeypatch.setattr(notice_sending, "choose_printer", choose)
    return found


@pytest.fixture
def mail(monkeypatch):
    """Stand in for the system's mail program."""
    opened = []
    monkeypatch.setattr(notice_sending, "open_path", lambda path: opened.append(Path(path).read_bytes()) or True)
    return opened


@pytest.fixture
def notices(hand):
    hand.go("notices")
    return hand


def choose(hand, *families):
    keys = [key for key, row in hand.page.bench.rows.items() if row.name.split(",")[0] in families]
    hand.page.listing.rows.choose_only(keys)
    settle(hand.qtbot, hand.office)


def asked(hand, question):
    found = []
    hand.office.ask(hand.page, question, found.append)
    settle(hand.qtbot, hand.office)
    return found[0]


def contacts(hand):
    return [
        tuple(row) for row in asked(hand, lambda s: s.rows("SELECT channel, outcome, undone FROM contacts ORDER BY id"))
    ]


def words(hand):
    detail = hand.page.detail
    return detail._words._subject_read.text(), detail._words._body_read.text()


def test_the_list_says_who_how_late_and_which_notice(notices):
    rows = notices.rows()
    assert [row.main for row in rows] == [f"{family}, Ana" for family in CLIENTS]
    assert {row.right for row in rows} == {"7 days late"}
    assert [row.right_sub for row in rows] == ["First notice"] * 6 + ["No safe channel"]
    assert rows[0].sub == "LT-0001"
    assert notices.count() == "7"


def test_the_detail_shows_the_letter_in_the_clients_language_and_why_not_otherwise(notices):
    choose(notices, "Tremblay")
    detail = notices.page.detail
    assert detail._under.text() == "First notice, in French"
    subject, body = words(notices)
    assert subject == "Votre prêt L-2026-0001 est en retard"
    assert body.startswith("Bonjour Ana,")
    assert detail.segments.value() == "letter"
    open_ = [each.text() for each in detail.segments.findChildren(QPushButton) if each.isEnabled()]
    assert open_ == ["Letter"]
    said = [each.text() for each in detail.findChildren(type(detail._under)) if each.isVisible()]
    assert "No e-mail and no text, at the client’s request" in said
    assert "No telephone number is known" in said


def test_enter_prints_the_letter_and_goes_on(notices, printed):
    notices.enter()
    assert printed["asked"] == 1
    assert contacts(notices) == [("letter", "sent", 0)]
    (said,) = pages(printed["files"][0].read_bytes())
    assert "Bonjour Ana," in said
    assert notices.left() == 6
    assert notices.rows()[0].sub.startswith("Letter printed, ")
    assert notices.page.listing.rows.current().startswith("2:")
    assert notices.office.messages[-1].text == "First notice to Tremblay, Ana recorded as sent"
    assert [said for said, _ in notices.office.messages[-1].actions] == ["Undo"]


def test_nothing_is_recorded_when_no_printer_is_chosen(notices, printed):
    printed["yes"] = False
    notices.enter()
    assert contacts(notices) == []
    assert notices.left() == 7


def test_the_printer_that_was_chosen_serves_for_the_next_letters(notices, monkeypatch):
    asked_for, jobs = [], []

    class Printer(QPrinter):
        def printerName(self):
            return "Front desk"

    def titled(title, size):
        return Printer()

    monkeypatch.setattr(notice_sending, "printer_titled", titled)
    monkeypatch.setattr(QPrinter, "outputFormat", lambda self: QPrinter.OutputFormat.NativeFormat)
    monkeypatch.setattr(notice_sending, "choose_printer", lambda *_: asked_for.append(1) or True)
    monkeypatch.setattr(PrintJob, "start", lambda self: jobs.append(self.pages))
    notices.enter()
    choose(notices, "Roy")
    notices.enter()
    assert len(asked_for) == 1
    assert jobs == [1, 1]


def test_several_letters_are_one_print_and_the_others_stay(notices, printed):
    choose(notices, *CLIENTS)
    assert notices.page.detail.primary.words == "Print 2 letters"
    assert "5 of them go another way and stay." in notices.page.detail._under.text()
    notices.enter()
    assert printed["asked"] == 1
    assert printed["letters"] == 2
    assert len(pages(printed["files"][0].read_bytes())) == 2
    assert notices.left() == 5
    assert notices.office.messages[-1].text == "2 notices recorded as sent"
    assert [said for said, _ in notices.office.messages[-1].actions] == ["Undo all"]


def test_one_that_another_desk_sent_meanwhile_is_said_and_the_others_printed(notices, printed):
    choose(notices, "Tremblay", "Roy")
    row = next(each for each in notices.page.bench.rows.values() if each.number == "L-2026-0002")
    form = Send(row.loan_id, row.due, row.stage, Channel.LETTER)
    by = notices.office.by()
    asked(notices, lambda store: contacting.send_notice(store, form, by))
    notices.enter()
    assert len(pages(printed["files"][0].read_bytes())) == 1
    said = notices.office.messages[-1].text
    assert said.startswith("First notice to Tremblay, Ana recorded as sent. Not sent")
    assert said.endswith("L-2026-0002.")
    assert len(contacts(notices)) == 2


def test_when_another_desk_sent_all_of_them_that_is_said(notices, printed):
    choose(notices, "Tremblay", "Roy")
    forms = [
        Send(row.loan_id, row.due, row.stage, Channel.LETTER) for row in list(notices.page.bench.rows.values())[:2]
    ]
    by = notices.office.by()
    asked(notices, lambda store: contacting.send_notices(store, forms, by))
    notices.enter()
    assert notices.office.messages[-1].error
    assert "L-2026-0001 and L-2026-0002" in notices.office.messages[-1].text
    assert len(contacts(notices)) == 2


def test_an_email_opens_as_a_draft_with_the_letter(notices, mail):
    choose(notices, "Nguyễn")
    assert notices.page.detail.primary.words == "Open e-mail draft, then next"
    notices.enter()
    assert contacts(notices) == [("email", "sent", 0)]
    assert b"X-Unsent: 1" in mail[0]
    assert b"zoe@example.org" in mail[0]
    assert notices.left() == 6


def test_without_a_mail_program_it_says_so(notices, monkeypatch):
    monkeypatch.setattr(notice_sending, "open_path", lambda _: False)
    monkeypatch.setattr(notice_sending.QDesktopServices, "openUrl", lambda url: url.scheme() != "mailto")
    choose(notices, "Nguyễn")
    notices.enter()
    assert notices.office.messages[-1].error
    assert "no mail program" in notices.office.messages[-1].text


def test_a_text_is_copied_and_recorded(notices):
    choose(notices, "Diallo")
    assert notices.page.detail._caption.text() == "The text message"
    notices.enter()
    assert contacts(notices) == [("text", "sent", 0)]
    assert QGuiApplication.clipboard().text().startswith("Hello Ana, this is")


def test_a_call_is_logged_with_its_outcome_and_a_failed_one_stays(notices):
    choose(notices, "Li")
    assert words(notices)[1].startswith("Hello, this is a message for Ana")
    notices.enter()
    dialog = notices.dialog(LogContactDialog)
    settle(notices.qtbot, notices.office)
    assert dialog._told.text().startswith("First make sure that you are speaking with Ana Li.")
    dialog.outcome._buttons[Outcome.NO_ANSWER].click()
    notices.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    notices.closed()
    assert contacts(notices) == [("call", "no_answer", 0)]
    assert notices.left() == 7
    assert notices.rows()[4].sub.startswith("Tried: no answer, ")
    notices.press(Qt.Key.Key_C)
    dialog = notices.dialog(LogContactDialog)
    notices.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    notices.closed()
    assert notices.left() == 6
    assert notices.rows()[4].sub.startswith("Called, reached, ")


def test_where_only_a_message_may_be_left_that_is_what_is_offered(notices):
    choose(notices, "Osei")
    detail = notices.page.detail
    assert detail.segments.value() == "voicemail"
    assert detail.primary.words == "Log the call, then next"
    row = next(each for each in notices.page.bench.rows.values() if each.name.startswith("Osei"))
    assert Channel.CALL not in offered(row)


def test_nobody_is_reached_who_may_not_be(notices):
    choose(notices, "Sánchez")
    detail = notices.page.detail
    assert detail.segments.value() == ""
    assert not [each for each in detail.segments.findChildren(QPushButton) if each.isEnabled()]
    assert not detail.edit_link.isVisible()
    notices.enter()
    assert notices.office.places[-1][0] == "clients"
    assert contacts(notices) == []


def test_another_channel_may_be_chosen_and_is_kept_for_this_one(notices, mail):
    choose(notices, "Roy")
    detail = notices.page.detail
    detail.segments._buttons["text"].click()
    assert detail.primary.words == "Copy the text, then next"
    choose(notices, "Tremblay")
    choose(notices, "Roy")
    assert notices.page.detail.segments.value() == "text"
    notices.enter()
    assert contacts(notices) == [("text", "sent", 0)]


def test_this_one_is_edited_and_sent_as_it_was_typed(notices, printed):
    notices.press(Qt.Key.Key_E)
    detail = notices.page.detail
    assert isinstance(detail, NoticeDetail)
    assert detail._words._body.hasFocus()
    detail._words._body.selectAll()
    notices.qtbot.keyClicks(detail._words._body, "Bonjour Ana, venez vendredi.")
    detail._words._subject.selectAll()
    notices.qtbot.keyClicks(detail._words._subject, "Vendredi")
    choose(notices, "Roy")  # what was typed waits
    choose(notices, "Tremblay")
    assert words(notices) == ("Vendredi", "Bonjour Ana, venez vendredi.")
    detail.edit()
    assert detail.edit_link.text() == "Done editing"
    detail.edit_link.click()
    assert detail.edit_link.text() == "Edit this one"
    notices.enter()
    assert "venez vendredi" in pages(printed["files"][0].read_bytes())[0]
    facts = asked(notices, lambda s: paperwork.facts_of(paperwork.paper(s, s.value("SELECT MAX(id) FROM papers"))))
    assert facts.subject == "Vendredi"


def test_a_letter_is_saved_as_a_file(notices, tmp_path, monkeypatch):
    monkeypatch.setattr(notice_sending, "choose_file", lambda *_: str(tmp_path / "letter.pdf"))
    notices.press(Qt.Key.Key_S)
    assert len(pages((tmp_path / "letter.pdf").read_bytes())) == 1
    assert contacts(notices) == [("letter", "sent", 0)]
    monkeypatch.setattr(notice_sending, "choose_file", lambda *_: "")
    choose(notices, "Roy")
    notices.press(Qt.Key.Key_S)
    assert len(contacts(notices)) == 1


def test_the_call_list_is_a_file_and_records_nothing(notices, tmp_path, monkeypatch):
    monkeypatch.setattr(notice_sending, "choose_file", lambda *_: str(tmp_path / "calls.pdf"))
    shown = []
    monkeypatch.setattr(notice_sending, "show", lambda office, target: shown.append(target))
    choose(notices, "Li", "Osei", "Diallo")
    assert notices.page.detail.primary.words == "Call list…"
    notices.enter()
    said = "\n".join(pages((tmp_path / "calls.pdf").read_bytes()))
    for name in ("Li, Ana", "Osei, Ana", "Diallo, Ana", "No safe channel", "Sánchez, Ana"):
        assert name in said
    assert shown == [tmp_path / "calls.pdf"]
    assert contacts(notices) == []
    monkeypatch.setattr(notice_sending, "choose_file", lambda *_: "")
    notices.enter()
    assert len(shown) == 1


def test_a_notice_sent_elsewhere_meanwhile_is_refused_in_words(notices, printed):
    row = next(iter(notices.page.bench.rows.values()))
    by = notices.office.by()
    asked(notices, lambda s: contacting.send_notice(s, Send(row.loan_id, row.due, Stage.FIRST, Channel.LETTER), by))
    notices.enter()
    assert len(contacts(notices)) == 1
    assert notices.rows()[0].sub.startswith("Sent elsewhere, renewed or back")


def test_everything_fits_and_is_named(notices):
    for family in CLIENTS:
        choose(notices, family)
        laid_out()
        assert cut_off(notices.page.detail) == []
        assert unnamed(notices.page.detail) == []


def test_a_renewed_loan_leaves_the_list_while_it_is_shown(notices):
    asked(notices, lambda s: search.notices_due(s, TODAY))
    detail = notices.page.detail
    detail._got(detail._rows[0], None)
    assert words(notices) == ("", "")


def test_words_in_another_language_than_the_clients_are_pointed_out(notices):
    choose(notices, "Roy")
    detail = notices.page.detail
    assert not detail._instead.isVisible()
    detail._put_words(detail._rows[0], replace(detail._facts, lacking="ar"))
    assert detail._instead.isVisible()
    told = "Nobody wrote this notice in العربية yet (Settings, Notices): it is in English."
    assert detail._lacking.text() == told
    choose(notices, "Nguyễn")
    assert not detail._instead.isVisible()
