"""The words of notices: those that are shipped, those of the agency's own, and their fields filled in."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from loanmanager.documents.fixed_words import kept_apart
from loanmanager.domain.letters import NoticeFacts
from loanmanager.domain.notices import NoticeRule, NoticeText, Stage
from loanmanager.domain.papers import PaperItem
from loanmanager.i18n import Words
from loanmanager.paths import resources

SOURCE = "en"
"""The language that stands in where there is no text in the client's language nor in the office's own."""

_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Shipped:
    """The shipped words of one stage, by language."""

    texts: dict[str, NoticeText]
    discreet: dict[str, NoticeText]


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a notice may name."""

    due: date
    late: int
    last_day: date
    cut_on: date | None = None
    notices: tuple[date, ...] = ()


@cache
def shipped() -> dict[Stage, Shipped]:
    """Return the words that travel with the program."""
    data = tomllib.loads((resources() / "presets" / "notices.toml").read_text("utf-8"))
    return {
        stage: Shipped(
            {language: _text(said) for language, said in data[stage].items() if language != "discreet"},
            {language: _text(said) for language, said in data[stage]["discreet"].items()},
        )
        for stage in Stage
    }


def _text(said: dict[str, Any]) -> NoticeText:
    return NoticeText(said["subject"].strip(), said["body"].strip(), said["short"].strip())


def text_for(rule: NoticeRule, language: str, *, discreet: bool, instead: str = SOURCE) -> tuple[str, NoticeText]:
    """Return the words of a stage in the client's language, and the language they are in.

    The agency's own words come before the shipped ones. A language that has neither gets the office's own (`instead`),
    else English, dates and all.
    """
    stage = shipped()[rule.stage]
    known = stage.discreet if discreet else stage.texts
    asked = (language, language.split("_", maxsplit=1)[0], instead, SOURCE)
    found = ((each, rule.own_text(each, discreet=discreet) or known.get(each)) for each in asked)
    return next((each, text) for each, text in found if text)


def values_of(facts: NoticeFacts, called: str, days: Days, words: Words) -> dict[str, str]:
    """Return every field in the paper's language; what is not known is empty."""
    lender, discreet = facts.lender, facts.discreet
    about = {} if discreet else _about_the_loan(facts, days, words)
    values = {
        "name": called,
        "notices": words.list([words.short_day(day).replace(" ", _NO_BREAK) for day in days.notices])
        if days.notices
        else "",
        "last_day": words.long_day(days.last_day),
        "hours": lender.hours,
        "phone": lender.phone.replace(" ", _NO_BREAK),
        "staff": lender.served_by,
        **about,
    }
    return {name: kept_apart(text) for name, text in values.items()} if words.right_to_left else values


def _about_the_loan(facts: NoticeFacts, days: Days, words: Words) -> dict[str, str]:
    return {
        "devices": devices(facts.items, words),
        "number": facts.number,
        "due": words.long_day(days.due),
        "late": words.count("{n} day", "{n} days", days.late) if days.late > 0 else "",
        "cut_on": words.long_day(days.cut_on) if days.cut_on else "",
        "total": words.money(facts.total, facts.currency) if facts.total else "",
        "lender": facts.lender.name,
        "place": ", ".join(line.strip() for line in facts.lender.address.splitlines() if line.strip()),
    }


def devices(items: Sequence[PaperItem], words: Words) -> str:
    """Return devices as a sentence names them: laptop Lenovo T480 (LT-0042) and hotspot Franklin T9 (HS-0007)."""
    named = [f"{' '.join(part for part in (inside(item.type), item.name) if part)} ({item.tag})" for item in items]
    return words.list(named) if named else ""


def inside(text: str) -> str:
    """Return the name of a type or a part as it stands inside a sentence; one in capitals stays as it is."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
