"""A drawing from outside is drawn without running, fetching or going on for ever."""

import time

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from loanmanager.ui.drawings import alone, drawn
from tests.hostile import LAUGHING_SVG, MEGABYTE

MOST = QSize(120, 40)
HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 40">'
RED = b'<rect width="120" height="40" fill="#c80000"/>'


def used(levels: int) -> bytes:
    """Return a drawing that is made of ten that are made of ten."""
    groups = b"".join(
        b'<g id="a%d">' % at + b'<use xlink:href="#a%d"/>' % (at - 1) * 10 + b"</g>" for at in range(1, levels)
    )
    return (
        HEAD + b'<defs><g id="a0">' + RED + b"</g>" + groups + b'</defs><use xlink:href="#a%d"/></svg>' % (levels - 1)
    )


def middle(png: bytes) -> tuple[int, int, int, int]:
    return QImage.fromData(png).pixelColor(60, 20).getRgb()


@pytest.fixture
def red(qtbot, tmp_path):
    file = tmp_path / "red.png"
    made = QImage(120, 40, QImage.Format.Format_RGB32)
    made.fill(0xC80000)
    made.save(str(file))
    return file


def test_what_is_used_is_drawn(qtbot):
    assert middle(drawn(used(3), MOST)) == (200, 0, 0, 255)


@pytest.mark.parametrize(
    "svg",
    [
        used(12),
        LAUGHING_SVG,
        HEAD + b'<g id="a"><use href="#a"/></g></svg>',
        HEAD + b'<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>',
        HEAD + b"<g/>" * 100_000 + b"</svg>",
        HEAD + b"<text>" + b"x" * 11 * MEGABYTE + b"</text></svg>",
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + HEAD + b"<text>&x;</text></svg>",
        b"<svg",
        b"",
        b"\xff\xfe<svg/>",
        b'<?xml version="1.0" encoding="no-such"?><svg/>',
        HEAD + b"<g>" * 100_000,
    ],
    ids=range(12),
)
def test_what_has_no_end_or_is_none_is_not_drawn(qtbot, svg):
    begun = time.process_time()
    assert drawn(svg, MOST) == b""
    assert time.process_time() - begun < 5


def test_nothing_is_fetched_from_outside(red):
    path = str(red).encode()
    for leads in (path, b"file://" + path, b"//server/x.png", b"http://192.0.2.1/x.png"):
        svg = HEAD + b'<image href="%s" xlink:href="%s" width="120" height="40"/></svg>' % (leads, leads)
        assert middle(drawn(svg, MOST))[3] == 0, "nothing was painted"
        assert leads not in alone(svg)
    sheet = b'<?xml-stylesheet type="text/css" href="%s"?>' % path
    assert path not in alone(sheet + HEAD + RED + b"</svg>")


def test_nothing_is_run(qtbot):
    svg = HEAD + b"<script>alert(1)</script><foreignObject><b/></foreignObject>" + RED + b"</svg>"
    assert b"script" not in alone(svg)
    assert b"foreignObject" not in alone(svg)
    assert middle(drawn(svg, MOST)) == (200, 0, 0, 255)


def test_pixels_inside_are_drawn(red):
    from base64 import b64encode

    inside = b"data:image/png;base64," + b64encode(red.read_bytes())
    svg = HEAD + b'<image xlink:href="%s" width="120" height="40"/></svg>' % inside
    assert middle(drawn(svg, MOST)) == (200, 0, 0, 255)


def test_what_an_editor_declares_is_understood(qtbot):
    svg = b'<!DOCTYPE svg [<!ENTITY c "#c80000">]>' + HEAD + b'<rect width="120" height="40" fill="&c;"/></svg>'
    assert middle(drawn(svg, MOST)) == (200, 0, 0, 255)
