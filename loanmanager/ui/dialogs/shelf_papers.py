"""The client's card, the inventory list and a kit's sheet: looked at, printed, saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from loanmanager.operations import shelf_papers
from loanmanager.ui.dialogs.shelf_preview import ShelfDialog, Sketch, number_box
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from loanmanager.domain.clients import Client
    from loanmanager.domain.kits import Kit
    from loanmanager.domain.shelf_papers import CardFacts, InventoryFacts
    from loanmanager.operations.done import By
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office


class CardDialog(ShelfDialog):
    """Prints a client's card, alone for a card printer or on a sheet to cut; discreet where the client wants it so."""

    def __init__(self, office: Office, client: Client, *, parent: QWidget) -> None:
        self._client = client
        say = office.words.say
        sheets = [("sheet", say("On a sheet")), ("card", say("Card alone"))]
        self._sheet = Segments(say("Paper"), sheets, "sheet")
        self._sheet.chosen.connect(lambda _: self._took_sheet())
        places = shelf_papers.card_format(office.settings.page_size).cells
        self._place = number_box(say("Place on the sheet"), places, self.refresh)
        self._place_field = Field(say("Place on the sheet"), self._place, say("of {n} on the sheet", n=places))
        self._discreet = QCheckBox(say("Discreet: never name the agency"))
        self._discreet.setChecked(client.discreet)
        self._discreet.toggled.connect(lambda _: self.refresh())
        choices: list[QWidget] = [Field(say("Paper"), self._sheet), self._place_field, self._discreet]
        super().__init__(office, say("Client card"), choices, parent=parent)
        self.sheets.chosen.connect(lambda cell: self._place.setValue(cell + 1))
        self.refresh()

    def _took_sheet(self) -> None:
        self._place_field.setVisible(self._sheet.value() == "sheet")
        self.refresh()

    def sketch(self) -> Sketch:
        """Return the card."""
        client, page = self._client, self.office.settings.page_size
        sheet = page if self._sheet.value() == "sheet" else "card"
        first = self._place.value() - 1 if sheet == page else 0
        discreet = self._discreet.isChecked()

        def read(store: Store, _by: By) -> CardFacts:
            return shelf_papers.card_of(store, client.id, discreet=discreet)

        def draw(facts: CardFacts, _whole: bool) -> bytes:  # noqa: FBT001 - as every sketch
            return shelf_papers.draw_card(facts, sheet=sheet, first=first)

        title = self.words.say("Client card")
        name = f"{client.file_number} {title}".strip()
        on = shelf_papers.card_format(sheet)
        return Sketch(read, draw, name, "" if sheet == "card" else page, (on.width, on.height), on, first)

    def tell(self, facts: Any) -> str:
        """Say what a scanner reads from it."""
        return self.words.say("Scanned at the desk, {code} brings up the client.", code=facts.code)


class InventoryDialog(ShelfDialog):
    """Prints the inventory list, of every site and type or of one."""

    def __init__(self, office: Office, type_id: int | None = None, *, parent: QWidget) -> None:
        say, view = office.words.say, office.view
        every = ("", say("Every site"))
        self._site = Combo([every, *((str(each.id), each.name) for each in view.sites)], says=say("Site"))
        kinds = [(str(each.id), each.name.in_(office.words.language)) for each in view.types]
        self._type = Combo([("", say("All types")), *kinds], str(type_id or ""), says=say("Type"))
        for each in (self._site, self._type):
            each.chosen.connect(lambda _: self.refresh())
        choices: list[QWidget] = [Field(say("Site"), self._site), Field(say("Type"), self._type)]
        super().__init__(office, say("Inventory list"), choices, parent=parent)
        self.refresh()

    def sketch(self) -> Sketch:
        """Return the list."""
        words, page = self.words, self.office.settings.page_size
        site, kind = self._site.value(), self._type.value()
        read = partial(_read_inventory, words=words, site_id=int(site or 0) or None, type_id=int(kind or 0) or None)
        title = words.say("Inventory")
        name = f"{title} {self.office.today.isoformat()}"

        def draw(facts: InventoryFacts, _whole: bool) -> bytes:  # noqa: FBT001 - as every sketch
            return shelf_papers.draw_inventory(facts, words, page=page)

        return Sketch(read, draw, name, page)

    def tell(self, facts: Any) -> str:
        """Say how many devices there are, and what is left out."""
        count = self.words.count("{n} device", "{n} devices", len(facts.devices))
        less = self.words.say("without those that are retired")
        return f"{count} · {less}"


def _read_inventory(store: Store, by: By, **asked: Any) -> InventoryFacts:
    return shelf_papers.inventory_of(store, asked.pop("words"), by, **asked)


class KitSheetDialog(ShelfDialog):
    """Prints the sheet that lies in a kit's bag."""

    def __init__(self, office: Office, kit: Kit, *, parent: QWidget) -> None:
        self._kit = kit
        say = office.words.say
        text = say("Lies in the kit’s bag. Each device and part is ticked on the way out, and when it comes back.")
        super().__init__(
            office, say("Kit sheet of {tag}", tag=kit.tag), [label(text, "muted", wrap=True)], parent=parent
        )
        self.refresh()

    def sketch(self) -> Sketch:
        """Return the sheet."""
        words, page, kit = self.words, self.office.settings.page_size, self._kit
        title = words.say("Kit sheet")
        return Sketch(
            lambda store, by: shelf_papers.kit_sheet_of(store, kit.id, words, by),
            lambda facts, _whole: shelf_papers.draw_kit_sheet(facts, words, page=page),
            f"{kit.tag} {title}",
            page,
        )

    def tell(self, facts: Any) -> str:
        """Say how many devices are in the kit."""
        return self.words.count("{n} device", "{n} devices", len(facts.units))
