import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton

from loanmanager.domain.clients import Guardian, InternetUse
from loanmanager.operations import programmes
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.storage.errors import DiskFull
from loanmanager.ui import theme
from loanmanager.ui.dialogs import client as client_dialog
from loanmanager.ui.dialogs.client import ClientDialog, parted
from loanmanager.ui.widgets.notice import Notice
from tests.office import TODAY, add_client
from tests.ui.helpers import cut_off, tab_order, unnamed


@pytest.fixture
def office(offices):
    return offices(lambda store, by: add_client(store, by, phones=("514 555-0142",)))


@pytest.fixture
def dialog(office, beneath, put):
    return put(ClientDialog(office, parent=beneath))


def client(asked, id_):
    return asked(lambda store: search.client_record(store, id_))


def notices(dialog):
    return [each for each in dialog._alike.findChildren(Notice) if each.isVisible()]


def enter(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", ("", "", "", "")),
        ("Hodan", ("Hodan", "", "", "")),
        (" Zoë  Nguyễn Thị ", ("Zoë", "Nguyễn Thị", "", "")),
        ("Nguyễn, Zoë", ("Zoë", "Nguyễn", "", "")),
        ("514 555-0142", ("", "", "514 555-0142", "")),
        ("zoe@example.org", ("", "", "", "zoe@example.org")),
        ("王秀英", ("王秀英", "", "", "")),
    ],
)
def test_what_was_typed_at_the_desk_is_parted(typed, parts):
    assert parted(typed) == parts


def test_a_name_and_a_phone_are_enough(dialog, qtbot, office, settled, asked):
    added = QSignalSpy(dialog.added)
    qtbot.waitUntil(dialog._given.hasFocus)
    qtbot.keyClicks(dialog._given, "Hodan")
    qtbot.keyClick(dialog._given, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog._family, "Abdi")
    qtbot.keyClick(dialog._family, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog._phone, "438 555-0100")
    enter(qtbot, dialog)
    settled(office)
    assert added.at(0) == [2]
    made = client(asked, 2)
    assert (made.listed_name, made.phones, made.file_number) == ("Abdi, Hodan", ("438 555-0100",), "C-00002")
    assert office.messages[-1].text == "C-00002 added"


