"""The way from lists and records to labels, cards and lists on paper; each dialog is loaded when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from loanmanager.ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loanmanager.domain.clients import Client
    from loanmanager.domain.kits import Kit
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.list_page import Query

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list's menu offers: its words, what it does, and its key, which works without the menu too."""

    words: str
    act: Callable[[], None]
    key: str = ""


def menu_button(says: str, entries: Sequence[Entry]) -> QPushButton:
    """Return the button of what else can be done with a list, such as printing it."""
    made = button("", icon="ellipsis", says=says)
    made.clicked.connect(lambda: _open(made, entries))
    for each in entries:
        if each.key:
            QShortcut(QKeySequence(each.key), made, each.act)
    return made


def _open(at: QWidget, entries: Sequence[Entry]) -> None:
    menu = QMenu(at)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for each in entries:
        menu.addAction(each.words, each.act).setShortcut(QKeySequence(each.key))
    menu.popup(at.mapToGlobal(at.rect().bottomLeft()))


def every_id(query: Query, leave: Callable[[Any], bool]) -> Callable[[Store], list[int]]:
    """Return the question for the ids of all rows of a list that goes by tag, however many are loaded, less some."""
    from loanmanager.operations.exporting import every

    def ask(store: Store) -> list[int]:
        rows = every(lambda after: query(store, after, _PAGE), "tag_key")
        return [row.id for row in rows if not leave(row)]

    return ask


def open_labels(
    office: Office,
    over: QWidget,
    query: Query,
    row: Any = None,
    *,
    whole: bool = False,
    kits: bool = False,
    leave: Callable[[Any], bool] = lambda _: False,
) -> None:
    """Ask how to print labels of what a list shows, less the rows to `leave`, or of the row that is chosen in it.

    `whole` proposes the list rather than the row.
    """
    from loanmanager.ui.dialogs.labels import LabelsDialog, Wanted

    one = {"one": row.id, "tag": row.tag} if row is not None else {}
    LabelsDialog(office, Wanted(every_id(query, leave), kits=kits, whole=whole, **one), parent=over).open()


def open_label(office: Office, over: QWidget, id_: int, tag: str, *, kit: bool = False) -> None:
    """Ask how to print the label of one device or kit."""
    from loanmanager.ui.dialogs.labels import LabelsDialog, Wanted

    LabelsDialog(office, Wanted(lambda _: [id_], id_, tag, kits=kit, alone=True), parent=over).open()


def open_inventory(office: Office, over: QWidget, type_id: int | None) -> None:
    """Ask what of the inventory to print."""
    from loanmanager.ui.dialogs.shelf_papers import InventoryDialog

    InventoryDialog(office, type_id, parent=over).open()


def open_card(office: Office, over: QWidget, client: Client) -> None:
    """Ask how to print a client's card."""
    from loanmanager.ui.dialogs.shelf_papers import CardDialog

    CardDialog(office, client, parent=over).open()


def open_kit_sheet(office: Office, over: QWidget, kit: Kit) -> None:
    """Show the sheet of a kit, to be printed."""
    from loanmanager.ui.dialogs.shelf_papers import KitSheetDialog

    KitSheetDialog(office, kit, parent=over).open()
