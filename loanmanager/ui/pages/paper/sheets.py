"""The pages of a PDF as sheets of paper on the grey bed, at any size, drawn when they come into sight."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from loanmanager.i18n import Words
from loanmanager.ui.printing import load
from loanmanager.ui.theme import colour, gap

_GAP, _WIDEST = 20, 820
_LEAST, _MOST = 0.3, 5.0
_KEPT = 6  # pictures of pages; the rest is drawn again


class Sheets(QAbstractScrollArea):
    """A PDF to look at. Signal: turned(page in sight, pages)."""

    turned = Signal(int, int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._document: QPdfDocument | None = None
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._zoom: float | None = None
        self.setAccessibleName(words.say("The paper"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document from its first page, as wide as there is room."""
        if self._document is not None:
            self._document.deleteLater()
        self._document = load(pdf, self)
        self._pictures.clear()
        self._zoom = None
        self._measure()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return self._document.pageCount() if self._document else 0

    def text(self) -> str:
        """Return the words of all pages, for a screen reader and for tests."""
        if self._document is None:
            return ""
        return "\n".join(self._document.getAllText(page).text() for page in range(self.pages))

    def zoom_by(self, factor: float) -> None:
        """Show the pages larger or smaller."""
        self._zoom = max(_LEAST, min(_MOST, self._scale() * factor))
        self._measure()

    def fit_width(self) -> None:
        """Show the pages as wide as there is room."""
        self._zoom = None
        self._measure()

    # Measuring: a scale is pixels for a point

    def _scale(self) -> float:
        if self._zoom is not None or self._document is None or not self.pages:
            return self._zoom or 1.0
        wide = self._document.pagePointSize(0).width() or 1
        room = min(self.viewport().width() - 2 * gap(_GAP), max(_WIDEST, 1))
        return max(_LEAST, room / wide)

    def _size(self, page: int) -> QSize:
        assert self._document is not None
        return (self._document.pagePointSize(page) * self._scale()).toSize()

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
        self.viewport().update()
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = sum(frame.top() <= middle for frame in self._frames())
        if self.pages:
            self.turned.emit(max(1, page), self.pages)

    # Painting

    def _picture(self, page: int, size: QSize) -> QImage:
        key = (page, size.width())
        if key not in self._pictures:
            assert self._document is not None
            while len(self._pictures) >= _KEPT:
                del self._pictures[next(iter(self._pictures))]
            self._pictures[key] = self._document.render(page, size)
        return self._pictures[key]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bed, and on it the pages that are in sight."""
        view = self.viewport()
        with QPainter(view) as painter:
            painter.fillRect(view.rect(), colour("bed"))
            across, down, ratio = (
                self.horizontalScrollBar().value(),
                self.verticalScrollBar().value(),
                view.devicePixelRatioF(),
            )
            for page, frame in enumerate(self._frames()):
                place = frame.translated(-across, -down)
                if place.intersects(view.rect()):
                    self._paint_page(painter, page, place, ratio)

    def _paint_page(self, painter: QPainter, page: int, place: QRect, ratio: float) -> None:
        for spread in (3, 2, 1):  # a soft shadow
            shade = colour("text")
            shade.setAlphaF(0.04)
            painter.fillRect(place.adjusted(-spread, 1 - spread, spread, spread + 1), shade)
        painter.fillRect(place, colour("paper"))
        painter.drawImage(place, self._picture(page, place.size() * ratio))

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
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
        else:
            super().wheelEvent(event)
