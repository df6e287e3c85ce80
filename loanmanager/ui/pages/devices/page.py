"""The devices page: filters and a list on the left, one device edited in place on the right."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from loanmanager import sentences
from loanmanager.domain.devices import DeviceStatus, DeviceType
from loanmanager.operations.done import Kind
from loanmanager.storage import search
from loanmanager.storage.search import OTHERS, OVERDUE, After, DeviceRow, Store
from loanmanager.ui.dialogs.device import DeviceDialog
from loanmanager.ui.dialogs.device_type import TypeDialog
from loanmanager.ui.office import Office
from loanmanager.ui.pages.devices.detail import DeviceDetail
from loanmanager.ui.pages.devices.switch import switch
from loanmanager.ui.pages.list_page import Filter, ListPage, Query
from loanmanager.ui.shelf_printing import Entry, menu_button, open_inventory, open_labels
from loanmanager.ui.tokens import STATUSES, Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.columns import Column

_LONGEST = 24  # letters of a type's name beside the title
_CHIPS = ("available", "on_loan", OVERDUE, "to_reset", "to_check")


class Devices(ListPage[DeviceRow]):
    """Every device. `open` also takes ("new", typed), ("reset", id) and ("found", id)."""

    adds = "inventory"
    shows = frozenset({Kind.INCIDENTS, Kind.DEVICES, Kind.LOANS, Kind.OFFICE})
    name = "devices"
    in_order_of = "tag"

    def __init__(self, office: Office) -> None:
        self._type_id: int | None = None
        super().__init__(office)

    def title(self) -> str:
        """Return the page's title."""
        return self.words.say("Devices")

    def filters(self) -> Sequence[Filter]:
        """Return all, then the states that ask for something."""
        states = [Filter(key, sentences.of_status(key, self.words), STATUSES[key]) for key in _CHIPS]
        return [Filter("all", self.words.say("All")), *states, Filter(OTHERS, self.words.say("Others"))]

    def columns(self) -> Sequence[Column[DeviceRow]]:
        """Return tag, device, status, who has it, when it is due, where it belongs."""
        say, today = self.words.say, self.office.today
        return (
            Column(say("Tag"), "mono", 96, lambda r: r.tag, lambda r: r.tag_key, key="tag"),
            Column(say("Device"), "strong", 0, self._name, lambda r: self._name(r).casefold(), key="device"),
            Column(
                say("Status"),
                "status",
                132,
                lambda r: sentences.of_status(self._status(r), self.words),
                lambda r: sentences.of_status(self._status(r), self.words),
                mark=lambda r: STATUSES[self._status(r)],
                key="status",
            ),
            Column(say("With"), "text", 140, lambda r: r.with_name, lambda r: r.with_name.casefold(), 2, key="with"),
            Column(
                say("Due"),
                "due",
                128,
                self._due,
                lambda r: r.due.isoformat() if r.due else "9999",
                1,
                lambda r: Mark("", "late") if r.is_overdue(today) else None,
                "due",
            ),
            Column(say("Site"), "muted", 104, lambda r: r.site, lambda r: r.site.casefold(), 3, key="site"),
        )

    def _name(self, row: DeviceRow) -> str:
        return row.name or row.type.in_(self.words.language)

    def _status(self, row: DeviceRow) -> str:
        return OVERDUE if row.is_overdue(self.office.today) else row.status.value

    def _due(self, row: DeviceRow) -> str:
        if row.due is None:
            return ""
        today = self.office.today
        return self.words.away(row.due, today) if row.due < today else self.words.day(row.due, today)

    def query(self, only: str, text: str) -> Query:
        """Return the question for a page of devices."""
        status = None if only == "all" else only
        type_id, today = self._type_id, self.office.today

        def ask(store: Store, after: After | None, limit: int) -> tuple[Any, ...]:
            return search.device_rows(
                store, today=today, status=status, type_id=type_id, text=text, after=after, limit=limit
            )

        return ask

    def counted(self) -> Callable[[Store], dict[str, int]]:
        """Return the question for the counts."""
        return partial(search.device_counts, today=self.office.today, type_id=self._type_id)

    def id_of(self, row: DeviceRow) -> int:
        """Return a device's id."""
        return row.id

    def place_of(self, row: DeviceRow) -> After:
        """Return where the next page begins: lists go by tag."""
        return After(row.tag_key, row.id)

    def make_detail(self) -> DeviceDetail:
        """Return the right third."""
        return DeviceDetail(self.office)

    def nothing(self) -> tuple[str, str]:
        """Say how the first devices come in."""
        say = self.words.say
        return say("No devices yet. Add the first one, or import the sheet you have from Settings."), say(
            "Add a device"
        )

    def start(self) -> None:
        """Add the first device."""
        self._add("")

    def around_title(self) -> tuple[QWidget, ...]:
        """Return the way to kits and lines."""
        return (switch(self.office, "devices"),)

    def beside_title(self) -> tuple[QWidget, ...]:
        """Return the menu of types, which says how many there are of the one that is shown."""
        self._types: QPushButton = button(self.words.say("All types"), "quiet", menu=True)
        self._types.clicked.connect(self._open_types)
        return (self._types,)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Say how many devices there are, of the type that is shown."""
        n = counts["all"]
        said = self.words.count("{n} device", "{n} devices", n)
        kind = self._type
        if kind:
            said = f"{kind.name.in_(self.words.language)[:_LONGEST]} · {self.words.number(n)}"
        self._types.setText(f"{said} ")
        self._types.setAccessibleName(self.words.say("Type: {type}", type=said))

    def controls(self) -> tuple[QWidget, ...]:
        """Return printing and counting, and adding a device."""
        say = self.words.say
        entries = (
            Entry(say("Print labels…"), self._print_labels, "Ctrl+P"),
            Entry(say("Inventory list…"), lambda: open_inventory(self.office, self, self._type_id)),
            Entry(say("Stocktake"), lambda: self.office.go("stocktake"), "Ctrl+Shift+T"),
        )
        add = button(say("Add a device"), icon="plus", key="Ctrl+N")
        self.office.allow("inventory", add)
        add.clicked.connect(lambda: self._add(""))
        return menu_button(say("Print and count"), entries), add

    def _print_labels(self) -> None:
        """Print labels; a retired device needs none unless it is what the list is filtered for."""
        query, every = self.query(self._only, self.filter.text()), self._only == "all"
        open_labels(
            self.office,
            self,
            query,
            self.list.current(),
            whole=not self.split.is_open(),
            leave=lambda row: every and row.status is DeviceStatus.RETIRED,
        )

    # Coming here

    def open(self, what: object = None) -> None:
        """Show a device, a filter, the form of a new device, or a reset to be recorded."""
        match what:
            case ("new", str(typed)):
                super().open(None)
                self._add(typed)
            case ("reset", int(device_id)):
                super().open(device_id)
                self.detail_of_device.act_when_shown(DeviceStatus.TO_RESET)
            case ("found", int(device_id)):
                super().open(device_id)
                self.detail_of_device.act_when_shown(DeviceStatus.LOST, DeviceStatus.STOLEN)
            case _:
                super().open(what)

    @property
    def detail_of_device(self) -> DeviceDetail:
        """Return the detail, as what it is."""
        assert isinstance(self.detail, DeviceDetail)
        return self.detail

    def _add(self, typed: str) -> None:
        dialog = DeviceDialog(self.office, typed, parent=self)
        dialog.added.connect(self.show_record)
        dialog.open()

    # Types

    @property
    def _type(self) -> DeviceType | None:
        return next((each for each in self.office.view.types if each.id == self._type_id), None)

    def _open_types(self) -> None:
        say = self.words.say
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("All types"), partial(self._choose_type, None))
        menu.addSeparator()
        for each in self.office.view.types:
            menu.addAction(each.name.in_(self.words.language), partial(self._choose_type, each))
        menu.addSeparator()
        kind = self._type
        if kind:
            name = kind.name.in_(self.words.language)
            edits = menu.addAction(say("Edit “{type}”…", type=name), partial(self._edit_type, kind))
            self.office.allow("rules", edits)
        self.office.allow("rules", menu.addAction(say("Add a type…"), partial(self._edit_type, None)))
        menu.popup(self._types.mapToGlobal(self._types.rect().bottomLeft()))

    def _choose_type(self, kind: DeviceType | None) -> None:
        self._type_id = kind.id if kind else None
        self.reload()

    # Surviving a rebuild

    def state(self) -> object:
        """Return the type that is shown, and what every list keeps."""
        return self._type_id, super().state()

    def put_back(self, state: object) -> None:
        """Show the list as it was."""
        assert isinstance(state, tuple)
        self._type_id, rest = state
        super().put_back(rest)

    def _edit_type(self, kind: DeviceType | None) -> None:
        TypeDialog(self.office, kind, parent=self).open()
