"""An office with clients and loans in every state, and reading what a page says of them. The people are invented."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from loanmanager.domain.clients import Channel
from loanmanager.operations import inventory, people, renewing
from loanmanager.ui.widgets.timeline import ROW
from tests.office import NOW, TODAY, add_client, add_device, lend, take_back

ZOE, JOSEE, MOHAMMED, SAM, INES, LONG = range(1, 7)  # ids in the order of adding


def before(by, days):
    """Return the same person some days ago."""
    return replace(by, now=NOW - timedelta(days=days), today=TODAY - timedelta(days=days))


def fill(store, by):
    """Six clients: blocked, overdue, with something due today, with all back, a minor, one with a long name."""
    laptops = [add_device(store, by, make="Lenovo", model="ThinkPad T480") for _ in range(6)]
    hotspot = add_device(store, by, "hotspot", make="Franklin", model="T9")
    add_client(
        store, by, "Nguyễn", "Zoë", pronouns="she/her", phones=("514 555-0142",), language="fr", discreet=True,
        allowed=frozenset({Channel.CALL, Channel.EMAIL}), address="12, rue de la Paix\nMontréal",
    )  # fmt: skip
    add_client(store, by, "Tremblay", "Josée", phones=("438 555-0143",))
    add_client(store, by, "الحدّاد", "محمد")
    add_client(store, by, "O’Neil", "Sam", email="sam@example.org")
    add_client(store, by, "Sánchez", "Inés", birth_date=date(2011, 3, 4))
    add_client(store, by, "Saint-Jean-Baptiste de la Montagne", "Marie-Clémentine")
    lend(store, before(by, 26), ZOE, laptops[0], purpose="Job search")
    lend(store, before(by, 40), JOSEE, laptops[1], hotspot)
    lend(store, before(by, 30), MOHAMMED, laptops[2])
    lend(store, before(by, 9), SAM, laptops[3])
    take_back(store, before(by, 2), laptops[3])
    renewed = lend(store, before(by, 20), LONG, laptops[4], laptops[5])
    renewing.renew(store, renewing.Renew(renewed.result.loan_id), before(by, 5))
    take_back(store, by, laptops[5])
    block(store, by, ZOE, until=date(2026, 12, 4), reason="Two chargers lost")


def block(store, by, client_id, *, until=None, reason="Lost"):
    was = {"blocked": False, "blocked_until": None, "blocked_reason": ""}
    now = {"blocked": True, "blocked_until": until, "blocked_reason": reason}
    people.edit_client(store, inventory.Edit(client_id, was, now), by)


def laid_out():
    """Let what was put in just now be shown, and take its room."""
    for _ in range(3):  # a label that wraps asks for its height when it knows its width
        QCoreApplication.processEvents()


def texts(widget):
    """Return the words of every label that is shown, from the top."""
    laid_out()
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible() and each.text()]


def timeline(detail):
    """Return what the history says was done, the newest first."""
    events = detail.timeline.events
    return [events.index(at).data(ROW).what for at in range(events.rowCount())]


def cells(page, name):
    """Return the words of a column."""
    at = [each.name for each in page._model.columns].index(name)
    return [page._model.index(row, at).data() for row in range(page._model.rowCount())]


def chips(page):
    """Return the counts of the chips by their words."""
    return {chip.words: chip.extra for chip in page._chips.values()}
