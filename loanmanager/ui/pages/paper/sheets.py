"""The pages of a PDF as sheets of paper on the grey bed, at any size, drawn when they come into sight."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from loanmanager.ui.pages.paper.strips import HIGH, Strips
from loanmanager.ui.papers import load
from loanmanager.ui.theme import colour, gap, px

_GAP, _WIDEST = 20, 820
_LEAST, _MOST = 0.3, 5.0
_STEP = 1.2


class Sheets(QAbstractScrollArea):
    """A PDF to look at. Signals: turned(page in sight, pages); found(which place, places) after a search."""

    turned = Signal(int, int)
    found = Signal(int, int)

    def __init__(self, says: str) -> None:
        super().__init__()
        self._document: QPdfDocument | None = None
        self._strips: Strips | None = None
        self._zoom: float | None = None
        self._search = QPdfSearchModel(self)
        self._search.countChanged.connect(self._counted)
        self._at = 0
        self.setAccessibleName(says)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document from its first page, as large as the one before."""
        old, self._document = self._document, load(pdf, self)
        self._strips = Strips(self._document)
        self._search.setDocument(self._document)
        if old is not None:
            old.deleteLater()
        self.setAccessibleDescription(self.text())
        self.verticalScrollBar().setValue(0)
        self._measure()

    def clear(self) -> None:
        """Show an empty bed."""
        if self._document is not None:
            self._search.setSearchString("")
            self.show_pdf(b"")

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return self._document.pageCount() if self._document else 0

    def text(self) -> str:
        """Return the words of all pages, for a screen reader and for tests."""
        if self._document is None:
            return ""
        return "\n".join(self._document.getAllText(page).text() for page in range(self.pages))

    # Size: a scale is pixels for a point

    def scale(self) -> float:
        """Return how many pixels a point is wide."""
        if self._zoom is not None or self._document is None or not self.pages:
            return self._zoom or 1.0
        room = min(self.viewport().width() - 2 * gap(_GAP), px(_WIDEST))
        return max(_LEAST, room / (self._document.pagePointSize(0).width() or 1))

    def larger(self) -> None:
        """Show the pages a step larger."""
        self._scale_to(self.scale() * _STEP)

    def smaller(self) -> None:
        """Show the pages a step smaller."""
        self._scale_to(self.scale() / _STEP)

    def fit_width(self) -> None:
        """Show the pages as wide as there is room."""
        self._scale_to(None)

    def _scale_to(self, scale: float | None) -> None:
        """Take a scale, keeping in sight what is in the middle."""
        bar, half = self.verticalScrollBar(), self.viewport().height() / 2
        middle = (bar.value() + half) / max(1, bar.maximum() + 2 * half)
        self._zoom = scale and max(_LEAST, min(_MOST, scale))
        self._measure()
        bar.setValue(round(middle * (bar.maximum() + 2 * half) - half))

    def _size(self, page: int) -> QSize:
        assert self._document is not None
        return (self._document.pagePointSize(page) * self.scale()).toSize()

    def _frames(self) -> list[QRect]:
        """Return where each page lies, in the coordinates of the whole."""
        frames, top, wide = [], gap(_GAP), self._wide()
        for page in range(self.pages):
            size = self._size(page)
            frames.append(QRect(max(gap(_GAP), (wide - size.width()) // 2), top, size.width(), size.height()))
            top += size.height() + gap(_GAP)
        return frames

    def _wide(self) -> int:
        widest = max((self._size(page).width() for page in range(self.pages)), default=0)
        return max(self.viewport().width(), widest + 2 * gap(_GAP))

    def _measure(self) -> None:
        frames = self._frames()
        high = frames[-1].bottom() + gap(_GAP) if frames else 0
        for bar, whole, seen in (
            (self.verticalScrollBar(), high, self.viewport().height()),
            (self.horizontalScrollBar(), self._wide(), self.viewport().width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(gap(32))
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = sum(frame.top() <= middle for frame in self._frames())
        if self.pages:
            self.turned.emit(max(1, page), self.pages)

    # Finding

    def look_for(self, text: str) -> None:
        """Mark every place where words stand, and show the first."""
        self._at = 0
        self._search.setSearchString(text.strip())
        self.viewport().update()
        self._tell()

    def find_next(self, by: int = 1) -> None:
        """Show the next place, or the one before, around the end."""
        places = self._search.count()
        if places:
            self._at = (self._at + by) % places
            self._show_place()

    def _counted(self) -> None:
        if self._search.count() and not self._at:
            self._show_place()
        else:
            self._tell()

    def _show_place(self) -> None:
        place = self._search.resultAtIndex(self._at)
        frame = self._frames()[place.page()]
        top = frame.top() + round(place.rectangles()[0].top() * self.scale())
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() <= top <= bar.value() + high - gap(64):
            bar.setValue(top - high // 3)
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        places = self._search.count()
        self.found.emit(self._at + 1 if places else 0, places)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bed, and on it the pages that are in sight."""
        view = self.viewport()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        with QPainter(view) as painter:
            painter.fillRect(view.rect(), colour("bed"))
            for page, frame in enumerate(self._frames()):
                place = frame.translated(-across, -down)
                if place.intersects(view.rect()):
                    self._paint_page(painter, page, place)
                    self._paint_found(painter, page, place)

    def _paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        shade = colour("ink")
        shade.setAlphaF(0.04)
        for spread in (3, 2, 1):  # a soft shadow
            painter.fillRect(place.adjusted(-spread, 1 - spread, spread, spread + 1), shade)
        painter.fillRect(place, colour("paper"))
        assert self._strips is not None
        ratio = self.viewport().devicePixelRatioF()
        size, seen = (QSizeF(place.size()) * ratio).toSize(), self.viewport().rect()
        for at in range(-(-size.height() // HIGH)):
            top = place.top() + at * HIGH / ratio
            if top < seen.bottom() and top + HIGH / ratio > seen.top():
                picture = self._strips.get(page, size, at)
                picture.setDevicePixelRatio(ratio)
                painter.drawImage(QPointF(place.left(), top), picture)

    def _paint_found(self, painter: QPainter, page: int, place: QRect) -> None:
        """Mark what was found; the place that is shown has an edge as well."""
        mark, scale, now = colour("todo"), self.scale(), self._search.resultAtIndex(self._at)
        mark.setAlphaF(0.25)
        for each in self._search.resultsOnPage(page):
            for spot in each.rectangles():
                box = QRectF(spot.topLeft() * scale, spot.size() * scale).translated(place.topLeft())
                painter.fillRect(box, mark)
                if each.page() == now.page() and each.location() == now.location():
                    painter.setPen(colour("accent"))
                    painter.drawRect(box.adjusted(-1, -1, 1, 1))

    # What Qt asks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure for the new width."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by arrow keys and pages, to the ends by Home and End."""
        bar = self.verticalScrollBar()
        moves = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Space: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        by = moves.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl change the size."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y():
            self._scale_to(self.scale() * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
