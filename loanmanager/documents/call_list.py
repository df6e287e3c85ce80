"""The list of whom to call about a late loan, for whoever sits at the telephone: it stays in the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from loanmanager.documents import blocks, page
from loanmanager.documents.marks import Box, Dash
from loanmanager.documents.parts import Content, Row, body, heading, joined, muted, rule, said, space
from loanmanager.documents.stacks import Stack
from loanmanager.documents.style import INK, PageSize, Sheet, sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.notices import Stage
from loanmanager.i18n import Words


@dataclass(frozen=True, slots=True)
class _Known:
    """Who, about which loan, how late."""

    name: str
    file_number: str
    phones: tuple[str, ...]
    number: str
    stage: Stage
    days_late: int
    discreet: bool


@dataclass(frozen=True, slots=True)
class CallFacts(_Known):
    """Somebody to call, or to `text`. `say` is in their language; `message` tells whether a voicemail may be left."""

    say: str
    message: bool
    text: bool = False


@dataclass(frozen=True, slots=True)
class Unsafe(_Known):
    """Somebody whom no channel reaches safely, and why."""

    why: tuple[str, ...]


def render(
    calls: Sequence[CallFacts], unsafe: Sequence[Unsafe], today: date, words: Words, *, page: PageSize = "letter"
) -> bytes:
    """Return the PDF of the list in the office's language; the same facts give the same bytes."""
    return _List(words, sheet(page, words)).pdf(calls, unsafe, today)


class _List:
    """The list while it is drawn."""

    def __init__(self, words: Words, on: Sheet) -> None:
        self.words = words
        self.sheet = on

    def pdf(self, calls: Sequence[CallFacts], unsafe: Sequence[Unsafe], today: date) -> bytes:
        """Draw those to call, then those for whom nothing is safe."""
        words, on = self.words, self.sheet
        title, day = words.say("Calls to make"), blocks.capital(words.long_day(today))
        name = Para(title, on.title, bold=True, leading=on.title * 1.3, page=on.direction, color=INK)
        story: list[Flowable] = [name, body(day, on), rule(on)]
        if not calls:
            story.append(body(words.say("Nobody is to be called today."), on))
        story += [Stack(self._call(each), page=on.depth) for each in calls]
        if unsafe:
            story.append(heading(words.say("No safe channel"), on))
            told = words.say(
                "Nothing on file reaches these clients safely. Speak with them when they come, or ask their counsellor."
            )
            story += [muted(told, on), *(Stack(self._unsafe(each), page=on.depth) for each in unsafe)]
        section = page.Section(story, [title, " · ", day], [words.say("For the office only")])
        return page.build([section], page.About(title, ""), on, words)

    def _call(self, each: CallFacts) -> list[Flowable]:
        words, on = self.words, self.sheet
        reach = joined([[Span(phone, bold=True)] for phone in each.phones], " · ")
        first: Content = said(words.say("First make sure that you are speaking with {name}."), name=each.name)
        notes = [first] if each.discreet else []
        notes.append([self._message(each)])
        quoted = each.say.strip() or words.say("Ask them to call back.")
        return [
            Row(body(self._who(each), on), mark=Box(on), gutter=on.gutter, before=on.gap),
            *([Row(body(reach, on), gutter=on.gutter)] if reach else []),
            *(Row(muted(note, on), gutter=on.gutter) for note in notes),
            Row(body(quoted, on), gutter=2 * on.gutter, before=2),
            Row(muted(self._answers(), on), gutter=on.gutter, before=2),
            space(on.gap / 2),
        ]

    def _message(self, each: CallFacts) -> str:
        words = self.words
        if each.text:
            return words.say("Send this as a text message.")
        return words.say("You may leave this as a message.") if each.message else words.say("Leave no message.")

    def _answers(self) -> str:
        """Return what to tick after the call, and room to note something."""
        words = self.words
        outcomes = (
            words.say_for("outcome", "Reached"),
            words.say_for("outcome", "Left a message"),
            words.say_for("outcome", "No answer"),
            words.say_for("outcome", "Wrong number"),
        )
        return "   ".join(f"__ {each}" for each in outcomes)

    def _unsafe(self, each: Unsafe) -> list[Flowable]:
        on = self.sheet
        why = " · ".join(each.why)
        return [
            Row(body(self._who(each), on), mark=Dash(on), gutter=on.gutter, before=on.gap),
            Row(muted(why, on), gutter=on.gutter),
        ]

    def _who(self, each: _Known) -> list[str | Span]:
        words = self.words
        late = words.count("{n} day late", "{n} days late", each.days_late) if each.days_late > 0 else ""
        known: list[Content] = [[Span(each.number)], [self._stage(each.stage)], [late] if late else []]
        return [Span(each.name, bold=True), "  ", Span(each.file_number), "  ", *joined([k for k in known if k], " · ")]

    def _stage(self, stage: Stage) -> str:
        words = self.words
        return {
            Stage.COURTESY: words.say_for("stage", "Courtesy"),
            Stage.FIRST: words.say_for("stage", "First notice"),
            Stage.SECOND: words.say_for("stage", "Second notice"),
            Stage.FINAL: words.say_for("stage", "Final notice"),
        }[stage]
