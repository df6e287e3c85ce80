"""The ladder of notices: when each stage falls due, by which channels, and what it says (product 4.7)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from loanmanager.domain.chasing import PREFERENCE
from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import (
    LADDER,
    DelayTooLong,
    NoticeRule,
    NoticeText,
    Stage,
    StageTooSoon,
    TextMissing,
    against_ladder,
)
from loanmanager.domain.refusal import Refusal
from loanmanager.operations import policies
from loanmanager.operations.done import Done
from loanmanager.operations.kept import Kept
from loanmanager.sentences import of_refusal
from loanmanager.sentences.notices import of_stage, of_way
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.notice_texts import NoticeTexts, Which
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.pages.settings.typed import Typing, Value
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, line, row

_OFFERED = tuple(each for each in PREFERENCE if each is not Channel.VOICEMAIL)
"""A voicemail belongs to the call: whether one may be left is the client's to say."""


class NoticesSection(Section):
    """Each stage with its day and its channels, then the texts."""

    needs = "wording"

    def __init__(self, office: Office) -> None:
        say = office.words.say
        about = say(
            "A loan gets at most one notice at a time: the highest stage that is due. Closed days after the due date do "
            "not count, and each client’s safe channels come before these."
        )
        super().__init__(office, say("Notices"), about)
        self._days: dict[Stage, Any] = {each: entry() for each in Stage}
        self._sides = {each: self._side(each) for each in Stage}
        self._first = {each: self._first_choice(each) for each in Stage}
        self._ticks = {
            (stage, channel): QCheckBox(of_way(channel, self.words)) for stage in Stage for channel in _OFFERED
        }
        for (stage, _), tick in self._ticks.items():
            tick.setAccessibleName(f"{of_stage(stage, self.words)}: {tick.text()}")
        self.texts = NoticeTexts(self.words)
        self._lay_out()
        self.typing = Typing(self._controls())
        self.show_values()

    def _side(self, stage: Stage) -> Combo:
        say = self.words.say
        options = [("after", say("days late")), ("before", say("days before it is due"))]
        return Combo(options, says=f"{of_stage(stage, self.words)}: {say('Counted')}")

    def _first_choice(self, stage: Stage) -> Combo:
        options = [(str(each), of_way(each, self.words)) for each in _OFFERED]
        return Combo(options, says=f"{of_stage(stage, self.words)}: {self.words.say('First choice')}")

    def _controls(self) -> dict[str, QWidget]:
        made: dict[str, QWidget] = {}
        for stage in Stage:
            made |= {f"{stage}.days": self._days[stage], f"{stage}.side": self._sides[stage]}
            made |= {f"{stage}.first": self._first[stage]}
            made |= {f"{stage}.{channel}": self._ticks[stage, channel] for channel in _OFFERED}
        return made

    def _lay_out(self) -> None:
        blocks: list[QWidget] = []
        for stage in Stage:
            blocks += [self._block(stage), line()]
        text = label(self.words.say("What they say"), "section")
        said = self.words.say(
            "A line that names a field of which nothing is known is left out. A discreet text never names the agency or "
            "what was borrowed."
        )
        self.lay_out(holder(column(*blocks, text, label(said, "muted", wrap=True), self.texts, space=12)))

    def _block(self, stage: Stage) -> QWidget:
        say = self.words.say
        days = self.field(f"{stage}.days", say("Falls due"), self._days[stage])
        self._days[stage].setAccessibleName(f"{of_stage(stage, self.words)}: {say('Falls due')}")
        beside = row(
            Grow(days),
            Grow(Field(say("Counted"), self._sides[stage])),
            Grow(Field(say("First choice"), self._first[stage])),
            space=16,
        )
        ticks = holder(Flow(*(self._ticks[stage, each] for each in _OFFERED), across=20))
        return holder(column(label(of_stage(stage, self.words), "section"), holder(beside), ticks, space=6))

    # Showing

    def _rules(self) -> dict[Stage, NoticeRule]:
        """Return the stages as they are stored; one that is not there is never sent."""
        kept = {rule.stage: rule for rule in self.office.view.rules.policy.notices}
        return {rule.stage: kept.get(rule.stage) or replace(rule, channels=()) for rule in LADDER}

    def stored(self) -> Mapping[str, Value]:
        """Return the stages as they are stored, by control."""
        made: dict[str, Value] = {}
        for stage, rule in self._rules().items():
            made[f"{stage}.days"] = str(rule.days)
            made[f"{stage}.side"] = "before" if rule.before else "after"
            made[f"{stage}.first"] = str(next(iter(rule.channels), Channel.LETTER))
            made |= {f"{stage}.{channel}": channel in rule.channels for channel in _OFFERED}
        return made

    def show_values(self) -> None:
        """Show what is stored, and leave what was typed."""
        super().show_values()
        view = self.office.view
        self.texts.show_rules(self._rules(), view.paper_languages, view.office.language)

    # Keeping

    def save(self) -> None:
        """Keep the ladder, if every stage and text is one that can be."""
        for field in self.fields.values():
            field.set_error("")
        ladder = self._read()
        if ladder is None or not (self._sound_days(ladder) and self._sound_texts()):
            return
        edited = dict(self.texts.edited)

        def forget() -> None:
            for which, text in edited.items():
                if self.texts.edited.get(which) == text:  # or somebody typed on while it was saved
                    del self.texts.edited[which]

        self._forget = forget
        self.send(lambda store, by: policies.save_notices(store, ladder, by), self.words.say("The notices are saved"))

    def kept(self, done: Done[Kept], said: str) -> None:
        """Say so, and offer to undo it."""
        self._forget()
        self.office.say(said, (self.words.say("Undo"), lambda: ask_undo(self.office, done.entry_id, self)))

    def _read(self) -> tuple[NoticeRule, ...] | None:
        """Return the ladder as it stands there, None with the error said where a number is none."""
        values, rules = self.typing.values(), self._rules()
        texts = self.texts.ladder(rules)
        made = []
        for stage in Stage:
            typed = str(values[f"{stage}.days"])
            if not (typed.isascii() and typed.isdigit()):
                self._wrong(stage, self.words.say("Type a number of days."))
                return None
            own = texts[stage]
            made.append(
                replace(
                    rules[stage],
                    days=min(int(typed), 10**6),
                    before=values[f"{stage}.side"] == "before",
                    channels=self._channels(stage, values),
                    texts=own[False],
                    discreet=own[True],
                )
            )
        return tuple(made)

    def _channels(self, stage: Stage, values: Mapping[str, Value]) -> tuple[Channel, ...]:
        """Return the ticked channels, the first choice in front."""
        ticked = [each for each in _OFFERED if values[f"{stage}.{each}"]]
        first = Channel(str(values[f"{stage}.first"]))
        ordered = sorted(ticked, key=lambda each: each is not first)
        return (*ordered, Channel.VOICEMAIL) if Channel.CALL in ordered else tuple(ordered)

    def _sound_days(self, ladder: tuple[NoticeRule, ...]) -> bool:
        bare = tuple(replace(rule, texts={}, discreet={}) for rule in ladder)
        reasons = against_ladder(bare)
        for reason in reasons:
            if isinstance(reason, StageTooSoon | DelayTooLong):
                self._wrong(reason.stage, of_refusal(reason, self.words))
        return not reasons

    def _wrong(self, stage: Stage, said: str) -> None:
        self.fields[f"{stage}.days"].set_error(said)
        self._days[stage].setFocus(Qt.FocusReason.OtherFocusReason)

    def _sound_texts(self) -> bool:
        """See that every text that was typed can be filled in; go to the first that cannot."""
        for which, text in self.texts.edited.items():
            if text == NoticeText():  # nobody wrote it
                continue
            reasons = against_ladder((_alone(which, text),))
            if reasons:
                self.texts.go_to(which, _part(reasons[0], text), of_refusal(reasons[0], self.words))
                return False
        return True

    # Surviving a rebuild

    def state(self) -> object:
        """Return what was typed and is not saved."""
        return self.typing.unsaved(), dict(self.texts.edited)

    def put_back(self, state: object) -> None:
        """Type again what `state` gave."""
        if isinstance(state, tuple):
            typed, edited = state
            self.typing.type(typed)
            self.texts.edited = dict(edited)
            self.texts.show_words()


def _alone(which: Which, text: NoticeText) -> NoticeRule:
    texts = {which.language: text}
    return NoticeRule(which.stage, 0, texts={} if which.discreet else texts, discreet=texts if which.discreet else {})


def _part(reason: Refusal, text: NoticeText) -> str:
    """Return which part of a text a reason is about."""
    if isinstance(reason, TextMissing):
        return reason.part
    named = f"{{{getattr(reason, 'field', '')}}}"
    return "subject" if named in text.subject else "body" if named in text.body else "short"
