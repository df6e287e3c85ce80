"""The bar above every page: the one box for scans and words, and who is at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from loanmanager import sentences
from loanmanager.domain.names import initials
from loanmanager.i18n import LANGUAGES
from loanmanager.settings import TEXT_SIZES
from loanmanager.storage import search
from loanmanager.ui.door import LOCK, SWITCH
from loanmanager.ui.places import GUIDE
from loanmanager.ui.widgets.avatar import Avatar
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import literal
from loanmanager.ui.widgets.layout import Grow, bed, row
from loanmanager.ui.widgets.matches import Matches
from loanmanager.ui.widgets.scan_box import ScanBox
from loanmanager.ui.widgets.two_lines import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.storage.search import ClientRow, DeviceRow, KitRow, LoanRow, Match
    from loanmanager.ui.office import Office


class TopBar(QWidget):
    """What is scanned or picked is told as a match.

    Signals:
        found: a `Match`: a device, a client or a loan.
        not_found: the text that nothing bears.
        wants_client: the words typed, for a new client.
        door: what is asked of the door: lock, switch, or one's own pin.
    """

    found = Signal(object)
    not_found = Signal(str)
    wants_client = Signal(str)
    door = Signal(str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self.box = ScanBox(self.words.say("Scan or type a device, a client, a loan"))
        self._shown: dict[str, Match] = {}
        self._list = Matches(self.box, self.words.say("Matches"))
        self._avatar = Avatar("", "")
        self._who = button(
            "", "quiet", menu=True, flush="right", says=self.words.say("Who is here, language, look and text size")
        )
        self._who.clicked.connect(self._open_menu)
        bar = row(Grow(self.box), 8, row(self._avatar, self._who, space=4), space=16, margins=(24, 8, 20, 8))
        self.setLayout(row(bed("window", bar), space=0))
        self._connect()

    def _connect(self) -> None:
        self.box.typed.connect(self._typed)
        self.box.submitted.connect(self._submitted)
        self._list.picked.connect(self._picked)
        for key in ("F2", "Ctrl+K"):
            QShortcut(QKeySequence(key), self, self.box.take_focus)

    def enter(self) -> None:
        """Show who is at the desk, and take the focus."""
        name = self.office.staff_name
        self._avatar.set_person(initials(name), name)
        self._who.setText(f"{name.split(maxsplit=1)[0] if name else ''} ")
        self.box.take_focus()

    @property
    def shown(self) -> int:
        """Return how many matches stand under the box."""
        return len(self._shown) if self.box.matches_open else 0

    # Finding

    def _typed(self, text: str) -> None:
        today = self.office.today

        def answered(matches: tuple[Match, ...]) -> None:
            if self.box.text() == text:
                self._show(matches)

        self.office.ask(self, lambda store: search.matches(store, text, today), answered, key="matches")

    def take_scan(self, text: str) -> None:
        """Take the focus, and what was scanned while something else had it."""
        self.box.take_focus()
        if text:
            self._submitted(text)

    def _submitted(self, text: str) -> None:
        """Find exactly what was scanned, else the only match, else show the matches."""
        today = self.office.today

        def question(store: search.Store) -> tuple[Match, ...]:
            exact = search.find(store, text, today)
            return (exact,) if exact else search.matches(store, text, today)

        self.office.ask(self, question, lambda matches: self._answered(text, matches), key="matches")

    def _answered(self, text: str, matches: tuple[Match, ...]) -> None:
        if not matches:
            self.not_found.emit(text)
        elif len(matches) == 1:
            self._take(matches[0])
        else:
            self._show(matches)

    def _picked(self, key: str) -> None:
        self._take(self._shown[key])

    def _take(self, match: Match) -> None:
        self._list.close_list()
        self.box.clear()
        self.found.emit(match)

    def _show(self, matches: tuple[Match, ...]) -> None:
        self._shown = {str(at): match for at, match in enumerate(matches)}
        self._list.show_entries([self._entry(key, match) for key, match in self._shown.items()])

    def _entry(self, key: str, match: Match) -> Entry:
        if match.device:
            return self._device(key, match.device)
        if match.client:
            return self._client(key, match.client)
        if match.kit:
            return self._kit(key, match.kit)
        assert match.loan is not None
        return self._loan(key, match.loan)

    def _device(self, key: str, row: DeviceRow) -> Entry:
        late = row.is_overdue(self.office.today)
        status = "overdue" if late else row.status
        sub = " · ".join(each for each in (row.tag, row.serial, row.site) if each)
        return Entry(
            key,
            row.icon,
            row.name or row.type.in_(self.words.language),
            sub,
            sentences.of_status(status, self.words),
            right_ink="late" if late else "muted",
        )

    def _client(self, key: str, row: ClientRow) -> Entry:
        sub = " · ".join(each for each in (row.file_number, row.phone, row.email) if each)
        out = self.words.count("{n} device out", "{n} devices out", row.out) if row.out else ""
        late = bool(row.due and row.due < self.office.today)
        due = self.words.away(row.due, self.office.today) if row.due else ""
        return Entry(key, "user", row.name, sub, out, due, right_ink="late" if late else "muted")

    def _kit(self, key: str, row: KitRow) -> Entry:
        right = self.words.say("{available} of {units} in", available=row.available, units=row.units)
        return Entry(key, "boxes", row.name.in_(self.words.language), row.tag, right)

    def _loan(self, key: str, row: LoanRow) -> Entry:
        state = self.words.away(row.due, self.office.today) if row.due else self.words.say("Everything is back")
        return Entry(key, "arrow-left-right", row.number, f"{row.name} · {', '.join(row.tags)}", state)

    # The menu of whoever is at the desk

    def _open_menu(self) -> None:
        say, preferences = self.words.say, self.office.settings
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._door_choices(menu)
        languages = tuple(LANGUAGES.items())
        self._choices(menu, say("Language"), languages, preferences.language, "language")
        themes = (("", say("As the system")), ("light", say("Light")), ("dark", say("Dark")))
        self._choices(menu, say("Look"), themes, preferences.theme, "theme")
        sizes = tuple((str(size), f"{size} %") for size in TEXT_SIZES)
        self._choices(menu, say("Text size"), sizes, str(preferences.text_size), "text_size", int)
        menu.addSeparator()
        shows = QAction(say("Guide"), menu)
        shows.setShortcut(QKeySequence("F1"))
        shows.setShortcutVisibleInContextMenu(True)
        shows.triggered.connect(lambda: self.office.go(GUIDE))
        menu.addAction(shows)
        menu.popup(self._who.mapToGlobal(self._who.rect().bottomLeft()))

    def _door_choices(self, menu: QMenu) -> None:
        """Offer to hand over, to lock, and to choose one's own PIN."""
        say, view = self.words.say, self.office.view
        mine = say("Change my PIN…") if self.office.by().staff_id in view.with_pin else say("Choose a PIN…")
        offered = [("switch", say("Somebody else is here"), SWITCH)] if view.asks_pin or len(view.staff) > 1 else []
        offered += [("lock", say("Lock"), LOCK)] if view.asks_pin else []
        menu.addSection(self.office.staff_name)
        for key, words, keys in (*offered, ("pin", mine, "")):
            action = QAction(words, menu)
            if keys:
                action.setShortcut(QKeySequence(keys))
                action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(lambda _=False, key=key: self.door.emit(key))
            menu.addAction(action)

    def _choices(
        self,
        menu: QMenu,
        title: str,
        options: tuple[tuple[str, str], ...],
        now: str,
        name: str,
        read: Callable[[str], object] = str,
    ) -> None:
        menu.addSection(title)
        group = QActionGroup(menu)
        for key, words in options:
            action = QAction(literal(words), menu, checkable=True, checked=key == now)
            action.triggered.connect(lambda _=False, key=key: self.office.prefer(**{name: read(key)}))
            group.addAction(action)
            menu.addAction(action)
