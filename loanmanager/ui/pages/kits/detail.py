"""One kit: how much of it is in, its fields, its devices, which are scanned in one after the other, and its history."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from loanmanager.domain.kits import Kit, Unit
from loanmanager.domain.refusal import Refusal
from loanmanager.operations import kits
from loanmanager.operations.done import By, Done
from loanmanager.operations.inventory import Edit, Saved
from loanmanager.operations.kits import Units
from loanmanager.sentences import of_refusals
from loanmanager.storage import search
from loanmanager.storage.search import KitView, Store
from loanmanager.ui.dialogs.line import device_named
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.office import Office
from loanmanager.ui.pages.edit_lines import EditLine, EditLines
from loanmanager.ui.pages.kits.state import mark_of, state_of
from loanmanager.ui.pages.kits.units import UnitLine
from loanmanager.ui.pages.record_detail import Read, RecordDetail, history
from loanmanager.ui.reading import read_money, show_money
from loanmanager.ui.shelf_printing import open_kit_sheet, open_label
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.fields import entry
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, line, refill, row
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.status import Status


class KitDetail(RecordDetail[Kit]):
    """The right third of the kits page."""

    about = "kit"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        more = button("", "quiet", "ellipsis", says=say("More"))
        more.clicked.connect(lambda: self._open_menu(more))
        off = button("", "quiet", "x", says=say("Close"), flush="right")
        off.clicked.connect(self.left)
        self._head = head("", "", more, off)
        self._name = Elided("", "muted")
        self._status = Status("available", "")
        self.primary = Primary(say("Lend it"))
        self.primary.clicked.connect(lambda: self.office.go("desk", ("kit", self._id)))
        self._fields = self.form(
            EditLines(
                _fields(office), unreadable=say("This does not fit here."), keeps=say("Enter keeps, Esc puts back")
            )
        )
        self._units = QVBoxLayout()
        self._scan = entry(placeholder=say("Scan or type a device to put in"), says=say("A device to put in"))
        self._scan.returnPressed.connect(self._put_in)
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        say = self.words.say
        inside = column(
            self._fields,
            10,
            line(),
            12,
            label(say("Devices"), "section"),
            self._units,
            8,
            self._scan,
            4,
            self._wrong,
            12,
            line(),
            12,
            label(say("History"), "section"),
            4,
            Grow(self.timeline),
            space=0,
            margins=(20, 8, 20, 8),
        )
        state = row(self._status, None, self.primary, space=12)
        top = column(self._head, self._name, 12, state, 12, line(), space=0, margins=(20, 16, 20, 0))
        whole = column(top, Grow(Panel(bed("surface", inside))), space=0)
        self.setLayout(row(bed("surface", whole), space=0))

    # Reading

    def question(self, id_: int) -> Callable[[Store], Read[Kit] | None]:
        """Return the question for a kit and its devices."""

        def ask(store: Store) -> Read[Kit] | None:
            view = search.kit_view(store, id_)
            return Read(view.kit, history(store, "kit", id_), view) if view else None

        return ask

    def edit(self, store: Store, form: Edit, by: By) -> Done[Saved]:
        """Keep a change of the kit."""
        return kits.edit_kit(store, form, by)

    def values_of(self, record: Kit) -> dict[str, Any]:
        """Return the kit's fields, its name in each language by itself."""
        own = {name: getattr(record, name) for name in ("tag", "cost", "note")}
        return {**own, "name.en": record.name.en, "name.fr": record.name.fr}

    def send(
        self, was: dict[str, Any], now: dict[str, Any], lines: EditLines | None = None, *, beside: str = ""
    ) -> None:
        """Send a change; one of the name goes as the whole name."""
        name, value = next(iter(now.items()))
        if not name.startswith("name."):
            super().send(was, now, lines, beside=beside)
            return
        assert self.read is not None
        before = self.read.record.name
        after = replace(before, **{name.removeprefix("name."): value})
        super().send({"name": before}, {"name": after}, lines, beside=name)

    # Showing

    def show_read(self, read: Read[Kit]) -> None:
        """Show the kit."""
        view: KitView = read.more
        self._head.set_title(view.kit.tag)
        self._name.setText(view.kit.name.in_(self.words.language))
        self._status.set_status(mark_of(view.row), state_of(view.row, self.words))
        self.primary.setVisible(view.kit.active and bool(view.row.available))
        self._scan.setVisible(view.kit.active)
        refill(self._units, *(self._unit(view, at) for at in range(len(view.units))))

    def _unit(self, view: KitView, at: int) -> UnitLine:
        made = UnitLine(view.units[at], self.words, open_=view.kit.active)
        made.named.connect(self._name_unit)
        made.removed.connect(self._take_out)
        made.wanted.connect(lambda id_: self.office.go("devices", id_))
        return made

    # Doing

    def wait_for_devices(self) -> None:
        """Take the focus, so that a scanner can fill the kit."""
        self._scan.setFocus()

    def _put_in(self) -> None:
        text, kit_id = self._scan.text().strip(), self._id
        if not text:
            return

        def put(store: Store, by: By) -> Done[Saved]:
            return kits.change_units(store, Units(kit_id, (Unit(device_named(store, text, by)),)), by)

        self._say_wrong("")
        self.office.do(self, put, lambda done: self._put(text, done), self._refused)

    def _put(self, text: str, done: Done[Saved]) -> None:
        if self._scan.text().strip() == text:  # the next one may be half scanned
            self._scan.clear()
        self._told(self.words.say("{device} put into {tag}", device=text.upper(), tag=done.result.name), done.entry_id)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self._say_wrong(of_refusals(reasons, self.words))
        self._scan.selectAll()

    def _say_wrong(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self._scan.setAccessibleDescription(text)

    def _take_out(self, device_id: int) -> None:
        form = Units(self._id, take_out=(device_id,))
        say = self.words.say
        self.office.do(
            self,
            lambda store, by: kits.change_units(store, form, by),
            lambda done: self._told(say("Taken out of {tag}", tag=done.result.name), done.entry_id),
        )

    def _name_unit(self, device_id: int, text: str) -> None:
        assert self.read is not None
        kit = self.read.record
        spoken = "fr" if self.words.language == "fr" else "en"
        changed = replace(kit.label_of(device_id), **{spoken: text.strip()})
        form = Units(self._id, labels={device_id: changed})
        self.office.do(
            self,
            lambda store, by: kits.change_units(store, form, by),
            lambda done: self.office.say(self.words.say("{name} saved", name=done.result.name)),
        )

    def _told(self, text: str, entry_id: int) -> None:
        self.office.say(text, (self.words.say("Undo"), lambda: ask_undo(self.office, entry_id, self)))

    def _ask_retire(self) -> None:
        say, kit_id = self.words.say, self._id
        text = say("Its devices go on by themselves; the tag is not given again.")
        dialog = ReasonDialog(self.office, say("Retire this kit?"), text, say("Retire the kit"), parent=self)
        dialog.given.connect(lambda reason: self._retire(kit_id, reason))
        dialog.open()

    def _retire(self, kit_id: int, reason: str) -> None:
        say = self.words.say
        self.office.do(
            self,
            lambda store, by: kits.retire_kit(store, kit_id, by, reason=reason),
            lambda done: self._told(say("Kit {tag} is retired", tag=done.result.name), done.entry_id),
        )

    def _open_menu(self, at: QWidget) -> None:
        if self.read is None:
            return
        say, kit = self.words.say, self.read.record
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("Kit sheet…"), partial(open_kit_sheet, self.office, self, kit))
        if kit.active:
            menu.addAction(say("Print a label…"), partial(open_label, self.office, self, kit.id, kit.tag, kit=True))
            self.office.allow("retire", menu.addAction(say("Retire the kit…"), self._ask_retire))
        if self.undoable():
            menu.addAction(say("Undo the last step…"), self.undo_last)
        menu.addAction(say("Copy the tag"), partial(QApplication.clipboard().setText, kit.tag))
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))


def _fields(office: Office) -> tuple[EditLine, ...]:
    say, words, currency = office.words.say, office.words, office.view.office.currency
    return (
        EditLine("name.en", say("Name in English")),
        EditLine("name.fr", say("Name in French")),
        EditLine("tag", say("Tag")),
        EditLine(
            "cost",
            say("Price of the whole kit"),
            lambda cents: show_money(cents, currency, words),
            read_money,
            wrong=say("Write an amount like 450.00."),
        ),
        EditLine("note", say("Note")),
    )
