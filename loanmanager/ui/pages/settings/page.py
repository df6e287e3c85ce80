"""The settings: sections at the left, one of them at the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from loanmanager.operations.done import Kind
from loanmanager.ui.office import Office
from loanmanager.ui.pages.page import Page
from loanmanager.ui.pages.settings.about import AboutSection
from loanmanager.ui.pages.settings.agency import AgencySection
from loanmanager.ui.pages.settings.agreements import AgreementsSection
from loanmanager.ui.pages.settings.data import DataSection
from loanmanager.ui.pages.settings.look import LookSection
from loanmanager.ui.pages.settings.notices import NoticesSection
from loanmanager.ui.pages.settings.protection import ProtectionSection
from loanmanager.ui.pages.settings.rules import RulesSection
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.pages.settings.sites import SitesSection
from loanmanager.ui.pages.settings.staff import StaffSection
from loanmanager.ui.theme import fit, look, px
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, row
from loanmanager.ui.widgets.nav import NavItem
from loanmanager.ui.widgets.panel import Panel

_SECTIONS: dict[str, tuple[str, Callable[[Office], Section]]] = {
    "agency": ("building-2", AgencySection),
    "sites": ("map-pin", SitesSection),
    "rules": ("sliders-horizontal", RulesSection),
    "agreements": ("file-pen-line", AgreementsSection),
    "notices": ("send", NoticesSection),
    "staff": ("users", StaffSection),
    "look": ("languages", LookSection),
    "data": ("database", DataSection),
    "protection": ("shield-check", ProtectionSection),
    "about": ("info", AboutSection),
}


class SettingsPage(Page):
    """`open` takes the key of a section. A section is made when it is first shown: all at once would hold the window up."""

    shows = frozenset({Kind.OFFICE})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._sections: dict[str, Section] = {}
        self._kept: dict[str, object] = {}  # what was typed in sections that are not made again yet
        self._shown = ""
        self._stack = QStackedWidget()
        words = _words(self.words.say)
        self._items = {key: NavItem(words[key], icon) for key, (icon, _) in _SECTIONS.items()}
        for key, item in self._items.items():
            item.clicked.connect(lambda _=False, key=key: self.show_section(key))
        names = column(
            head(self.words.say("Settings")),
            8,
            *self._items.values(),
            self._history(),
            None,
            space=2,
            margins=(16, 16, 12, 12),
        )
        left = bed("window", row(Grow(Panel(holder(names))), space=0))
        left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        fit(left, lambda me: me.setMinimumWidth(px(164 if look().large else 232)))
        self.setLayout(row(left, line(vertical=True), Grow(self._stack), space=0))

    def _history(self) -> NavItem:
        """Return the way to the history, which has a page of its own."""
        made = NavItem(self.words.say("History"), "history")
        made.setToolTip("Ctrl+H")
        made.setCheckable(False)
        made.clicked.connect(lambda: self.office.go("history"))
        self.office.allow("history", made)
        return made

    def section(self, key: str) -> Section:
        """Return a section, made where it was not shown before."""
        if key not in self._sections:
            self._sections[key] = _SECTIONS[key][1](self.office)
            self._stack.addWidget(self._sections[key])
            self._sections[key].put_back(self._kept.pop(key, None))
        return self._sections[key]

    def show_section(self, key: str) -> None:
        """Show a section; what was typed in the others stays."""
        # on the first name, where the page came to the front just now
        beside = any(item.hasFocus() for item in self._items.values())
        self._shown = key
        self._items[key].setChecked(True)
        self._stack.setCurrentWidget(self.section(key))
        if beside:
            self.take_focus()

    @property
    def shown(self) -> str:
        """Return the key of the section that is shown."""
        return self._shown

    def open(self, what: object = None) -> None:
        """Show a section by its key, or the one that was shown."""
        wanted = what if isinstance(what, str) and what in _SECTIONS else self._shown
        self.show_section(wanted or "agency")

    def reload(self) -> None:
        """Show what is stored now, once the office was read again."""
        self.office.ask(self, lambda _store: None, lambda _: self._show_values())

    def _show_values(self) -> None:
        for section in self._sections.values():
            section.show_values()

    def take_focus(self) -> bool:
        """Take the focus on the section that is shown."""
        self._items[self._shown].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def state(self) -> object:
        """Return which section is shown, and what was typed in each and not saved."""
        return self._shown, self._kept | {key: section.state() for key, section in self._sections.items()}

    def put_back(self, state: object) -> None:
        """Show a section again, with what was typed."""
        match state:
            case (str(shown), dict(typed)):
                self._kept = typed
                for key, section in self._sections.items():
                    section.put_back(self._kept.pop(key, None))
                self.open(shown)


def _words(say: Callable[[str], str]) -> dict[str, str]:
    """Return what the sections are called."""
    return {
        "agency": say("Agency"),
        "sites": say("Sites and open days"),
        "staff": say("Staff"),
        "rules": say("Lending rules"),
        "agreements": say("Agreements"),
        "notices": say("Notices"),
        "look": say("Look and language"),
        "data": say("Data and backups"),
        "protection": say("Protection"),
        "about": say("About"),
    }
