"""What an agency may add to its agreement: fees, kits' prices, initials for each part, room for reservations."""

from dataclasses import replace

import pytest

from loanmanager.documents import agreement
from loanmanager.domain.loan_terms import Terms
from loanmanager.domain.papers import AgreementFacts, Clause, PaperKit, PaperPart
from loanmanager.i18n import Words
from tests.documents.facts import HOTSPOT, LAPTOP, agreement_facts
from tests.documents.pdf import pages, reader, sizes

NOTICED = Clause("Condition", "What I noticed about it:", lines=True)
EACH_PART = Clause("Parts", "My initials stand beside each part that I received.", parts=True)
IN_KIT = replace(
    LAPTOP,
    cost=40000,
    kit="KIT-1",
    unit="Computer",
    parts=(PaperPart("Adapter", 1500), PaperPart("Case", 2500), PaperPart("Mouse", 1000)),
)
KIT = PaperKit("KIT-1", "Laptop and case", 45000)


def drawn(facts: AgreementFacts, *, large: bool = False) -> str:
    return pages(agreement.render(facts, Words(facts.language), large=large))[0]


def rules(facts: AgreementFacts) -> int:
    """Count the lines that are drawn on all pages."""
    found = reader(agreement.render(facts, Words("en")))
    return sum(page.get_contents().get_data().count(b" l S") for page in found.pages)  # type: ignore[union-attr]


def with_clauses(*more: Clause, **changes: object) -> AgreementFacts:
    facts = agreement_facts(**changes)
    return replace(facts, clauses=(*facts.clauses, *more))


def test_a_late_fee_is_said_with_its_cap_and_only_where_one_is_asked() -> None:
    assert "at most $" not in drawn(agreement_facts(terms=Terms(100)))
    assert "$20.00 at most" in drawn(agreement_facts(terms=Terms(100, 2000)))
    assert "If it is late" not in drawn(agreement_facts())


def test_a_kit_has_its_own_price_and_it_counts_in_the_total() -> None:
    said = drawn(agreement_facts(items=(IN_KIT, HOTSPOT), kits=(KIT,)))
    assert "Kit KIT-1 · Laptop and case together $450.00" in said
    assert "Adapter $15.00" in said
    assert "Total cost to replace $595.00" in said


def test_a_line_says_how_much_data_it_carries() -> None:
    said = drawn(agreement_facts(items=(replace(HOTSPOT, data_cap_mb=10240),)))
    assert "line 438 555-0107, 10 GB of data" in said


def test_each_device_and_part_has_a_place_for_initials() -> None:
    plain, initialled = with_clauses(replace(EACH_PART, parts=False)), with_clauses(EACH_PART)
    places = sum(1 + len(item.parts) for item in plain.items)
    assert rules(initialled) - rules(plain) == 2 * places  # two copies
    assert "Cost to replace · Initials" in drawn(initialled)
    assert "· Initials" not in drawn(plain)
    assert "Total cost to replace $677.00" in drawn(initialled)


def test_reservations_are_written_before_what_is_agreed_and_bear_no_number() -> None:
    facts = with_clauses(NOTICED)
    said = drawn(facts)
    assert said.index("Total cost") < said.index("Condition. What I noticed about it:") < said.index("What we agree")
    assert rules(facts) - rules(agreement_facts()) == 4  # two lines on each of two copies
    assert "18. Condition" not in said


def test_what_was_noted_at_check_out_stands_under_its_device() -> None:
    said = drawn(with_clauses(NOTICED, items=(replace(LAPTOP, note="Left hinge is loose"),)))
    assert said.index("LT-0042") < said.index("Note: Left hinge is loose") < said.index("Condition. What I noticed")


def test_a_client_who_needs_large_print_gets_it_unasked() -> None:
    facts = replace(agreement_facts(), large=True)
    assert min(sizes(agreement.render(facts, Words("en")))) == 16


@pytest.mark.parametrize("large", [False, True])
def test_all_of_it_together_is_drawn(large: bool) -> None:
    facts = with_clauses(NOTICED, EACH_PART, items=(IN_KIT, HOTSPOT), kits=(KIT,), terms=Terms(100, 2000))
    assert "Condition." in " ".join(pages(agreement.render(facts, Words("en"), large=large)))