def test_all_fields_are_kept(dialog, qtbot, office, settled, asked):
    qtbot.keyClick(dialog._fold, Qt.Key.Key_Space)
    qtbot.keyClicks(dialog._given, "Hodan")
    qtbot.keyClicks(dialog._email, "h@example.org")
    qtbot.keyClicks(dialog._birth, "1990-03-04")
    dialog._language.choose("fr")
    for name, text in (("pronouns", "she/her"), ("counsellor", "Marc Roy"), ("file_number", "A-7"), ("card", "29")):
        qtbot.keyClicks(dialog._rest[name], text)
    address = dialog._more.address
    qtbot.keyClicks(address, "12, Main")
    qtbot.keyClick(address, Qt.Key.Key_Return)
    qtbot.keyClicks(address, "H2J 2B1")
    qtbot.keyClicks(dialog._more.notes, "Calls back")
    qtbot.keyClick(dialog._more.discreet, Qt.Key.Key_Space)
    qtbot.keyClick(dialog._more.large_print, Qt.Key.Key_Space)
    qtbot.keyClick(dialog._more.orientation, Qt.Key.Key_Space)
    dialog._more.internet.choose("on_site")
    qtbot.keyClick(address, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(office)
    made = client(asked, 2)
    assert (made.email, made.language, made.birth_date.isoformat()) == ("h@example.org", "fr", "1990-03-04")
    assert (made.pronouns, made.counsellor, made.file_number, made.card) == ("she/her", "Marc Roy", "A-7", "29")
    assert made.address == "12, Main\nH2J 2B1"
    assert (made.notes, made.discreet, made.orientation_on) == ("Calls back", True, TODAY)
    assert made.large_print
    assert made.internet is InternetUse.ON_SITE


def test_without_a_name_it_says_so(dialog, qtbot):
    enter(qtbot, dialog)
    assert dialog.isVisible()
    assert dialog._fields["given_name"].error()
    qtbot.keyClicks(dialog._given, "Hodan")
    qtbot.keyClicks(dialog._birth, "soon")
    enter(qtbot, dialog)
    assert dialog._fields["birth_date"].error() == "This is not a date."
    assert dialog._fields["given_name"].error() == ""


def test_somebody_alike_is_shown_at_once_and_may_be_opened(office, beneath, put, qtbot, settled):
    dialog = put(ClientDialog(office, "JOSEE Tremblay", parent=beneath))
    settled(office)
    added = QSignalSpy(dialog.added)
    (notice,) = notices(dialog)
    assert notice.accessibleName() == "Tremblay, Josée: same name C-00001 · 514\u00a0555-0142"
    assert dialog.primary.words == "It is another person: add"
    qtbot.keyClick(notice.findChild(QPushButton), Qt.Key.Key_Space)
    assert added.at(0) == [1]
    assert not dialog.isVisible()


def test_somebody_alike_may_be_added_anyway(office, beneath, put, qtbot, settled, asked):
    dialog = put(ClientDialog(office, "Josee Tremblay", parent=beneath))
    settled(office)
    enter(qtbot, dialog)
    settled(office)
    assert client(asked, 2).listed_name == "Tremblay, Josee"
    assert asked(search.duplicate_ids) == ()


def test_what_is_the_same_is_said(office, beneath, put, qtbot, settled):
    dialog = put(ClientDialog(office, "Josée Tremblay", parent=beneath))
    dialog._pause.setInterval(0)
    qtbot.keyClicks(dialog._phone, "15145550142")
    qtbot.waitUntil(lambda: "same phone" in " ".join(each.accessibleName() for each in notices(dialog)))
    assert dialog._alike.isVisible()


def test_somebody_young_needs_a_guardian(dialog, qtbot, office, settled, asked):
    qtbot.keyClicks(dialog._given, "Ines")
    assert not dialog._guardian.isVisible()
    qtbot.keyClicks(dialog._birth, "2014-03-04")
    enter(qtbot, dialog)
    assert dialog._guardian.isVisible()
    qtbot.waitUntil(dialog._guardian.entries["name"].hasFocus)
    qtbot.keyClicks(dialog._guardian.entries["name"], "Ana Sanchez")
    qtbot.keyClicks(dialog._guardian.entries["phone"], "438 555-0100")
    enter(qtbot, dialog)
    settled(office)
    assert client(asked, 2).guardian == Guardian("Ana Sanchez", "", "438 555-0100")


def test_a_programme_is_chosen(offices, beneath, put, qtbot, settled):
    office = offices(lambda store, by: programmes.add_programme(store, "Job club", by))
    dialog = put(ClientDialog(office, "Luc Roy", parent=beneath))
    qtbot.keyClick(dialog._fold, Qt.Key.Key_Space)
    dialog._more.programme.setFocus()
    qtbot.keyClick(dialog._more.programme, Qt.Key.Key_Down)
    enter(qtbot, dialog)
    settled(office)
    found = []
    office.ask(office, lambda store: search.client_record(store, 1), found.append)
    settled(office)
    assert found[0].programmes == ("Job club",)


def test_alike_is_looked_for_as_one_types(dialog, qtbot, office, settled):
    dialog._pause.setInterval(0)
    for field, text in ((dialog._given, "josee"), (dialog._family, "tremblay")):
        qtbot.keyClicks(field, text)
    qtbot.waitUntil(dialog._alike.isVisible)
    dialog._given.clear()
    dialog._family.clear()
    qtbot.waitUntil(lambda: not dialog._alike.isVisible())
    assert dialog.primary.words == "Add the client"


def test_a_number_that_is_taken_is_said_where_it_was_typed(dialog, qtbot, office, settled):
    qtbot.keyClicks(dialog._given, "Hodan")
    dialog._rest["file_number"].setText("C-00001")
    assert not dialog._more.isVisible()
    enter(qtbot, dialog)
    settled(office)
    assert dialog._more.isVisible()
    assert "C-00001" in dialog._fields["file_number"].error()
    dialog._rest["file_number"].clear()
    added = QSignalSpy(dialog.added)
    enter(qtbot, dialog)
    settled(office)
    assert added.count() == 1


def test_pressing_twice_adds_one(dialog, qtbot, office, settled, asked):
    qtbot.keyClicks(dialog._given, "Hodan")
    enter(qtbot, dialog)
    enter(qtbot, dialog)
    settled(office)
    assert client(asked, 3) is None


def test_a_failure_loses_nothing(dialog, qtbot, office, settled, monkeypatch):
    def full(*_):
        raise DiskFull

    monkeypatch.setattr(client_dialog.people, "add_client", full)
    qtbot.keyClicks(dialog._given, "Hodan")
    enter(qtbot, dialog)
    settled(office)
    assert dialog.error()
    assert dialog._given.text() == "Hodan"
    assert dialog.primary.isEnabled()


def test_a_phone_typed_at_the_desk_is_kept_and_the_name_comes_first(office, beneath, put, qtbot):
    dialog = put(ClientDialog(office, "438 555-0100", parent=beneath))
    assert dialog._phone.text() == "438 555-0100"
    qtbot.waitUntil(dialog._given.hasFocus)


def test_tab_goes_from_field_to_field(dialog):
    assert unnamed(dialog) == []
    stops = tab_order(dialog)
    order = [stops.index(each) for each in (dialog._family, dialog._phone, dialog._email, dialog._birth, dialog._fold)]
    assert order == sorted(order)


def test_nothing_is_cut_off_in_french_at_150(offices, beneath, put, qapp, qtbot, settled):
    theme.apply(qapp, scale=1.5)
    office = offices(add_client, preferences=Settings(language="fr", text_size=150))
    dialog = put(ClientDialog(office, "Josée Tremblay", parent=beneath))
    settled(office)
    qtbot.keyClick(dialog._fold, Qt.Key.Key_Space)
    for _ in range(3):
        qapp.processEvents()
    assert cut_off(dialog) == []
