"""Pieces of a client that more than one page shows."""

from PySide6.QtWidgets import QWidget

from loanmanager.domain.clients import Channel, Client
from loanmanager.i18n import Words
from loanmanager.ui.icons import Icon
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, row

ICONS = {
    Channel.CALL: "phone",
    Channel.LETTER: "mail",
    Channel.EMAIL: "at-sign",
    Channel.TEXT: "message-square",
    Channel.VOICEMAIL: "voicemail",
}


def channel_words(channel: Channel, words: Words, *, allowed: bool) -> str:
    """Return what a way to reach somebody is called, or that it must not be used."""
    said = {
        Channel.CALL: (words.say("Call"), words.say("No call")),
        Channel.LETTER: (words.say("Letter"), words.say("No letter")),
        Channel.EMAIL: (words.say("E-mail"), words.say("No e-mail")),
        Channel.TEXT: (words.say("Text"), words.say("No text")),
        Channel.VOICEMAIL: (words.say("Voicemail"), words.say("No voicemail")),
    }[channel]
    return said[0] if allowed else said[1]


def contact_ways(client: Client, words: Words) -> QWidget:
    """Return the safe ways to reach a client: first those that are allowed, then those that are not, in words."""
    lines: list[QWidget] = []
    for allowed in (True, False):
        shown = [_way(each, words, allowed=allowed) for each in ICONS if (each in client.allowed) is allowed]
        if shown:
            made = QWidget()
            made.setLayout(Flow(*shown, across=20))
            lines.append(made)
    if client.discreet:
        said = label(words.say("Discreet: never name the agency"), wrap=True)
        lines.append(holder(row(Icon("eye-off", "text", 16), Grow(said), space=6)))
    return holder(column(*lines, space=6))


def _way(channel: Channel, words: Words, *, allowed: bool) -> QWidget:
    said = label(channel_words(channel, words, allowed=allowed), "" if allowed else "muted")
    icon = Icon(ICONS[channel], "text", 16) if allowed else Icon("ban", "muted", 16)
    return holder(row(icon, said, space=6))
