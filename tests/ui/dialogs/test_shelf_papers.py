"""Labels, cards, the inventory list and kit sheets: chosen, looked at, printed and saved by keys."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel

from loanmanager.domain.kits import Unit
from loanmanager.domain.names import Label
from loanmanager.operations import kits
from loanmanager.operations.kits import NewKit
from loanmanager.settings import Settings
from loanmanager.storage import office as kept_office
from loanmanager.storage import search
from loanmanager.ui import printing, saving, theme
from loanmanager.ui.dialogs.labels import LabelsDialog, Wanted
from loanmanager.ui.dialogs.shelf_papers import CardDialog, InventoryDialog, KitSheetDialog
from loanmanager.ui.dialogs.shelf_preview import printer_for
from tests.documents.pdf import barcodes, reader, text
from tests.office import add_client, add_device
from tests.ui.helpers import cut_off, tab_order, unnamed


def filled(store, by):
    with store.write():
        known = replace(kept_office.office(store), name="Centre Horizon", phone="514 555-0100")
        kept_office.save_office(store, known)
    laptop = add_device(store, by, make="Lenovo", model="T480")
    add_device(store, by)
    add_device(store, by, "hotspot")
    units = (Unit(laptop.id, Label("for the trainer")),)
    kits.make_kit(store, NewKit(Label("Bag"), units=units), by)
    add_client(store, by, "Tremblay", "Josée", file_number="C-7", discreet=True)


@pytest.fixture
def office(offices):
    return offices(filled)


def every_device(store):
    return [1, 2, 3]


@pytest.fixture
def opened(office, beneath, put, settled):
    """Return what opens a dialog over the office and waits until its paper is drawn."""

    def make(kind, *what):
        dialog = put(kind(office, *what, parent=beneath))
        settled(office)
        assert dialog.primary.isEnabled()
        return dialog

    return make


def choosing(monkeypatch, target, *, accepts=True):
    """Stand in for the system's print dialog: print into a file, or leave."""
    asked = []

    def choose(printer, pages, parent):
        asked.append((printer, pages))
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return accepts

    monkeypatch.setattr(printing, "choose_printer", choose)
    return asked


def messages(office):
    return [each.text for each in office.messages]


def test_labels_of_the_one_that_is_chosen_or_of_all_in_the_list(opened, office, qtbot, settled):
    dialog = opened(LabelsDialog, Wanted(every_device, 1, "LT-0001"))
    assert dialog.primary.words == "Print 1 label"
    shown = dialog.sheets.text()
    assert "LT-0001" in shown
    assert "LT-0002" not in shown
    qtbot.keyClick(dialog._which, Qt.Key.Key_Down)
    settled(office)
    assert dialog.primary.words == "Print 3 labels"
    assert all(tag in dialog.sheets.text() for tag in ("LT-0001", "LT-0002", "HS-0001"))


def test_enter_prints_and_the_dialog_goes(opened, office, qtbot, settled, tmp_path, monkeypatch):
    asked = choosing(monkeypatch, tmp_path / "out.pdf")
    dialog = opened(LabelsDialog, Wanted(every_device))
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(office)
    ((_, pages),) = asked
    assert pages == 1
    data = (tmp_path / "out.pdf").read_bytes()
    assert sorted(set(barcodes(data, 300))) == ["HS-0001", "LT-0001", "LT-0002"]
    assert messages(office) == ["Saved as out.pdf"]


def test_leaving_the_printer_dialog_leaves_everything_as_it_was(opened, office, qtbot, settled, tmp_path, monkeypatch):
    asked = choosing(monkeypatch, tmp_path / "out.pdf", accepts=False)
    dialog = opened(LabelsDialog, Wanted(every_device))
    dialog._first.setValue(4)
    settled(office)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(asked))
    settled(office)
    assert dialog.isVisible()
    assert dialog.primary.isEnabled()
    assert dialog._first.value() == 4
    assert not (tmp_path / "out.pdf").exists()


def test_ctrl_s_saves_all_of_it(opened, office, qtbot, settled, tmp_path, monkeypatch):
    target = tmp_path / "kept.pdf"
    monkeypatch.setattr(saving, "choose_file", lambda *_: str(target))
    dialog = opened(LabelsDialog, Wanted(every_device))
    dialog._first.setValue(29)
    settled(office)
    assert "2 sheets" in dialog.said.text()
    assert dialog.sheets.pages == 1  # one looks at the first
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(office)
    assert len(reader(target.read_bytes()).pages) == 2
    assert messages(office) == ["Saved as kept.pdf"]


