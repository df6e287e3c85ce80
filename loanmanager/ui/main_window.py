"""The frame: sidebar, scan box, page, message line. It is the same on every page and knows none of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from loanmanager import settings
from loanmanager.later import later
from loanmanager.storage import search
from loanmanager.ui.places import DIALOGS, GUIDE, PLACES, SCAN, open_dialog
from loanmanager.ui.tokens import TOKENS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6 import QtCore, QtGui
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from loanmanager.operations.done import Changes
    from loanmanager.storage.search import Match, WorkCounts
    from loanmanager.ui import guide, sidebar, theme, top_bar
    from loanmanager.ui.door.door import Door
    from loanmanager.ui.office import Message, Office
    from loanmanager.ui.pages.page import Page
    from loanmanager.ui.widgets import layout, message_line
else:  # not before the window is there; the names of Qt alone take 30 ms
    QtCore, QtGui = later("PySide6.QtCore"), later("PySide6.QtGui")
    theme = later("loanmanager.ui.theme")
    guide = later("loanmanager.ui.guide")
    sidebar, top_bar = later("loanmanager.ui.sidebar"), later("loanmanager.ui.top_bar")
    layout, message_line = later("loanmanager.ui.widgets.layout"), later("loanmanager.ui.widgets.message_line")

_HALF = 128  # of the lightness
_TITLE = 32  # px of the title bar, which is known only once the window is shown
_INSIDE = ("top", "_sidebar", "_stack", "_around", "_message", "_pages", "_place", "_actions")


@dataclass(frozen=True, slots=True)
class Inside:
    """All that stands in the window, taken out of it with what is being done there: one person's desk."""

    whole: QWidget
    parts: dict[str, Any]
    look: tuple[object, ...]


