"""The kits page: every kit with how much of it is in on the left, one of them on the right."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.operations.done import Kind
from loanmanager.storage import search
from loanmanager.storage.search import After, KitRow, Store
from loanmanager.ui.dialogs.kit import KitDialog
from loanmanager.ui.pages.devices.switch import switch
from loanmanager.ui.pages.kits.detail import KitDetail
from loanmanager.ui.pages.kits.state import mark_of, state_of
from loanmanager.ui.pages.list_page import Filter, ListPage, Query
from loanmanager.ui.reading import show_money
from loanmanager.ui.shelf_printing import open_labels
from loanmanager.ui.tokens import STATUSES
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.columns import Column


class Kits(ListPage[KitRow]):
    """Every kit, by tag."""

    adds = "inventory"
    shows = frozenset({Kind.KITS, Kind.DEVICES, Kind.LOANS})
    name = "kits"
    in_order_of = "tag"

    def title(self) -> str:
        """Return the page's title."""
        return self.words.say("Kits")

    def around_title(self) -> tuple[QWidget, ...]:
        """Return the way to devices and lines."""
        return (switch(self.office, "kits"),)

    def filters(self) -> Sequence[Filter]:
        """Return all in use, those of which something is out, and the retired."""
        say = self.words.say
        return (
            Filter("active", say("All")),
            Filter("out", say("On loan"), STATUSES["on_loan"]),
            Filter("retired", say("Retired"), STATUSES["retired"]),
        )

    def columns(self) -> Sequence[Column[KitRow]]:
        """Return tag, name, how much of it is in, how many devices it has, its price."""
        say, currency = self.words.say, self.office.view.office.currency
        return (
            Column(say("Tag"), "mono", 104, lambda r: r.tag, lambda r: r.tag_key, key="tag"),
            Column(say("Kit"), "strong", 0, self._name, lambda r: self._name(r).casefold(), key="kit"),
            Column(say("Status"), "status", 176, self._state, self._state, mark=mark_of, key="status"),
            Column(say("Devices"), "right", 84, lambda r: str(r.units), lambda r: r.units, 1, key="units"),
            Column(
                say("Price"),
                "right",
                104,
                lambda r: show_money(r.cost, currency, self.words),
                lambda r: r.cost or 0,
                2,
                key="price",
            ),
        )

    def _name(self, row: KitRow) -> str:
        return row.name.in_(self.words.language)

    def _state(self, row: KitRow) -> str:
        return state_of(row, self.words)

    def query(self, only: str, text: str) -> Query:
        """Return the question for a page of kits."""

        def ask(store: Store, after: After | None, limit: int) -> tuple[Any, ...]:
            return search.kit_rows(store, only=only, text=text, after=after, limit=limit)

        return ask

    def counted(self) -> Callable[[Store], dict[str, int]]:
        """Return the question for the counts."""
        return search.kit_counts

    def id_of(self, row: KitRow) -> int:
        """Return a kit's id."""
        return row.id

    def place_of(self, row: KitRow) -> After:
        """Return where the next page begins: lists go by tag."""
        return After(row.tag_key, row.id)

    def make_detail(self) -> KitDetail:
        """Return the right third."""
        return KitDetail(self.office)

    def nothing(self) -> tuple[str, str]:
        """Say what a kit is, and how the first comes in."""
        say = self.words.say
        return say("No kits yet. A kit is a bag of devices that is lent by one scan of its own tag."), say("Add a kit")

    def start(self) -> None:
        """Add a kit, then wait for its devices to be scanned."""
        KitDialog(self.office, parent=self, added=self._added).open()

    def _added(self, kit_id: int) -> None:
        self.show_record(kit_id)
        assert isinstance(self.detail, KitDetail)
        self.detail.wait_for_devices()

    def controls(self) -> tuple[QWidget, ...]:
        """Return printing labels, and adding a kit."""
        add = button(self.words.say("Add a kit"), icon="plus", key="Ctrl+N")
        self.office.allow("inventory", add)
        add.clicked.connect(self.start)
        labels = button("", icon="printer", says=self.words.say("Print labels"), key="Ctrl+P")
        labels.clicked.connect(self._print_labels)
        return labels, add

    def _print_labels(self) -> None:
        query = self.query(self._only, self.filter.text())
        row, whole = self.list.current(), not self.split.is_open()
        open_labels(self.office, self, query, row, whole=whole, kits=True)
