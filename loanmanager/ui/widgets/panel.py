"""Columns that scroll when they must and are never cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from loanmanager.ui.widgets.layout import Grow, column, fixed, holder, line

BAR = 12  # px kept free at the right of what scrolls


def panel_around(part: QWidget) -> Panel | None:
    """Return what scrolls a widget."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, Panel):
        above = above.parentWidget()
    return above


class Panel(QScrollArea):
    """A column that scrolls up and down and never gets narrower than what is in it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = inside
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)  # the ground behind shows
        inside.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of what is inside, and for a few lines."""
        return QSize(self._least(), 48)

    def sizeHint(self) -> QSize:
        """Ask for what is inside, as tall as its lines are at the width that there is."""
        inside, wide = self._inside.sizeHint(), self.viewport().width()
        folds = self.isVisible() and self._inside.hasHeightForWidth()
        tall = self._inside.heightForWidth(wide) if folds else inside.height()
        return QSize(max(inside.width() + BAR, self._least()), tall)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for room anew when what is inside changes its mind."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Move the focus, and scroll to where it went."""
        moved = super().focusNextPrevChild(forward)
        focused = self.focusWidget()
        if moved and focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, 24)
        return moved

    def show_whole(self, part: QWidget) -> None:
        """Scroll to a part that has just come, once it has its place."""
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part, 0, 24))

    def _least(self) -> int:
        return self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()


def scrolled(inside: QWidget, *, width: int = 0) -> Panel:
    """Let a widget scroll; `width` holds the panel at px at 100 %."""
    made = Panel(inside)
    return fixed(made, width=width) if width else made


def pinned(inside: QWidget, foot: QWidget) -> QWidget:
    """Return a column that scrolls, and under it a foot (the one button) that never moves."""
    return holder(column(Grow(Panel(inside)), line(), foot, space=0))
