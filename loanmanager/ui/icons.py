"""Lucide icons in any token and size, their stroke always 1.5 px on screen."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPaintEvent, QPixmap, QScreen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from loanmanager.paths import resources
from loanmanager.ui import theme

if TYPE_CHECKING:
    from pathlib import Path

LOG = logging.getLogger(__name__)
STROKE: Final = 1.5
PROGRAM: Final = "loanmanager"


@lru_cache(maxsize=512)
def known(name: str) -> bool:
    """Tell whether there is a drawing of that name."""
    return (resources() / "icons" / f"{name}.svg").is_file()


@lru_cache(maxsize=512)
def _drawing(name: str) -> str:
    """Return the drawing as it is stored; an unknown one is logged and drawn as a question, since painters must not raise."""
    if not known(name):
        LOG.error("no icon named %r", name)
        name = "circle-help"
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def svg(name: str, colour: str, size: int) -> str:
    """Return the drawing in a colour, with a stroke that comes out at 1.5 px (more with large text) at `size` px."""
    stroke = STROKE * min(theme.look().scale, 1.25) * 24 / max(size, 1)
    return _drawing(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke:.2f}"')


@lru_cache(maxsize=1024)
def _rendered(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg(name, colour, size).encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def pixmap(name: str, token: str = "text", size: int = 20, ratio: float = 1.0) -> QPixmap:
    """Return an icon of `size` px at 100 % in a token's colour; it does not follow a change of look."""
    return _rendered(name, theme.hexa(token), theme.px(size), ratio)


def draw(painter: QPainter, left: float, top: float, name: str, token: str, size: int) -> None:
    """Draw an icon for the screen that the painter paints on."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(left, top), pixmap(name, token, size, ratio))


def _ratios() -> set[float]:
    """Return how fine the screens are that are in use; drawing for every screen there might be takes as long as a page."""
    return {1.0, *(each.devicePixelRatio() for each in QGuiApplication.screens())}


def follow_screens(app: QGuiApplication) -> None:
    """Draw anew whenever a screen comes, or shows things in another size."""

    def follow(screen: QScreen) -> None:
        screen.geometryChanged.connect(lambda _: theme.fit_again())

    for each in app.screens():
        follow(each)

    def came(screen: QScreen) -> None:
        follow(screen)
        theme.fit_again()

    app.screenAdded.connect(came)


def icon(name: str, token: str = "text", size: int = 16) -> QIcon:
    """Return an icon for a button or an action; set it through `theme.fit` so that it follows the look."""
    assert known(name), name
    made = QIcon()
    for ratio in sorted(_ratios()):
        made.addPixmap(pixmap(name, token, size, ratio))
        made.addPixmap(pixmap(name, "disabled", size, ratio), QIcon.Mode.Disabled)
    return made


def program_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resources() / "icons" / f"{PROGRAM}.svg"))


def icon_file(name: str, token: str, size: int, folder: Path) -> str:
    """Write a tinted SVG for the style sheet, which takes files only, and return its path with forward slashes."""
    shade = theme.hexa(token)
    path = folder / f"{name}-{shade[1:]}-{size}-{theme.px(100)}.svg"
    if not path.exists():
        path.write_text(svg(name, shade, size), encoding="utf-8")
    return path.as_posix()


class Icon(QWidget):
    """A drawing that repaints itself from its token when the look changes.

    Without a name it is decoration, which a screen reader passes over.
    """

    def __init__(self, name: str, token: str = "muted", size: int = 20, *, says: str = "") -> None:
        super().__init__()
        assert known(name), name
        self._name, self._token, self._size = name, token, size
        self.setAccessibleName(says)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.fit(self, lambda me: me.setFixedSize(me.sizeHint()))

    def set_icon(self, name: str, token: str = "") -> None:
        """Show another drawing, in another token if one is given."""
        assert known(name), name
        self._name, self._token = name, token or self._token
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the drawing's own size."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing."""
        draw(QPainter(self), 0, 0, self._name, self._token if self.isEnabled() else "disabled", self._size)
