"""The ladder of notices that a late loan climbs (product 4.7): its stages, their days, channels and texts.

The days that others use (courtesy, then about one, two and three weeks) are those of the libraries in research/field.md.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from loanmanager.domain.clients import Channel
from loanmanager.domain.refusal import Refusal

FIELDS = frozenset(
    {
        "name",
        "devices",
        "number",
        "due",
        "late",
        "notices",
        "cut_on",
        "total",
        "last_day",
        "lender",
        "place",
        "hours",
        "phone",
        "staff",
    }
)
"""What a text may name in braces; resources/presets/notices.toml says what each means."""

ABOUT_THE_LOAN = frozenset({"devices", "number", "due", "late", "cut_on", "total", "lender", "place"})
"""What a discreet text may not name: the agency, and anything that was borrowed."""

LONGEST_DELAY = 366
"""Days: a notice later than a year after the due date is a slip of the finger."""

_NAMED = re.compile(r"\{(\w+)\}")


class Stage(StrEnum):
    """A rung of the ladder, from the gentlest up."""

    COURTESY = "courtesy"
    FIRST = "first"
    SECOND = "second"
    FINAL = "final"

    @property
    def height(self) -> int:
        """Return how far up the ladder it is, 0 the lowest."""
        return tuple(Stage).index(self)


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The words of a stage in one language. `body` is the letter and the e-mail, `short` what is said or texted.

    A line that names a field with nothing to say is left out; an empty line starts a paragraph.
    """

    subject: str = ""
    body: str = ""
    short: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """List what the text names in braces, in order."""
        return tuple(_NAMED.findall(f"{self.subject}\n{self.body}\n{self.short}"))


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """One stage as the agency sends it: `days` after the due date, or before it; no channel means never.

    `channels` come in order of preference. `texts` and `discreet` hold, by language, only what the agency wrote
    itself; the shipped words stand in for the rest.
    """

    stage: Stage
    days: int
    before: bool = False
    channels: tuple[Channel, ...] = ()
    texts: dict[str, NoticeText] = field(default_factory=dict)
    discreet: dict[str, NoticeText] = field(default_factory=dict)

    @property
    def after(self) -> int:
        """Return the days after the due date, fewer than none before it."""
        return -self.days if self.before else self.days

    def own_text(self, language: str, *, discreet: bool) -> NoticeText | None:
        """Return what the agency wrote itself for a language, None where the shipped words serve."""
        return (self.discreet if discreet else self.texts).get(language)


_SOON = (Channel.EMAIL, Channel.LETTER, Channel.TEXT, Channel.CALL, Channel.VOICEMAIL)
_WRITTEN = (Channel.LETTER, Channel.EMAIL, Channel.TEXT, Channel.CALL, Channel.VOICEMAIL)

LADDER = (
    NoticeRule(Stage.COURTESY, 1, channels=_SOON),
    NoticeRule(Stage.FIRST, 5, channels=_WRITTEN),
    NoticeRule(Stage.SECOND, 12, channels=_WRITTEN),
    NoticeRule(Stage.FINAL, 21, channels=_WRITTEN),
)
"""What an agency starts with."""


@dataclass(frozen=True, slots=True)
class StageTooSoon(Refusal):
    """A stage would fall due no later than the one below it."""

    stage: Stage
    below: Stage


@dataclass(frozen=True, slots=True)
class DelayTooLong(Refusal):
    """A stage would fall due more than a year from the due date."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class StageTwice(Refusal):
    """The ladder holds a stage twice."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class UnknownField(Refusal):
    """A text names in braces what nothing fills in."""

    stage: Stage
    field: str


@dataclass(frozen=True, slots=True)
class TellsTooMuch(Refusal):
    """A discreet text names the agency or what was borrowed."""

    stage: Stage
    field: str


@dataclass(frozen=True, slots=True)
class TextMissing(Refusal):
    """A text of the agency's own lacks its subject, its body or its short form. `part` is one of these."""

    stage: Stage
    part: str


def against_ladder(ladder: tuple[NoticeRule, ...]) -> tuple[Refusal, ...]:
    """Return every reason against a ladder, none when notices may be sent by it."""
    return (*_against_order(ladder), *(reason for rule in ladder for reason in _against_texts(rule)))


def _against_order(ladder: tuple[NoticeRule, ...]) -> Iterator[Refusal]:
    below: NoticeRule | None = None
    seen: set[Stage] = set()
    for rule in sorted(ladder, key=lambda each: each.stage.height):
        if rule.stage in seen:
            yield StageTwice(rule.stage)
        seen.add(rule.stage)
        if rule.days > LONGEST_DELAY:
            yield DelayTooLong(rule.stage)
        if not rule.channels:
            continue
        if below and rule.after <= below.after and rule.stage is not below.stage:
            yield StageTooSoon(rule.stage, below.stage)
        below = rule


def _against_texts(rule: NoticeRule) -> Iterator[Refusal]:
    for text in (*rule.texts.values(), *rule.discreet.values()):
        yield from (UnknownField(rule.stage, each) for each in text.fields if each not in FIELDS)
        parts = {"subject": text.subject, "body": text.body, "short": text.short}
        yield from (TextMissing(rule.stage, part) for part, said in parts.items() if not said.strip())
    for text in rule.discreet.values():
        yield from (TellsTooMuch(rule.stage, each) for each in text.fields if each in ABOUT_THE_LOAN)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its fields filled in. A value is never read as a template.

    A line that names a field with nothing to say is left out, and paragraphs that lose all their lines with it.
    """
    kept = (line for line in text.strip().splitlines() if all(values.get(each) for each in _NAMED.findall(line)))
    filled = (_NAMED.sub(lambda found: values[found[1]], line).rstrip() for line in kept)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(filled)).strip()
