"""What tests of pages share: finding words that do not fit, and walking by Tab."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from loanmanager.ui.theme import px
from loanmanager.ui.widgets.drawn import Drawn
from loanmanager.ui.widgets.labels import Elided

WORDED = (QLabel, QAbstractButton, QComboBox)
ARROW = 22 + 8 + 4  # px of a combo that are not words


def words_of(widget: QWidget) -> str:
    """Return the words that a widget shows."""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def is_short(widget: QWidget) -> bool:
    """Tell whether a widget has less room than its words need."""
    if isinstance(widget, Elided):
        return widget.shown() != widget.text()
    if isinstance(widget, QComboBox):
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) > widget.width() - px(ARROW)
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height()
    return widget.sizeHint().width() > widget.width() or widget.minimumSizeHint().height() > widget.height()


def cut_off(window: QWidget) -> list[str]:
    """Name each visible control whose words do not fit in it, or that is itself cut by what holds it.

    What lies further down in something that scrolls is not cut: it must only fit across.
    """
    found = []
    for each in window.findChildren(QWidget):
        inside_a_field = isinstance(each.parentWidget(), QLineEdit)  # its icon buttons: their words are read aloud only
        if not isinstance(each, WORDED) or inside_a_field or not each.isVisible() or not words_of(each):
            continue
        left = each.mapTo(window, each.rect().topLeft()).x()
        outside = left < 0 or left + each.width() > window.width() or clipped_across(each)
        if is_short(each) or outside:
            found.append(words_of(each))
    return found


def clipped_across(widget: QWidget) -> bool:
    """Tell whether any widget above cuts this one at the left or right."""
    above = widget.parentWidget()
    while above is not None and not widget.isWindow():
        left = widget.mapTo(above, widget.rect().topLeft()).x()
        if left < 0 or left + widget.width() > above.width():
            return True
        if above.isWindow():
            return False
        above = above.parentWidget()
    return False


def unnamed(window: QWidget) -> list[str]:
    """Name each control that Tab reaches but that has neither words nor an accessible name."""
    found = []
    for each in window.findChildren(QWidget):
        reached = (
            each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(window) and each.focusProxy() is None
        )
        own_words = isinstance(each, QPushButton | QCheckBox | QRadioButton | Drawn) and words_of(each)
        if reached and not own_words and not each.accessibleName():
            found.append(f"{type(each).__name__} {each.objectName()}".strip())
    return found


def tab_order(window: QWidget, most: int = 60) -> list[QWidget]:
    """Press Tab until the focus is back where it began; return where it stopped."""
    stops: list[QWidget] = []
    for _ in range(most):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in stops:
            break
        stops.append(now)
    return stops
