"""A drawing that somebody chose (SVG) as pixels: nothing in it is run, fetched, or drawn without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_SHAPES = 50_000
_MOST_TEXT = 10_000_000
_DEEPEST = 20  # drawings that use drawings
_RUNS = frozenset({"script", "foreignObject", "handler"})
_SHOWS = frozenset({"image", "use"})
_SPACES = {
    "": "http://www.w3.org/2000/svg",
    "xlink": "http://www.w3.org/1999/xlink",
}  # what draws it knows them by these
_LEADS = frozenset({"href", "src"})


class _TooMuch(Exception):
    """The drawing is made of more shapes than anybody sees."""


def drawn(svg: bytes, most: QSize) -> bytes:
    """Return an SVG as PNG, its ground transparent; nothing where it cannot be drawn."""
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(alone(svg)))
    size = renderer.viewBoxF().size()
    if not renderer.isValid() or size.isEmpty():
        return b""
    scale = min(most.width() / size.width(), most.height() / size.height())
    made = QImage((size * scale).toSize().expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        renderer.render(painter)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub forgot that a name is a text
    return bytes(buffer.data().data())


def alone(svg: bytes) -> bytes:
    """Return a drawing without scripts, entities and whatever leads out of it; nothing where it is none, or endless.

    It is written anew from what was read, so that what draws it reads nothing that was not looked at here.
    """
    from xml.etree import ElementTree as ET

    class Bounded(ET.TreeBuilder):
        """What entities blow up is given up early; expat itself stops the worst of them."""

        left = _MOST_TEXT

        def data(self, data: str, /) -> None:
            self.left -= len(data)
            if self.left < 0:
                raise _TooMuch
            super().data(data)

    try:
        root = ET.fromstring(svg, ET.XMLParser(target=Bounded()))  # noqa: S314 (it fetches nothing, and is bounded)
        _count(root)
    except (ET.ParseError, _TooMuch, ValueError, LookupError):  # LookupError: of an encoding
        return b""
    for each in list(root.iter()):
        for inner in [inner for inner in each if _must_go(inner)]:
            each.remove(inner)
        for name in _leading_out(each):
            del each.attrib[name]
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    return ET.tostring(root)


def _must_go(element: Element) -> bool:
    tag = _local(element.tag)
    return tag in _RUNS or (tag in _SHOWS and bool(_leading_out(element)))


def _leading_out(element: Element) -> list[str]:
    return [name for name, value in element.items() if _local(name) in _LEADS and not _stays(value)]


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _stays(target: str) -> bool:
    """Tell whether a reference stays inside: another part of the drawing, or pixels that it brings along."""
    return target.strip().startswith(("#", "data:image/png", "data:image/jpeg"))


def _count(root: Element) -> None:
    """Count what would be drawn, each drawing that is used as often as it is: ten of ten of ten are a thousand."""
    named = {each.get("id"): each for each in root.iter()}
    known: dict[Element, int] = {}
    steps = 0

    def shapes(of: Element, depth: int) -> int:
        nonlocal steps
        if of in known:
            return known[of]
        made = 0
        for each in of.iter():
            steps += 1
            made += 1
            for target in (named.get(v.strip()[1:]) for k, v in each.items() if _local(k) == "href"):
                made += shapes(target, depth + 1) if target is not None else 0
            if max(made, steps) > _MOST_SHAPES or depth > _DEEPEST:
                raise _TooMuch
        known[of] = made
        return made

    shapes(root, 0)
