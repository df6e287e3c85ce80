"""Notices sent and contacts noted: nothing is sent twice, and every try is kept with its outcome (product 4.7)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from loanmanager.domain import chasing
from loanmanager.domain import refusals as why
from loanmanager.domain.chasing import Outcome, Way
from loanmanager.domain.clients import Channel, Client
from loanmanager.domain.history import Entry
from loanmanager.domain.letters import NoticeFacts
from loanmanager.domain.loans import Loan
from loanmanager.domain.notices import NoticeRule, Stage
from loanmanager.domain.office import Rules
from loanmanager.domain.papers import PaperKind
from loanmanager.operations import done, forms, letters
from loanmanager.operations.done import NOTHING, By, Changes, Done, Kind, Record
from loanmanager.storage import clients, contacts, loans, office, papers
from loanmanager.storage.contacts import Contact
from loanmanager.storage.engine import Engine

_CONTACTS: Changes = frozenset({Kind.CONTACTS, Kind.PAPERS})
_ON_PAPER = frozenset({Channel.LETTER, Channel.EMAIL})


@dataclass(frozen=True, slots=True)
class Send:
    """The form of a notice: for which loan and due date, which stage, by which channel.

    `subject` and `body` are this letter's own words where somebody edited it.
    """

    loan_id: int
    due: date
    stage: Stage
    channel: Channel
    subject: str = ""
    body: str = ""
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """A notice that was sent. `paper_id` is the letter, None for what was texted or left as a message: that is `said`."""

    contact_id: int
    loan_id: int
    number: str
    client: str
    stage: str
    channel: str
    paper_id: int | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class LogContact:
    """The form of a contact that was made. With a loan, its due date and a stage, it is a try to give that notice."""

    client_id: int
    way: Way
    outcome: Outcome
    note: str = ""
    loan_id: int | None = None
    due: date | None = None
    stage: Stage | None = None
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class Contacted:
    """A contact that was noted; `told` means that it counts as the notice."""

    contact_id: int
    client_id: int
    client: str
    way: str
    outcome: str
    stage: str
    told: bool


@dataclass(frozen=True, slots=True)
class _Due:
    """A loan with the notice that it is due."""

    loan: Loan
    client: Client
    rule: NoticeRule
    rules: Rules
    sent: tuple[chasing.Sent, ...]


def send_notice(store: Engine, request: Send, by: By) -> Done[NoticeSent]:
    """Record a notice as sent, with its letter's facts frozen where it is written.

    Raises:
        Refused: the loan is due no such notice (any more), or the client may not be reached by this channel.
    """
    with store.write():
        before = done.already_done(store, request.idem, NoticeSent)
        if before:
            return before
        forms.sound_text(subject=request.subject, body=request.body)
        asked = _due(store, request.loan_id, request.due, request.stage, by)
        reasons = tuple(chasing.against_channel(request.channel, asked.client))
        if reasons:
            raise why.Refused(*reasons)
        result = _tell(store, asked, request, by)
        subjects = [done.loan(asked.loan.id), done.client(asked.client.id)]
        kept = {"due": request.due.isoformat()}
        return done.record(store, by, Record("send_notice", result, _CONTACTS, subjects, kept, request.idem))


def _tell(store: Engine, asked: _Due, request: Send, by: By) -> NoticeSent:
    """Freeze the letter of what is written, keep the words of what is said, and log the contact."""
    facts = letters.notice_for(store, asked.loan, asked.client, asked.rule, asked.sent, asked.rules, by)
    written = request.channel in _ON_PAPER
    paper_id = _keep_letter(store, asked, _edited(facts, request), by) if written else None
    said = "" if written else facts.short
    outcome = Outcome.LEFT_MESSAGE if request.channel is Channel.VOICEMAIL else Outcome.SENT
    told = Contact(
        client_id=asked.client.id,
        way=Way(request.channel),
        outcome=outcome,
        at=by.now,
        staff_id=by.staff_id,
        loan_id=asked.loan.id,
        stage=request.stage,
        due=request.due,
        note=said,
        paper_id=paper_id,
    )
    contact_id, name = contacts.add(store, told), asked.client.listed_name
    return NoticeSent(
        contact_id, asked.loan.id, asked.loan.number, name, request.stage, request.channel, paper_id, said
    )


def _due(store: Engine, loan_id: int, due: date, stage: Stage, by: By) -> _Due:
    """Return a loan that is due this very notice, or refuse."""
    loan = loans.with_id(store, loan_id)
    if loan is None:
        raise why.Refused(why.NoSuch("loan", str(loan_id)))
    if loan.due is None:
        raise why.Refused(why.LoanClosed(loan.number))
    client = clients.with_id(store, loan.client_id)
    assert client is not None
    sent = tuple(contacts.sent(store, [loan.id]).get((loan.id, due), ()))
    twice = next((each for each in sent if each.stage is stage), None)
    if twice:
        raise why.Refused(chasing.AlreadySent(loan.number, twice.on))
    rules = office.rules(store, loan.site_id)
    rule = chasing.due_rule(loan.due, rules, by.today, sent)
    if rule is None or rule.stage is not stage or loan.due != due:
        raise why.Refused(chasing.NoNoticeDue(loan.number))
    return _Due(loan, client, rule, rules, sent)


def _edited(facts: NoticeFacts, request: Send) -> NoticeFacts:
    """Return a letter in this one's own words, where somebody wrote any."""
    return replace(facts, subject=request.subject.strip() or facts.subject, body=request.body.strip() or facts.body)


