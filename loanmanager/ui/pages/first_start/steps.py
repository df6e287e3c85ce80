"""The steps that ask about the agency: its name, its languages, its rules, what to do first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy

from loanmanager.i18n import LANGUAGES, language_names
from loanmanager.operations import office as operations
from loanmanager.operations import policies
from loanmanager.ui.pages.first_start.step import Step
from loanmanager.ui.pages.settings.agency_fields import AgencyFields
from loanmanager.ui.pages.settings.paper_languages import PaperLanguages
from loanmanager.ui.pages.settings.typed import Typing, Value
from loanmanager.ui.theme import fit, gap
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.choices import Choice, Choices
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import holder, row, set_margins
from loanmanager.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from loanmanager.domain.devices import DeviceType
    from loanmanager.domain.office import Policy
    from loanmanager.i18n import Words
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.settings.form import Keeping


class AgencyStep(Step):
    """What stands at the top of every paper."""

    key = "agency"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._agency = AgencyFields(self)
        self.lay_out(*self._agency.rows())
        self.typing = Typing(self._agency.controls)

    @property
    def why(self) -> str:
        """Return why this is asked."""
        return self.words.say("Every agreement and receipt says at its top who lends. Only the name is needed now.")

    def stored(self) -> Mapping[str, Value]:
        """Return the agency as it is stored."""
        return self._agency.stored()

    def show_values(self) -> None:
        """Show what is stored, the logo with it."""
        super().show_values()
        self._agency.logo.reload()

    def lacking(self) -> dict[str, str]:
        """Ask for the name."""
        said = self.words.say("Papers say who lends: write the name, or skip this step for now.")
        return {} if self.typing.values()["name"] else {"name": said}

    def keeping(self) -> Keeping | None:
        """Return what keeps the agency where something was typed."""
        now = self.office.view.office
        typed = self._agency.typed_in(now)
        return None if typed == now else lambda store, by: operations.save_office(store, typed, by)


class LanguagesStep(Step):
    """What the screen speaks, and what papers are written in."""

    key = "languages"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        self.spoken = Segments(say("Language of the screen"), tuple(LANGUAGES.items()), office.words.language)
        self.spoken.chosen.connect(lambda code: office.prefer(language=code))
        self.own = Combo(language_names(office.view.paper_languages))
        self._papers = PaperLanguages(office)
        about = say(
            "Papers are written in the client’s language. The program speaks English and French; others are added here."
        )
        self.lay_out(
            holder(row(self.field("screen", say("Language of the screen"), self.spoken), None)),
            self.field("language", say("Language of new clients’ papers"), self.own),
            label(say("Languages of papers"), "section"),
            label(about, "muted", wrap=True),
            self._papers,
        )
        self.typing = Typing({"language": self.own})

    @property
    def why(self) -> str:
        """Return why this is asked."""
        return self.words.say("The screen speaks your language, and each paper the client’s.")

    def take_focus(self) -> None:
        """Begin at the language of papers, which nobody has chosen yet."""
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)

    def stored(self) -> Mapping[str, Value]:
        """Return the office's own language."""
        return {"language": self.office.view.office.language}

    def show_values(self) -> None:
        """Show the languages that there are."""
        kept = self.own.value()
        self.own.set_options(language_names(self.office.view.paper_languages), kept)
        super().show_values()
        self._papers.show_values()

    def keeping(self) -> Keeping | None:
        """Return what keeps the office's own language where it changed."""
        now = self.office.view.office
        typed = replace(now, language=self.own.value())
        return None if typed == now else lambda store, by: operations.save_office(store, typed, by)


