"""Thirty late clients in both languages: one PDF, the right words for each, nobody written to who may not be."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest

from loanmanager.domain.chasing import Barrier
from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import Stage
from loanmanager.domain.office import Office
from loanmanager.i18n import Words
from loanmanager.operations import contacting, notice_files, office, paperwork
from loanmanager.operations.contacting import Send
from loanmanager.operations.done import By
from loanmanager.storage import search
from loanmanager.storage.search import NoticeRow
from tests.documents.pdf import barcodes, pages, reader, text
from tests.office import TODAY, add_client, add_device, lend, memory, prepared

ALL = frozenset(Channel)
NAMES = ("Tremblay", "Nguyễn", "Ткаченко", "王", "الحداد", "Roy", "Παππά", "Kowalski", "Diallo", "ᐃᓄᒃ")
LATE = {Stage.COURTESY: 3, Stage.FIRST: 7, Stage.SECOND: 14, Stage.FINAL: 28}
SUBJECTS = {
    ("en", Stage.COURTESY): "A friendly reminder",
    ("en", Stage.FIRST): "is late",
    ("en", Stage.SECOND): "Second notice",
    ("en", Stage.FINAL): "Final notice",
    ("fr", Stage.COURTESY): "Un petit rappel",
    ("fr", Stage.FIRST): "est en retard",
    ("fr", Stage.SECOND): "Deuxième avis",
    ("fr", Stage.FINAL): "Dernier avis",
}
DISCREET = {
    ("en", Stage.COURTESY): "A short message",
    ("en", Stage.FIRST): "Please call me",
    ("en", Stage.SECOND): "I would like to hear from you",
    ("en", Stage.FINAL): "Important: please call me",
    ("fr", Stage.COURTESY): "Un petit message",
    ("fr", Stage.FIRST): "Appelez-moi",
    ("fr", Stage.SECOND): "J’aimerais avoir de vos nouvelles",
    ("fr", Stage.FINAL): "Important : appelez-moi",
}


def _client(n: int) -> dict[str, Any]:
    """Return the fields of the n-th client: each fifth discreet, some who may not be written to, some not reached at all."""
    made: dict[str, Any] = {"language": ("en", "fr")[n % 2], "discreet": n % 5 == 0}
    made |= {"address": f"{n} rue des Érables\nMontréal (Québec) H2X 1Y4", "phones": (f"514 555-01{n:02d}",)}
    made |= {"email": f"c{n}@example.org", "allowed": ALL - {Channel.EMAIL, Channel.TEXT}}
    if n in {7, 18}:  # only the telephone is safe; one of them may be left no message
        made["allowed"] = frozenset({Channel.CALL, Channel.VOICEMAIL} if n == 7 else {Channel.CALL})
    if n in {11, 22}:
        made["allowed"] = frozenset()
    if n in {13, 24}:  # letters are allowed, but nobody knows where to; e-mail is
        made |= {"address": "", "allowed": ALL}
    return made


class Thirty:
    """Thirty clients who are late, by all four stages and in both languages."""

    def __init__(self) -> None:
        self.store: Any = memory()
        self.by = prepared(self.store)
        office.save_office(self.store, Office("Carrefour Exemple", "1, rue X", "514 555-0142"), self.by)
        self.ids: dict[str, int] = {}
        for n in range(30):
            stage = list(Stage)[n // 2 % 4]
            client = add_client(self.store, self.by, NAMES[n % len(NAMES)], f"Client {n}", **_client(n))
            device = add_device(self.store, self.by, make="Dell", model="5420", replacement_cost=45000)
            out = replace(self.by, today=TODAY - timedelta(days=60), now=self.by.now - timedelta(days=60))
            due = TODAY - timedelta(days=LATE[stage])
            made = lend(self.store, out, client, device, due=due if due.isoweekday() < 6 else due - timedelta(days=2))
            self.ids[made.result.number] = n

    def n(self, row: NoticeRow) -> int:
        return self.ids[row.number]


@pytest.fixture(scope="module")
def thirty() -> Thirty:
    return Thirty()


def test_each_of_thirty_is_in_one_pile_by_what_is_safe(thirty: Thirty) -> None:
    due = notice_files.due_today(thirty.store, thirty.by)
    piles = {name: {thirty.n(row) for row in getattr(due, name)} for name in ("letters", "emails", "calls", "unsafe")}
    assert piles["calls"] == {7, 18}
    assert piles["unsafe"] == {11, 22}
    assert piles["emails"] == {13, 24}
    assert piles["letters"] == set(range(30)) - {7, 18, 11, 22, 13, 24}
    assert len(due.every) == 30
    for row in due.every:
        assert row.stage is list(Stage)[thirty.n(row) // 2 % 4], row.number
        assert row.channel is None or row.channel not in row.barriers
    assert {row.barriers[Channel.LETTER] for row in due.unsafe} == {Barrier.NOT_SAFE}


def test_the_letters_of_thirty_are_one_pdf_with_the_right_words(thirty: Thirty) -> None:
    due = notice_files.due_today(thirty.store, thirty.by)
    facts = notice_files.facts_of(thirty.store, due.letters, thirty.by)
    data = notice_files.draw_letters(facts, "en")
    said = pages(data)
    assert len(said) == len(facts) == 24
    numbers = list(barcodes(data))
    for row, page in zip(due.letters, said, strict=True):
        n = thirty.n(row)
        language, discreet = ("en", "fr")[n % 2], n % 5 == 0
        words = (DISCREET if discreet else SUBJECTS)[language, row.stage]
        assert words in page.replace("\u00a0", " "), (n, row.stage)
        assert f"{n} rue des Érables" in page
        assert ("Hello" if language == "en" else "Bonjour") in page
        assert ("Carrefour" in page) is not discreet
        assert (row.devices[0].tag in page) is not discreet
        assert (row.number in page) is not discreet
        assert (row.number in numbers) is not discreet
        assert ("450" in page) is (row.stage in {Stage.SECOND, Stage.FINAL} and not discreet)
    listed = [each.title for each in reader(data).outline]
    assert len(listed) == 24
    assert listed[0].startswith(due.letters[0].file_number)
    assert data == notice_files.draw_letters(facts, "en")


def test_those_who_may_not_be_written_to_are_on_the_call_list(thirty: Thirty) -> None:
    due = notice_files.due_today(thirty.store, thirty.by)
    listed = notice_files.calls(thirty.store, due.calls, thirty.by)
    assert {thirty.n(each.row): each.message for each in listed} == {7: True, 18: False}
    french = next(each for each in listed if thirty.n(each.row) == 7)
    assert french.say.startswith("Bonjour Client 7, ici Carrefour Exemple.")
    said = text(notice_files.draw_calls(listed, due.unsafe, Words("en"), thirty.by))
    for words in (
        "514 555-0107",
        "514 555-0118",
        "Leave no message.",
        "You may leave this as a message.",
        "No safe channel",
    ):
        assert words in said
    for row in due.unsafe:
        assert row.file_number in said
    assert "No letter, no e-mail, no text, no call and no voicemail, at the client’s request" in said


def test_the_call_list_is_a_sheet_as_well(thirty: Thirty) -> None:
    due = notice_files.due_today(thirty.store, thirty.by)
    listed = notice_files.calls(thirty.store, due.calls, thirty.by)
    data = notice_files.calls_csv(listed, due.unsafe, Words("en"))
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["How"] for row in rows] == ["Call", "Call", "No safe channel", "No safe channel"]
    assert {row["A message may be left"] for row in rows[:2]} == {"0", "1"}
    assert all(row["What to say"] for row in rows)


def test_an_email_draft_is_for_the_client_in_their_words(thirty: Thirty) -> None:
    due = notice_files.due_today(thirty.store, thirty.by)
    for facts in notice_files.facts_of(thirty.store, due.emails, thirty.by):
        made: Any = message_from_bytes(notice_files.email_draft(facts), policy=policy.default)
        assert made["X-Unsent"] == "1"
        assert made["To"].addresses[0].addr_spec == facts.borrower.email
        assert made["Subject"] == facts.subject.replace("\u00a0", " ")
        (attached,) = made.iter_attachments()
        assert attached.get_filename() == f"{Words(facts.language).say('Notice')} {facts.number}.pdf"
        assert facts.borrower.name.split()[0] in text(attached.get_content())
        assert notice_files.email_link(facts).startswith(f"mailto:{facts.borrower.email}?subject=")
    discreet = replace(facts, discreet=True)
    assert notice_files.letter_name(discreet) in {"Letter.pdf", "Lettre.pdf"}


def test_what_was_sent_is_due_no_more_and_prints_as_it_was_sent() -> None:
    world = Thirty()
    due = notice_files.due_today(world.store, world.by)
    facts = notice_files.facts_of(world.store, due.letters, world.by)
    sends = [Send(row.loan_id, row.due, row.stage, Channel.LETTER) for row in due.letters]
    done = contacting.send_notices(world.store, sends, world.by)
    papers = [paperwork.paper(world.store, id_) for id_ in done.result.papers]
    assert notice_files.draw_papers(papers, "en") == notice_files.draw_letters(facts, "en")
    left = notice_files.due_today(world.store, world.by)
    assert not left.letters
    assert len(left.every) == 6
    assert notice_files.facts_of(world.store, due.letters, world.by) == ()
    assert all(not each.say for each in notice_files.calls(world.store, due.letters, world.by))
    later = search.notices_due(world.store, TODAY + timedelta(days=3))
    assert {row.stage for row in later} & {Stage.FIRST}


def test_a_client_who_may_only_get_voicemail_is_called() -> None:
    store: Any = memory()
    by: By = prepared(store)
    client = add_client(store, by, phones=("514 555-0100",), allowed=frozenset({Channel.VOICEMAIL, Channel.TEXT}))
    lend(store, by, client, add_device(store, by), due=date(2026, 11, 24))
    late = replace(by, today=date(2026, 11, 25))
    due = notice_files.due_today(store, late)
    assert [row.channel for row in due.calls] == [Channel.TEXT]
    listed = notice_files.calls(store, due.calls, late)
    assert "Send this as a text message." in text(notice_files.draw_calls(listed, (), Words("en"), late, page="a4"))
