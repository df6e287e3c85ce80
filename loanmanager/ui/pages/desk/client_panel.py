"""The client at the desk: what matters now, and nothing that others in the room should not read (product 1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from loanmanager.i18n import language_name
from loanmanager.ui.pages.client_parts import contact_ways, late_words, out_row, said_of
from loanmanager.ui.reserving import open_reserve
from loanmanager.ui.theme import look
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.empty import Empty
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, facts, fixed, head, holder, line, row
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Callable

    from loanmanager.storage.search import ClientCard, DeviceRow, ReservationRow
    from loanmanager.ui.office import Office

_WIDE, _NARROW = 340, 262


class ClientPanel(QWidget):
    """The client's card beside the basket or the return.

    Signals:
        wants_client: somebody new stands there.
        renewed: the number of a loan that is to be renewed.
        returned: the id of a device that comes back too.
        fetched: the id of a device that was put aside for them, and goes into the basket.
        left: this is not the client.
    """

    wants_client = Signal()
    renewed = Signal(str)
    returned = Signal(int)
    fetched = Signal(int)
    left = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._shown: QWidget | None = None
        self._inside = column(space=0)
        self.setLayout(self._inside)
        fixed(self, width=_NARROW if look().large else _WIDE)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Say how a client comes here."""
        say = self.words.say
        empty = Empty("user", say("No client yet. Scan a card or type a name above."), say("New client"), "user-plus")
        empty.started.connect(self.wants_client)
        self._put(bed("surface", column(Grow(empty))))

    def show_card(
        self, card: ClientCard, *, beside: frozenset[int] = frozenset(), going: frozenset[int] = frozenset()
    ) -> None:
        """Show a client; devices that are coming back (`beside`) or in the basket (`going`) are not listed again."""
        parts: list[QWidget | int | None] = [self._name(card), *self._notices(card)]
        parts += self._ready([] if beside else [each for each in card.ready if each.held_id not in going])
        out = [each for each in card.out if each.id not in beside]
        if out:
            parts += [label(self.words.say("On loan now"), "section"), 4]
            parts += [self._out(each, returning=bool(beside)) for each in out]
            parts += [10, line(), 12]
        parts += [label(self.words.say("Safe contact"), "section"), 6, contact_ways(card.client, self.words)]
        if not look().large:
            parts += [14, line(), 14, self._facts(card)]
        reserve = button(self.words.say("Reserve…"), "link", "calendar-plus", flush="left")
        reserve.clicked.connect(lambda: open_reserve(self.office, self, card.client))
        parts += [12, reserve]
        inside = bed("surface", column(*parts, None, space=0, margins=(20, 16, 20, 16)))
        self._put(Panel(inside))

    def _put(self, made: QWidget) -> None:
        if self._shown is not None:
            self._inside.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = made
        self._inside.addWidget(made)

    def _name(self, card: ClientCard) -> QWidget:
        client, say = card.client, self.words.say
        page = button(say("Client page"), "link", flush="right")
        page.clicked.connect(lambda: self.office.go("clients", client.id))
        off = button("", "quiet", "x", says=say("Another client"), flush="right")
        off.clicked.connect(self.left)
        named = head(client.listed_name, "", off)  # nothing else beside it: many a name is long
        return holder(column(named, row(Grow(said_of(client)), page), 6, space=0))

    def _notices(self, card: ClientCard) -> list[QWidget | int | None]:
        """What the desk must know first: a block, and what is late. Why is on the client's page."""
        words, today = self.words, self.office.today
        made: list[QWidget | int | None] = []
        if card.client.is_blocked(today):
            until = card.client.blocked_until
            said = (
                words.say("Until {day}", day=words.day(until, today)) if until else words.say("See the client’s page")
            )
            made += [Notice("late", "lock", said, strong=words.say("Cannot borrow for now")), 12]
        late, away = late_words(card.out, words, today)
        if late:
            made += [Notice("late", "clock-alert", away, strong=late), 12]
        return [*made, *self._asked_first(card)]

    def _asked_first(self, card: ClientCard) -> list[QWidget | int | None]:
        """What comes before a loan: a guardian to sign, the orientation. Neither says more than what is to be done."""
        say, client, policy = self.words.say, card.client, self.office.view.rules.policy
        made: list[QWidget | int | None] = []
        if client.needs_guardian(self.office.today, policy.guardian_age):
            named = client.guardian.name
            said = say("{name} signs", name=named) if named else say("Add one on the client’s page")
            made += [Notice("ok" if named else "todo", "signature", said, strong=say("A guardian signs")), 12]
        if policy.orientation_required and client.orientation_on is None:
            said = say("Note its date on the client’s page")
            made += [Notice("todo", "graduation-cap", said, strong=say("Orientation first")), 12]
        return made

    def _ready(self, made: list[ReservationRow]) -> list[QWidget | int | None]:
        """What is put aside for them, and the one key that puts it into the basket."""
        words, shown = self.words, list[QWidget | int | None]()
        for at, each in enumerate(made):
            fetch = button(
                words.say("Take it"),
                icon="bookmark",
                key="" if at else "Ctrl+B",
                says=words.say("Take {tag}", tag=each.held),
            )
            fetch.clicked.connect(self._fetching(each))
            until = words.day(each.ready_until, self.office.today) if each.ready_until else ""
            told = words.say("{tag}, until {day}", tag=each.held, day=until)
            shown += [Notice("ok", "bookmark", told, fetch, strong=words.say("Reservation ready")), 12]
        return shown

    def _fetching(self, made: ReservationRow) -> Callable[[], None]:
        return lambda: self.fetched.emit(made.held_id)

    def _out(self, device: DeviceRow, *, returning: bool) -> QWidget:
        """One device that the client has: what, due when, and what to do with it."""
        what = self.words.say("Return too") if returning else self.words.say("Renew")
        do = button(what, "link", flush="left" if look().large else "right", says=f"{what} {device.tag}")
        do.clicked.connect(self._doing(device, returning=returning))
        made = out_row(device, self.words, self.office.today, do, under=look().large)
        return holder(column(made, margins=(0, 0, 0, 8)))

    def _doing(self, device: DeviceRow, *, returning: bool) -> Callable[[], None]:
        if returning:
            return lambda: self.returned.emit(device.id)
        return lambda: self.renewed.emit(device.loan)

    def _facts(self, card: ClientCard) -> QWidget:
        say, client = self.words.say, card.client
        shown: list[tuple[str, QWidget | str]] = [
            (say("Papers"), language_name(client.language)),
            *([(say("Counsellor"), client.counsellor)] if client.counsellor else []),
            *([(say("Goes by"), client.preferred_name)] if client.preferred_name else []),
        ]
        return holder(facts(shown))
