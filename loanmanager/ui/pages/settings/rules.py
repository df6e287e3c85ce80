"""The lending rules as data. A change never touches a loan that is out."""

from collections.abc import Mapping
from uuid import uuid4

from PySide6.QtWidgets import QCheckBox, QWidget

from loanmanager.domain.devices import DeviceType
from loanmanager.domain.office import Policy
from loanmanager.operations import policies
from loanmanager.operations.done import Done
from loanmanager.operations.kept import Kept
from loanmanager.ui.history_words.policies import RULES
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings import rules_form as form
from loanmanager.ui.pages.settings.section import Keeping, Section, pair
from loanmanager.ui.pages.settings.typed import Typing, Value
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, fixed, holder, line

_TYPE_WIDTH = 156  # px at 100 %: four limits of a type fit beside each other
_TICK_WIDTH = 208  # three of them


class RulesSection(Section):
    """Length, renewals, limits, lateness, charges, what may be overruled; and from which preset they come."""

    needs = "rules"

    def __init__(self, office: Office) -> None:
        say = office.words.say
        about = say(
            "New loans follow these; loans that are out stay as they were made. Device types may have their own length, "
            "renewals and days between two loans."
        )
        super().__init__(office, say("Lending rules"), about)
        self._types = [kind for kind in office.view.types if kind.active]
        names = (*form.NUMBERS, *form.AMOUNTS, "term_ends", *(form.of_type(kind) for kind in self._types))
        self._texts = {name: entry() for name in names}
        self._ticks = {
            "orientation_required": QCheckBox(say("An orientation comes before the first loan")),
            "warns_of_lines": QCheckBox(say("Of an inactive line or an ending plan, only warn")),
            "replacement": QCheckBox(say("Charge what is lost or damaged at its replacement cost")),
            **{form.of_code(code): QCheckBox(said) for code, said in form.overrulable(self.words).items()},
        }
        presets = [(each.key, each.name.in_(self.words.language)) for each in policies.presets()]
        self._presets = Combo([*presets, ("", say("Rules of your own"))], says=say("Preset"))
        self._preset = label("", "muted", wrap=True)
        self._presets.chosen.connect(self._use_preset)
        self._lay_out()
        self.typing = Typing({**self._texts, **self._ticks})
        for text in self._texts.values():
            text.textChanged.connect(lambda _: self._show_preset())
        for tick in self._ticks.values():
            tick.toggled.connect(lambda _: self._show_preset())
        self.show_values()

    # Laying out

    def _lay_out(self) -> None:
        say = self.words.say
        body = column(
            *self._group(say("Preset"), pair(self._presets, QWidget()), self._preset),
            line(),
            *self._lengths(),
            line(),
            *self._limits(),
            line(),
            *self._late(),
            line(),
            *self._overruling(),
            *self.history(RULES),
            space=12,
        )
        self.lay_out(holder(body))

    def _group(self, title: str, *things: QWidget) -> tuple[QWidget, ...]:
        return label(title, "section"), *things

    def _lengths(self) -> tuple[QWidget, ...]:
        say, own = self.words.say, self._own
        return self._group(
            say("Length and renewals"),
            pair(
                own("loan_days", say("Days of a loan")),
                own("term_ends", say("Terms end on"), say("a school’s; else empty")),
            ),
            pair(
                own("renewals", say("Renewals")),
                own("late_renewal_days", say("Renewable when late"), say("days at most")),
            ),
        )

    def _limits(self) -> tuple[QWidget, ...]:
        say, own = self.words.say, self._own
        self._of_types = Flow(*(self._of_type(kind) for kind in self._types), across=16, down=12)
        return self._group(
            say("Clients, limits and reservations"),
            pair(
                own("limit", say("Devices for one client"), say("empty: no limit")),
                own("hold_days", say("Put aside for"), say("open days")),
            ),
            label(say("Of one type, for one client (empty: no limit)"), "muted", wrap=True),
            holder(self._of_types),
            pair(own("guardian_age", say("Guardian signs under"), say("years of age")), QWidget()),
            self._ticks["orientation_required"],
            self._ticks["warns_of_lines"],
        )

    def _of_type(self, kind: DeviceType) -> QWidget:
        return fixed(self._own(form.of_type(kind), kind.name.in_(self.words.language)), width=_TYPE_WIDTH)

    def _late(self) -> tuple[QWidget, ...]:
        say, own = self.words.say, self._own
        free = say(
            "Nothing is charged unless you say so here. In Québec a loan for use is free (C.c.Q. 2313): ask your own "
            "counsel before you charge for time."
        )
        return self._group(
            say("Lateness and charges"),
            pair(
                own("grace_days", say("Days of grace"), say("before a loan counts as late")),
                own("suspend_line_after", say("Line suspended after"), say("days late")),
            ),
            pair(own("assumed_lost_after", say("Assumed lost after"), say("days late")), QWidget()),
            label(free, "muted", wrap=True),
            pair(
                own("late_fee", say("Late fee"), say("a day and device; empty: none")),
                own("late_fee_cap", say("At most"), say("for a device; empty: no end")),
            ),
            self._ticks["replacement"],
        )

    def _overruling(self) -> tuple[QWidget, ...]:
        say = self.words.say
        ticks = [fixed(self._ticks[form.of_code(code)], width=_TICK_WIDTH) for code in form.overrulable(self.words)]
        return self._group(
            say("A coordinator may overrule, with a reason that is kept"), holder(Flow(*ticks, across=20, down=2))
        )

    def _own(self, name: str, caption: str, hint: str = "") -> Field:
        return self.field(name, caption, self._texts[name], hint)

    # Showing

    def stored(self) -> Mapping[str, Value]:
        """Return the rules as they are typed."""
        return self._typed(self.office.view.rules.policy)

    def _typed(self, policy: Policy) -> dict[str, Value]:
        return form.typed(policy, self._types, self.office.view.office.currency, self.words)

    def show_values(self) -> None:
        """Show the rules as they are stored, and whose they are."""
        self._take_new_types()
        super().show_values()
        self._show_preset()
        self.show_history()

    def _take_new_types(self) -> None:
        """Make a field for each type that was added since, and keep what is typed in the others."""
        new = [kind for kind in self.office.view.types if kind.active and form.of_type(kind) not in self._texts]
        if not new:
            return
        typed = self.typing.unsaved()
        for kind in new:
            self._types.append(kind)
            self._texts[form.of_type(kind)] = entry()
            self._of_types.addWidget(self._of_type(kind))
            self._texts[form.of_type(kind)].textChanged.connect(lambda _: self._show_preset())
        self.typing = Typing({**self._texts, **self._ticks})
        self.typing.show(self.stored())
        self.typing.type(typed)

    def _reading(self) -> form.Reading:
        return form.read(self.typing.values(), self.office.view.rules.policy, self._types, self.words)

    def _show_preset(self) -> None:
        """Mark the preset that stands in the fields."""
        reading = self._reading()
        found = next((each for each in policies.presets() if not reading.wrong and each.fits(reading.policy)), None)
        self._presets.choose(found.key if found else "")
        own = self.words.say("A preset fills everything in anew; nothing changes before you save.")
        self._preset.setText(found.about.in_(self.words.language) if found else own)

    # Keeping

    def _use_preset(self, key: str) -> None:
        """Type the preset's rules; Save keeps them. "Rules of your own" are those that stand there."""
        chosen = next((each for each in policies.presets() if each.key == key), None)
        if chosen is None:
            self._show_preset()
            return
        self.typing.type(self._typed(chosen.on(self.office.view.rules.policy)))

    def save(self) -> None:
        """Keep the rules, if every one is one that can be."""
        reading = self._reading()
        for name, field in self.fields.items():
            field.set_error(reading.wrong.get(name, ""))
        if reading.wrong:
            next(field for name, field in self.fields.items() if name in reading.wrong).control.setFocus()
            return
        self.send(self._keeping(reading.policy), self.words.say("The rules are saved"))

    def _keeping(self, policy: Policy) -> Keeping:
        """Return what keeps the rules: a preset by its name, so that the history tells it."""
        preset = next((each for each in policies.presets() if each.fits(policy)), None)
        key = uuid4().hex
        if preset and not preset.fits(self.office.view.rules.policy):
            return lambda store, by: policies.use_preset(store, preset.key, by, idem=key)
        return lambda store, by: policies.save_policy(store, policy, by)

    def kept(self, done: Done[Kept], said: str) -> None:
        """Say so, and offer to undo it."""
        self.office.say(said, (self.words.say("Undo"), lambda: ask_undo(self.office, done.entry_id, self)))