def test_saving_can_be_left(opened, office, settled, monkeypatch):
    monkeypatch.setattr(saving, "choose_file", lambda *_: "")
    dialog = opened(LabelsDialog, Wanted(every_device))
    dialog.save.click()
    settled(office)
    assert dialog.isVisible()
    assert messages(office) == []


def test_a_sheet_has_places_and_a_tape_has_none(opened, office, qtbot, settled):
    dialog = opened(LabelsDialog, Wanted(every_device))
    dialog._first.setValue(30)
    dialog._format.choose("l7160")
    dialog._format.chosen.emit("l7160")
    settled(office)
    assert (dialog._first.value(), dialog._first.maximum()) == (21, 21)
    assert any(each.text() == "of 21 on the sheet" for each in dialog.findChildren(QLabel))
    dialog._format.choose("tape18")
    dialog._format.chosen.emit("tape18")
    settled(office)
    assert not dialog._first_field.isVisible()
    assert dialog.said.text() == "Print at actual size, without margins."
    wanted = dialog.sketch()
    size = printer_for(wanted).pageLayout().pageSize().size(printer_for(wanted).pageLayout().pageSize().Unit.Millimeter)
    assert (size.width(), size.height()) == pytest.approx((64, 18), abs=0.2)


def test_the_sheet_chosen_last_is_proposed_again(opened, office, settled):
    first = opened(LabelsDialog, Wanted(every_device))
    assert first._format.value() == "5160"
    first._format.choose("5163")
    first._format.chosen.emit("5163")
    settled(office)
    first.reject()
    assert office.settings.label_format == "5163"
    assert opened(LabelsDialog, Wanted(every_device))._format.value() == "5163"


def test_a4_paper_proposes_a4_labels(offices, beneath, put, settled):
    office = offices(filled, preferences=Settings(language="en", page_size="a4"))
    dialog = put(LabelsDialog(office, Wanted(every_device), parent=beneath))
    settled(office)
    assert dialog._format.value() == "l7160"


def test_what_is_unticked_is_not_printed(opened, office, settled):
    dialog = opened(LabelsDialog, Wanted(every_device))
    assert "Centre Horizon" in dialog.sheets.text()
    assert "514 555-0100" in dialog.sheets.text()
    dialog._agency.click()
    dialog._found.click()
    settled(office)
    assert "Centre Horizon" not in dialog.sheets.text()
    assert "514 555-0100" not in dialog.sheets.text()


def test_an_empty_list_prints_nothing(office, beneath, put, settled):
    dialog = put(LabelsDialog(office, Wanted(lambda _: []), parent=beneath))
    settled(office)
    assert not dialog.primary.isEnabled()
    assert not dialog.save.isEnabled()
    assert "nothing in the list" in dialog.said.text()


def test_the_label_of_a_kit_leaves_no_choice(opened, office):
    dialog = opened(LabelsDialog, Wanted(lambda _: [1], 1, "KIT-0001", kits=True, alone=True))
    assert "KIT-0001" in dialog.sheets.text()
    assert not dialog._which.isVisible()


def test_a_list_is_read_once_for_every_sheet_that_is_tried(opened, office, settled):
    asked = []

    def listed(store):
        asked.append(store)
        return [1, 2]

    dialog = opened(LabelsDialog, Wanted(listed))
    dialog._first.setValue(3)
    dialog._format.choose("5163")
    dialog._format.chosen.emit("5163")
    settled(office)
    assert len(asked) == 1
    dialog._agency.click()
    settled(office)
    assert len(asked) == 2
    assert "Centre Horizon" not in dialog.sheets.text()


