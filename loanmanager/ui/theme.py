"""Turn the token table into a palette, one style sheet and fonts. The only module that knows pixels and colours.

`apply()` puts a look in force and may be called again at any time: whatever was scaled through `fit()` is fitted anew, so
theme and text size change in the open window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar, cast
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from loanmanager.paths import resources
from loanmanager.ui.tokens import TOKENS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIZES: Final = {"h1": 20, "h2": 16, "body": 13, "small": 12, "tiny": 11}
LARGE: Final = 1.4  # from this text size on, words stand under icons and side panels give way
FALLBACKS: Final = ("Segoe UI", "Noto Sans", "Noto Sans CJK SC")
MONO: Final = ("Cascadia Mono", "Consolas", "SF Mono", "JetBrains Mono", "DejaVu Sans Mono", "monospace")
Fitted = TypeVar("Fitted", bound=QObject)


@dataclass(frozen=True, slots=True)
class Look:
    """What the window looks like now. `calm` asks for no motion."""

    dark: bool = False
    scale: float = 1.0
    high_contrast: bool = False
    calm: bool = False

    @property
    def large(self) -> bool:
        """Tell whether the text is so large that words stand under icons."""
        return self.scale >= LARGE


class _State:
    """The look in force, and what has to be fitted again when it changes."""

    def __init__(self) -> None:
        self.look = Look()
        self.sheet = ""
        self.cache: Path | None = None
        self.folder: QTemporaryDir | None = None
        self.applied: tuple[Look, Path | None, tuple[str, ...]] | None = None
        self.fitted: WeakKeyDictionary[QObject, list[Callable[[QObject], object]]] = WeakKeyDictionary()


_state = _State()


def look() -> Look:
    """Return the look in force."""
    return _state.look


def hexa(token: str) -> str:
    """Return the colour of a token in the look in force, as #RRGGBB."""
    shades = TOKENS[token]
    if _state.look.high_contrast:
        return shades.high
    return shades.dark if _state.look.dark else shades.light


def colour(token: str) -> QColor:
    """Return the colour of a token in the look in force."""
    return QColor(hexa(token))


def px(length: float) -> int:
    """Scale a length that holds text: a height, a column, an icon."""
    return round(length * _state.look.scale)


def gap(length: float) -> int:
    """Scale a space between things: at about a third of the text's rate, or nothing fits at 150 %."""
    return round(length * (1 + (_state.look.scale - 1) * 0.35))


def motion(milliseconds: int) -> int:
    """Return how long a movement may take: at most 120 ms, and none at all in a calm look."""
    return 0 if _state.look.calm else min(milliseconds, 120)


def font(step: str = "body", weight: int = 400, *, mono: bool = False) -> QFont:
    """Return the font of a step (h1, h2, body, small, tiny) for a painter."""
    made = QFont(QApplication.font())
    if mono:
        made.setFamilies(list(MONO))
        made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPixelSize(px(SIZES[step] - (0.5 if mono else 0)))
    made.setWeight(QFont.Weight(weight))
    return made


def fit(thing: Fitted, rule: Callable[[Fitted], object]) -> Fitted:
    """Run `rule(thing)` now and again after each change of look, for as long as the thing lives.

    For sizes and icons that a style sheet cannot hold. The rule must not hold the thing itself, only take it.
    """
    _state.fitted.setdefault(thing, []).append(cast("Callable[[QObject], object]", rule))
    rule(thing)
    return thing


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects by, and let the sheet be read again for the widget."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def system_look(app: QApplication, scale: float = 1.0) -> Look:
    """Return the look that the system asks for: its scheme, its contrast, its wish for less motion."""
    hints = app.styleHints()
    hints.unsetColorScheme()  # or it would answer what we chose before
    wishes = hints.accessibility()
    return Look(
        dark=hints.colorScheme() == Qt.ColorScheme.Dark,
        scale=scale,
        high_contrast=wishes.contrastPreference() == Qt.ContrastPreference.HighContrast,
        calm=wishes.motionPreference() == Qt.MotionPreference.ReducedMotion,
    )


