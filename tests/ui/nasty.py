"""An office in which every word is markup, and walks over whatever the window shows and asks for."""

import gc
from collections.abc import Iterator
from typing import Any

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from loanmanager.operations.done import By
from loanmanager.storage.search import Store
from tests import nasty
from tests.ui.office import closed

WORD = '<b>R&D</b> <img src="http://192.0.2.1/x.png">'

_ROOT = QModelIndex()


def fill(store: Store, by: By) -> None:
    """Fill an office with something of everything, all of its words markup."""
    nasty.fill(store, WORD)


def marked_up(text: str) -> bool:
    """Tell whether Qt, where it is left to guess, would take words of the records in a text for markup."""
    return "<b>R" in text


def interpreted(window: QWidget) -> Iterator[str]:
    """Name each place in which a word of the records is read as markup, or loses its `&`."""
    for each in (window, *window.findChildren(QWidget)):
        yield from (f"{type(each).__name__} {kind}: {text[:60]}" for kind, text in _wrong(each))
    for each in window.findChildren(QAction):
        if "R&D" in each.text().replace("&&", ""):  # menus show no tooltips
            yield f"action: {each.text()[:60]}"


def _wrong(each: QWidget) -> Iterator[tuple[str, str]]:
    if marked_up(each.toolTip()):
        yield "tooltip", each.toolTip()
    if isinstance(each, QLabel) and marked_up(each.text()) and each.textFormat() != Qt.TextFormat.PlainText:
        yield "label", each.text()
    if isinstance(each, QLabel) and each.buddy() and "R&D" in each.text():
        yield "label with a buddy", each.text()
    if isinstance(each, QAbstractButton) and "R&D" in each.text().replace("&&", ""):
        yield "button", each.text()
    if isinstance(each, QGroupBox) and "R&D" in each.title().replace("&&", ""):
        yield "group", each.title()
    if isinstance(each, QTabBar):
        yield from (("tab", each.tabText(at)) for at in range(each.count()) if "R&D" in each.tabText(at))
    if isinstance(each, QTextEdit) and "R&D" in each.toPlainText() and "<b>" not in each.toPlainText():
        yield "text", each.toPlainText()
    if isinstance(each, QAbstractItemView) and each.model():
        yield from (("cell's tooltip", tip) for tip in _tips(each.model()) if marked_up(tip))


def _columns(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(_ROOT)


def _tips(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(_ROOT), 50)):
        for column in range(_columns(model)):
            yield str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")


def shows(window: QWidget) -> str:
    """Return all words that a window shows, of labels, buttons and lists."""
    said = [str(getattr(each, "text", str)()) for each in window.findChildren(QWidget) if hasattr(each, "text")]
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if model:
            said += [
                str(model.index(row, column).data() or "")
                for row in range(min(model.rowCount(_ROOT), 50))
                for column in range(_columns(model))
            ]
    return "\n".join(said)


Entry = QLineEdit | QPlainTextEdit


def entries(window: QWidget) -> list[Entry]:
    """Return what one can type into now."""
    found: list[Any] = [*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)]
    return [
        each for each in found if each.isVisible() and each.isEnabled() and not each.isReadOnly() and _of_words(each)
    ]


def _of_words(entry: Entry) -> bool:
    return not isinstance(entry.parentWidget(), QAbstractSpinBox | QComboBox)


def typed(entry: Entry) -> str:
    """Return what stands in a field."""
    return entry.text() if isinstance(entry, QLineEdit) else entry.toPlainText()


def type_in(entry: Entry, text: str) -> None:
    """Put a text in a field as pasting does."""
    if isinstance(entry, QLineEdit):
        entry.selectAll()
        entry.insert(text)
    else:
        entry.selectAll()
        entry.insertPlainText(text)


def left(qtbot: Any, window: Any) -> None:
    """Close a window and its office, and let it be gone: each one that stays is drawn anew with every look of the next."""
    focused = window.focusWidget()
    if focused is not None:
        focused.clearFocus()
    window.close()
    closed(qtbot, window.office)
    shiboken6.delete(window)
    QApplication.sendPostedEvents()
    gc.collect()  # here: what is left of the window must not be found by the thread of the next one