def _keep_letter(store: Engine, asked: _Due, facts: NoticeFacts, by: By) -> int:
    return papers.add(
        store,
        PaperKind.NOTICE,
        facts,
        loan_id=asked.loan.id,
        client_id=asked.client.id,
        at=by.now,
        staff_id=by.staff_id,
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Many notices, each sent by itself: those that were, and the loans whose notice was refused, as by another desk."""

    sent: tuple[NoticeSent, ...] = ()
    entries: tuple[int, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def papers(self) -> tuple[int, ...]:
        """Return the letters, in the order in which they were asked for."""
        return tuple(each.paper_id for each in self.sent if each.paper_id is not None)


def send_notices(store: Engine, requests: Iterable[Send], by: By) -> Done[Batch]:
    """Record many notices as sent, one transaction and one entry for each, so that each can be undone by itself.

    One that is refused, because another desk was quicker, leaves the others alone and is named in the result.
    """
    sent: list[Done[NoticeSent]] = []
    refused: list[str] = []
    for request in requests:
        try:
            sent.append(send_notice(store, request, by))
        except why.Refused:
            loan = loans.with_id(store, request.loan_id)
            refused.append(loan.number if loan else str(request.loan_id))
    entries = tuple(each.entry_id for each in sent)
    batch = Batch(tuple(each.result for each in sent), entries, tuple(refused))
    changes = _CONTACTS if any(not each.repeated for each in sent) else NOTHING
    return Done(batch, changes, entries[-1] if entries else 0)


def log_contact(store: Engine, request: LogContact, by: By) -> Done[Contacted]:
    """Note a contact with its outcome. A call that reached nobody is kept, and the notice stays due.

    Raises:
        Refused: such a way cannot end so, there is no such client, or the loan is due no such notice.
    """
    with store.write():
        before = done.already_done(store, request.idem, Contacted)
        if before:
            return before
        forms.sound_text(note=request.note)
        client = clients.with_id(store, request.client_id)
        if client is None:
            raise why.Refused(why.NoSuch("client", str(request.client_id)))
        reasons = tuple(chasing.against_contact(request.way, request.outcome))
        if reasons:
            raise why.Refused(*reasons)
        subjects = [done.client(client.id)]
        if request.loan_id is not None:
            subjects.insert(0, done.loan(_loan_of(store, client, request, by)))
        result = _note(store, client, request, by)
        facts = {"note": request.note.strip()}
        return done.record(store, by, Record("log_contact", result, _CONTACTS, subjects, facts, request.idem))


def _note(store: Engine, client: Client, request: LogContact, by: By) -> Contacted:
    told = chasing.tells(request.way, request.outcome)
    made = Contact(
        client_id=client.id,
        way=request.way,
        outcome=request.outcome,
        at=by.now,
        staff_id=by.staff_id,
        loan_id=request.loan_id,
        stage=request.stage,
        due=request.due if request.stage else None,
        note=request.note.strip(),
        counts=told,
    )
    id_, stage = contacts.add(store, made), str(request.stage or "")
    return Contacted(id_, client.id, client.listed_name, request.way, request.outcome, stage, told)


def _loan_of(store: Engine, client: Client, request: LogContact, by: By) -> int:
    """Return the client's loan that a contact was about; where it gives a notice, the loan has to be due it."""
    assert request.loan_id is not None
    loan = loans.with_id(store, request.loan_id)
    borrower = clients.with_id(store, loan.client_id) if loan else None
    if loan is None or borrower is None or borrower.id != client.id:
        raise why.Refused(why.NoSuch("loan", loan.number if loan else str(request.loan_id)))
    if request.stage is not None:
        if request.due is None:
            raise why.Refused(why.Missing("due"))
        _due(store, loan.id, request.due, request.stage, by)
    return loan.id


def undo_contact(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Take a notice or a contact back: it counts no more, its letter is marked, and the notice is due again."""
    result = entry.facts["result"]
    contacts.mark_undone(store, result["contact_id"])
    if result.get("paper_id"):
        papers.mark_undone(store, result["paper_id"])
