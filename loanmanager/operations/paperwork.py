"""Papers: their facts are frozen inside the transaction that makes them, and drawn from those facts afterwards."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any, Literal

from loanmanager.documents import fixed_words
from loanmanager.domain import care_papers
from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Client
from loanmanager.domain.incidents import IncidentKind
from loanmanager.domain.lending import renewals_in_all
from loanmanager.domain.letters import NoticeFacts
from loanmanager.domain.loans import Item, Loan
from loanmanager.domain.office import Office, Rules, Site
from loanmanager.domain.papers import (
    AgreementFacts,
    Borrower,
    Lender,
    PaperItem,
    PaperKind,
    PaperPart,
    ReceiptFacts,
    thaw,
)
from loanmanager.domain.signatures import Signature
from loanmanager.domain.stocktake_papers import StocktakeFacts
from loanmanager.domain.templates import Template
from loanmanager.i18n import Words
from loanmanager.operations import paper_kits, wordings
from loanmanager.operations.done import By
from loanmanager.operations.paper_terms import terms_of
from loanmanager.storage import clients, loans, logos, office, papers
from loanmanager.storage import incidents as kept_incidents
from loanmanager.storage.engine import Engine
from loanmanager.storage.papers import Paper

__all__ = ["Paper", "agreement_of", "draw", "facts_of", "keep_agreement", "keep_receipt", "paper"]

_SIZES: dict[str, Literal["letter", "a4"]] = {"letter": "letter", "a4": "a4"}
_KINDS: dict[PaperKind, tuple[type, str]] = {
    PaperKind.AGREEMENT: (AgreementFacts, "agreement"),
    PaperKind.ADDENDUM: (AgreementFacts, "agreement"),
    PaperKind.RECEIPT: (ReceiptFacts, "receipt"),
    PaperKind.RESET_RECORD: (care_papers.ResetRecordFacts, "reset_record"),
    PaperKind.INCIDENT: (care_papers.IncidentFacts, "incident_report"),
    PaperKind.CLEARANCE: (care_papers.ClearanceFacts, "clearance"),
    PaperKind.STOCKTAKE: (StocktakeFacts, "stocktake"),
    PaperKind.NOTICE: (NoticeFacts, "notice"),
}
"""What each kind of paper is made of, and the module of `documents` that draws it."""


@lru_cache(maxsize=16)
def words_of(language: str, own: fixed_words.Said = ()) -> Words:
    """Return the words of a language; `own` are those of a paper in one that the program does not speak itself."""
    return fixed_words.speaking(language, own)


def words_on(facts: Any) -> Words:
    """Return the words of a paper, by its frozen facts."""
    return words_of(facts.language, getattr(facts, "words", ()))


def keep_agreement(
    store: Engine,
    loan: Loan,
    client: Client,
    rules: Rules,
    by: By,
    *,
    kind: PaperKind,
    renewed_from: date | None = None,
) -> int:
    """Freeze the facts of an agreement, or of the addendum that renews it, and return the paper's id."""
    agency, site = office.office(store), office.site(store, loan.site_id)
    force = wordings.in_force(store)
    template = force.template
    items = loan.open_items
    due = loan.due or loan.out_on
    allowed = renewals_in_all([item.device.type for item in items], rules.policy, loan.renewals)
    printed, kits = paper_kits.grouped(store, items, [lent(item, loan.language) for item in items], loan.language)
    facts = AgreementFacts(
        language=loan.language,
        number=loan.number,
        made_on=by.today,
        due=due,
        lender=_lender(store, agency, site, by.staff_id, loan.language),
        borrower=borrower_of(client, rules, by.today),
        items=printed,
        clauses=(),
        currency=agency.currency,
        purpose=loan.purpose,
        programme=loan.programme,
        template=template.label,
        draft=template.draft,
        renewed_from=renewed_from,
        renewals_left=max(0, allowed - loan.renewed),
        kits=kits,
        terms=terms_of(loan, rules, agency, site),
        large=client.large_print,
        words=wordings.fixed(store, loan.language, kind),
    )
    if kind is PaperKind.AGREEMENT:
        facts = _with_clauses(facts, template, loan, agency, rules)
    return papers.add(store, kind, facts, loan_id=loan.id, at=by.now, staff_id=by.staff_id, template_id=force.id)


