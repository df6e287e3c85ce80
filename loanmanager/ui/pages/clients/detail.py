"""One client: what matters now, what they have, how to reach them, their fields edited in place, their history."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from loanmanager.domain.clients import Channel, Client
from loanmanager.domain.loans import Loan
from loanmanager.operations import people
from loanmanager.operations.done import By, Done
from loanmanager.operations.inventory import Edit, Saved
from loanmanager.storage import search
from loanmanager.storage.search import Alike, ClientCard, DeviceRow, HistoryRow, Store
from loanmanager.ui.dialogs.block import BlockDialog
from loanmanager.ui.dialogs.contact import ContactDialog
from loanmanager.ui.dialogs.renew import RenewDialog
from loanmanager.ui.office import Office
from loanmanager.ui.pages.client_parts import contact_ways, late_words, out_row, said_of
from loanmanager.ui.pages.clients.internet import InternetLine
from loanmanager.ui.pages.clients.lines import client_lines, guardian_lines
from loanmanager.ui.pages.clients.owed import Owed
from loanmanager.ui.pages.clients.told import HistoryChips
from loanmanager.ui.pages.clients.twice import Twice
from loanmanager.ui.pages.edit_lines import EditLines
from loanmanager.ui.pages.record_detail import Read, RecordDetail, history
from loanmanager.ui.reserving import open_reserve
from loanmanager.ui.shelf_printing import open_card
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, refill, row
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.panel import Panel


@dataclass(frozen=True, slots=True)
class _More:
    """What is shown beside the record: what they have, and who may be the same person."""

    card: ClientCard
    alike: tuple[Alike, ...] = ()


class ClientDetail(RecordDetail[Client]):
    """The right third of the clients page."""

    about = "client"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        more = button("", "quiet", "ellipsis", says=say("More"))
        more.clicked.connect(lambda: self._open_menu(more))
        off = button("", "quiet", "x", says=say("Close"), flush="right")
        off.clicked.connect(self.left)
        self._head = head("", "", more, off)
        self._under = QVBoxLayout()
        self.primary = Primary(say("Lend"))
        self.primary.clicked.connect(lambda: self.office.go("desk", ("client", self._id)))
        self._why = button(say("Show why"), "link", flush="right")
        self._why.clicked.connect(self._toggle_why)
        self._why_shown: bool = False
        self._blocked = Notice("late", "lock", "", self._why)
        self._late = Notice("late", "clock-alert", "")
        self.twice = Twice(office)
        self.twice.settled.connect(self.show_record)
        self.chips = HistoryChips(self.words)
        self.chips.chosen.connect(lambda _: self.show_history())
        self._named_guardian: int = 0
        self._out, self._contact = QVBoxLayout(), QVBoxLayout()
        self.owed = Owed(office)
        more_words, less_words = say("More fields"), say("Fewer fields")
        keeps, unreadable = say("Enter keeps, Esc puts back"), say("This does not fit here.")
        self._fields = self.form(
            EditLines(client_lines(office), unreadable=unreadable, keeps=keeps, more=more_words, less=less_words)
        )
        self.internet = InternetLine(office)
        self._guardian = self.form(EditLines(guardian_lines(office), unreadable=unreadable, keeps=keeps))
        self._shown = 0
        self._lay_out()

    def _lay_out(self) -> None:
        say = self.words.say
        edit = button(say("Edit"), "link", flush="right", says=say("Edit the safe contact"))
        edit.clicked.connect(self._edit_contact)
        log = button(say("Log a contact"), "link")
        log.clicked.connect(self._log_contact)
        self._unsigned = Notice("todo", "signature", say("A guardian has to sign. Add one here."))
        above = column(label(say("Guardian"), "section"), self._unsigned, space=8)
        self._guardian_part = holder(column(above, 4, self._guardian, 8, line(), 12, space=0))
        inside = column(
            self._out,
            self.owed,
            row(label(say("Safe contact"), "section"), None, log, edit),
            2,
            self._contact,
            12,
            line(),
            8,
            self.internet,
            self._fields,
            8,
            line(),
            12,
            self._guardian_part,
            label(say("History"), "section"),
            6,
            self.chips,
            6,
            Grow(self.timeline),
            space=0,
            margins=(20, 4, 20, 8),
        )
        self.timeline.setMinimumHeight(160)
        top = column(
            self._head,
            row(Grow(self._under), self.primary, space=12),
            self._blocked,
            self._late,
            self.twice,
            line(),
            space=8,
            margins=(20, 16, 20, 0),
        )
        self.setLayout(row(bed("surface", column(top, Grow(Panel(bed("surface", inside))), space=0)), space=0))

    # Reading

    def question(self, id_: int) -> Callable[[Store], Read[Client] | None]:
        """Return the question for a client, what they have and their history."""

        def ask(store: Store) -> Read[Client] | None:
            card = search.client_card(store, id_)
            if card is None:
                return None
            kept = card.client.id  # another one than asked for, where that was merged into it
            return Read(card.client, history(store, "client", kept), _More(card, search.same_as(store, kept)))

        return ask

    def edit(self, store: Store, form: Edit, by: By) -> Done[Saved]:
        """Keep a change of the client."""
        return people.edit_client(store, form, by)

    def values_of(self, record: Client) -> dict[str, Any]:
        """Return the client's fields and, dotted, the guardian's."""
        values = {name: getattr(record, name) for name in self._fields.names()}
        for name in self._guardian.names():
            values[name] = getattr(record.guardian, name.removeprefix("guardian."))
        return values

    def send(
        self, was: dict[str, Any], now: dict[str, Any], lines: EditLines | None = None, *, beside: str = ""
    ) -> None:
        """Send a change; one of the guardian goes as the whole guardian."""
        name, value = next(iter(now.items()))
        if not name.startswith("guardian."):
            super().send(was, now, lines, beside=beside)
            return
        assert self.read is not None
        before = self.read.record.guardian
        after = replace(before, **{name.removeprefix("guardian."): value})
        super().send({"guardian": before}, {"guardian": after}, lines, beside=name)

    # Showing

    def show_read(self, read: Read[Client]) -> None:
        """Show the client."""
        client, more, words, today = read.record, read.more, self.words, self.office.today
        assert isinstance(more, _More)
        card = more.card
        self._id = client.id
        self.internet.show_client(client.id)
        self._head.set_title(client.listed_name)
        refill(self._under, said_of(client))
        self.primary.set_words(words.say("Lend to {name}", name=client.called[:24]))
        self._show_block(why=self._why_shown and client.id == self._shown)
        late, away = late_words(card.out, words, today)
        self._late.set_text(away, late)
        self._late.setVisible(bool(late))
        self.twice.show_alike(card, more.alike)
        self._show_out(card)
        self.owed.show_client(client.id)
        refill(self._contact, contact_ways(client, words))
        young = client.needs_guardian(today, self.office.view.rules.policy.guardian_age)
        self._unsigned.setVisible(young and not client.guardian.name)
        named = any(self.values_of(client)[name] for name in self._guardian.names())
        self._guardian_part.setVisible(young or named or self._named_guardian == client.id)
        self._shown = client.id

    def told(self, rows: tuple[HistoryRow, ...]) -> tuple[HistoryRow, ...]:
        """Return the part of the history that is chosen."""
        self.chips.show_rows(rows)
        return self.chips.only(rows)

    def _toggle_why(self) -> None:
        self._show_block(why=not self._why_shown)

    def _show_block(self, *, why: bool) -> None:
        """Say that there is a block and until when; the reason is shown only when it is asked for."""
        assert self.read is not None
        client, words, today = self.read.record, self.words, self.office.today
        self._why_shown = why
        self._why.setText(words.say("Hide why") if why else words.say("Show why"))
        self._why.setVisible(bool(client.blocked_reason))
        until = words.say("Until {day}", day=words.day(client.blocked_until, today)) if client.blocked_until else ""
        said = "\n".join(part for part in (until, client.blocked_reason if why else "") if part)
        self._blocked.set_text(said, words.say("Cannot borrow for now"))
        self._blocked.setVisible(client.is_blocked(today))

    def _show_out(self, card: ClientCard) -> None:
        rows = [self._device(each) for each in card.out]
        if rows:
            above = column(label(self.words.say("On loan now"), "section"), *rows, space=8)
            refill(self._out, holder(column(6, above, 12, line(), 4, space=0)))
        else:
            refill(self._out)

    def _device(self, device: DeviceRow) -> QWidget:
        words = self.words
        do = button(words.say("Renew"), "link", flush="right", says=words.say("Renew {number}", number=device.loan))
        do.clicked.connect(lambda: self._renew(device.loan))
        return out_row(device, words, self.office.today, do)

    # Doing

    def _renew(self, number: str) -> None:
        def opened(loan: Loan | None) -> None:
            if loan:
                RenewDialog(self.office, loan, parent=self).open()

        self.office.ask(self, lambda store: search.loan_record(store, number=number), opened)

    def _name_guardian(self) -> None:
        """Show the guardian's fields for somebody who needs none by age."""
        assert self.read is not None
        self._named_guardian = self.read.record.id
        self._guardian_part.show()
        self._guardian.enter()

    def _edit_contact(self) -> None:
        if self.read is None:
            return
        client = self.read.record
        dialog = ContactDialog(self.office, client, parent=self)
        before = {"allowed": client.allowed, "discreet": client.discreet}
        dialog.kept.connect(lambda allowed, discreet: self.send(before, {"allowed": allowed, "discreet": discreet}))
        dialog.open()

    def _log_contact(self) -> None:
        if self.read is None:
            return
        from loanmanager.ui.dialogs.log_contact import About, LogContactDialog  # when it is opened

        client = self.read.record
        about = About(client.id, client.listed_name, client.phones, Channel.VOICEMAIL in client.allowed)
        LogContactDialog(self.office, about, parent=self).open()

    def _open_menu(self, at: QWidget) -> None:
        if self.read is None:
            return
        say, client = self.words.say, self.read.record
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(
            say("Show their loans"), lambda: self.office.go("loans", ("client", client.id, client.listed_name))
        )
        menu.addAction(say("Reserve…"), lambda: open_reserve(self.office, self, client))
        if client.is_blocked(self.office.today):
            lifts = menu.addAction(say("Lift the block"), self._lift_block)
        else:
            lifts = menu.addAction(say("Block…"), self._block)
        self.office.allow("block", lifts)
        if not self._guardian_part.isVisible():
            menu.addAction(say("Name a guardian"), self._name_guardian)
        merges = menu.addAction(say("Merge with another record…"), self.twice.choose)
        self.office.allow("merge", merges)
        menu.addAction(say("Clearance letter"), self.owed.make_letter)
        menu.addAction(say("Client card…"), lambda: open_card(self.office, self, client))
        if self.undoable():
            menu.addAction(say("Undo the last step…"), self.undo_last)
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    def _block(self) -> None:
        assert self.read is not None
        before = _block_of(self.read.record)
        dialog = BlockDialog(self.office, parent=self)
        dialog.kept.connect(
            lambda until, reason: self.send(before, {"blocked": True, "blocked_until": until, "blocked_reason": reason})
        )
        dialog.open()

    def _lift_block(self) -> None:
        """Lift the block; its reason stays in the history only."""
        assert self.read is not None
        self.send(_block_of(self.read.record), {"blocked": False, "blocked_until": None, "blocked_reason": ""})


def _block_of(client: Client) -> dict[str, Any]:
    return {
        "blocked": client.blocked,
        "blocked_until": client.blocked_until,
        "blocked_reason": client.blocked_reason,
    }
