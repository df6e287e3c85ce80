"""The one colour table: every colour on screen is named here, and every drawing that stands for a status."""

from __future__ import annotations

from typing import Final, NamedTuple


class Shades(NamedTuple):
    """One colour in the three looks of the program, each as #RRGGBB."""

    light: str
    dark: str
    high: str  # high contrast: white on black, no tints but one


TOKENS: Final[dict[str, Shades]] = {
    # grounds
    "window": Shades("#F5F7F9", "#14181D", "#000000"),  # sidebar, bars
    "surface": Shades("#FFFFFF", "#1C2229", "#000000"),  # pages, lists, fields
    "raised": Shades("#FFFFFF", "#262D36", "#000000"),  # menus, tooltips: what floats
    "hover": Shades("#EEF2F4", "#262E37", "#1F1F1F"),
    "bed": Shades("#E6EAEE", "#0F1317", "#000000"),  # behind a sheet of paper
    "paper": Shades("#FFFFFF", "#FFFFFF", "#FFFFFF"),  # paper stays paper in the dark
    "tint": Shades("#E2F0F1", "#1D3A3E", "#003C5A"),  # selection
    "tint_hover": Shades("#EFF7F7", "#1F2D33", "#1F1F1F"),
    "disc": Shades("#DFE3E8", "#323B46", "#003C5A"),  # behind initials
    "late_bed": Shades("#FCEFEE", "#382322", "#000000"),
    "todo_bed": Shades("#FDF4E1", "#332A17", "#000000"),
    "ok_bed": Shades("#EAF5EF", "#1B3026", "#000000"),
    # lines
    "line": Shades("#DFE3E8", "#323B46", "#FFFFFF"),  # between things: decoration
    "edge": Shades("#7A8693", "#7B8896", "#FFFFFF"),  # around a control: 3:1
    # words
    "text": Shades("#1B2430", "#E7EBF0", "#FFFFFF"),
    "muted": Shades("#566271", "#9AA7B5", "#FFFFFF"),
    "disabled": Shades("#97A1AC", "#5F6B78", "#8CF58C"),  # say the reason beside it
    "ink": Shades("#16202B", "#16202B", "#000000"),  # words on paper
    # the one accent
    "accent": Shades("#0B6E75", "#4FB3B9", "#3FE0E8"),
    "accent_hover": Shades("#095B61", "#67C3C8", "#8CF0F4"),
    "accent_text": Shades("#0A666D", "#6CC6CB", "#7DEBF0"),  # accent as words
    "on_accent": Shades("#FFFFFF", "#07191B", "#000000"),
    # statuses
    "ok": Shades("#1C7549", "#5DC791", "#7CF2B0"),
    "loan": Shades("#2458B3", "#8DB4F7", "#A9CBFF"),
    "held": Shades("#6B4FB3", "#BBA6F0", "#D6C6FF"),
    "todo": Shades("#855600", "#E3B555", "#FFD866"),
    "repair": Shades("#566271", "#9AA7B5", "#FFFFFF"),
    "late": Shades("#B3261E", "#F5938B", "#FFADA6"),
    "retired": Shades("#5F6A77", "#99A5B2", "#FFFFFF"),
}


_LINEAR: Final = 0.04045  # below it, sRGB is a straight line (WCAG 2)


class Mark(NamedTuple):
    """A drawing and its colour; the word that goes with it is translated elsewhere."""

    icon: str
    token: str


STATUSES: Final[dict[str, Mark]] = {
    "available": Mark("circle-check", "ok"),
    "reserved": Mark("bookmark", "held"),
    "on_loan": Mark("arrow-up-right", "loan"),
    "to_check": Mark("clipboard-check", "todo"),
    "to_reset": Mark("rotate-ccw", "todo"),
    "in_repair": Mark("wrench", "repair"),
    "overdue": Mark("clock-alert", "late"),
    "lost": Mark("map-pin-off", "late"),
    "stolen": Mark("shield-alert", "late"),
    "retired": Mark("archive", "retired"),
}


def luminance(colour: str) -> float:
    """Return the WCAG relative luminance of #RRGGBB, 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= _LINEAR else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