def test_a_click_on_a_cell_begins_there(opened, office, qtbot, settled):
    dialog = opened(LabelsDialog, Wanted(every_device))
    place = dialog.sheets.cell_place(4)
    qtbot.mouseClick(dialog.sheets.viewport(), Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    settled(office)
    assert dialog._first.value() == 5
    margin = dialog.sheets.cell_place(0).topLeft().toPoint() / 2
    qtbot.mouseClick(dialog.sheets.viewport(), Qt.MouseButton.LeftButton, pos=margin)
    settled(office)
    assert dialog._first.value() == 5


def test_the_cells_are_drawn_over_the_paper_where_it_is_printed(opened, office, settled, qtbot):
    dialog = opened(LabelsDialog, Wanted(every_device))

    def drawn():  # once the dialog has its size
        sheet, accent = dialog.sheets.viewport().grab().toImage(), theme.colour("accent")
        first, second = dialog.sheets.cell_place(0), dialog.sheets.cell_place(1)
        marked = sheet.pixelColor(round(first.left()), round(first.center().y()))
        assert abs(marked.hue() - accent.hue()) < 10
        assert marked.saturation() > 60
        plain = sheet.pixelColor(round(second.left()), round(second.center().y()))
        assert plain.lightness() < 250
        assert plain.saturation() < 60

    qtbot.waitUntil(drawn)
    dialog._format.choose("tape12")
    dialog._format.chosen.emit("tape12")
    settled(office)
    assert dialog.sheets._on is None


def test_a_click_places_a_card(opened, office, asked, qtbot, settled):
    dialog = opened(CardDialog, asked(lambda store: search.client_record(store, 1)))
    place = dialog.sheets.cell_place(1).center().toPoint()
    qtbot.mouseClick(dialog.sheets.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled(office)
    assert dialog._place.value() == 2


def test_an_older_drawing_never_replaces_a_newer_one(opened, office, qtbot, settled, monkeypatch):
    dialog = opened(LabelsDialog, Wanted(every_device))
    old = dialog._shown
    dialog._first.setValue(2)
    settled(office)
    now = dialog.sheets.text()
    dialog._show(old, (), b"")
    assert dialog.sheets.text() == now


def test_a_card_is_discreet_where_its_client_is(opened, office, asked, settled):
    client = asked(lambda store: search.client_record(store, 1))
    dialog = opened(CardDialog, client)
    assert dialog._discreet.isChecked()
    assert "Josée Tremblay" in dialog.sheets.text()
    assert "Centre Horizon" not in dialog.sheets.text()
    assert "C-7" in dialog.said.text()
    dialog._discreet.click()
    settled(office)
    assert "Centre Horizon" in dialog.sheets.text()


def test_a_card_alone_is_a_page_of_its_own(opened, office, asked, qtbot, settled, tmp_path, monkeypatch):
    target = tmp_path / "card.pdf"
    monkeypatch.setattr(saving, "choose_file", lambda *_: str(target))
    dialog = opened(CardDialog, asked(lambda store: search.client_record(store, 1)))
    dialog._place.setValue(8)
    qtbot.keyClick(dialog._sheet._buttons["sheet"], Qt.Key.Key_Right)
    settled(office)
    assert not dialog._place_field.isVisible()
    dialog.save.click()
    qtbot.waitUntil(target.exists)
    settled(office)
    width, height = reader(target.read_bytes()).pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (243, 153)


def test_the_inventory_of_a_type(opened, office, settled):
    dialog = opened(InventoryDialog)
    assert dialog.said.text().startswith("3 devices")
    dialog._type.choose(dialog._type.itemData(1))
    dialog._type.chosen.emit(dialog._type.value())
    settled(office)
    assert dialog.said.text().startswith("2 devices")
    assert "HS-0001" not in dialog.sheets.text()


def test_a_type_that_is_shown_is_proposed(opened, office):
    kind = next(each for each in office.view.types if each.key == "hotspot")
    assert opened(InventoryDialog, kind.id).said.text().startswith("1 device ")


def test_a_kits_sheet(opened, office, asked, tmp_path, monkeypatch, qtbot, settled):
    asked_for = choosing(monkeypatch, tmp_path / "kit.pdf")
    dialog = opened(KitSheetDialog, asked(lambda store: search.kit_view(store, 1)).kit)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settled(office)
    assert asked_for[0][0].docName() == "KIT-0001 Kit sheet"
    assert "for the trainer" in text((tmp_path / "kit.pdf").read_bytes())


KINDS = {
    "labels": partial(LabelsDialog, wanted=Wanted(every_device, 1, "LT-0001")),
    "inventory": InventoryDialog,
}


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_named_and_reached_by_tab(office, beneath, put, settled, kind):
    dialog = put(KINDS[kind](office, parent=beneath))
    settled(office)
    assert unnamed(dialog) == []
    reached = tab_order(dialog)
    assert dialog.save in reached
    assert dialog.sheets in reached


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_in_french_at_150(qapp, qtbot, offices, beneath, put, settled, kind):
    office = offices(filled, preferences=Settings(language="fr", text_size=150))
    theme.apply(qapp, scale=1.5)
    try:
        dialog = put(KINDS[kind](office, parent=beneath))
        settled(office)
        qtbot.waitUntil(lambda: cut_off(dialog) == [])  # once the dialog has its size
    finally:
        theme.apply(qapp)
