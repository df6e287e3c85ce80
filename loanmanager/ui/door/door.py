"""The door of the window: people come in by it, hand over by it, and it falls shut when nobody is there (product 9.2).

What is behind it is off the window. Who comes back finds all as it was, dialogs and half a word included. Somebody else
finds a clean desk, is told what the other left, and may take that over; else it waits for its owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from loanmanager.later import later
from loanmanager.ui.door import LOCK, SWITCH

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.ui.door import handing_over, idle, sign_in
    from loanmanager.ui.main_window import Inside, MainWindow
    from loanmanager.ui.office import Office
else:  # not before the window is there, and most of it only where people sign in
    idle, sign_in = later("loanmanager.ui.door.idle"), later("loanmanager.ui.door.sign_in")
    handing_over = later("loanmanager.ui.door.handing_over")

_HEARD = "the door's"


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody left: their desk, the dialogs that stood above it, and where the focus was."""

    inside: Inside
    dialogs: tuple[QWidget, ...]
    focus: QWidget | None


class Door(QObject):
    """One door of one window."""

    def __init__(self, office: Office, window: MainWindow) -> None:
        super().__init__(window)
        self.office, self.window = office, window
        self._left: dict[int | None, Left] = {}
        self._then: Callable[[], None] | None = None
        self._idle: idle.Idle | None = None

    def begin(self, then: Callable[[], None]) -> None:
        """Let people in when the records are open, having asked who they are where anybody has a PIN; `then` is done once."""
        self._hear(self.window)
        _app().focusWindowChanged.connect(self._hear_above)
        self.office.reviewed.connect(self._see_who_is_there)
        if self.office.view.asks_pin:
            self._then = then
            self._shut(None)
        else:
            self.window.enter()
            then()

    def _hear(self, place: QWidget) -> None:
        for keys, act in ((LOCK, self.lock), (SWITCH, self.switch)):
            QShortcut(QKeySequence(keys), place, act).setObjectName(_HEARD)

    def _hear_above(self) -> None:
        """Hear the keys in a dialog, too, which keeps them from the window: what is typed next would be a PIN."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None and not dialog.findChild(QShortcut, _HEARD, Qt.FindChildOption.FindDirectChildrenOnly):
            self._hear(dialog)

    def end(self) -> None:
        """Watch no more: the window closes."""
        _app().removeEventFilter(self)
        if self._idle:
            self._idle.rest()

    def asked(self, what: str) -> None:
        """Do what the menu of whoever is there asked: lock, switch, or their own pin."""
        {"lock": self.lock, "switch": self.switch, "pin": self._ask_pin}[what]()

    def _ask_pin(self) -> None:
        from loanmanager.ui.dialogs.own_pin import OwnPin

        dialog = OwnPin(self.office, parent=self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def lock(self) -> None:
        """Shut the door behind whoever is there, whom it expects back."""
        if self.office.view.asks_pin:
            self._shut(self.office.by().staff_id)

    def switch(self) -> None:
        """Ask who is there now."""
        self._shut(None)

    def _shut(self, expected: int | None) -> None:
        if self.window.is_covered:
            return
        focus = QApplication.focusWidget()
        dialogs = self._put_away()
        self._left[self.office.by().staff_id] = Left(self.window.take_out(), dialogs, focus)
        if self._idle:
            self._idle.rest()
        self.office.leave()
        page = sign_in.SignIn(self.office, expected)
        page.came.connect(self._come)
        self.window.setCentralWidget(page)
        page.take_focus()
        _app().installEventFilter(self)

    def _put_away(self) -> tuple[QWidget, ...]:
        """Hide what stands above the window; what the system's own dialogs ask is answered by cancelling."""
        kept: list[QWidget] = []
        for each in QApplication.topLevelWidgets():
            if each is self.window or not each.isVisible():
                continue
            if isinstance(each, QFileDialog) or each.metaObject().className() == "QPrintDialog":
                each.close()
            elif isinstance(each, QDialog):
                each.hide()
                kept.append(each)
            else:
                each.close()  # a menu, a list of matches
        return tuple(kept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put away what opens while nobody is there, such as the answer to something that was asked before."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            QTimer.singleShot(0, watched, lambda: self._put_away_late(watched))
        return False

    def _put_away_late(self, dialog: QDialog) -> None:
        if not self.window.is_covered or not dialog.isVisible():
            return
        dialog.hide()
        owner = next(reversed(self._left))
        left = self._left[owner]
        self._left[owner] = Left(left.inside, (*left.dialogs, dialog), left.focus)

    def _come(self, staff_id: int, language: str) -> None:
        """Let somebody in: to what they left, or to a desk of their own."""
        _app().removeEventFilter(self)
        self.office.come(staff_id, language)
        left = self._left.pop(staff_id, None)
        unused = self._left.pop(None, None)  # what was furnished before anybody came
        if left:
            self.window.put_in(left.inside)
            self._bring_back(left)
        elif unused:
            self.window.put_in(unused.inside)
            self.window.enter()
        else:
            self.window.put_in_new()
        self._watch()
        then, self._then = self._then, None
        if then:
            then()
        if not left:
            handing_over.offer(self.office, self.window, self._left)

    def _bring_back(self, left: Left) -> None:
        for dialog in left.dialogs:
            if isValid(dialog):  # in another language or look the page that it belonged to was made anew
                dialog.show()
        if left.focus is not None and isValid(left.focus) and left.focus.isVisible():
            left.focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _see_who_is_there(self) -> None:
        """Ask who is there as soon as the first PIN is given, unless it is theirs; count minutes anew when they changed."""
        view, me = self.office.view, self.office.by().staff_id
        if self.window.is_covered or not view.asks_pin:
            return
        if me in view.with_pin:
            self._watch()
        else:
            self._shut(None)

    def _watch(self) -> None:
        if not self.office.view.asks_pin:
            return
        if self._idle is None:
            self._idle = idle.Idle(self.office.now, self)
            self._idle.passed.connect(self.lock)
        self._idle.watch(timedelta(minutes=self.office.view.idle_minutes))


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
