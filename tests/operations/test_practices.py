"""Real practices of agencies, each as a template that is imported as a file: without code, from office to signed paper."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loanmanager.domain.clients import Guardian
from loanmanager.domain.devices import Line, Part
from loanmanager.domain.kits import Unit
from loanmanager.domain.names import Label
from loanmanager.domain.office import Charges, Office, Policy, Site
from loanmanager.operations import checkout, inventory, kits, office, paperwork, templating
from loanmanager.operations.checkout import CheckOut, Lent
from loanmanager.operations.kits import NewKit
from loanmanager.storage import search
from tests.documents.pdf import pages
from tests.office import add_client, add_device, lend, memory, prepared, type_of

pytestmark = pytest.mark.no_cover  # measured, drawing takes three times as long, and others cover what is drawn here

PRACTICES = Path(__file__).parents[1] / "practices"
DUE = date(2026, 12, 23)
BORN = date(2011, 5, 2)

EXPECTED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "prices": (
        (
            *("Adapter $15.00", "Case $25.00", "Mouse $10.00", "in good condition $400.00", "together $450.00"),
            *("we may ask for $450.00, not more", "Initials"),
        ),
        ("Adaptateur 15,00 $", "450,00 $", "nous pouvons demander 450,00 $"),
    ),
    "late-fee": (
        ("$5.00 a day for each device, $100.00 at most", "Each device costs $5.00 for each day late", "than $100.00."),
        ("5,00 $ par jour de retard, mais jamais plus de 100,00 $",),
    ),
    "line-cut": (
        ("is not back by Wednesday 23 December 2026, its service stops on Thursday 24 December 2026.",),
        ("son service cesse le jeudi 24 décembre 2026.",),
    ),
    "province": (("must remain in Ontario.",), ("doit rester en Ontario.",)),
    "data-cap": (("10 GB of data", "carries 10 GB a month"), ("par mois. À cette limite",)),
    "guardian": (
        ("Parent or guardian: Nguyễn Văn An", "Nguyễn Văn An signs with Zoë Nguyễn", "Initials"),
        ("Nguyễn Văn An signe avec Zoë Nguyễn",),
    ),
    "initials": (("Cost to replace · Initials", "beside each thing"), ("Je mets mes initiales",)),
    "consents": (
        ("Terms.", "Acceptable use.", "Privacy.", "Messages.", "Statistics.", "Orientation.", "No other access."),
        ("Bon usage.", "Aucun autre accès."),
    ),
    "reservations": (
        ("Note: Left hinge is loose", "Condition. I looked at the equipment", "1. Ownership.", "2. Accepted as noted."),
        ("État. J’ai examiné le matériel", "Left hinge is loose"),
    ),
    "two-copies": (
        ("made in two copies; Zoë Nguyễn keeps one and Carrefour Exemple the other",),
        ("faite en deux exemplaires; Zoë Nguyễn garde l’un",),
    ),
}


def lent(name: str, language: str) -> paperwork.Paper:
    """Set an office up with a practice, lend a laptop kit and a hotspot to somebody of 15, and return the agreement."""
    store = memory()
    by = prepared(store)
    templating.import_template(store, (PRACTICES / f"{name}.toml").read_bytes(), f"{name}.toml", by)
    office.save_office(store, Office("Carrefour Exemple", phone="416 555-0100"), by)
    office.save_site(store, Site(1, "Main office", region="CA-ON"), by)
    charges = Charges(late_fee=500, late_fee_cap=10000) if name == "late-fee" else Charges()
    office.save_policy(store, Policy(guardian_age=16, suspend_line_after=1, charges=charges), by)
    parts = (Label("Adapter", "Adaptateur"), 1500), (Label("Case", "Étui"), 2500), (Label("Mouse", "Souris"), 1000)
    laptop = _laptop(store, by, parts)
    hotspot = add_device(store, by, "hotspot", line=Line(0, data_cap_mb=10 * 1024))
    kits.make_kit(store, NewKit(Label("Laptop kit", "Trousse"), "KIT-1", cost=45000, units=(Unit(laptop.id),)), by)
    who = Guardian("Nguyễn Văn An", "father", "416 555-0101")
    client = add_client(store, by, "Nguyễn", "Zoë", birth_date=BORN, guardian=who, language=language)
    things = (Lent(laptop.id, kit_id=1, note="Left hinge is loose"), Lent(hotspot.id))
    made = checkout.check_out(store, CheckOut(client, things, due=DUE), by)
    return paperwork.paper(store, made.result.paper_id)


def _laptop(store: Any, by: Any, parts: tuple[tuple[Label, int], ...]) -> Any:
    fields = {"make": "HP", "model": "ProBook", "replacement_cost": 40000}
    asked = inventory.NewDevice(type_of(store, "laptop").id, "", fields, parts=tuple(Part(0, *each) for each in parts))
    return search.device_record(store, inventory.add_device(store, asked, by).result.id)


def test_every_practice_is_proved() -> None:
    assert {each.stem for each in PRACTICES.glob("*.toml")} == set(EXPECTED)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("page", ["letter", "a4"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", EXPECTED)
def test_a_practice_is_on_both_copies_of_the_agreement(name: str, language: str, page: str, large: bool) -> None:
    said = pages(paperwork.draw(lent(name, language), page=page, large=large))
    half = len(said) // 2
    copies = [" ".join(part).replace("\u00a0", " ").replace("\u202f", " ") for part in (said[:half], said[half:])]
    assert len(said) % 2 == 0
    for words in EXPECTED[name][language == "fr"]:
        for copy in copies:
            assert words in copy, words
    if not large:
        assert half == 1


def test_a_practice_that_does_not_hold_is_not_printed() -> None:
    """The clause of a fee, where none is asked; that of a region, a line or a limit, where there is none."""
    store = memory()
    by = prepared(store)
    for name in ("late-fee", "province", "data-cap", "line-cut", "guardian"):
        templating.import_template(store, (PRACTICES / f"{name}.toml").read_bytes(), name, by)
        made = lend(store, by, add_client(store, by, f"Roy-{name}"), add_device(store, by))
        clauses = paperwork.facts_of(paperwork.paper(store, made.result.paper_id)).clauses
        assert [each.title for each in clauses] == ["Ownership"]