def _with_clauses(
    facts: AgreementFacts, template: Template, loan: Loan, agency: Office, rules: Rules
) -> AgreementFacts:
    """Fill the template's clauses from the other facts."""
    lent_types = [item.device.type for item in loan.items]
    words = words_on(facts)
    return replace(facts, clauses=wordings.clauses(template, facts, words, agency, rules.policy, lent_types))


def keep_receipt(
    store: Engine, loan_id: int, item_ids: Collection[int], incidents: Iterable[str], by: By, *, charge: int = 0
) -> int:
    """Freeze the facts of a return's receipt and return the paper's id. The items have ended already.

    `incidents` are numbers, `charge` is in cents.
    """
    loan = loans.with_id(store, loan_id)
    assert loan is not None
    client = clients.with_id(store, loan.client_id)
    assert client is not None
    said = wordings.fixed(store, loan.language, PaperKind.RECEIPT)
    words = words_of(loan.language, said)
    facts = ReceiptFacts(
        language=loan.language,
        number=loan.number,
        made_at=by.now.astimezone().replace(tzinfo=None),
        lender=lender_of(store, loan.site_id, by.staff_id, loan.language),
        borrower=borrower_of(client, office.rules(store, loan.site_id), by.today),
        returned=tuple(_back(i, loan.language) for i in loan.items if i.id in item_ids),
        still_out=tuple(lent(item, loan.language) for item in loan.open_items),
        incidents=tuple(_incident(store, number, words) for number in incidents),
        charge=charge,
        currency=office.office(store).currency,
        large=client.large_print,
        words=said,
    )
    return papers.add(store, PaperKind.RECEIPT, facts, loan_id=loan.id, at=by.now, staff_id=by.staff_id)


def _incident(store: Engine, number: str, words: Words) -> str:
    """Return an incident as a receipt names it: its number, what it is about, what happened."""
    found = kept_incidents.with_number(store, number)
    assert found is not None
    happened = {
        IncidentKind.MISSING: words.say_for("part", "missing"),
        IncidentKind.DAMAGED: words.say_for("part", "damaged"),
    }.get(found.kind, "")
    return ", ".join(part for part in (f"{number} · {found.what}", happened) if part)


def lender_of(store: Engine, site_id: int | None, staff_id: int | None, language: str) -> Lender:
    """Return the agency as a paper prints it, at a site, with who serves."""
    return _lender(store, office.office(store), office.site(store, site_id), staff_id, language)


def _lender(store: Engine, agency: Office, site: Site | None, staff_id: int | None, language: str) -> Lender:
    served_by = next((each.name for each in office.staff(store) if each.id == staff_id), "")
    logo = logos.current(store)
    named = agency.name or (site.name if site else "") or words_of(language).say("The lender")
    return Lender(
        name=named,
        address=(site.address if site else "") or agency.address,
        phone=(site.phone if site else "") or agency.phone,
        email=agency.email,
        hours=(site.hours if site else "") or agency.hours,
        site=site.name if site and site.name != named else "",
        served_by=served_by,
        logo=logo[1] if logo else "",
    )


def borrower_of(client: Client, rules: Rules, today: date) -> Borrower:
    """Return a client as a paper prints them; the guardian only where one has to sign."""
    age = client.age(today)
    guarded = age is not None and age < rules.policy.guardian_age
    guardian = client.guardian if guarded else type(client.guardian)()
    return Borrower(
        name=client.natural_name,
        file_number=client.file_number,
        address=client.address,
        phones=client.phones,
        email=client.email,
        id_seen=client.id_seen,
        guardian=guardian.name,
        guardian_relation=guardian.relation,
        guardian_phone=guardian.phone,
    )


