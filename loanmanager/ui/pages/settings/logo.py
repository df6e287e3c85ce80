"""The logo that papers bear: shown as on paper, chosen from a file or dropped, taken away."""

from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from loanmanager.domain.logos import LOGO_MOST
from loanmanager.domain.refusal import Refusal
from loanmanager.operations import logos
from loanmanager.operations.done import Done
from loanmanager.operations.kept import Kept
from loanmanager.sentences import of_refusals
from loanmanager.storage import search
from loanmanager.ui.dialogs.sending import tell
from loanmanager.ui.drawings import drawn
from loanmanager.ui.office import Office
from loanmanager.ui.theme import colour, fit, px
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.layout import Grow, column, holder, row

_SHOWN = QSize(220, 72)
_DRAWN = QSize(1200, 400)  # pixels that an SVG is drawn on: what is kept of any logo


class LogoField(Field):
    """Shows the logo in use. Choosing and removing take effect at once, and can be undone."""

    def __init__(self, office: Office) -> None:
        self.office, self.words = office, office.words
        say = self.words.say
        self.shown = _OnPaper()
        self.choose = button(say("Choose a logo"), icon="camera")
        self.choose.clicked.connect(self._choose)
        self.remove = button(say("Take the logo off"), "danger", "trash-2")
        self.remove.clicked.connect(self._remove)
        beside = holder(column(row(self.choose, self.remove, None, space=8), None, space=0))
        inside = holder(row(self.shown, Grow(beside), space=16))
        inside.setFocusProxy(self.choose)
        super().__init__(say("Logo"), inside, say("PNG, JPEG or SVG; at the head of every paper"))
        self.setAcceptDrops(True)
        self._show(b"")

    def reload(self) -> None:
        """Read the logo again."""
        self.office.ask(self, search.logo, self._show, key="logo")

    def _show(self, content: bytes) -> None:
        say = self.words.say
        self.shown.show_picture(QImage.fromData(content))
        self.shown.setVisible(bool(content))
        self.remove.setVisible(bool(content))
        self.shown.setAccessibleName(say("The logo as papers bear it"))
        self.choose.setText(" " + (say("Choose another") if content else say("Choose a logo")))

    # Doing

    def _choose(self) -> None:
        say = self.words.say
        pictures = say("Pictures")
        dialog = QFileDialog(self, say("Choose a logo"), "", f"{pictures} (*.png *.jpg *.jpeg *.svg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        chosen = dialog.selectedFiles() if dialog.exec() == QDialog.DialogCode.Accepted else []
        dialog.deleteLater()
        for name in chosen:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """Use a file, which is read on the drawing thread; too large a one is not read to its end."""
        self.set_error("")
        idem = uuid4().hex
        self.office.draw(
            self,
            lambda: _read(file),
            lambda content: self._keep(logos.SetLogo(file.name, content, idem)),
        )

    def _keep(self, form: logos.SetLogo) -> None:
        self.office.do(self, lambda store, by: logos.set_logo(store, form, by), self._kept, self._refused)

    def _kept(self, done: Done[Kept]) -> None:
        self.reload()
        tell(self.office, self, self.words.say("Papers bear the new logo from now on"), done.entry_id)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_error(of_refusals(reasons, self.words))
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        self.set_error("")
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)  # or the focus would go where the button was
        self.office.do(self, logos.remove_logo, self._removed, self._refused)

    def _removed(self, done: Done[Kept]) -> None:
        self.reload()
        tell(self.office, self, self.words.say("Papers bear no logo from now on"), done.entry_id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file only."""
        if len([each for each in event.mimeData().urls() if each.isLocalFile()]) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Use the file that was dropped."""
        event.acceptProposedAction()
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))


class _OnPaper(QWidget):
    """A piece of white paper with the picture on it, in a dark window as in a light one."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        fit(self, lambda me: me.setFixedSize(px(_SHOWN.width()), px(_SHOWN.height())))

    def show_picture(self, picture: QImage) -> None:
        """Show a picture, nothing for a null one."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper, and the picture in its middle."""
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.setPen(QPen(colour("line"), 1))
            painter.setBrush(Qt.GlobalColor.white)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            if not self._picture.isNull():
                room = QRectF(self.rect()).adjusted(12, 12, -12, -12)
                size = self._picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
                place = QRectF(0, 0, size.width(), size.height())
                place.moveCenter(room.center())
                painter.drawImage(place, self._picture)


def _read(file: Path) -> bytes:
    """Return a file as far as a logo may be long; an SVG drawn as PNG, for papers hold pixels of a logo."""
    with file.open("rb") as source:
        content = source.read(LOGO_MOST * 1_000_000 + 1)
    too_long = len(content) > LOGO_MOST * 1_000_000
    return content if too_long or b"<svg" not in content[:4096] else drawn(content, _DRAWN) or content
