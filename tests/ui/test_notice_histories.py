"""Notices and contacts in the timelines of a client and a loan."""

from dataclasses import replace
from datetime import date

import pytest

from loanmanager.domain.chasing import Outcome, Way
from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import Stage
from loanmanager.i18n import Words
from loanmanager.operations import contacting, undoing
from loanmanager.operations.contacting import LogContact, Send
from loanmanager.storage import search
from loanmanager.ui.histories import events
from tests.office import TODAY, add_client, add_device, lend, memory, prepared

DUE = date(2026, 12, 23)


@pytest.fixture
def store():
    return memory()


@pytest.fixture
def by(store):
    made = prepared(store)
    known = {"address": "1 rue X", "email": "j@example.org", "phones": ("514 555-0100",)}
    lend(store, made, add_client(store, made, **known), add_device(store, made))
    return replace(made, today=date(2026, 12, 24))


def told(store, kind, words=Words("en")):  # noqa: B008 (words never change)
    return events(search.history_of(store, kind, 1), words, TODAY, kind)


@pytest.mark.parametrize(
    ("channel", "how"),
    [
        ("letter", "letter"),
        ("email", "e-mail"),
        ("text", "text message"),
        ("call", "telephone"),
        ("voicemail", "voicemail"),
    ],
)
def test_a_notice_says_which_and_how(store, by, channel, how):
    contacting.send_notice(store, Send(1, DUE, Stage.COURTESY, Channel(channel)), by)
    assert told(store, "client")[0].what == f"Courtesy by {how}, loan L-2026-0001"
    assert told(store, "loan")[0].what == f"Courtesy by {how}"
    assert told(store, "loan", Words("fr"))[0].what


def test_a_contact_says_how_and_what_came_of_it(store, by):
    contacting.log_contact(store, LogContact(1, Way.CALL, Outcome.NO_ANSWER, "again on Monday"), by)
    event = told(store, "client")[0]
    assert event.what == "Call: no answer"
    assert event.note == "again on Monday"
    contacting.log_contact(store, LogContact(1, Way.IN_PERSON, Outcome.REACHED), by)
    assert told(store, "client")[0].what == "Spoken to in person"
    done = contacting.log_contact(store, LogContact(1, Way.CALL, Outcome.REACHED, "", 1, DUE, Stage.COURTESY), by)
    assert told(store, "loan")[0].what == "Courtesy · Call: reached"
    undoing.undo(store, done.entry_id, "the wrong client", by)
    assert [event.what for event in told(store, "loan")[:2]] == ["Contact undone", "Courtesy · Call: reached (undone)"]


def test_an_undone_notice_says_so(store, by):
    done = contacting.send_notice(store, Send(1, DUE, Stage.COURTESY, Channel.LETTER), by)
    undoing.undo(store, done.entry_id, "not printed", by)
    assert told(store, "loan")[0].what == "Notice undone"
