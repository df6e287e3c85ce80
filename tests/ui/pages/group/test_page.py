"""The group check-out: pairs in the list, what stands against each, one press, one file."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from loanmanager.domain.clients import InternetUse
from loanmanager.domain.names import Label
from loanmanager.operations import batches, checkout, kits, programmes
from loanmanager.operations.done import LENDING, Done
from loanmanager.operations.kits import NewKit, Unit
from loanmanager.settings import Settings
from loanmanager.storage import search
from loanmanager.ui import printing, saving, theme
from loanmanager.ui.dialogs.agreements import AgreementsDialog
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.group.page import GroupPage
from loanmanager.ui.pages.group.pairs import Group
from tests.documents.pdf import pages
from tests.office import TODAY, add_client, add_device, lend, take_back
from tests.ui.helpers import cut_off, tab_order, unnamed
from tests.ui.office import settle
from tests.ui.pages.people import block, laid_out

CLUB = 1
ZOE, LUC, INES, OTHER = range(1, 5)


def fill(store, by):
    """Three clients in a programme and one who is not; laptops 1 to 4, a headset to check, one on loan, a hotspot."""
    club = programmes.add_programme(store, "Job club", by).result.id
    add_client(store, by, "Nguyen", "Zoe", language="fr")
    add_client(store, by, "Roy", "Luc", internet=InternetUse.NO)
    add_client(store, by, "Sanchez", "Ines")
    add_client(store, by, "Abdi", "Hodan", card="CARD-4")
    programmes.join(store, club, [ZOE, LUC, INES], by)
    for _ in range(4):
        add_device(store, by)
    headset = add_device(store, by, "headset")
    lend(store, by, OTHER, headset)
    take_back(store, by, headset)
    lend(store, by, OTHER, add_device(store, by))
    add_device(store, by, "hotspot")


@pytest.fixture
def office(offices):
    return offices(fill)


@pytest.fixture
def page(office, showing, qtbot):
    made = showing(GroupPage, office)
    made.open(("programme", CLUB))
    settle(qtbot, office)
    return made


@pytest.fixture
def scan(page, office, qtbot):
    """Return what scans codes one after the other, as the window hands them to the page."""

    def do(*codes):
        for code in codes:
            found = []
            office.ask(office, lambda store, code=code: search.find(store, code, TODAY), found.append)
            settle(qtbot, office)
            assert page.take(found[0])
            settle(qtbot, office)

    return do


@pytest.fixture
def loans(office, qtbot):
    def read():
        found = []
        office.ask(office, lambda store: search.loan_rows(store, today=TODAY, only=""), found.append)
        settle(qtbot, office)
        return [(row.name, row.tags) for row in reversed(found[0]) if not row.undone][2:]

    return read


def states(page):
    rows = [page.listing.model.row(at) for at in range(page.listing.model.rowCount())]
    return [(row.name, row.tags, row.state.value) for row in rows]


def message(office):
    return office.messages[-1].text if office.messages else ""


def test_a_programme_fills_the_list_and_the_first_is_next(page):
    QAbstractItemModelTester(page.listing.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert states(page) == [
        ("Nguyen, Zoe", (), "next"),
        ("Roy, Luc", (), "waiting"),
        ("Sanchez, Ines", (), "waiting"),
    ]
    assert page.programme.value() == "Job club"
    assert not page.foot.primary.isEnabled()
    assert "now Nguyen, Zoe" in page.listing.hint.text()


def test_a_stack_goes_to_one_after_the_other(page, scan, office):
    scan("LT-0001", "LT-0002", "LT-0003")
    assert [(tags, state) for _, tags, state in states(page)] == [
        (("LT-0001",), "ready"), (("LT-0002",), "ready"), (("LT-0003",), "ready")
    ]  # fmt: skip
    assert page.foot.primary.words == "Check out 3 loans"
    scan("LT-0004")
    assert message(office) == "Everybody has a device. Scan the client’s card first."
    assert len(states(page)) == 3


def test_a_card_chooses_who_gets_what_follows(page, scan, qtbot):
    scan("C-00003", "LT-0001", "LT-0002")
    assert states(page)[2] == ("Sanchez, Ines", ("LT-0001", "LT-0002"), "ready")
    assert page.listing.hint.text().startswith("What you scan goes to Sanchez, Ines.")
    page.listing.list.setFocus()
    qtbot.keyClick(page.listing.list, Qt.Key.Key_Escape)
    scan("LT-0003")
    assert states(page)[0] == ("Nguyen, Zoe", ("LT-0003",), "ready")
    scan("CARD-4", "LT-0004")
    assert states(page)[3] == ("Abdi, Hodan", ("LT-0004",), "ready")
    assert page.listing.list.current().out == 1


def test_enter_on_a_line_chooses_and_delete_takes_out(page, scan, qtbot, office):
    scan("LT-0001")
    page.listing.list.choose(INES)
    qtbot.keyClick(page.listing.list, Qt.Key.Key_Return)
    assert office.places[-1] == ("scan", "")
    scan("LT-0002")
    assert states(page)[2][1:] == (("LT-0002",), "ready")
    for left in ((("LT-0001",), (), ()), (("LT-0001",), ())):
        page.listing.list.choose(INES)
        qtbot.keyClick(page.listing.list, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda left=left: tuple(tags for _, tags, _ in states(page)) == left)
    assert page.group.chosen == 0


def test_what_is_in_the_list_already_or_out_is_said(page, scan, office):
    scan("LT-0001", "LT-0001")
    assert message(office) == "LT-0001 is for Nguyen, Zoe already."
    scan("LT-0005")
    assert "LT-0005 is on loan" in message(office)
    assert [tags for _, tags, _ in states(page)] == [("LT-0001",), (), ()]


def test_a_reason_is_asked_for_where_that_is_enough(page, scan, qtbot, dialog_of, loans, office):
    scan("LT-0001")

    def blocked(store, by):
        block(store, by, ZOE)
        return Done(None, LENDING, 0)

    office.do(office, blocked, lambda _: None)
    settle(qtbot, office)
    assert states(page)[0][2] == "overrulable"
    page.listing.list.choose(ZOE)
    assert "cannot borrow" in page.listing.why.accessibleName()
    assert not page.foot.primary.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(ReasonDialog)
    qtbot.keyClicks(dialog._reason, "exam today")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert states(page)[0][2] == "overruled"
    assert page.listing.why.accessibleName() == "Nguyen, Zoe Lent anyway: exam today"
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog_of(AgreementsDialog)
    assert loans() == [("Nguyen, Zoe", ("LT-0001",))]


def test_what_nothing_can_overrule_waits_and_the_rest_is_lent(page, scan, qtbot, dialog_of, loans, office):
    scan("LT-0001", "HS-0001", "LT-0002")
    assert [state for *_, state in states(page)] == ["ready", "refused", "ready"]
    page.listing.list.choose(LUC)
    assert "cannot be lent to this client" in page.listing.why.accessibleName()
    assert not page.listing.overrule.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog_of(AgreementsDialog)
    assert loans() == [("Nguyen, Zoe", ("LT-0001",)), ("Sanchez, Ines", ("LT-0002",))]
    assert states(page) == [("Roy, Luc", ("HS-0001",), "refused")]


def test_what_somebody_else_lent_meanwhile_is_said_at_its_line(page, scan, qtbot, dialog_of, office, monkeypatch):
    scan("LT-0001", "LT-0002")
    monkeypatch.setattr(page, "shows", frozenset())  # the page has not heard of it yet
    form = checkout.CheckOut(OTHER, (checkout.Lent(1),))
    office.do(office, lambda store, by: checkout.check_out(store, form, by), lambda _: None)
    settle(qtbot, office)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(AgreementsDialog)
    assert dialog.windowTitle() == "1 loan checked out"
    assert message(office) == "1 loan was not made"
    assert states(page)[0] == ("Nguyen, Zoe", ("LT-0001",), "refused")
    page.listing.list.choose(ZOE)
    assert "LT-0001 is on loan" in page.listing.why.accessibleName()


def test_date_and_purpose_hold_for_all(page, scan, qtbot, dialog_of, office):
    scan("LT-0001", "LT-0002")
    page.foot.date.setFocus()
    page.foot.date.selectAll()
    qtbot.keyClicks(page.foot.date, "soon")
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.foot._field.error() == "This is not a date."
    page.foot.date.selectAll()
    qtbot.keyClicks(page.foot.date, "2026-12-14")
    page.foot.what_for.setFocus()
    qtbot.keyClicks(page.foot.what_for, "interview")
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog_of(AgreementsDialog)
    settle(qtbot, office)
    found = []
    office.ask(office, lambda store: [search.loan_record(store, id_=id_) for id_ in (3, 4)], found.append)
    settle(qtbot, office)
    assert [(each.due.isoformat(), each.purpose, each.programme) for each in found[0]] == [
        ("2026-12-14", "interview", "Job club")
    ] * 2


def bundled(store, by):
    """Put two of the laptops into a kit, and the one that is on loan into another."""
    kits.make_kit(store, NewKit(Label("Pair"), "KIT-1", units=(Unit(1), Unit(2))), by)
    kits.make_kit(store, NewKit(Label("Gone"), "KIT-2", units=(Unit(6),)), by)
    return Done(None, LENDING, 0)


def test_a_kit_goes_whole_to_whoever_is_next(page, scan, office, qtbot):
    office.do(office, bundled, lambda _: None)
    settle(qtbot, office)
    scan("KIT-1")
    assert states(page)[0][1:] == (("LT-0001", "LT-0002"), "ready")
    scan("KIT-2")
    assert message(office) == "KIT-2 is out. Take it back at the desk first."
    assert [tags for _, tags, _ in states(page)][1:] == [(), ()]
    scan("LT-0003", "LT-0004", "KIT-1")
    assert message(office) == "Everybody has a device. Scan the client’s card first."


def test_a_loan_is_left_to_its_own_page(page):
    assert not page.take(search.Match())


def finished(qtbot, dialog, office):
    qtbot.waitUntil(lambda: bool(dialog.pdf), timeout=20_000)
    settle(qtbot, office)


def test_all_agreements_are_saved_as_one_file(page, scan, qtbot, dialog_of, office, tmp_path, monkeypatch, press):
    scan("LT-0001", "LT-0002")
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(AgreementsDialog)
    finished(qtbot, dialog, office)
    target, printed = tmp_path / "all.pdf", []
    monkeypatch.setattr(saving, "choose_file", lambda *_: str(target))
    press(dialog, "Save as one PDF…")
    qtbot.waitUntil(target.exists)
    settle(qtbot, office)
    texts = pages(target.read_bytes())
    assert len(texts) == 4
    assert "Entente de prêt" in texts[0]
    assert "Loan agreement" in texts[2]
    monkeypatch.setattr(printing, "print_titled", lambda *what: printed.append(what[2:]))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert printed == [("Job club Agreement", dialog.pdf)]
    assert dialog.isVisible()
    assert unnamed(dialog) == []


def test_leaving_stops_the_drawing(page, scan, qtbot, dialog_of, office, monkeypatch):
    real, asked = batches.draw, []

    def watched(papers, words, *, page, told):
        def hear(at, of):
            asked.append(told(at, of))
            return asked[-1]

        gate.wait(10)
        return real(papers, words, page=page, told=hear)

    gate = threading.Event()
    monkeypatch.setattr(batches, "draw", watched)
    scan("LT-0001", "LT-0002")
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(AgreementsDialog)
    qtbot.waitUntil(lambda: not dialog.primary.isEnabled())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    gate.set()
    settle(qtbot, office)
    assert asked in ([], [False])


def test_a_drawing_that_fails_says_so_and_keeps_the_loans(page, scan, qtbot, dialog_of, office, loans, monkeypatch):
    def broken(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(batches, "draw", broken)
    scan("LT-0001")
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(AgreementsDialog)
    settle(qtbot, office)
    assert dialog.error() == "The papers could not be drawn together. Open them one by one."
    assert not dialog.save.isEnabled()
    assert len(loans()) == 1


def test_the_whole_group_is_undone(page, scan, qtbot, dialog_of, office, loans, press):
    scan("LT-0001", "LT-0002")
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(AgreementsDialog)
    finished(qtbot, dialog, office)
    assert len(loans()) == 2
    press(dialog, "Undo these loans…")
    reason = dialog_of(ReasonDialog)
    qtbot.keyClicks(reason._reason, "next week")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert message(office) == "2 loans undone"
    assert loans() == []
    assert QApplication.activeModalWidget() is None


def test_a_rebuild_keeps_the_list(page, scan, showing, office, qtbot):
    scan("LT-0001")
    page.foot.what_for.setText("interview")
    again = showing(GroupPage, office)
    again.put_back(page.state())
    settle(qtbot, office)
    assert states(again)[0] == ("Nguyen, Zoe", ("LT-0001",), "ready")
    assert again.foot.purpose() == "interview"
    assert again.programme.value() == "Job club"


def test_another_programme_keeps_what_is_paired(page, scan, office, qtbot, press):
    scan("LT-0001")
    page.programme.choose("")
    page.programme.chosen.emit("")
    settle(qtbot, office)
    assert len(states(page)) == 3
    page.programme.choose("Job club")
    page.programme.chosen.emit("Job club")
    settle(qtbot, office)
    assert states(page)[0][1:] == (("LT-0001",), "ready")
    press(page, "Empty the list")
    assert states(page) == []
    assert page.group == Group()


def test_it_begins_empty(offices, showing):
    page = showing(GroupPage, offices(fill))
    assert states(page) == []
    assert not page.foot.primary.isEnabled()


def test_everything_is_named_and_reached_by_tab(page, scan):
    scan("LT-0001", "HS-0001")
    assert unnamed(page) == []
    stops = tab_order(page)
    assert all(each in stops for each in (page.programme, page.listing.list, page.foot.date, page.foot.primary))


@pytest.mark.parametrize(("wide", "scale"), [(1182, 1.0), (1262, 1.5), (790, 1.0)])
def test_nothing_is_cut_off_in_french(offices, showing, qtbot, qapp, wide, scale):
    theme.apply(qapp, scale=scale)
    page = showing(GroupPage, offices(fill, preferences=Settings(language="fr")), wide)
    page.open(("programme", CLUB))
    settle(qtbot, page.office)
    laid_out()
    assert cut_off(page) == []
