"""Notices as files: one PDF of many letters, e-mail drafts, and the list of whom to call."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from loanmanager.domain.chasing import Way
from loanmanager.domain.clients import Channel
from loanmanager.domain.letters import NoticeFacts
from loanmanager.i18n import Words
from loanmanager.operations import letters, paperwork
from loanmanager.operations.done import By
from loanmanager.operations.paperwork import Paper
from loanmanager.storage.engine import Engine
from loanmanager.storage.search import NoticeRow, notices_due

SPOKEN = (Channel.CALL, Channel.VOICEMAIL, Channel.TEXT)


@dataclass(frozen=True, slots=True)
class Notices:
    """The notices due today, by what is done about them: each has one channel, or none that is safe."""

    letters: tuple[NoticeRow, ...] = ()
    emails: tuple[NoticeRow, ...] = ()
    calls: tuple[NoticeRow, ...] = ()
    unsafe: tuple[NoticeRow, ...] = ()

    @property
    def every(self) -> tuple[NoticeRow, ...]:
        """Return all of them."""
        return (*self.letters, *self.emails, *self.calls, *self.unsafe)


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody to call or to text, with what to say in their language. `message` tells whether a voicemail may be left."""

    row: NoticeRow
    say: str
    message: bool


def sorted_out(rows: Iterable[NoticeRow]) -> Notices:
    """Return notices by what is done about each."""
    found: dict[str, list[NoticeRow]] = {"letters": [], "emails": [], "calls": [], "unsafe": []}
    for row in rows:
        found[_pile(row.channel)].append(row)
    return Notices(**{name: tuple(pile) for name, pile in found.items()})


def _pile(channel: Channel | None) -> str:
    if channel is None:
        return "unsafe"
    return {Channel.LETTER: "letters", Channel.EMAIL: "emails"}.get(channel, "calls")


def due_today(store: Engine, by: By) -> Notices:
    """Return the notices to send today."""
    return sorted_out(notices_due(store, by.today))


def calls(store: Engine, rows: Iterable[NoticeRow], by: By) -> tuple[CallRow, ...]:
    """Return what to say to each of those who are called or texted."""
    made = []
    for row in rows:
        facts = letters.preview(store, row.loan_id, by)
        made.append(CallRow(row, facts.short if facts else "", row.may_leave_message))
    return tuple(made)


def facts_of(store: Engine, rows: Iterable[NoticeRow], by: By) -> tuple[NoticeFacts, ...]:
    """Return the letters as they would be sent today; what is due no more is left out."""
    found = (letters.preview(store, row.loan_id, by) for row in rows)
    return tuple(each for each in found if each)


def draw_letters(facts: Sequence[NoticeFacts], language: str, *, page: str = "letter") -> bytes:
    """Draw letters as one PDF, each on pages of its own; needs no store. `language` is that of the file's contents."""
    from loanmanager.documents.batch import bind
    from loanmanager.documents.notice import render_many
    from loanmanager.documents.page import About

    size: Literal["letter", "a4"] = "a4" if page == "a4" else "letter"
    words, made = paperwork.words_of(language), [(each, paperwork.words_on(each)) for each in facts]
    kinds = {(each.large, own.right_to_left) for each, own in made}
    if len(kinds) > 1:  # a page has one size of print and one direction, a file may have all of them
        draws = [(_listed(each), partial(draw_letters, [each], each.language, page=page)) for each in facts]
        return bind(draws, About(words.say("Notices"), ""), words, page=size)
    return render_many(made, words, page=size, large=any(each.large for each in facts))


def _listed(facts: NoticeFacts) -> str:
    """Return the name of a letter in a file's contents."""
    return " · ".join(part for part in (facts.borrower.file_number, facts.borrower.name) if part)


def draw_papers(papers: Sequence[Paper], language: str, *, page: str = "letter") -> bytes:
    """Draw notices that were sent, from their frozen facts, as one PDF."""
    return draw_letters([paperwork.facts_of(each) for each in papers], language, page=page)


def letter_name(facts: NoticeFacts) -> str:
    """Return the name of a letter's file in the client's language; a discreet one tells nothing."""
    words = paperwork.words_on(facts)
    return f"{words.say('Letter')}.pdf" if facts.discreet else f"{words.say('Notice')} {facts.number}.pdf"


def email_draft(facts: NoticeFacts, *, page: str = "letter") -> bytes:
    """Draw a notice as an e-mail draft with the letter attached; needs no store."""
    from loanmanager.exchange import mail

    pdf = draw_letters([facts], facts.language, page=page)
    client = facts.borrower
    return mail.draft(client.email, facts.subject, facts.body, (letter_name(facts), pdf), name=client.name)


def email_link(facts: NoticeFacts) -> str:
    """Return a mailto: link with the notice's words, without the letter."""
    from loanmanager.exchange import mail

    return mail.link(facts.borrower.email, facts.subject, facts.body)


def draw_calls(
    listed: Sequence[CallRow], unsafe: Sequence[NoticeRow], words: Words, by: By, *, page: str = "letter"
) -> bytes:
    """Draw the list of whom to call, and of those for whom nothing is safe, in the office's language."""
    from loanmanager.documents.call_list import CallFacts, Unsafe, render

    size: Literal["letter", "a4"] = "a4" if page == "a4" else "letter"
    said = [CallFacts(**_known(each.row), say=each.say, message=each.message, text=_texted(each)) for each in listed]
    left = [Unsafe(**_known(row), why=reasons(row, words)) for row in unsafe]
    return render(said, left, by.today, words, page=size)


def _texted(each: CallRow) -> bool:
    return each.row.channel is Channel.TEXT


def _known(row: NoticeRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "file_number": row.file_number,
        "phones": row.phones,
        "number": row.number,
        "stage": row.stage,
        "days_late": row.days_late,
        "discreet": row.discreet,
    }


def reasons(row: NoticeRow, words: Words) -> tuple[str, ...]:
    """Return why none of the channels can be used for a client."""
    from loanmanager.sentences.notices import of_barriers

    return tuple(of_barriers(row.barriers, words))


def calls_csv(listed: Sequence[CallRow], unsafe: Sequence[NoticeRow], words: Words) -> bytes:
    """Return the list of whom to call as a sheet, those for whom nothing is safe under it."""
    from loanmanager.exchange.csv_out import Cell, write_csv
    from loanmanager.sentences.notices import of_stage, of_way

    say = words.say
    headers = [
        say("Client"), say("File number"), say("Phones"), say("Loan"), say("Days late"), say("Notice"),
        say("How"), say("A message may be left"), say("What to say"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for each in listed:
        row = each.row
        assert row.channel is not None
        rows.append([
            row.name, row.file_number, "; ".join(row.phones), row.number, row.days_late, of_stage(row.stage, words),
            of_way(Way(row.channel), words), int(each.message), " ".join(each.say.split()),
        ])  # fmt: skip
    for row in unsafe:
        why = "; ".join(reasons(row, words))
        known: list[Cell] = [row.name, row.file_number, "; ".join(row.phones), row.number, row.days_late]
        rows.append([*known, of_stage(row.stage, words), say("No safe channel"), 0, why])
    return write_csv(headers, rows)
