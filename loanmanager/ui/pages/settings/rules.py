"""The lending rules as data. A change never touches a loan that is out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QCheckBox

from loanmanager.domain.office import Policy
from loanmanager.operations import policies
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Section, pair
from loanmanager.ui.pages.settings.typed import Typing, Value
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, row


@dataclass(frozen=True, slots=True)
class _Range:
    """What a number may be."""

    least: int
    most: int
    optional: bool = False

    def holds(self, text: str) -> bool:
        """Tell whether a typed number is in it."""
        return text.isdecimal() and self.least <= int(text) <= self.most if text else self.optional


_RANGES = {
    "loan_days": _Range(1, 3660),
    "renewals": _Range(0, 1000),
    "late_renewal_days": _Range(0, 3660),
    "limit": _Range(1, 1000, optional=True),
    "guardian_age": _Range(0, 99),
    "suspend_line_after": _Range(0, 3660),
}


class RulesSection(Section):
    """Length, renewals, limits, ages, and from which preset they come."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(
            office,
            say("Lending rules"),
            say(
                "New loans follow these; loans that are out stay as they were made. Device types may have their own length."
            ),
        )
        self._numbers = {name: entry() for name in _RANGES}
        self._orientation = QCheckBox(say("An orientation comes before the first loan"))
        self._preset = label("", wrap=True)
        self._reset = button(say("Use the preset"), "link", flush="right")
        self._reset.clicked.connect(self._use_preset)
        self._lay_out()
        self.typing = Typing({**self._numbers, "orientation_required": self._orientation})
        self.show_values()

    def _lay_out(self) -> None:
        say, own = self.words.say, self._own
        body = column(
            column(label(say("Preset"), "section"), row(Grow(self._preset), self._reset), space=4),
            pair(own("loan_days", say("Days of a loan")), own("renewals", say("Renewals"))),
            pair(
                own("late_renewal_days", say("Renewable when late"), say("days at most")),
                own("limit", say("Devices for one client"), say("empty: no limit")),
            ),
            pair(
                own("guardian_age", say("Guardian signs under"), say("years of age")),
                own("suspend_line_after", say("Line suspended after"), say("days late")),
            ),
            self._orientation,
            space=16,
        )
        self.lay_out(holder(body))

    def _own(self, name: str, caption: str, hint: str = "") -> Field:
        return self.field(name, caption, self._numbers[name], hint)

    def stored(self) -> Mapping[str, Value]:
        """Return the rules as they are typed."""
        return _typed(self.office.view.rules.policy)

    def show_values(self) -> None:
        """Show the rules as they are stored, and whether they are the preset's."""
        super().show_values()
        say, same = self.words.say, _typed(self.office.view.rules.policy) == _typed(Policy())
        preset = say("No-fee agency: 30 days, 2 renewals, nothing charged")
        self._preset.setText(preset if same else say("{preset}. Changed here.", preset=preset))
        self._reset.setVisible(not same)

    def _use_preset(self) -> None:
        """Type the preset's rules; Save keeps them."""
        self.typing.type(_typed(Policy()))
        self.primary.setFocus()

    def save(self) -> None:
        """Keep the rules, if every number is one that can be."""
        values = self.typing.values()
        wrong = [name for name, may in _RANGES.items() if not may.holds(str(values[name]))]
        for name, may in _RANGES.items():
            said = self.words.say("Write a number from {least} to {most}.", least=may.least, most=may.most)
            self.fields[name].set_error(said if name in wrong else "")
        if wrong:
            self._numbers[wrong[0]].setFocus()
            return
        numbers = {name: int(str(values[name])) if values[name] else None for name in _RANGES}
        policy = replace(
            self.office.view.rules.policy,
            orientation_required=bool(values["orientation_required"]),
            **numbers,  # type: ignore[arg-type]  # only the limit may be None, as its range says
        )
        said = self.words.say("The rules are saved")
        self.send(lambda store, by: policies.save_policy(store, policy, by), said)


def _typed(policy: Policy) -> dict[str, Value]:
    """Return rules as they stand in the fields."""
    numbers = {name: getattr(policy, name) for name in _RANGES}
    texts: dict[str, Value] = {name: "" if value is None else str(value) for name, value in numbers.items()}
    return {**texts, "orientation_required": policy.orientation_required}