class MainWindow(QMainWindow):
    """One window on one office. Pages are made when first visited; a change of look or language makes all anew.

    A bare one has a name, a size and a ground, and is there at once; `furnish` puts in all the rest.

    Signals: seen: it was painted for the first time.
    """

    seen = Signal()

    def __init__(self, office: Office, *, bare: bool = False) -> None:
        super().__init__()
        self.office = office
        self.setWindowTitle("Loan Manager")
        self._pages: dict[str, Page] = {}
        self._place, self._entered = "desk", False
        self.home = "desk"  # where people come in: the set-up, as long as the office is new
        self._actions: dict[str, Callable[[], None]] = {}
        self._seen, self.is_covered = False, False
        self.resize(self._fitting(*office.settings.window))
        if bare:
            self._show_ground()
        else:
            self.furnish()

    # Building

    def _fitting(self, width: int, height: int) -> QSize:
        """Return a size as far as the screen has room for it, with the title that the system puts above."""
        free = self.screen().availableGeometry()
        return QSize(min(width, free.width()), min(height, free.height() - _TITLE))

    def _show_ground(self) -> None:
        """Show nothing but the ground of the look to come."""
        shades, chosen = TOKENS["window"], self.office.settings.theme
        dark = chosen == "dark" or (not chosen and self.palette().window().color().lightness() < _HALF)
        self.setStyleSheet(f"background: {shades.dark if dark else shades.light}")

    def furnish(self) -> None:
        """Put everything in."""
        office = self.office
        theme.dress(self)
        office.asked_for.connect(self.go)
        office.said.connect(self._say)
        for keys, place in (("F1", GUIDE), ("Ctrl+I", "import"), ("Ctrl+E", "export"), ("Ctrl+H", "history")):
            QtGui.QShortcut(QtGui.QKeySequence(keys), self, lambda place=place: self._come_to(place))
        office.changed.connect(self._changed)
        queued = QtCore.Qt.ConnectionType.QueuedConnection  # what asks for it is about to go
        office.preferred.connect(self._rebuild, queued)
        self._build()

    def _build(self) -> None:
        app, look = self._wanted_look()
        theme.apply(app, dark=look.dark, scale=look.scale, high_contrast=look.high_contrast, calm=look.calm)
        line, row = layout.line, layout.row
        self._pages = {}
        self._sidebar = sidebar.Sidebar(self.office.words)
        self._sidebar.chosen.connect(self._come_to)
        self.top = top_bar.TopBar(self.office)
        self.top.found.connect(self._found)
        self.top.not_found.connect(self._not_found)
        self.top.door.connect(self._ask_door)
        self._stack = QStackedWidget()
        self._message = message_line.MessageLine(self.office.words.say("Dismiss"))
        self._message.acted.connect(lambda key: self._actions[key]())
        beside, under = line(vertical=True), line()
        right = layout.column(self.top, under, layout.Grow(self._stack), line(), self._message, space=0)
        inside = QWidget()
        inside.setObjectName("window")
        inside.setLayout(row(self._sidebar, beside, layout.Grow(right), space=0))
        self._around = (self._sidebar, beside, self.top, under)
        self.setCentralWidget(inside)

    def _wanted_look(self) -> tuple[QApplication, theme.Look]:
        """Return what the system asks for, and the preferences before it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        asked, preferences = theme.system_look(app, self.office.settings.text_size / 100), self.office.settings
        return app, replace(asked, dark={"light": False, "dark": True}.get(preferences.theme, asked.dark))

    def _rebuild(self) -> None:
        """Make everything anew in another look or language; what is being done survives."""
        if self.is_covered:  # what was taken out is made anew when it comes back
            return
        kept = {key: page.state() for key, page in self._pages.items()}
        place, focused = self._place, self.top.box.text()
        for page in self._pages.values():
            self.office.changed.disconnect(page.heard)
        self._build()
        if self._entered:
            self.enter(place)
        elif place in kept:  # what is asked before there are records
            self.go(place)
        for key, state in kept.items():
            self._page(key).put_back(state)
        self.top.box.entry.setText(focused)

    # One person's desk after another's; see ui/door

    @cached_property
    def door(self) -> Door:
        """The door by which people come in."""
        from loanmanager.ui.door.door import Door  # not before the window is there

        return Door(self.office, self)

    def take_out(self) -> Inside:
        """Take everything off the window, so that neither an eye nor a screen reader finds it there, and lose none of it."""
        whole = self.takeCentralWidget()
        assert whole is not None
        for each in self.findChildren(QWidget, options=QtCore.Qt.FindChildOption.FindDirectChildrenOnly):
            if not each.isWindow():
                each.setParent(whole)  # what floats over the page, such as the list of matches, goes with it
        self.is_covered = True
        return Inside(whole, {name: getattr(self, name) for name in _INSIDE}, self._look())

    def put_in(self, inside: Inside) -> None:
        """Put back what was taken out; in another language or look it is made anew, and what was being done survives."""
        self.is_covered = False
        for name, part in inside.parts.items():
            setattr(self, name, part)
        self.setCentralWidget(inside.whole)
        inside.whole.show()
        if inside.look != self._look():
            self._rebuild()
        elif self._entered:
            self.top.enter()
            self._count()

    def put_in_new(self) -> None:
        """Put in an empty desk for somebody new."""
        self.is_covered = False
        self._place = "desk"
        self._build()
        self.enter()

    def desk_of(self, inside: Inside | None = None) -> Page | None:
        """Return the desk of what is in the window or was taken out, None where nobody was there yet."""
        pages: dict[str, Page] = inside.parts["_pages"] if inside else self._pages
        return pages.get("desk")

    def _ask_door(self, what: str) -> None:
        self.door.asked(what)

    def _look(self) -> tuple[object, ...]:
        chosen = self.office.settings
        return chosen.language, chosen.theme, chosen.text_size

    def enter(self, place: str = "") -> None:
        """Let people in: the store is open."""
        self._entered = True
        self.top.enter()
        self.go(place or self.home)
        self._count()

    # Going places

    def go(self, place: str, what: object = None) -> None:
        """Show a page, and on it what is asked for."""
        if self.is_covered:  # whoever asked is not there any more
            return
        if place in DIALOGS and self._place in self._pages and self.page.alone:
            return
        if place in DIALOGS and not self.office.may(place):  # the right bears the name of the dialog
            self.office.say(self.office.why_not(place), error=True)
            return
        if place in DIALOGS:
            open_dialog(place, self.office, self)
            return
        if place == GUIDE:
            guide.show(self.office, guide.page_of(self._place, str(getattr(self.page, "shown", ""))))
            return
        if place == SCAN:
            self.top.take_scan(str(what))
            return
        page = self._page(place)
        if place != self._place:
            page.came_from = self._place
        self._place = place
        self._stack.setCurrentWidget(page)
        self._make_room(alone=page.alone)
        self._sidebar.show_place(PLACES[place].under)
        page.open(what)

    def _come_to(self, place: str) -> None:
        """Go where a key or the sidebar leads, and begin there, unless one walks along the sidebar itself."""
        focus = QApplication.focusWidget()
        walking = focus is not None and self._sidebar.isAncestorOf(focus)
        self.go(place)
        if self._place == place and not walking and not self.page.take_focus():
            self.top.box.take_focus()

    def _make_room(self, *, alone: bool) -> None:
        """Show sidebar and scan box, except around a page that has the window to itself."""
        came_back = not alone and self.top.isHidden()
        for each in self._around:
            each.setVisible(not alone)
        if came_back:
            self.home = "desk"
            self.top.enter()

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            self._pages[key] = PLACES[key].make()(self.office)
            self._stack.addWidget(self._pages[key])
        return self._pages[key]

    @property
    def page(self) -> Page:
        """Return the page that is shown."""
        return self._pages[self._place]

    def _found(self, match: Match) -> None:
        """Take what was scanned or picked to where it is dealt with: the page that is shown, if it wants it."""
        if self.page.take(match):
            return
        if match.loan:
            self.go("loans", match.loan.id)
        else:
            self.go("desk", match)

    def _not_found(self, text: str) -> None:
        say = self.office.words.say
        self.office.say(
            say("Nothing bears “{text}”.", text=text[:40]),
            (say("New client"), lambda: self.office.go("desk", ("new client", text))),
            (say("New device"), lambda: self.office.go("devices", ("new", text))),
            error=True,
        )

    # Saying

    def _say(self, message: Message) -> None:
        self._actions = {str(at): act for at, (_, act) in enumerate(message.actions)}
        links = [(str(at), words) for at, (words, _) in enumerate(message.actions)]
        self._message.tell("late" if message.error else "ok", message.text, links)

    def _changed(self, _changes: Changes) -> None:
        self._count()

    def _count(self) -> None:
        today = self.office.today
        self.office.ask(self, lambda store: search.work_counts(store, today), self._counted, key="counts")

    def _counted(self, counts: WorkCounts) -> None:
        self._sidebar.set_count("follow_up", counts.total)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size; the store is closed by whoever opened it."""
        self.door.end()
        if not self.isMaximized():
            self.office.settings = replace(self.office.settings, window=(self.width(), self.height()))
        settings.save(self.office.folder, self.office.settings)
        focused = self.focusWidget()
        if focused is not None:  # or Qt tells it that it lost the focus while it is being destroyed, and falls over it
            focused.clearFocus()
        super().closeEvent(event)

    def showEvent(self, event: object) -> None:
        """Take the focus once the window is there."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt hands a QShowEvent
        QTimer.singleShot(0, self, self._focus_box)

    def _focus_box(self) -> None:
        if self.centralWidget() and not self.is_covered and not self.top.isHidden():
            self.top.box.entry.setFocus(QtCore.Qt.FocusReason.ActiveWindowFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window is first seen."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.seen.emit)
