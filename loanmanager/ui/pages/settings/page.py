"""The settings: sections at the left, one of them at the right."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from loanmanager.operations.done import Kind
from loanmanager.ui.office import Office
from loanmanager.ui.pages.page import Page
from loanmanager.ui.pages.settings.about import AboutSection
from loanmanager.ui.pages.settings.agency import AgencySection
from loanmanager.ui.pages.settings.data import DataSection
from loanmanager.ui.pages.settings.look import LookSection
from loanmanager.ui.pages.settings.rules import RulesSection
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.pages.settings.sites import SitesSection
from loanmanager.ui.theme import fit, look, px
from loanmanager.ui.widgets.layout import Grow, bed, column, head, line, row
from loanmanager.ui.widgets.nav import NavItem


class SettingsPage(Page):
    """`open` takes the key of a section."""

    shows = frozenset({Kind.OFFICE})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._sections: dict[str, Section] = {}
        self._items: dict[str, NavItem] = {}
        self._stack = QStackedWidget()
        say = self.words.say
        for key, words, icon, make in (
            ("agency", say("Agency"), "building-2", AgencySection),
            ("sites", say("Sites and open days"), "map-pin", SitesSection),
            ("rules", say("Lending rules"), "sliders-horizontal", RulesSection),
            ("look", say("Look and language"), "languages", LookSection),
            ("data", say("Data and backups"), "database", DataSection),
            ("about", say("About"), "info", AboutSection),
        ):
            self._add(key, words, icon, make)
        names = column(head(say("Settings")), 8, *self._items.values(), None, space=2, margins=(16, 16, 12, 12))
        left = bed("window", names)
        left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        fit(left, lambda me: me.setMinimumWidth(px(164 if look().large else 232)))
        self.setLayout(row(left, line(vertical=True), Grow(self._stack), space=0))
        self.show_section("agency")

    def _add(self, key: str, words: str, icon: str, make: Callable[[Office], Section]) -> None:
        self._sections[key] = make(self.office)
        self._stack.addWidget(self._sections[key])
        self._items[key] = NavItem(words, icon)
        self._items[key].clicked.connect(lambda: self.show_section(key))

    def show_section(self, key: str) -> None:
        """Show a section; what was typed in the others stays."""
        self._items[key].setChecked(True)
        self._stack.setCurrentWidget(self._sections[key])

    @property
    def section(self) -> QWidget | None:
        """Return the section that is shown."""
        return self._stack.currentWidget()

    def open(self, what: object = None) -> None:
        """Show a section by its key, or the one that was shown."""
        if isinstance(what, str) and what in self._sections:
            self.show_section(what)

    def reload(self) -> None:
        """Show what is stored now, once the office was read again."""
        self.office.ask(self, lambda _store: None, lambda _: self._show_values())

    def _show_values(self) -> None:
        for section in self._sections.values():
            section.show_values()

    def state(self) -> object:
        """Return which section is shown, and what was typed in each and not saved."""
        shown = next(key for key, section in self._sections.items() if section is self.section)
        return shown, {key: section.state() for key, section in self._sections.items()}

    def put_back(self, state: object) -> None:
        """Show a section again, with what was typed."""
        match state:
            case (str(shown), dict(typed)):
                self.open(shown)
                for key, section in self._sections.items():
                    section.put_back(typed.get(key))