def palette() -> QPalette:
    """Map tokens to every role that Fusion paints with, the disabled group included."""
    role, made = QPalette.ColorRole, QPalette()
    table = {
        "window": (role.Window, role.AlternateBase),
        "surface": (role.Base, role.Button, role.Light),
        "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
        "muted": (role.PlaceholderText,),
        "raised": (role.ToolTipBase,),
        "accent": (role.Highlight, role.Accent),
        "on_accent": (role.HighlightedText, role.BrightText),
        "accent_text": (role.Link, role.LinkVisited),
        "hover": (role.Midlight,),
        "line": (role.Mid,),
        "edge": (role.Dark, role.Shadow),
    }
    for token, roles in table.items():
        for each in roles:
            made.setColor(each, colour(token))
    off = QPalette.ColorGroup.Disabled
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(off, each, colour("disabled"))
    made.setColor(off, role.Highlight, colour("line"))
    return made


def sheet() -> str:
    """Fill the style sheet: @name is a token, $12 is 12 px times the text size, icon(name, token, size) a tinted file.

    half(16) is the radius of a disc 16 wide with an edge of 1, core(16, 5) what a ring of 5 leaves of it.
    """
    from loanmanager.ui.icons import icon_file  # here, since icons take their colours from this module

    def tinted(found: re.Match[str]) -> str:
        return f'url("{icon_file(found[1], found[2], int(found[3]), _folder())}")'

    text = (resources() / "style" / "loanmanager.qss").read_text(encoding="utf-8")
    text = re.sub(r"icon\(([\w-]+), ?(\w+), ?(\d+)\)", tinted, text)
    text = re.sub(r"half\((\d+)\)", lambda found: f"{(px(int(found[1])) + 2) // 2}px", text)
    text = re.sub(r"core\((\d+), ?(\d+)\)", lambda found: f"{px(int(found[1])) + 2 - 2 * px(int(found[2]))}px", text)
    text = re.sub(r"\$(\d+(?:\.\d+)?)", lambda found: f"{px(float(found[1]))}px", text)
    text = text.replace("@mono", ", ".join(f'"{each}"' for each in MONO))
    return re.sub(r"@(\w+)", lambda found: hexa(found[1]), text)


def apply(
    app: QApplication,
    *,
    dark: bool = False,
    scale: float = 1.0,
    high_contrast: bool = False,
    calm: bool = False,
    families: Sequence[str] = (),
    cache: Path | None = None,
) -> None:
    """Put a look in force: style, scheme, font, palette, sheet, in that order, then all that was fitted or dressed.

    `scale` is the text size, 1.0 to 2.0. `cache` is where tinted icons for the sheet go; without it, a temporary folder.
    Where the look is in force already, nothing is drawn anew.
    """
    _state.look = Look(dark or high_contrast, scale, high_contrast, calm)
    _state.cache = cache or _state.cache
    wanted = (_state.look, _state.cache, tuple(families))
    if _state.applied == wanted:
        fit_again()
        return
    _put_in_force(app, families)
    _state.applied = (_state.look, _state.cache, tuple(families))  # a temporary folder was made on the way
    fit_again()


def _put_in_force(app: QApplication, families: Sequence[str]) -> None:
    app.setStyle("Fusion")
    scheme = Qt.ColorScheme.Dark if _state.look.dark else Qt.ColorScheme.Light
    if (
        app.styleHints().colorScheme() != scheme
    ):  # what the system says already is not overridden, so that its changes are told
        app.styleHints().setColorScheme(scheme)
    app.setFont(_base_font(families))
    app.setPalette(palette())
    _state.sheet = sheet()


def dress(window: Fitted) -> Fitted:
    """Give a window its style sheet, now and after each change of look; all that is in it takes it from there.

    Were it the application's, Qt would match it against everything inside whatever is put into something, again and again
    from the inmost row to the page: building a page took four times as long.
    """
    return window if _put_on in _state.fitted.get(window, ()) else fit(window, _put_on)


def _put_on(window: QObject) -> None:
    assert isinstance(window, QWidget)
    if window.styleSheet() != _state.sheet:
        window.setStyleSheet(_state.sheet)


def fit_again() -> None:
    """Run every rule given to `fit()` whose thing still lives."""
    for thing, rules in list(_state.fitted.items()):
        for rule in rules:
            if isValid(thing):
                rule(thing)


def _base_font(families: Sequence[str]) -> QFont:
    """Return the system's font in our size, with figures of equal width and fallbacks for other scripts."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    made = QFont()
    made.setFamilies([*families, *system.families(), *FALLBACKS])
    made.setPixelSize(px(SIZES["body"]))
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


def _folder() -> Path:
    """Return where tinted icons go, made on first need."""
    if _state.cache is None:
        _state.folder = QTemporaryDir()
        _state.cache = Path(_state.folder.path())
    _state.cache.mkdir(parents=True, exist_ok=True)
    return _state.cache