def lent(item: Item, language: str) -> PaperItem:
    """Return a device on a loan as a paper prints it."""
    device = item.device
    return PaperItem(
        tag=device.tag,
        type=device.type.name.in_(language),
        name=device.make_model,
        serial=device.serial,
        imei=device.imei,
        sim_last_four=item.sim_last_four,
        line_number=device.line.number if device.line else "",
        data_cap_mb=device.line.data_cap_mb if device.line else None,
        condition=item.out_condition,
        note=item.out_note,
        cost=device.cost,
        parts=tuple(PaperPart(part.name.in_(language), part.cost, part.back) for part in item.parts),
        due=item.due,
    )


def _back(item: Item, language: str) -> PaperItem:
    said = tuple((_question(item, text, language), good) for text, good in item.answers)
    return replace(lent(item, language), in_condition=item.in_condition, in_note=item.in_note, answers=said)


def _question(item: Item, text: str, language: str) -> str:
    """Return a question in the paper's language; answers are kept by the question's English words."""
    found = (each for each in item.device.type.questions if text in {each.en, each.fr})
    return next((each.in_(language) for each in found), text)


def facts_of(paper: Paper) -> Any:
    """Return the frozen facts of a paper, a record of the type that belongs to its kind, with what was signed since."""
    facts: Any = thaw(_KINDS[paper.kind][0], paper.facts)
    if paper.logo:
        facts = replace(facts, lender=replace(facts.lender, image=paper.logo))
    return replace(facts, signatures=paper.signatures) if paper.signatures else facts


def paper(store: Engine, paper_id: int) -> Paper:
    """Return a paper by its id.

    Raises:
        Refused: there is none.
    """
    found = papers.with_id(store, paper_id)
    if found is None:
        raise why.Refused(why.NoSuch("paper", str(paper_id)))
    return found


def agreement_of(store: Engine, number: str) -> Paper:
    """Return the newest agreement of a loan, by the loan's number.

    Raises:
        Refused: there is no such loan.
    """
    loan = loans.with_number(store, number)
    found = papers.latest(store, loan.id, PaperKind.AGREEMENT) if loan else None
    if found is None:
        raise why.Refused(why.NoSuch("loan", number))
    return found


def draw(made: Paper, *, page: str = "letter", large: bool | None = None) -> bytes:
    """Draw a paper from its frozen facts: the same facts give the same bytes. Needs no store; slow, so not at the desk.

    What was signed on screen is the very bytes that were signed, whatever is asked of its size. Unless told, it is in
    large print where the client needs that.
    """
    if made.signed:
        return made.signed
    facts = facts_of(made)
    words, size = words_on(facts), _SIZES.get(page, "letter")
    document = import_module(f"loanmanager.documents.{_KINDS[made.kind][1]}")  # ReportLab loads when it is needed
    wanted = getattr(facts, "large", False) if large is None else large
    pdf: bytes = document.render(facts, words, page=size, large=wanted)
    return pdf


SUMMARIZED = frozenset({PaperKind.AGREEMENT, PaperKind.ADDENDUM})
"""The papers that have a page in plain words."""


def draw_summary(made: Paper, *, page: str = "letter", large: bool | None = None) -> bytes:
    """Draw the page that says in plain words what an agreement or an addendum means, from the same frozen facts."""
    from loanmanager.documents import summary

    assert made.kind in SUMMARIZED
    facts = facts_of(made)
    return summary.render(facts, words_on(facts), page=_SIZES.get(page, "letter"), large=large)


def draw_signed(made: Paper, given: Sequence[Signature], *, page: str = "letter") -> bytes:
    """Draw a paper with these signatures in their places; they are on it whatever was signed before."""
    return draw(replace(made, signatures=tuple(given), signed=b""), page=page)
