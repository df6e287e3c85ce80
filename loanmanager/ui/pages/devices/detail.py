"""One device: its state and what to do about it, its fields edited in place, its parts, its history."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from loanmanager import sentences
from loanmanager.domain.devices import Device, DeviceStatus, Line, PartState
from loanmanager.domain.incidents import Incident
from loanmanager.domain.kits import Kit
from loanmanager.i18n import local_time
from loanmanager.operations import caring, inventory
from loanmanager.operations.caring import Cared
from loanmanager.operations.done import By, Done
from loanmanager.operations.inventory import Edit, Saved
from loanmanager.storage import search
from loanmanager.storage.search import DeviceRow, ResetDone, ResetRow, Store
from loanmanager.ui.dialogs.parts import PartsDialog
from loanmanager.ui.dialogs.reset import ResetDialog
from loanmanager.ui.icons import Icon
from loanmanager.ui.office import Office
from loanmanager.ui.pages.devices.acts import DeviceActs
from loanmanager.ui.pages.devices.belongings import KitPart, LinePart
from loanmanager.ui.pages.devices.care import Care
from loanmanager.ui.pages.devices.lines import device_lines, line_lines
from loanmanager.ui.pages.edit_lines import EditLines
from loanmanager.ui.pages.record_detail import Read, RecordDetail, history
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import Elided, label, literal, set_ink
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, refill, row
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.status import Status

_MOVES = frozenset(
    {"check_out", "return", "reset", "check", "undo", "add_device", "import", "reset_devices", "open_incident"}
    | {"find", "send_to_repair", "back_from_repair", "retire", "bring_back"}
)
"""What brings a device into the state that it is in."""


@dataclass(frozen=True, slots=True)
class _More:
    """What else is shown of a device: its row in the list, and how the last of its type was reset."""

    row: DeviceRow | None
    reset: ResetRow | None
    incidents: tuple[Incident, ...] = ()
    resets: tuple[ResetDone, ...] = ()
    kit: Kit | None = None


class DeviceDetail(RecordDetail[Device]):
    """The right third of the devices page."""

    about = "device"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        self._waits: frozenset[DeviceStatus] = frozenset()
        self._key = uuid4().hex
        more = button("", "quiet", "ellipsis", says=say("More"))
        more.clicked.connect(lambda: self._open_menu(more))
        off = button("", "quiet", "x", says=say("Close"), flush="right")
        off.clicked.connect(self.left)
        self._head = head("", "", more, off)
        self._name = Elided("", "muted")
        self._status, self._since = Status("available", ""), label("", "small", wrap=True)
        self.primary = Primary("")
        self.primary.clicked.connect(self._act)
        self._action: Callable[[], None] = lambda: None
        keeps = say("Enter keeps, Esc puts back")
        more_words, less_words = say("More fields"), say("Fewer fields")
        unreadable = say("This does not fit here.")
        self._fields = self.form(
            EditLines(device_lines(office), unreadable=unreadable, keeps=keeps, more=more_words, less=less_words)
        )
        self._line = self.form(EditLines(line_lines(office), unreadable=unreadable, keeps=keeps))
        self._parts, self._care = QVBoxLayout(), Care(office)
        self.acts = DeviceActs(office, self)
        self._lay_out()

    def _lay_out(self) -> None:
        say = self.words.say
        state = row(Grow(holder(column(self._status, self._since, space=2))), self.primary, space=12)
        edit = button(say("Edit"), "link", flush="right", says=say("Edit the parts"))
        edit.clicked.connect(self._edit_parts)
        self._line_part, self._kit_part = LinePart(self.office, self._line), KitPart(self.office)
        inside = column(
            self._fields,
            10,
            line(),
            8,
            self._line_part,
            8,
            self._kit_part,
            row(label(say("Parts"), "section"), None, edit),
            self._parts,
            12,
            line(),
            12,
            self._care,
            label(say("History"), "section"),
            4,
            Grow(self.timeline),
            space=0,
            margins=(20, 8, 20, 8),
        )
        top = column(self._head, self._name, 12, state, 12, line(), space=0, margins=(20, 16, 20, 0))
        whole = column(top, Grow(Panel(bed("surface", inside))), space=0)
        self.setLayout(row(bed("surface", whole), space=0))

    # Reading

    def question(self, id_: int) -> Callable[[Store], Read[Device] | None]:
        """Return the question for a device, its row and its history."""
        today = self.office.today

        def ask(store: Store) -> Read[Device] | None:
            device = search.device_record(store, id_)
            if device is None:
                return None
            rows = search.device_rows(store, today=today, text=device.tag)
            own = next((each for each in rows if each.id == id_), None)
            waits = device.status is DeviceStatus.TO_RESET
            reset = search.last_reset(store, device.type.id) if waits else None
            care = (search.incidents_of_device(store, id_), search.resets_of(store, id_))
            more = _More(own, reset, *care, search.kit_of_device(store, id_))
            return Read(device, history(store, "device", id_), more)

        return ask

    def edit(self, store: Store, form: Edit, by: By) -> Done[Saved]:
        """Keep a change of the device or of its line."""
        return inventory.edit_device(store, form, by)

    def values_of(self, record: Device) -> dict[str, Any]:
        """Return the fields of the device and, dotted, those of its line."""
        names, in_it = (*self._fields.names(), *self._line.names()), record.line or Line(0)
        return {
            name: getattr(in_it, name.removeprefix("line.")) if name.startswith("line.") else getattr(record, name)
            for name in names
        }

    def send(
        self, was: dict[str, Any], now: dict[str, Any], lines: EditLines | None = None, *, beside: str = ""
    ) -> None:
        """Send a change; one of the line goes as the whole line, a new one where there is none."""
        name, value = next(iter(now.items()))
        if not name.startswith("line."):
            super().send(was, now, lines, beside=beside)
            return
        assert self.read is not None
        before = self.read.record.line
        after = replace(before or Line(0), **{name.removeprefix("line."): value})
        super().send({"line": before}, {"line": after}, lines, beside=name)

    # Showing

    def show_read(self, read: Read[Device]) -> None:
        """Show the device."""
        device, words = read.record, self.words
        more: _More = read.more
        self._key = uuid4().hex
        self._head.set_title(device.tag)
        kind = device.type.name.in_(words.language)
        self._name.setText(f"{device.make_model} · {kind}" if device.make_model else kind)
        self._show_state(device, more.row)
        self._show_parts(device)
        self._care.show_care(more.incidents, more.resets)
        self._line_part.show_device(device)
        self._kit_part.show_kit(more.kit, device.id)
        acts, self._waits = device.status in self._waits, frozenset()
        if acts:
            self._act()

    def _show_state(self, device: Device, row_: DeviceRow | None) -> None:
        words, today = self.words, self.office.today
        late = bool(row_ and row_.is_overdue(today))
        key = "overdue" if late else device.status.value
        self._status.set_status(key, sentences.of_status(key, words))
        said = ""
        if row_ and row_.due:
            due = words.say("due {day}", day=words.day(row_.due, today))
            said = f"{row_.with_name}\n{due}, {words.away(row_.due, today)}"
        elif row_:
            since = words.say("since {day}", day=words.day(local_time(row_.since).date(), today))
            said = ", ".join(part for part in (since, self._by_whom()) if part)
        self._since.setText(said)
        set_ink(self._since, "late" if late else "muted")
        self._offer(device)

    def _by_whom(self) -> str:
        """Return who brought the device into its state."""
        rows = self.read.history if self.read else ()
        return next((row.staff for row in rows if row.operation in _MOVES and not row.undone), "")

    def _offer(self, device: Device) -> None:
        """Offer the one thing that fits the state."""
        say = self.words.say
        offers: dict[DeviceStatus, tuple[str, str, Callable[[], None]]] = {
            DeviceStatus.AVAILABLE: (say("Lend it"), "", self._to_desk),
            DeviceStatus.ON_LOAN: (say("Take it back"), "", self._to_desk),
            DeviceStatus.TO_RESET: (say("Mark reset"), "Ctrl+R", self._reset),
            DeviceStatus.TO_CHECK: (say("Mark checked"), "Ctrl+R", self._check),
            DeviceStatus.IN_REPAIR: (say("Back from repair"), "Ctrl+R", partial(self.acts.back, device)),
            DeviceStatus.LOST: (say("It was found"), "Ctrl+R", partial(self.acts.find, device)),
            DeviceStatus.STOLEN: (say("It was found"), "Ctrl+R", partial(self.acts.find, device)),
        }
        found = offers.get(device.status)
        self.primary.setVisible(found is not None)
        if found:
            self.primary.set_words(found[0], found[1])
            self.primary.setShortcut(found[1])
            self._action = found[2]

    def _act(self) -> None:
        if self.read is not None:
            self._action()

    def _show_parts(self, device: Device) -> None:
        made = QWidget()
        flow = Flow(*[self._part(part.name.in_(self.words.language), part.state) for part in device.parts], across=16)
        made.setLayout(flow)
        refill(self._parts, made if device.parts else label(self.words.say("No parts"), "muted"))

    def _part(self, name: str, state: PartState) -> QWidget:
        say = self.words.say
        said = {
            PartState.PRESENT: name,
            PartState.MISSING: say("{part} missing", part=name),
            PartState.DAMAGED: say("{part} damaged", part=name),
        }[state]
        here = state is PartState.PRESENT
        words = label(said, "", ink="" if here else "todo")
        return holder(row(Icon("check" if here else "circle-alert", "muted" if here else "todo", 16), words, space=6))

    # Doing

    def act_when_shown(self, *states: DeviceStatus) -> None:
        """Do what the one button says as soon as the device is read, if it is in one of these states."""
        self._waits = frozenset(states)

    def _to_desk(self) -> None:
        self.office.go("desk", ("device", self._id))

    def _reset(self) -> None:
        assert self.read is not None
        more: _More = self.read.more
        ResetDialog(self.office, self.read.record, more.reset, parent=self).open()

    def _check(self) -> None:
        device_id, key = self._id, self._key
        self.office.do(self, lambda store, by: caring.mark_checked(store, device_id, by, idem=key), self._checked)

    def _checked(self, done: Done[Cared]) -> None:
        say, status = self.words.say, sentences.of_status(done.result.status, self.words).lower()
        self.office.say(
            say("{tag} is checked: {status}", tag=done.result.tag, status=status),
            (say("Undo"), lambda: ask_undo(self.office, done.entry_id, self)),
        )

    def _edit_parts(self) -> None:
        if self.read is None:
            return
        before = self.read.record.parts
        dialog = PartsDialog(self.office, before, parent=self)
        dialog.kept.connect(lambda parts: self.send({"parts": before}, {"parts": parts}))
        dialog.open()

    def _open_menu(self, at: QWidget) -> None:
        if self.read is None:
            return
        more: _More = self.read.more
        say, tag, lent = self.words.say, self.read.record.tag, more.row
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if lent and lent.client_id:
            go = partial(self.office.go, "clients", lent.client_id)
            menu.addAction(literal(say("Open {name}", name=lent.with_name)), go)
        self.acts.fill(menu, self.read.record, lent.with_name if lent else "")
        menu.addAction(say("Edit the parts…"), self._edit_parts)
        if self.undoable():
            menu.addAction(say("Undo the last step…"), self.undo_last)
        menu.addAction(say("Copy the tag"), partial(QApplication.clipboard().setText, tag))
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))
