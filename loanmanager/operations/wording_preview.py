"""What an agreement would look like with a wording that is still being edited: an invented loan, the office's own rules."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from loanmanager.documents import fixed_words, wording
from loanmanager.domain.devices import DeviceType
from loanmanager.domain.loan_terms import Terms
from loanmanager.domain.office import Office, Policy
from loanmanager.domain.papers import AgreementFacts, Borrower, Clause, Lender, PaperItem, PaperPart
from loanmanager.domain.templates import Template
from loanmanager.i18n import Words
from loanmanager.operations import wordings
from loanmanager.operations.done import By
from loanmanager.operations.paperwork import lender_of, words_of, words_on
from loanmanager.storage import devices, office
from loanmanager.storage.engine import Engine

_USUAL = ("laptop", "hotspot")
_COST, _PART_COST, _DATA_CAP = 45_000, 2_000, 10 * 1024  # cents, cents, MB
_NUMBER = "L-2026-0042"


@dataclass(frozen=True, slots=True)
class Sample:
    """What an invented loan is made of: the office as it stands today."""

    agency: Office
    lender: Lender
    policy: Policy
    types: tuple[DeviceType, ...]
    today: date


def sample(store: Engine, by: By) -> Sample:
    """Read what the preview needs, once."""
    agency = office.office(store)
    rules = office.rules(store, by.site_id)
    lender = lender_of(store, by.site_id, by.staff_id, agency.language)
    return Sample(agency, lender, rules.policy, devices.types(store), by.today)


def draw(of: Sample, template: Template, language: str, *, minor: bool = False, page: str = "letter") -> bytes:
    """Draw the agreement of an invented loan: a laptop, a hotspot and what clauses name.

    It is never refused: a field of which nothing is known, or that does not exist, stays in its braces.
    """
    from loanmanager.documents import agreement  # ReportLab loads when it is needed

    facts = facts_of(of, template, language, minor=minor)
    return agreement.render(facts, words_on(facts), page="a4" if page == "a4" else "letter")


def facts_of(of: Sample, template: Template, language: str, *, minor: bool = False) -> AgreementFacts:
    """Return the facts of the invented loan."""
    said = fixed_words.said(template.words, language, "agreement", of.agency.language)
    words, types = words_of(language, said), _types(of, template)
    due = of.today + timedelta(days=of.policy.loan_days)
    internet = any(each.gives_internet for each in types)
    facts = AgreementFacts(
        language=language,
        number=_NUMBER,
        made_on=of.today,
        due=due,
        lender=of.lender,
        borrower=_borrower(minor=minor),
        items=tuple(_item(each, language) for each in types),
        clauses=(),
        currency=of.agency.currency,
        template=template.label,
        draft=template.draft,
        terms=Terms(
            late_fee=of.policy.charges.late_fee,
            late_fee_cap=of.policy.charges.late_fee_cap,
            line_cut=due + timedelta(days=of.policy.suspend_line_after) if internet else None,
            help_line=of.agency.help_line or of.agency.phone,
            erased=any(each.needs_reset for each in types),
            internet=internet,
            charged=of.policy.charges.replacement,
        ),
        words=said,
    )
    return replace(facts, clauses=_clauses(of, template, facts, words, types))


def _clauses(
    of: Sample, template: Template, facts: AgreementFacts, words: Words, types: tuple[DeviceType, ...]
) -> tuple[Clause, ...]:
    """Return the clauses that such a loan would have, with what is not known left in braces."""
    known = wordings.fields_of(facts, words, of.agency, of.policy)
    conditions = wording.conditions_of(types, facts.borrower.guardian, of.policy.charges.late_fee)
    kinds = {each.key for each in types}
    printed = tuple(
        replace(each, when="", types=()) for each in template.clauses if each.applies(conditions, known, kinds)
    )
    named = {name for each in printed for said in each.texts.values() for name in said.fields}
    shown = {name: known.get(name) or f"{{{name}}}" for name in named}
    own = replace(template, clauses=printed)

    def otherwise(spoken: str) -> dict[str, str]:
        told = wordings.fields_of(facts, words_of(spoken), of.agency, of.policy)
        return {name: told.get(name) or f"{{{name}}}" for name in named}

    return wording.clauses_for(own, facts.language, conditions, shown, instead=of.agency.language, otherwise=otherwise)


def _types(of: Sample, template: Template) -> tuple[DeviceType, ...]:
    """Return what is lent: the usual two, and whatever a clause is about."""
    named = {key for clause in template.clauses if clause.on for key in clause.types}
    found = tuple(each for each in of.types if each.key in named or each.key in _USUAL)
    return found or of.types[:1]


def _item(kind: DeviceType, language: str) -> PaperItem:
    cost = kind.replacement_cost or _COST
    parts = tuple(PaperPart(part.name.in_(language), part.cost or _PART_COST) for part in kind.parts)
    cap = _DATA_CAP if kind.gives_internet else None
    name = kind.name.in_(language)
    return PaperItem(f"{kind.prefix}-0042", name, "", serial="S-0042", cost=cost, parts=parts, data_cap_mb=cap)


def _borrower(*, minor: bool) -> Borrower:
    return Borrower("Camille Exemple", "C-00042", guardian="Dominique Exemple" if minor else "")
