"""Which wording an agreement is made with: the newest version that is kept, else the draft that travels with the program."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from loanmanager.documents import fixed_words, wording
from loanmanager.documents.wording import Template, WordingError
from loanmanager.domain.devices import DeviceType
from loanmanager.domain.office import Office, Policy
from loanmanager.domain.papers import AgreementFacts, Clause
from loanmanager.domain.refusal import Refused
from loanmanager.domain.templates import FieldIsEmpty
from loanmanager.i18n import Words
from loanmanager.storage import office, papers, templates
from loanmanager.storage.engine import Engine
from loanmanager.storage.papers import StoredTemplate

AGREEMENT_TEMPLATE = "loan"


@dataclass(frozen=True, slots=True)
class InForce:
    """The wording that the next agreement is made with; `id` is None where none was ever kept."""

    id: int | None
    template: Template


def in_force(store: Engine) -> InForce:
    """Return the newest version."""
    kept = papers.template(store, AGREEMENT_TEMPLATE)
    return InForce(kept.id, of(kept)) if kept else InForce(None, wording.shipped())


def version(store: Engine, number: int) -> Template | None:
    """Return one version, or None."""
    kept = templates.version(store, AGREEMENT_TEMPLATE, number)
    return of(kept) if kept else None


def of(kept: StoredTemplate) -> Template:
    """Return what was kept: its number and whether it was reviewed are the row's, not the text's."""
    return replace(_loaded(kept.content), name=kept.key, version=kept.version, draft=not kept.reviewed)


def clauses(
    template: Template,
    facts: AgreementFacts,
    words: Words,
    agency: Office,
    policy: Policy,
    types: Sequence[DeviceType],
) -> tuple[Clause, ...]:
    """Return the clauses of an agreement about devices of these types, filled in from its other facts.

    Raises:
        Refused: a clause names a field of which nothing is known.
    """
    fields = fields_of(facts, words, agency, policy)
    conditions = wording.conditions_of(types, facts.borrower.guardian, policy.charges.late_fee)
    kinds = {each.key for each in types}

    def otherwise(language: str) -> dict[str, str]:
        return fields_of(facts, _speaking(template, language, agency), agency, policy)

    try:
        return wording.clauses_for(
            template, facts.language, conditions, fields, types=kinds, instead=agency.language, otherwise=otherwise
        )
    except WordingError as error:
        clause = template.clause(error.clause)
        raise Refused(FieldIsEmpty(clause.title(agency.language) if clause else "", error.field)) from error


def _speaking(template: Template, language: str, agency: Office) -> Words:
    return fixed_words.speaking(language, fixed_words.said(template.words, language, "agreement", agency.language))


def fixed(store: Engine, language: str, kind: str) -> fixed_words.Said:
    """Return the headings and fixed words of a kind of paper, to be frozen with it; none in English and French."""
    if fixed_words.has_catalogue(language):
        return ()
    return fixed_words.said(in_force(store).template.words, language, kind, office.office(store).language)


def fields_of(facts: AgreementFacts, words: Words, agency: Office, policy: Policy) -> dict[str, str]:
    """Return every field of an agreement, in its language; empty where nothing is known."""
    return wording.fields_of(
        facts,
        words,
        help_line=agency.help_line or agency.phone,
        suspend_after=policy.suspend_line_after,
        charges=policy.charges,
    )


@lru_cache(maxsize=16)
def _loaded(content: str) -> Template:
    return wording.load(content)
