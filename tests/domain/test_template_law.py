"""The warnings of Québec: a fee for the loan itself, and answering for what is nobody's fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.documents import wording
from loanmanager.domain.template_law import charges_rent, owes_always, quebec
from loanmanager.domain.templates import ClauseText, Doubt, Mind, Template, TemplateClause

RENT = [
    "A rental fee of $5 per week is charged.",
    "You pay a usage fee of $10, taxes not included.",
    "There is a weekly charge.",
    "The price for the use of the laptop is $20.",
    "Des frais de location de 5 $ par semaine s’appliquent.",
    "Vous payez des FRAIS D’UTILISATION.",
    "Le loyer est payable d’avance.",
    "Le matériel est loué moyennant un paiement mensuel.",
    "Le coût du prêt est de 10 $.",
]
FREE = [
    "There is no rental fee.",
    "We lend it without any rental fee.",
    "The rental fee is waived.",
    "The late fee is $1 a day.",
    "Do not lend, rent or sell it to anyone.",
    "Aucuns frais de location ne sont demandés.",
    "Il n’y a pas de frais de location.",
    "Sans frais d’utilisation.",
    "Le matériel est prêté gratuitement.",
    "Les frais de retard sont de 1 $ par jour.",
]
STRICT = [
    "You are liable in all cases.",
    "The borrower is responsible for any loss whatsoever.",
    "You pay for all damage, even without fault.",
    "The client is liable regardless of the cause, unless we agree otherwise.",
    "You are accountable no matter what the cause.",
    "You pay for normal wear and tear.",
    "Vous êtes responsable dans tous les cas.",
    "L’emprunteur répond de la perte, quelle qu’en soit la cause, et doit payer.",
    "Le client est responsable peu importe la cause.",
    "Vous payez l’usure normale.",
    "Vous êtes responsable même en cas de force majeure.",
]
MILD = [
    "You are not liable in all cases.",
    "You do not pay for normal wear.",
    "You are responsible for loss, except normal wear.",
    "You pay for damage through lack of care.",
    "In all cases, call us.",
    "Vous ne payez pas l’usure normale.",
    "Vous n’êtes pas responsable d’un cas fortuit.",
    "Vous êtes responsable des bris, sauf l’usure normale.",
]


@pytest.mark.parametrize("sentence", RENT)
def test_a_fee_for_the_loan_is_noticed(sentence: str) -> None:
    assert charges_rent(sentence)


@pytest.mark.parametrize("sentence", FREE)
def test_no_fee_and_a_late_fee_are_none(sentence: str) -> None:
    assert not charges_rent(sentence)


@pytest.mark.parametrize("sentence", STRICT)
def test_answering_for_everything_is_noticed(sentence: str) -> None:
    assert owes_always(sentence)


@pytest.mark.parametrize("sentence", [*MILD, *FREE])
def test_answering_for_ones_own_fault_is_fine(sentence: str) -> None:
    assert not owes_always(sentence)


def test_the_shipped_draft_raises_neither() -> None:
    assert quebec(wording.shipped()) == ()


@given(
    st.lists(st.sampled_from([*FREE, *MILD]), max_size=6), st.sampled_from(RENT), st.sampled_from(STRICT), st.booleans()
)
def test_a_phrase_is_found_among_others_and_pointed_out(fine: list[str], rent: str, strict: str, on: bool) -> None:
    text = " ".join([*fine, rent.upper(), *fine, strict, *fine])
    clause = TemplateClause("a", {"en": ClauseText("Title", text)}, on=on)
    found = quebec(Template("loan", 1, True, (clause,)))
    if not on:
        assert found == ()
        return
    assert {each.mind for each in found} == {Mind.RENTAL_FEE, Mind.STRICT}
    assert all(each.about in text for each in found)
    first = next(each for each in found if each.mind is Mind.STRICT)
    assert (first.clause, first.language) == ("a", "en")


def test_a_title_is_read_too() -> None:
    clause = TemplateClause("a", {"fr": ClauseText("Frais de location", "5 $.")})
    assert quebec(Template("loan", 1, True, (clause,))) == (Doubt(Mind.RENTAL_FEE, "a", "fr", "Frais de location"),)
