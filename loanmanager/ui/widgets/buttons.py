"""Buttons: plain, quiet and link; the one filled button of a page; filter chips."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from loanmanager.ui import icons
from loanmanager.ui.theme import fit, font, px
from loanmanager.ui.widgets.drawn import Drawn, advance, press_on_enter, write
from loanmanager.ui.widgets.labels import literal, set_tip

_TOKENS = {"link": "accent_text", "quiet": "muted", "danger": "late"}


class PushButton(QPushButton):
    """A push button that Enter presses too."""

    def setText(self, text: str) -> None:
        """Show other words, each as it is."""
        super().setText(literal(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on the space bar."""
        press_on_enter(self, event, super().keyPressEvent)


def button(
    text: str, role: str = "", icon: str = "", *, says: str = "", key: str = "", flush: str = "", menu: bool = False
) -> QPushButton:
    """Return a button in a role: "" (edged), quiet, link or danger.

    `says` names it where it shows an icon only; `key` is its shortcut, told in the tooltip; `flush` is the side (left,
    right) where a bare button meets its column's edge; `menu` puts a chevron at its right.
    """
    words = literal(text)
    made = PushButton(f" {words}" if icon and text else f"{words} " if menu and text else words)
    made.setProperty("role", role)
    made.setProperty("flush", flush)
    made.setAutoDefault(False)
    made.setAccessibleName(says or text)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if menu:  # the chevron comes after the words, and what the sheet calls left is then at the right
        made.setProperty("flush", {"left": "right", "right": "left"}.get(flush, ""))
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if icon or menu:
        set_icon(made, icon or "chevron-down", _TOKENS.get(role, "text"))
    if key:
        made.setShortcut(QKeySequence(key))
    told = " · ".join(
        part
        for part in ("" if text else says, QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
        if part
    )
    set_tip(made, told)
    return made


def set_icon(made: QPushButton, name: str, token: str = "text", size: int = 16) -> None:
    """Give a button an icon that follows the look; an empty name takes it away."""
    first = made.property("picture") is None
    made.setProperty("picture", f"{name} {token} {size}")
    if first:
        fit(made, _draw_icon)
    else:
        _draw_icon(made)


def _draw_icon(made: QPushButton) -> None:
    """Draw a button's icon for the look in force."""
    name, token, size = str(made.property("picture")).split(" ")
    made.setIcon(icons.icon(name, token, int(size)) if name else QIcon())
    made.setIconSize(QSize(px(int(size)), px(int(size))))


class Primary(Drawn):
    """The one filled button of a page, its key written in it. Signal: clicked().

    `key` is the shortcut in Qt's portable words ("Ctrl+Return"); `key_words` how it is written ("Ctrl+Enter").
    """

    def __init__(self, words: str, key: str = "", key_words: str = "", *, danger: bool = False) -> None:
        """Take the words and the key; `danger` fills it in the colour of what cannot be undone."""
        super().__init__(words, key_words or key)
        self._fill = ("late", "late") if danger else ("accent", "accent_hover")
        if key:
            self.setShortcut(QKeySequence(key))

    def set_words(self, words: str, extra: str | None = None) -> None:
        """Show other words; the shortcut stays, which Qt would take away with the text."""
        kept = self.shortcut()
        super().set_words(words, extra)
        self.setShortcut(kept)

    def sizeHint(self) -> QSize:
        """Ask for both texts and the padding."""
        wide = advance(self.words, font(weight=600))
        wide += advance(self.extra, font("small")) + px(14) if self.extra else 0
        return QSize(wide + 2 * px(16), px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the fill, the words and the key; off, an empty edge and grey words."""
        with QPainter(self) as painter:
            on = self.isEnabled()
            self.ground(painter, self._fill[self.hot()] if on else "hover", "" if on else "line")
            if self.hasFocus():
                self.ring(painter, "on_accent", 2.5, 6)
            token, left = "on_accent" if on else "disabled", px(16)
            beside = advance(self.extra, font("small")) + px(14) if self.extra else 0
            wide = min(advance(self.words, font(weight=600)), self.width() - 2 * left - beside)  # a name may be long
            write(painter, QRectF(left, 0, wide + 2, self.height()), self.words, font(weight=600), token)
            left += wide + px(14)
            write(painter, QRectF(left, 0, self.width() - left, self.height()), self.extra, font("small"), token)


class Chip(Drawn):
    """A filter with its count, on or off. Signal: toggled(bool)."""

    def __init__(self, words: str, count: str = "", icon: str = "", token: str = "muted", *, on: bool = False) -> None:
        self._token = token
        super().__init__(words, count, icon)
        self.setCheckable(True)
        self.setChecked(on)

    def sizeHint(self) -> QSize:
        """Ask for icon, words and count; words as wide as when on, so that nothing moves."""
        wide = advance(self.words, font(weight=600)) + 2 * px(10)
        wide += advance(self.extra, font("small")) + px(6) if self.extra else 0
        return QSize(wide + (px(20) if self._icon else 0), px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a pill: tinted, edged in the accent and bold when on."""
        with QPainter(self) as painter:
            on, high, left = self.isChecked(), self.height(), px(10)
            self.ground(
                painter, "tint" if on else "hover" if self.hot() else "surface", "accent" if on else "line", high / 2
            )
            if self._icon:
                icons.draw(painter, left, (high - px(14)) / 2, self._icon, self._token, 14)
                left += px(20)
            face = font(weight=600 if on else 400)
            wide = advance(self.words, face)
            write(painter, QRectF(left, 0, wide + 2, high), self.words, face, "accent_text" if on else "text")
            write(
                painter,
                QRectF(left + wide + px(6), 0, self.width(), high),
                self.extra,
                font("small"),
                "accent_text" if on else "muted",
            )
