"""Pieces of a client that more than one page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from loanmanager.domain.clients import Channel, Client
from loanmanager.ui.icons import Icon
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, column, holder, row

if TYPE_CHECKING:
    from datetime import date

    from loanmanager.i18n import Words
    from loanmanager.storage.search import DeviceRow

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


def said_of(client: Client) -> QWidget:
    """Return what stands under a client's name: pronouns and file number."""
    beside = [Elided(f"{client.pronouns} · ", "muted")] if client.pronouns else []
    return holder(row(*beside, label(client.file_number, "mono"), None, space=0))


def out_row(device: DeviceRow, words: Words, today: date, do: QPushButton, *, under: bool = False) -> QWidget:
    """Return one device that a client has: what, due when, and what may be done, at its right or `under` it."""
    due = device.due or today
    said = f"{words.say('due {day}', day=words.day(due, today))}, {words.away(due, today)}"
    when = label(said, "", ink="late" if device.is_overdue(today) else "muted", wrap=True)
    name = Elided(device.name or device.type.in_(words.language), "strong")
    named = holder(Flow(name, label(device.tag, "mono"), down=1))
    told = column(named, when, *([do] if under else []), space=1)
    picture = column(Icon(device.icon, "text", 20), None, space=0)
    return holder(row(picture, Grow(told), *([] if under else [do]), space=12))


def late_words(devices: tuple[DeviceRow, ...], words: Words, today: date) -> tuple[str, str]:
    """Return how many devices are overdue and for how long, two empty texts for none."""
    late = [each.due for each in devices if each.due and each.is_overdue(today)]
    if not late:
        return "", ""
    return words.count("{n} device overdue", "{n} devices overdue", len(late)), words.away(min(late), today)


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
