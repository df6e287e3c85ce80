"""Facts of papers for tests; everybody in them is invented."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from loanmanager.documents import wording
from loanmanager.domain.devices import Condition
from loanmanager.domain.loans import BackState
from loanmanager.domain.papers import (
    AgreementFacts,
    Borrower,
    Lender,
    PaperItem,
    PaperPart,
    ReceiptFacts,
)
from loanmanager.i18n import Words

MADE_ON = date(2026, 11, 23)
DUE = date(2026, 12, 23)
HELP_LINE = "514 555-0142"

NAMES = ("Zoë Nguyễn", "Łukasz Żółć", "محمد العلي", "王小明", "ᐃᓄᒃᑎᑐᑦ", "नमस्ते", "<b>Bob</para> & Co", "=1+1")

LENDER = Lender(
    name="Carrefour Exemple",
    address="2600, rue des Érables\nMontréal (Québec)  H2X 1Y1",
    phone="514 555-0142",
    email="prets@exemple.test",
    hours="9:00 - 17:00",
    site="Centre-ville",
    served_by="Ana Lopez",
)
BORROWER = Borrower(
    name="Zoë Nguyễn",
    file_number="C-00031",
    address="77, avenue Inventée, app. 4\nMontréal (Québec)  H1A 0A1",
    phones=("514 555-0177",),
    email="zoe@exemple.test",
)
LAPTOP = PaperItem(
    tag="LT-0042",
    type="Laptop",
    name="Lenovo ThinkPad T480",
    serial="PF-2C9XK1",
    cost=45000,
    parts=(PaperPart("Charger 65 W", 4500), PaperPart("Bag", 2500), PaperPart("Mouse", 1200)),
)
HOTSPOT = PaperItem(
    tag="HS-0007",
    type="Hotspot",
    name="Franklin T9",
    imei="35 714508 220417 6",
    sim_last_four="4417",
    line_number="438 555-0107",
    condition=Condition.WORN,
    note="Scratch on the lid",
    cost=11000,
    parts=(PaperPart("Charger", 2000), PaperPart("USB-C cable", 1500)),
)
EVERYTHING = frozenset({"internet", "erases", "no_late_fee"})


def agreement_facts(
    language: str = "en", *, conditions: frozenset[str] = EVERYTHING, wanted: bool = True, **changes: Any
) -> AgreementFacts:
    """Return an ordinary loan: two devices, five parts, the shipped clauses unless they are not wanted."""
    facts = AgreementFacts(
        language=language,
        number="L-2026-0042",
        made_on=MADE_ON,
        due=DUE,
        lender=LENDER,
        borrower=BORROWER,
        items=(LAPTOP, HOTSPOT),
        clauses=(),
        purpose="Job search",
        programme="Nouveau départ",
        template=wording.shipped().label,
        draft=True,
    )
    if wanted and "clauses" not in changes:
        if changes.get("borrower", facts.borrower).guardian:
            conditions |= {"minor"}
        fields = wording.fields_of(facts, Words(language), help_line=HELP_LINE, suspend_after=14)
        facts = replace(facts, clauses=wording.clauses_for(wording.shipped(), language, conditions, fields))
    return replace(facts, **changes)


def minor(**changes: Any) -> Borrower:
    """Return a borrower under age with a guardian."""
    given = {"guardian": "Nguyễn Văn An", "guardian_relation": "father", "guardian_phone": "514 555-0178"}
    return replace(BORROWER, **{**given, **changes})


def back(item: PaperItem, state: BackState = BackState.BACK, **changes: Any) -> PaperItem:
    """Return a device that came back, its first part in another state if told."""
    parts = tuple(replace(part, back=state if n == 0 else BackState.BACK) for n, part in enumerate(item.parts))
    return replace(item, **{"parts": parts, "in_condition": item.condition, **changes})


def receipt_facts(language: str = "en", **changes: Any) -> ReceiptFacts:
    """Return the receipt of a laptop and a hotspot that came back whole."""
    facts = ReceiptFacts(
        language=language,
        number="L-2026-0042",
        made_at=datetime(2026, 12, 21, 15, 12),
        lender=LENDER,
        borrower=BORROWER,
        returned=(back(LAPTOP, answers=(("Turns on?", True), ("Charger works?", True))), back(HOTSPOT)),
    )
    return replace(facts, **changes)
