"""Devices, kits and lines beside each other: the title of one, and the ways to the two others."""

from functools import partial

from PySide6.QtWidgets import QWidget

from loanmanager.i18n import Words
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import holder, row


def places(words: Words) -> tuple[tuple[str, str, str], ...]:
    """Return the three pages: key, words, and the keys that go there."""
    return (
        ("devices", words.say("Devices"), "Ctrl+Shift+D"),
        ("kits", words.say("Kits"), "Ctrl+Shift+K"),
        ("lines", words.say("Lines"), "Ctrl+Shift+L"),
    )


def switch(office: Office, here: str) -> QWidget:
    """Return the title of the page that one is on, with the others as quiet buttons in their order."""
    parts: list[QWidget] = []
    for key, words, keys in places(office.words):
        if key == here:
            parts.append(label(words, "h1"))
            continue
        other = button(words, "quiet", key=keys, flush="" if parts else "left")  # the first meets the page's edge
        other.clicked.connect(partial(_go, office, key))
        parts.append(other)
    return holder(row(*parts, space=4))


def _go(office: Office, key: str, _checked: object = None) -> None:
    office.go(key)
