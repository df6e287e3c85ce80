"""The photos of an incident: small ones in a line, each opens large; one is added from a file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from loanmanager.domain.incidents import PHOTO_MOST
from loanmanager.operations import photos
from loanmanager.operations.photos import AddPhoto
from loanmanager.storage import search
from loanmanager.storage.search import PhotoRow
from loanmanager.ui.dialogs.sending import tell
from loanmanager.ui.office import Office
from loanmanager.ui.theme import px
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, refill, row

_SMALL, _LARGE = QSize(76, 76), QSize(640, 440)
_SIDE = 76


class Photos(QWidget):
    """Shows and adds the photos of one incident. Signal: none; what it does is broadcast by the office."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._incident_id = 0
        self._shown: tuple[PhotoRow, ...] = ()
        self._place = QVBoxLayout()
        say = self.words.say
        self.add = button(say("Add a photo"), "link", "camera", flush="right")
        self.add.clicked.connect(self._choose)
        above = row(label(say("Photos"), "section"), None, self.add)
        self.setLayout(column(above, self._place, space=4))
        self.setAcceptDrops(True)

    def show_photos(self, incident_id: int, shown: tuple[PhotoRow, ...]) -> None:
        """Show the photos of an incident; the pictures come as they are read."""
        if (incident_id, shown) == (self._incident_id, self._shown):
            return
        self._incident_id, self._shown = incident_id, shown
        if not shown:
            hint = label(self.words.say("None yet. Drop a picture here, or add one."), "muted", wrap=True)
            refill(self._place, hint)
            return
        made = QWidget()
        made.setLayout(Flow(*(self._small(each) for each in shown)))
        refill(self._place, made)

    def _small(self, photo: PhotoRow) -> QPushButton:
        made = button("", says=self.words.say("Open the photo {name}", name=photo.name))
        made.setFixedSize(px(_SIDE + 8), px(_SIDE + 8))
        made.clicked.connect(lambda: self._open(photo))
        read_picture(self.office, made, photo.id, _SMALL * 2, partial(_show_small, made))
        return made

    # Doing

    def _open(self, photo: PhotoRow) -> None:
        PhotoDialog(self.office, photo, parent=self).open()

    def _choose(self) -> None:
        say = self.words.say
        pictures = say("Pictures")
        dialog = QFileDialog(self, say("Add a photo"), "", f"{pictures} (*.png *.jpg *.jpeg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chosen = dialog.selectedFiles() if dialog.exec() == QDialog.DialogCode.Accepted else []
        dialog.deleteLater()
        for name in chosen:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """Add a picture from a file, which is read on the drawing thread; too large a one is not read to its end."""
        id_, most = self._incident_id, PHOTO_MOST * 1_000_000

        def read() -> bytes:
            with file.open("rb") as source:
                return source.read(most + 1)

        def keep(content: bytes) -> None:
            form = AddPhoto(id_, file.name, content)
            self.office.do(
                self,
                lambda store, by: photos.add_photo(store, form, by),
                lambda done: tell(
                    self.office,
                    self,
                    self.words.say("Photo added to {number}", number=done.result.number),
                    done.entry_id,
                ),
            )

        self.office.draw(self, read, keep)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only."""
        if _files(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the pictures that were dropped."""
        for file in _files(event.mimeData().urls()):
            self.take(file)
        event.acceptProposedAction()


class PhotoDialog(Dialog):
    """One photo, large; it can be removed, which can be undone."""

    removed = Signal()

    def __init__(self, office: Office, photo: PhotoRow, *, parent: QWidget) -> None:
        self._office, self._photo, self._beneath = office, photo, parent
        say = office.words.say
        self._picture = QLabel(say("Reading the picture…"))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setFixedSize(px(_LARGE.width()), px(_LARGE.height()))
        self._picture.setAccessibleName(photo.name)
        remove = button(say("Remove this photo"), "danger", "trash-2", flush="left")
        remove.clicked.connect(self._remove)
        body = column(self._picture, row(remove, None), space=8)
        wide = _LARGE.width() + 48
        super().__init__(photo.name, holder(body), say("Close"), say("Cancel"), parent=parent, width=wide)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.cancel.hide()
        self.primary.setFocus()
        read_picture(office, self, photo.id, _LARGE, self._show)

    def _show(self, picture: QImage) -> None:
        if picture.isNull():
            self._picture.setText(self._office.words.say("This picture cannot be read."))
        else:
            self._picture.setPixmap(QPixmap.fromImage(picture))

    def _remove(self) -> None:
        office, beneath, id_ = self._office, self._beneath, self._photo.id
        office.do(
            office,
            lambda store, by: photos.remove_photo(store, id_, by),
            lambda done: tell(
                office,
                beneath,
                office.words.say("Photo removed from {number}", number=done.result.number),
                done.entry_id,
            ),
        )
        self.accept()


def read_picture(office: Office, owner: QWidget, photo_id: int, most: QSize, then: object) -> None:
    """Read a photo on the store's thread, make it small on the other one, and hand it over."""

    def got(content: bytes) -> None:
        office.draw(owner, lambda: decoded(content, most), then)  # type: ignore[arg-type]  # partial or method

    office.ask(owner, lambda store: search.photo(store, photo_id), got)


def decoded(content: bytes, most: QSize) -> QImage:
    """Return a picture no larger than a size, upright as it was taken; a null one where it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > most.width() or size.height() > most.height()):
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _show_small(made: QPushButton, picture: QImage) -> None:
    if not picture.isNull():
        made.setIcon(QIcon(QPixmap.fromImage(picture)))
        made.setIconSize(QSize(px(_SIDE), px(_SIDE)))


def _files(urls: list[QUrl]) -> list[Path]:
    return [Path(each.toLocalFile()) for each in urls if each.isLocalFile()]
