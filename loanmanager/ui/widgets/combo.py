"""A choice from a list that opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QStylePainter

from loanmanager.ui.theme import px
from loanmanager.ui.widgets.labels import set_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QWheelEvent


class Combo(QComboBox):
    """A choice by key. What does not fit ends in an ellipsis and is whole in the tooltip; the wheel changes it only with the focus.

    Signal: chosen(key) when a person chooses.
    """

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]] = (), value: str = "", *, says: str = "") -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.setItemDelegate(QStyledItemDelegate(self))  # or the sheet's ::item rules are not read
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda _: self.chosen.emit(self.value()))
        self.currentTextChanged.connect(lambda words: set_tip(self, words))
        self.set_options(options, value)

    def set_options(self, options: Sequence[tuple[str, str]], value: str = "") -> None:
        """Offer other choices (key, words) and choose one, else what was chosen before, else the first."""
        kept = value or self.value()
        self.blockSignals(True)
        self.clear()
        for key, words in options:
            self.addItem(words, key)
        self.setCurrentIndex(max(self.findData(kept), 0) if options else -1)
        self.blockSignals(False)
        set_tip(self, self.currentText())

    def value(self) -> str:
        """Return the key of what is chosen, or an empty string."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose by key, without the signal `chosen`."""
        self.setCurrentIndex(self.findData(key))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless this has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as QComboBox does, with an ellipsis where the words are cut."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        short = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width() - px(2))
        option.currentText = short
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
