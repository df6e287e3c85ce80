"""A paper as a draft: addressed, in its language, with the PDF; safe contact is obeyed."""

from email import message_from_bytes, policy

import pytest
from PySide6.QtCore import Qt

from loanmanager.ui import mailing
from loanmanager.ui.pages.paper.page import PaperPage
from tests.ui.office import closed, settle
from tests.ui.papers import AGREEMENT, with_papers

CLIENT = "UPDATE clients SET {} WHERE id = 1"


@pytest.fixture
def office(qtbot, tmp_path):
    made, made.heard = with_papers(qtbot, tmp_path)
    yield made
    closed(qtbot, made)


@pytest.fixture
def client(qtbot, office):
    def change(sets):
        def work(store):
            with store.write():
                store.run(CLIENT.format(sets))

        office.ask(office, work, lambda _: None)
        settle(qtbot, office)

    return change


@pytest.fixture
def opened(qtbot, office, shown, monkeypatch):
    """Return what presses the button and gives the drafts that the mail program was handed."""

    def press(taken=True):
        drafts = []
        monkeypatch.setattr(mailing, "open_path", lambda target: drafts.append(target.read_bytes()) or taken)
        page = shown(PaperPage(office), 1182, 660)
        page.open(AGREEMENT)
        settle(qtbot, office)
        qtbot.mouseClick(page.side.mail, Qt.MouseButton.LeftButton)
        settle(qtbot, office)
        return page, [message_from_bytes(each, policy=policy.default) for each in drafts]

    return press


def attached(draft):
    (found,) = draft.iter_attachments()
    return found


def text(draft):
    return draft.get_body().get_content()


def test_the_draft_is_addressed_and_carries_what_is_shown(opened, client, office):
    client("email = 'zoe@exemple.test'")
    page, (draft,) = opened()
    assert draft["To"].addresses[0].addr_spec == "zoe@exemple.test"
    assert draft["To"].addresses[0].display_name == "Zoë Nguyễn"
    assert draft["X-Unsent"] == "1"
    assert draft["Subject"] == "Entente L-2026-0001"
    assert attached(draft).get_filename() == "Entente L-2026-0001.pdf"
    assert attached(draft).get_content() == page._drawn.pdf
    assert "Zoë Nguyễn" in text(draft)
    assert office.heard == []


def test_to_somebody_discreet_it_tells_nothing(opened, client):
    client("email = 'zoe@exemple.test', discreet = 1")
    _, (draft,) = opened()
    said = f"{draft['Subject']} {text(draft)} {attached(draft).get_filename()}"
    for word in ("Entente", "L-2026-0001", "prêt", "Demo"):
        assert word not in said


def test_who_is_not_to_be_written_to_is_not(opened, client, office):
    client("email = 'zoe@exemple.test', allow_email = 0")
    _, drafts = opened()
    assert drafts == []
    assert office.heard == ["Zoë Nguyễn is not to be written to by e-mail. Print the paper."]


def test_an_address_that_is_missing_is_said(opened, office):
    _, (draft,) = opened()
    assert draft["To"] is None
    assert office.heard == ["Zoë Nguyễn has no e-mail address on file. Type it in the message."]


def test_a_computer_without_a_mail_program_says_what_to_do(opened, office):
    opened(taken=False)
    assert office.heard == ["This computer has no mail program. Save the paper, and attach it to a message."]
