"""Rows, columns and the few plain things between them. Every length is px at 100 % and follows the text size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLayout, QSpacerItem, QVBoxLayout, QWidget
from PySide6.QtWidgets import QSizePolicy as Policy

from loanmanager.ui.theme import fit, gap, px
from loanmanager.ui.widgets.labels import Elided, label

if TYPE_CHECKING:
    from collections.abc import Sequence

Margins = int | tuple[int, int, int, int]
Sized = TypeVar("Sized", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Grow:
    """A thing that takes the room that is left, by its share."""

    thing: QWidget | QLayout
    share: int = 1


Thing = QWidget | QLayout | Grow | int | None


def row(*things: Thing, space: int = 8, margins: Margins = 0) -> QHBoxLayout:
    """Lay things side by side: a number is a gap of that many px, None takes the room that is left."""
    return _fill(QHBoxLayout(), things, space, margins)


def column(*things: Thing, space: int = 8, margins: Margins = 0) -> QVBoxLayout:
    """Lay things one under the other: a number is a gap of that many px, None takes the room that is left."""
    return _fill(QVBoxLayout(), things, space, margins)


Box = TypeVar("Box", bound=QBoxLayout)


def _fill(layout: Box, things: tuple[Thing, ...], space: int, margins: Margins) -> Box:
    spacers: list[tuple[QSpacerItem, int]] = []
    for thing in things:
        share = thing.share if isinstance(thing, Grow) else 0
        what = thing.thing if isinstance(thing, Grow) else thing
        if what is None:
            layout.addStretch(1)
        elif isinstance(what, int):
            spacer = QSpacerItem(0, 0)
            layout.addSpacerItem(spacer)
            spacers.append((spacer, what))
        elif isinstance(what, QWidget):
            layout.addWidget(what, share)
        else:
            layout.addLayout(what, share)
    return fit(layout, lambda me: _space(me, space, margins, spacers))


def _space(layout: QBoxLayout, space: int, margins: Margins, spacers: list[tuple[QSpacerItem, int]]) -> None:
    """Set a box's spaces for the text size in force."""
    layout.setSpacing(gap(space))
    set_margins(layout, margins)
    across = isinstance(layout, QHBoxLayout)
    for spacer, length in spacers:
        wide, high = (gap(length), 0) if across else (0, gap(length))
        spacer.changeSize(
            wide,
            high,
            Policy.Policy.Fixed if across else Policy.Policy.Minimum,
            Policy.Policy.Minimum if across else Policy.Policy.Fixed,
        )
    layout.invalidate()


def set_margins(layout: QLayout, margins: Margins) -> None:
    """Set a layout's margins, in px at 100 %, for the text size in force."""
    left, top, right, bottom = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setContentsMargins(gap(left), gap(top), gap(right), gap(bottom))


def holder(inside: QLayout) -> QWidget:
    """Return a bare widget around a layout."""
    made = QWidget()
    made.setLayout(inside)
    return made


def bed(name: str = "surface", inside: QLayout | None = None) -> QWidget:
    """Return a plain widget painted in a token: surface, window, bed (behind paper) or raised (what floats)."""
    made = QWidget()
    made.setProperty("bed", name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # or QSS is ignored on a QWidget
    if inside is not None:
        made.setLayout(inside)
    return made


def line(*, vertical: bool = False) -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("role", "vline" if vertical else "hline")
    return made


def fixed(widget: Sized, *, width: int = 0, height: int = 0) -> Sized:
    """Hold a widget at a width or height, px at 100 %, at every text size."""

    def hold(me: QWidget) -> None:
        if width:
            me.setFixedWidth(px(width))
        if height:
            me.setFixedHeight(px(height))

    return fit(widget, hold)


def facts(
    rows: Sequence[tuple[str, QWidget | str]], *, caption: int = 0, across: int = 16, down: int = 6
) -> QGridLayout:
    """Return captions and values in two aligned columns; `caption` is the least width of the first."""
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    for at, (words, value) in enumerate(rows):
        shown = label(value, wrap=True) if isinstance(value, str) else value
        grid.addWidget(
            label(words, "muted"),
            at,
            0,
            Qt.AlignmentFlag.AlignTop if isinstance(value, str) else Qt.AlignmentFlag.AlignVCenter,
        )
        grid.addWidget(shown, at, 1)

    def space(me: QGridLayout) -> None:
        me.setHorizontalSpacing(gap(across))
        me.setVerticalSpacing(gap(down))
        me.setColumnMinimumWidth(0, px(caption))

    set_margins(grid, 0)
    return fit(grid, space)


def refill(place: QBoxLayout, *things: QWidget) -> None:
    """Put other widgets in a place, and let go of those that stood there."""
    while (item := place.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for thing in things:
        place.addWidget(thing)


class Head(QWidget):
    """The first line of a page or panel, always 32 high so that neighbours share a baseline."""

    def __init__(self, title: str, beside: str, *right: Thing, step: str = "h1", after: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._title, self._beside = Elided(title, step), label(beside, "muted")
        self.setLayout(row(self._title, self._beside, *after, None, *right, space=12))
        fixed(self, height=32)
        self._beside.setVisible(bool(beside))
        self._title.setVisible(bool(title))

    def set_title(self, title: str, beside: str = "") -> None:
        """Show another title and what stands beside it."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._beside.setText(beside)
        self._beside.setVisible(bool(beside))


def head(title: str, beside: str = "", *right: Thing, step: str = "h1", after: Sequence[QWidget] = ()) -> Head:
    """Return a first line: the title, what stands beside it in grey, controls after that and at the right."""
    return Head(title, beside, *right, step=step, after=after)
