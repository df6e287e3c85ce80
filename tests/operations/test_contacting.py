"""Notices sent and contacts noted: once, safely, in the client's words; and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.chasing import AlreadySent, NoAddress, NoNoticeDue, NoSuchOutcome, NotSafe, Outcome, Way
from loanmanager.domain.clients import Channel
from loanmanager.domain.devices import Line
from loanmanager.domain.notices import LADDER, NoticeText, Stage
from loanmanager.domain.office import Office
from loanmanager.domain.refusals import Refused
from loanmanager.operations import contacting, letters, office, paperwork, policies, renewing, returning, undoing
from loanmanager.operations.contacting import LogContact, Send
from loanmanager.operations.done import By
from loanmanager.operations.inventory import Edit
from loanmanager.operations.people import edit_client
from loanmanager.storage import search
from loanmanager.storage.errors import StoreError
from tests.office import TODAY, add_client, add_device, in_folder, lend, memory, prepared, take_back
from tests.operations.test_promises import dump

ALL = frozenset(Channel)


class Late:
    """An office with one loan of a laptop and a hotspot; `on(days)` acts that many days after its due date."""

    def __init__(self, store: Any = None, by: By | None = None, **client: Any) -> None:
        self.store = store or memory()
        self.by = by or prepared(self.store)
        agency = Office("Carrefour Exemple", "1, rue X", "514 555-0142", hours="9:00 - 17:00")
        office.save_office(self.store, agency, self.by)
        self.laptop = add_device(self.store, self.by, make="Dell", model="5420", replacement_cost=45000)
        line = Line(0, "Boréal", "8930", "514 555-0161")
        self.hotspot = add_device(self.store, self.by, "hotspot", line=line)
        known = {"address": "12 rue des Érables", "phones": ("514 555-0100",), "email": "j@example.org"}
        self.client = add_client(self.store, self.by, **{**known, **client})
        lent = lend(self.store, self.by, self.client, self.laptop, self.hotspot)
        self.loan = search.loan_record(self.store, id_=lent.result.loan_id)
        self.entry = lent.entry_id
        self.due = self.loan.due

    def on(self, days: int) -> By:
        later = self.due + timedelta(days=days) - TODAY
        return replace(self.by, today=self.by.today + later, now=self.by.now + later)

    def form(self, stage: Stage = Stage.COURTESY, channel: Channel = Channel.LETTER, **more: Any) -> Send:
        return Send(self.loan.id, self.due, stage, channel, **more)

    def send(self, days: int, stage: Stage = Stage.COURTESY, channel: Channel = Channel.LETTER, **more: Any) -> Any:
        return contacting.send_notice(self.store, self.form(stage, channel, **more), self.on(days))

    def due_on(self, days: int) -> list[Stage]:
        return [row.stage for row in search.notices_due(self.store, self.on(days).today)]

    def call(self, days: int, outcome: Outcome, stage: Stage = Stage.COURTESY) -> Any:
        form = LogContact(self.client, Way.CALL, outcome, "", self.loan.id, self.due, stage)
        return contacting.log_contact(self.store, form, self.on(days))


@contextmanager
def refused(*kinds: type) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    assert tuple(type(each) for each in caught.value.reasons) == kinds


def test_a_letter_is_frozen_in_the_clients_words_and_logged() -> None:
    late = Late(language="fr")
    done = late.send(5, Stage.FIRST)
    paper = paperwork.paper(late.store, done.result.paper_id)
    facts = paperwork.facts_of(paper)
    assert paper.language == facts.language == "fr"
    assert facts.subject == "Votre prêt L-2026-0001 est en retard"
    assert facts.body.startswith("Bonjour Josée,")
    assert "mercredi 23 décembre 2026" in facts.body
    assert "La ligne Internet sera suspendue" in facts.body
    assert facts.strong[0] == "mercredi 23 décembre 2026"
    assert [item.tag for item in facts.items] == ["LT-0001", "HS-0001"]
    assert paperwork.draw(paper) == paperwork.draw(paper)
    assert late.due_on(5) == []
    row = late.store.row("SELECT * FROM contacts")
    assert (row["channel"], row["outcome"], row["stage"], row["due_on"]) == ("letter", "sent", "first", "2026-12-23")
    assert search.papers_of(late.store, late.loan.id)[0].kind == "notice"


def test_later_stages_name_the_notices_before_and_the_cost() -> None:
    late = Late()
    late.send(1)
    late.send(5, Stage.FIRST)
    facts = paperwork.facts_of(paperwork.paper(late.store, late.send(23, Stage.FINAL).result.paper_id))
    assert "24\u00a0Dec\u00a02026 and 28\u00a0Dec\u00a02026" in facts.body
    assert "Replacing everything would cost $450.00" in facts.body
    assert "suspended" not in facts.body  # that day is past
    assert facts.priced
    first = letters.preview(Late().store, 1, late.on(5))
    assert first
    assert not first.priced


def test_nothing_is_sent_twice_nor_out_of_turn() -> None:
    late = Late()
    with refused(NoNoticeDue):
        late.send(0)
    with refused(NoNoticeDue):
        late.send(1, Stage.FIRST)
    late.send(1)
    with refused(AlreadySent):
        late.send(2)
    late.send(13, Stage.SECOND)
    with refused(NoNoticeDue):
        late.send(13, Stage.FIRST)


def test_two_programs_send_a_notice_once(tmp_path: Path) -> None:
    store, by = in_folder(tmp_path)
    late = Late(store, by)
    other, _ = in_folder(tmp_path)
    late.send(1)
    with refused(AlreadySent):
        contacting.send_notice(other, late.form(), late.on(1))
    row = store.row("SELECT * FROM contacts")
    again = {key: row[key] for key in row.keys() if key != "id"}  # noqa: SIM118 (a row of the database is no dict)
    with pytest.raises(StoreError, match=r"contacts\.loan_id"), other.write():
        other.insert("contacts", **again)  # the database itself would refuse it, whatever the program thought
    other.close()
    store.close()


def test_a_renewal_starts_the_ladder_again_and_its_undoing_goes_back() -> None:
    late = Late()
    late.send(5, Stage.FIRST)
    done = renewing.renew(late.store, renewing.Renew(late.loan.id), late.on(6))
    renewed = search.loan_record(late.store, id_=late.loan.id)
    assert late.due_on(6) == []
    with refused(NoNoticeDue):  # the form was made for the date before
        late.send(20, Stage.SECOND)
    after = renewed.due + timedelta(days=1)
    assert [row.stage for row in search.notices_due(late.store, after)] == [Stage.COURTESY]
    undoing.undo(late.store, done.entry_id, "not asked for", late.on(6))
    assert late.due_on(6) == []
    assert late.due_on(13) == [Stage.SECOND]


def test_what_came_back_is_due_no_notice() -> None:
    late = Late()
    take_back(late.store, late.on(3), late.laptop)
    (row,) = search.notices_due(late.store, late.on(3).today)
    assert [device.tag for device in row.devices] == ["HS-0001"]
    take_back(late.store, late.on(3), late.hotspot)
    assert late.due_on(3) == []
    with refused(why.LoanClosed):
        late.send(3)


@pytest.mark.parametrize(
    ("channel", "client", "kind"),
    [
        (Channel.LETTER, {"allowed": ALL - {Channel.LETTER}}, NotSafe),
        (Channel.EMAIL, {"allowed": ALL - {Channel.EMAIL}}, NotSafe),
        (Channel.EMAIL, {"email": ""}, NoAddress),
        (Channel.TEXT, {"phones": ()}, NoAddress),
    ],
)
def test_a_channel_that_is_not_safe_is_refused(channel: Channel, client: dict[str, Any], kind: type) -> None:
    late = Late(**client)
    before = dump(late.store)
    with refused(kind):
        late.send(1, channel=channel)
    assert dump(late.store) == before


def test_a_text_leaves_no_paper_and_keeps_what_was_said() -> None:
    late = Late()
    done = late.send(1, channel=Channel.TEXT)
    assert done.result.paper_id is None
    assert done.result.said.startswith("Hello Josée, this is Carrefour Exemple.")
    assert late.store.value("SELECT note FROM contacts") == done.result.said
    assert late.due_on(1) == []
    said = Late()
    said.send(1, channel=Channel.VOICEMAIL)
    assert said.store.value("SELECT outcome FROM contacts") == "left_message"


def test_this_one_may_say_something_else() -> None:
    late = Late()
    done = late.send(1, subject="About Friday", body="Hello Josée,\n\nSee you on Friday.")
    facts = paperwork.facts_of(paperwork.paper(late.store, done.result.paper_id))
    assert (facts.subject, facts.body) == ("About Friday", "Hello Josée,\n\nSee you on Friday.")
    with pytest.raises(Refused, match="TooLong"):
        Late().send(1, body="x" * 10_001)


def test_a_discreet_letter_holds_no_word_of_agency_or_loan() -> None:
    late = Late(discreet=True)
    done = late.send(5, Stage.FIRST)
    paper = paperwork.paper(late.store, done.result.paper_id)
    assert "Carrefour" not in paper.facts
    assert "LT-0001" not in paper.facts
    assert "loan" not in paperwork.facts_of(paper).body
    assert "Please call me at 514\u00a0555-0142" in paperwork.facts_of(paper).body


def test_a_minors_letter_goes_to_the_guardian() -> None:
    from loanmanager.domain.clients import Guardian

    late = Late(birth_date=date(2012, 1, 1), guardian=Guardian("Marie Tremblay", "mother"))
    facts = letters.preview(late.store, late.loan.id, late.on(1))
    assert facts
    assert facts.borrower.guardian == "Marie Tremblay"
    assert facts.borrower.phones == ()


def test_a_language_without_words_gets_english_dates_and_all() -> None:
    late = Late(language="uk")
    facts = letters.preview(late.store, late.loan.id, late.on(1))
    assert facts
    assert facts.language == "en"
    assert "Wednesday 23 December 2026" in facts.body
    own = NoticeText("Нагадування", "Добрий день, {name}. {due}", "Добрий день")
    policies.save_notices(late.store, (replace(LADDER[0], texts={"uk": own}), *LADDER[1:]), late.by)
    facts = letters.preview(late.store, late.loan.id, late.on(1))
    assert facts
    assert (facts.language, facts.subject) == ("uk", "Нагадування")
    assert "грудня" in facts.body


def test_there_is_nothing_to_preview_where_nothing_is_due() -> None:
    late = Late()
    assert letters.preview(late.store, late.loan.id, late.on(0)) is None
    assert letters.preview(late.store, 999, late.on(1)) is None
    take_back(late.store, late.by, late.laptop, late.hotspot)
    assert letters.preview(late.store, late.loan.id, late.on(1)) is None
    assert letters.shipped_text(Stage.FIRST, "fr", discreet=True).subject.startswith("Appelez-moi")


def test_a_call_that_reached_nobody_leaves_the_notice_due() -> None:
    late = Late()
    done = late.call(1, Outcome.NO_ANSWER)
    assert not done.result.told
    (row,) = search.notices_due(late.store, late.on(1).today)
    assert row.tried
    assert (row.tried.way, row.tried.outcome) == (Way.CALL, Outcome.NO_ANSWER)
    assert late.call(1, Outcome.LEFT_MESSAGE).result.told
    assert late.due_on(1) == []
    with refused(AlreadySent):
        late.call(2, Outcome.REACHED)
    assert late.due_on(5) == [Stage.FIRST]
    (row,) = search.notices_due(late.store, late.on(5).today)
    assert [each.stage for each in row.earlier] == [Stage.COURTESY]


def test_a_contact_by_itself_is_kept_with_its_note() -> None:
    late = Late(allowed=frozenset())
    done = contacting.log_contact(
        late.store, LogContact(late.client, Way.IN_PERSON, Outcome.REACHED, " next week "), late.on(1)
    )
    assert (done.result.stage, done.result.client) == ("", "Tremblay, Josée")
    assert late.store.value("SELECT note FROM contacts") == "next week"
    assert late.due_on(1) == [Stage.COURTESY]
    with refused(NoSuchOutcome):
        contacting.log_contact(late.store, LogContact(late.client, Way.IN_PERSON, Outcome.NO_ANSWER), late.by)


@pytest.mark.parametrize("what", ["letter", "text", "call"])
def test_undoing_puts_everything_back_but_the_history(what: str) -> None:
    late = Late()
    before = dump(late.store)
    done = late.call(1, Outcome.REACHED) if what == "call" else late.send(1, channel=Channel(what))
    undoing.undo(late.store, done.entry_id, "the wrong client", late.on(1))
    after = dump(late.store)
    (kept,) = late.store.rows("SELECT undone FROM contacts")
    assert kept["undone"] == 1
    assert all(row["undone"] for row in late.store.rows("SELECT undone FROM papers WHERE kind = 'notice'"))
    for table in ("history", "history_subjects", "contacts", "papers"):
        del before[table], after[table]
    assert after == before
    assert late.due_on(1) == [Stage.COURTESY]
    late.send(1)


def test_a_letter_stands_in_the_way_of_no_undoing_and_nothing_in_its_own() -> None:
    late = Late()
    sent = late.send(1)
    back = take_back(late.store, late.on(1), late.laptop, late.hotspot)
    undoing.undo(late.store, sent.entry_id, "not printed", late.on(1))
    again = Late()
    again.send(1)
    undoing.undo(again.store, again.entry, "wrong client", again.on(1))
    assert back.result.number == "L-2026-0001"


def test_many_are_sent_each_by_itself_and_what_is_refused_is_named() -> None:
    late = Late()
    other = add_client(late.store, late.by, "Roy", "Marc", address="1 rue Y")
    second = lend(late.store, late.by, other, add_device(late.store, late.by))
    forms = [
        late.form(idem="a"),
        Send(second.result.loan_id, late.due, Stage.COURTESY, Channel.EMAIL, idem="b"),
        Send(999, late.due, Stage.COURTESY, Channel.LETTER, idem="c"),
    ]
    done = contacting.send_notices(late.store, forms, late.on(1))
    assert [each.number for each in done.result.sent] == ["L-2026-0001"]
    assert done.result.refused == ("L-2026-0002", "999")
    assert len(done.result.papers) == len(done.result.entries) == 1
    assert done.changes
    assert not contacting.send_notices(late.store, forms[:1], late.on(1)).changes
    assert contacting.send_notices(late.store, (), late.on(1)).result == contacting.Batch()


def test_a_merged_or_changed_client_is_asked_again_when_it_is_sent() -> None:
    late = Late()
    now = {"allowed": frozenset({Channel.CALL})}
    edit_client(late.store, Edit(late.client, {}, now), late.by)
    (row,) = search.notices_due(late.store, late.on(1).today)
    assert row.channel is Channel.CALL
    assert not row.writable
    assert not row.may_leave_message
    with refused(NotSafe):
        late.send(1)


def test_the_policy_keeps_everything_else_when_the_notices_are_saved() -> None:
    late = Late()
    policy = replace(search.office_view(late.store).rules.policy, loan_days=14)
    policies.save_policy(late.store, policy, late.by)
    before = search.office_view(late.store).rules.policy
    done = policies.save_notices(late.store, (replace(LADDER[0], days=3, before=True), *LADDER[1:]), late.by)
    after = search.office_view(late.store).rules.policy
    assert replace(after, notices=before.notices) == before
    assert [row.days_late for row in search.notices_due(late.store, late.due - timedelta(days=3))] == [-3]
    undoing.undo(late.store, done.entry_id, "no", late.by)
    assert search.office_view(late.store).rules.policy == before


def test_the_line_of_each_hotspot_says_when_it_is_cut() -> None:
    late = Late()
    (row,) = search.notices_due(late.store, late.on(1).today)
    assert {device.tag: device.cut_on for device in row.devices} == {"LT-0001": None, "HS-0001": date(2027, 1, 6)}


def test_what_is_back_is_not_asked_for_any_more() -> None:
    late = Late()
    returning.take_back(late.store, returning.Return((returning.Returned(late.hotspot.id),)), late.on(1))
    facts = letters.preview(late.store, late.loan.id, late.on(5))
    assert facts
    assert "HS-0001" not in facts.body
    assert "suspended" not in facts.body
