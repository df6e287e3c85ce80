"""Printing labels of devices or kits: which of them, on which sheet or tape, from which place, what stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from loanmanager.domain.shelf_papers import Codes, LabelFacts
from loanmanager.operations import shelf_papers
from loanmanager.ui.dialogs.shelf_preview import ShelfDialog, Sketch, number_box
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.layout import column, holder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from loanmanager.domain.shelf_papers import LabelFormat
    from loanmanager.operations.done import By
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office

_USUAL = {"letter": "5160", "a4": "l7160"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What labels are asked for: one device or kit by id and tag, or those that a list shows. `listed` finds their ids.

    `alone` leaves no choice but the one; `whole` proposes the list.
    """

    listed: Callable[[Store], Sequence[int]]
    one: int | None = None
    tag: str = ""
    kits: bool = False
    alone: bool = False
    whole: bool = False


class LabelsDialog(ShelfDialog):
    """Prints labels. The sheet chosen last is proposed the next time."""

    def __init__(self, office: Office, wanted: Wanted, *, parent: QWidget) -> None:
        self._wanted = wanted
        self._formats: dict[str, LabelFormat] = {each.key: each for each in shelf_papers.label_formats()}
        say = office.words.say
        self._which = self._make_which(office)
        usual = office.settings.label_format or _USUAL.get(office.settings.page_size, "5160")
        options = [(each.key, self._named(each, office)) for each in self._formats.values()]
        self._format = Combo(options, usual, says=say("Sheet or tape"))
        self._format.chosen.connect(self._choose_format)
        self._first = number_box(say("First label"), 1, self.refresh)
        self._first_field = Field(say("First label"), self._first)
        kinds = [(Codes.BOTH, say("Barcode and QR code")), (Codes.BARS, say("Barcode")), (Codes.QR, say("QR code"))]
        self._codes = Combo(kinds, Codes.BOTH, says=say("Code"))
        self._codes.chosen.connect(lambda _: self.refresh())
        self._agency, self._found = QCheckBox(say("The agency’s name")), QCheckBox(say("Whom to call if it is found"))
        for each in (self._agency, self._found):
            each.setChecked(True)
            each.toggled.connect(lambda _: self.refresh())
        choices: list[QWidget] = [
            Field(say("Labels"), self._which),
            Field(say("Sheet or tape"), self._format),
            self._first_field,
            Field(say("Code"), self._codes),
            holder(column(self._agency, self._found, space=6)),
        ]
        super().__init__(office, say("Print labels"), choices, parent=parent)
        choices[0].setVisible(wanted.one is not None and not wanted.alone)
        self.sheets.chosen.connect(lambda cell: self._first.setValue(cell + 1))
        self._format.setFocus()
        self._took_format()

    def _make_which(self, office: Office) -> Combo:
        say = office.words.say
        options = [("one", say("Only {tag}", tag=self._wanted.tag)), ("listed", say("All in the list"))]
        made = Combo(options, "listed" if self._wanted.whole else "one", says=say("Labels"))
        made.chosen.connect(lambda _: self.refresh())
        return made

    def _named(self, each: LabelFormat, office: Office) -> str:
        """Return a format in words: the sheet with how many labels of which size it has, or the tape's width."""
        words = office.words
        if each.page == "tape":
            return words.say("Tape, {width}", width=each.name)
        size = f"{each.cell_width:.0f} × {each.cell_height:.0f} mm"
        labels = words.count("{n} label", "{n} labels", each.cells)
        return f"{each.name} · {labels}, {size}"

    def _choose_format(self, key: str) -> None:
        """Take another sheet, and propose it the next time."""
        self.office.prefer(label_format=key)
        self._took_format()

    def _took_format(self) -> None:
        """Take a sheet: how many places it has, so from which of them to begin."""
        on = self._on
        self._first.blockSignals(True)
        self._first.setRange(1, on.cells)
        self._first.blockSignals(False)
        self._first_field.set_hint(self.words.say("of {n} on the sheet", n=on.cells))
        self._first_field.setVisible(on.cells > 1)
        self.refresh()

    @property
    def _on(self) -> LabelFormat:
        return self._formats[self._format.value()]

    # What is printed

    def sketch(self) -> Sketch:
        """Return the labels that are asked for; one looks at the first sheet, or the first piece of tape."""
        wanted, words, on = self._wanted, self.words, self._on
        first, codes = self._first.value() - 1, Codes(self._codes.value())
        shown = {"agency": self._agency.isChecked(), "found": self._found.isChecked()}
        one = wanted.one if wanted.one is not None and self._which.value() == "one" else None
        make = shelf_papers.labels_of_kits if wanted.kits else shelf_papers.labels_of_devices

        def read(store: Store, _by: By) -> tuple[LabelFacts, ...]:
            return make(store, [one] if one is not None else list(wanted.listed(store)), words, **shown)

        def draw(facts: tuple[LabelFacts, ...], whole: bool) -> bytes:  # noqa: FBT001 - as every sketch
            some = facts if whole else facts[: on.cells - first]
            return shelf_papers.draw_labels(some, on.key, words, codes=codes, first=first)

        about = (one, *shown.values())
        return Sketch(read, draw, words.say("Labels"), on.page, (on.width, on.height), on, first, about)

    def tell(self, facts: Any) -> str:
        """Say how many sheets the labels take."""
        words, count, on = self.words, len(facts), self._on
        self.primary.set_words(
            words.count("Print {n} label", "Print {n} labels", count) if count else words.say("Print")
        )
        if not count:
            return words.say("There is nothing in the list to print labels for.")
        sheets = -(-(count + self._first.value() - 1) // on.cells)
        if on.page == "tape":
            return words.say("Print at actual size, without margins.")
        number = words.count("{n} sheet.", "{n} sheets.", sheets)
        told = words.say("Print at actual size: a printer that fits to the page misses the labels.")
        return f"{number} {told}"
