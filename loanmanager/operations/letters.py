"""What a notice says: made from the loan, the client and the agency's words, frozen when it is sent."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from loanmanager.documents import notice_words
from loanmanager.domain import chasing, lines
from loanmanager.domain.chasing import Sent
from loanmanager.domain.clients import Client
from loanmanager.domain.devices import LineState
from loanmanager.domain.letters import NoticeFacts
from loanmanager.domain.loans import Loan
from loanmanager.domain.notices import NoticeRule, NoticeText, Stage, fill
from loanmanager.domain.office import Rules
from loanmanager.domain.papers import Borrower, PaperKind
from loanmanager.operations import paperwork, wordings
from loanmanager.operations.done import By
from loanmanager.storage import clients, contacts, loans, office
from loanmanager.storage.engine import Engine

ANSWER_DAYS = 7
"""How many days a client has to answer a notice that names a last day."""

_PRICED = frozenset({Stage.SECOND, Stage.FINAL})


def notice_for(
    store: Engine, loan: Loan, client: Client, rule: NoticeRule, sent: Iterable[Sent], rules: Rules, by: By
) -> NoticeFacts:
    """Return a notice's facts in the words of its stage. The loan has something out."""
    own = office.office(store).language
    language, text = notice_words.text_for(rule, client.language, discreet=client.discreet, instead=own)
    facts = _facts(store, loan, client, rule, rules, by, language)
    days = _days(loan, sent, rules, by)
    words = paperwork.words_on(facts)
    values = notice_words.values_of(facts, client.called, days, words)
    strong = tuple(values[name] for name in ("due", "last_day") if values.get(name))
    return replace(
        facts,
        lacking="" if _is_of(language, client.language) else client.language,
        subject=fill(text.subject, values),
        body=fill(text.body, values),
        short=fill(text.short, values),
        strong=strong,
    )


def preview(store: Engine, loan_id: int, by: By) -> NoticeFacts | None:
    """Return the notice that a loan is due today, as it would be sent; None when it is due none."""
    loan = loans.with_id(store, loan_id)
    client = clients.with_id(store, loan.client_id) if loan else None
    if loan is None or client is None or loan.due is None:
        return None
    rules = office.rules(store, loan.site_id)
    sent = contacts.sent(store, [loan.id]).get((loan.id, loan.due), [])
    rule = chasing.due_rule(loan.due, rules, by.today, sent)
    return notice_for(store, loan, client, rule, sent, rules, by) if rule else None


def shipped_text(stage: Stage, language: str, *, discreet: bool) -> NoticeText:
    """Return the shipped words of a stage; nothing where the language has none."""
    found, text = notice_words.text_for(NoticeRule(stage, 0), language, discreet=discreet)
    return text if _is_of(found, language) else NoticeText()


def _is_of(language: str, asked: str) -> bool:
    """Tell whether a text is in the language that was asked for; es is, where es_MX was."""
    return language in {asked, asked.split("_", maxsplit=1)[0]}


def _facts(
    store: Engine, loan: Loan, client: Client, rule: NoticeRule, rules: Rules, by: By, language: str
) -> NoticeFacts:
    lender = paperwork.lender_of(store, loan.site_id, by.staff_id, language)
    borrower = paperwork.borrower_of(client, rules, by.today)
    if client.discreet:  # what is not in the facts can never be printed
        lender = replace(lender, name="", email="", site="", address="")
    return NoticeFacts(
        language=language,
        number=loan.number,
        stage=rule.stage,
        made_on=by.today,
        lender=lender,
        borrower=_addressed(borrower),
        subject="",
        body="",
        items=() if client.discreet else tuple(paperwork.lent(item, language) for item in loan.open_items),
        priced=rule.stage in _PRICED,
        currency=office.office(store).currency,
        discreet=client.discreet,
        large=client.large_print,
        words=wordings.fixed(store, language, PaperKind.NOTICE),
    )


def _addressed(borrower: Borrower) -> Borrower:
    """Keep of the client what stands in the address, and no more."""
    return Borrower(
        borrower.name,
        borrower.file_number,
        borrower.address,
        email=borrower.email,
        guardian=borrower.guardian,
    )


def _days(loan: Loan, sent: Iterable[Sent], rules: Rules, by: By) -> notice_words.Days:
    assert loan.due is not None
    lined = any(item.device.line and item.device.line.state is LineState.ACTIVE for item in loan.open_items)
    cut = lines.suspend_on(loan.due, rules) if lined else None
    return notice_words.Days(
        due=loan.due,
        late=(by.today - loan.due).days,
        last_day=rules.open_days.next_open(by.today + timedelta(days=ANSWER_DAYS)),
        cut_on=cut if cut and cut > by.today else None,
        notices=tuple(each.on for each in sent),
    )
