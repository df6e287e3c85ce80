"""Clients, programmes and the group check-out beside each other: the title of one, and the ways to the others."""

from functools import partial

from PySide6.QtWidgets import QWidget

from loanmanager.i18n import Words
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import holder, row


def places(words: Words) -> tuple[tuple[str, str, str], ...]:
    """Return the pages: key, words, and the keys that go there."""
    return (
        ("clients", words.say("Clients"), "Ctrl+Shift+C"),
        ("programmes", words.say("Programmes"), "Ctrl+Shift+P"),
        ("group", words.say("Group check-out"), "Ctrl+Shift+G"),
    )


def switch(office: Office, here: str) -> QWidget:
    """Return the title of the page that one is on, with the others as quiet buttons in their order."""
    parts: list[QWidget] = []
    for key, words, keys in places(office.words):
        if key == here:
            parts.append(label(words, "h1"))
            continue
        other = button(words, "quiet", key=keys, flush="" if parts else "left")
        other.clicked.connect(partial(_go, office, key))
        parts.append(other)
    return holder(row(*parts, space=4))


def _go(office: Office, key: str, _checked: object = None) -> None:
    office.go(key)