class RulesStep(Step):
    """Which rules to begin with."""

    key = "rules"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        words = self.words
        offered = [
            Choice(each.key, each.name.in_(words.language), rules_words(each.policy, office.view.types, words))
            for each in policies.presets()
        ]
        self.presets = Choices(words.say("Lending rules"), offered, offered[0].key)
        later = words.say("Everything can be changed one by one later, under Settings, Lending rules.")
        self.lay_out(self.presets, label(later, "muted", wrap=True))
        self.typing = Typing({"preset": self.presets})

    @property
    def why(self) -> str:
        """Return why this is asked."""
        return self.words.say(
            "The rules say how long a loan lasts and what is refused. Begin with those closest to yours."
        )

    def take_focus(self) -> None:
        """Begin at what is chosen."""
        self.presets.setFocus(Qt.FocusReason.OtherFocusReason)

    def stored(self) -> Mapping[str, Value]:
        """Return the preset that is in force; the first where the rules are the office's own."""
        now = self.office.view.rules.policy
        return {"preset": next((each.key for each in policies.presets() if each.fits(now)), policies.presets()[0].key)}

    def keeping(self) -> Keeping | None:
        """Return what takes the preset where another one is in force."""
        chosen, now = self.presets.value(), self.office.view.rules.policy
        if any(each.key == chosen and each.fits(now) for each in policies.presets()):
            return None
        return lambda store, by: policies.use_preset(store, chosen, by)


def rules_words(policy: Policy, types: Iterable[DeviceType], words: Words) -> str:
    """Say in plain words what rules mean for a client."""
    say, count = words.say, words.count
    if policy.term_ends:
        lasts = say("A loan lasts until the end of the school term")
    else:
        lasts = count("A loan lasts {n} day", "A loan lasts {n} days", policy.loan_days)
    if policy.renewals:
        renewed = count("can be renewed once", "can be renewed {n} times", policy.renewals)
    else:
        renewed = say("cannot be renewed")
    first = say("{lasts} and {renewed}.", lasts=lasts, renewed=renewed)
    line = count(
        "A hotspot’s line is cut when it is {n} day late.",
        "A hotspot’s line is cut when it is {n} days late.",
        policy.suspend_line_after,
    )
    limited = [each.name.in_(words.language).lower() for each in types if policy.type_limits.get(each.key) == 1]
    limit = say("At most one for each client: {types}.", types=words.list(limited)) if limited else ""
    guardian = say("Somebody signs for clients under {age}.", age=policy.guardian_age)
    free = say("Nothing is charged.") if not policy.charges else ""
    return " ".join(each for each in (first, limit, line, guardian, free) if each)


def _space(grid: QGridLayout) -> None:
    grid.setHorizontalSpacing(gap(16))
    grid.setVerticalSpacing(gap(14))


class ReadyStep(Step):
    """What to do first. Signal: opens(page, what): the set-up is over, and this is wanted."""

    key = "ready"
    may_skip: ClassVar[bool] = False
    opens = Signal(str, object)

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        grid = fit(QGridLayout(), _space)
        set_margins(grid, 0)
        grid.setColumnStretch(1, 1)
        lines = (
            (
                self._button(say("Import a sheet"), "upload", "import", None),
                say("Bring in devices or clients from Snipe-IT or any CSV file."),
            ),
            (
                self._button(say("Add a device"), "plus", "devices", ("new", "")),
                say("Stick a label on it, and it can be scanned at the desk."),
            ),
            (
                self._button(say("Add a client"), "user-plus", "desk", ("new client", "")),
                say("A name and one way to reach them are enough."),
            ),
        )
        for at, (does, about) in enumerate(lines):
            grid.addWidget(does, at, 0)
            grid.addWidget(label(about, "muted", wrap=True), at, 1)
        self.lay_out(holder(grid))

    def _button(self, words: str, icon: str, page: str, what: object) -> QPushButton:
        made = button(words, icon=icon)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda: self.opens.emit(page, what))
        return made

    @property
    def why(self) -> str:
        """Say what comes next."""
        return self.words.say(
            "Your office can lend. These are what most begin with; all of it waits in the window, too."
        )

    @property
    def goes_on(self) -> str:
        """Say that the desk opens."""
        return self.words.say("Open the desk")

    def save(self) -> None:
        """End the set-up at the desk."""
        self.opens.emit("desk", None)
