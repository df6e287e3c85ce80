"""The lending rules as data. A change never touches a loan that is out."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox

from loanmanager.operations import office as operations
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Section, pair
from loanmanager.ui.widgets.fields import entry
from loanmanager.ui.widgets.layout import column, holder

_MOST = 3660


class RulesSection(Section):
    """Length, renewals, limits, ages: preset "no-fee agency"."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(
            office,
            say("Lending rules"),
            say(
                "New loans follow these; loans that are out stay as they were made. Device types may have their own length."
            ),
        )
        names = ("loan_days", "renewals", "late_renewal_days", "limit", "guardian_age", "suspend_line_after")
        self._numbers = {name: entry() for name in names}
        self._orientation = QCheckBox(say("An orientation comes before the first loan"))
        f, n = self.field, self._numbers
        body = column(
            pair(
                f("loan_days", say("Days of a loan"), n["loan_days"]),
                f("renewals", say("Renewals"), n["renewals"]),
            ),
            pair(
                f("late_renewal_days", say("Renewable when late"), n["late_renewal_days"], say("days at most")),
                f("limit", say("Devices for one client"), n["limit"], say("empty: no limit")),
            ),
            pair(
                f("guardian_age", say("Guardian signs under"), n["guardian_age"], say("years of age")),
                f("suspend_line_after", say("Line suspended after"), n["suspend_line_after"], say("days late")),
            ),
            self._orientation,
            space=16,
        )
        self.lay_out(holder(body))
        self.show_values()

    def show_values(self) -> None:
        """Show the rules as they are stored."""
        policy = self.office.view.rules.policy
        for name, control in self._numbers.items():
            value = getattr(policy, name)
            control.setText("" if value is None else str(value))
        self._orientation.setChecked(policy.orientation_required)

    def save(self) -> None:
        """Keep the rules, if every number is one."""
        values: dict[str, int | None] = {}
        for name, control in self._numbers.items():
            text = control.text().strip()
            fine = text.isdecimal() and int(text) <= _MOST
            empty = not text and name == "limit"
            self.fields[name].set_error("" if fine or empty else self.words.say("Write a whole number."))
            if not (fine or empty):
                control.setFocus()
                return
            values[name] = int(text) if text else None
        policy = replace(
            self.office.view.rules.policy,
            orientation_required=self._orientation.isChecked(),
            **values,  # type: ignore[arg-type]  # only the limit may be None, as checked above
        )
        said = self.words.say("The rules are saved")
        self.send(lambda store, by: operations.save_policy(store, policy, by), said)
