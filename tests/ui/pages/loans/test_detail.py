from PySide6.QtCore import Qt

from loanmanager.domain.loans import BackState
from loanmanager.operations import returning, undoing
from loanmanager.storage import search
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.renew import RenewDialog
from loanmanager.ui.pages.loans.page import Loans
from tests.office import add_client, add_device, lend
from tests.ui.office import settle
from tests.ui.pages.people import JOSEE, texts, timeline


def test_it_says_who_what_and_until_when(seen):
    said = texts(seen(2))
    assert said[:4] == [
        "L-2026-0002", "Tremblay, Josée", "Due Fri\u00a013\u00a0Nov, 10 days late", "Out since Wed\u00a014\u00a0Oct",
    ]  # fmt: skip
    assert {"LT-0002", "HS-0001", "Charger, Bag, Mouse"} <= set(said)
    assert timeline(seen(2)) == ["Checked out LT-0002 and HS-0001"]


def test_purpose_and_renewals_stand_under_the_date(seen):
    assert "Out since Wed\u00a028\u00a0Oct · Job search" in texts(seen(1))
    assert "Out since Tue\u00a03\u00a0Nov · renewed 1 time" in texts(seen(5))


def test_what_came_back_says_when(seen, office):
    detail = seen(5)
    said = texts(detail)
    assert "back Mon\u00a023\u00a0Nov" in said
    assert "Everything is back" in texts(seen(4))
    assert not detail.primary.isVisible()


def test_taking_back_goes_to_the_desk(seen, press, office):
    press(seen(2), "Take back HS-0001")
    assert office.places == [("desk", ("device", 7))]


def test_the_client_is_one_press_away(seen, press, menu_of, office):
    detail = seen(2)
    press(detail, "Client page")
    menu_of(detail)["Open the client"].trigger()
    assert office.places == [("clients", JOSEE)] * 2


def test_papers_are_listed_and_opened(seen, press, office):
    detail = seen(5)
    texts(detail)
    press(detail, "Addendum")
    place, paper_id = office.places[0]
    found = []
    office.ask(office, lambda store: search.papers_of(store, 5), found.append)
    assert place == "paper"
    press(detail, "Receipt")
    press(detail, "Agreement")
    assert len({what for _, what in office.places}) == 3
    assert paper_id in {what for _, what in office.places}


def test_ctrl_r_renews(page, seen, qtbot, dialog_of, office):
    detail = seen(3)
    texts(detail)
    qtbot.keyClick(page.list, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(RenewDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, office)
    assert "Due Wed\u00a023\u00a0Dec, in 30 days" in texts(detail)
    assert timeline(detail)[0].startswith("Renewed until")


def test_a_return_is_undone_with_a_reason(seen, menu_of, dialog_of, qtbot, office):
    detail = seen(4)
    menu_of(detail)["Undo the last step…"].trigger()
    qtbot.keyClicks(dialog_of(ReasonDialog)._reason, "the wrong one was scanned")
    qtbot.keyClick(dialog_of(ReasonDialog), Qt.Key.Key_Return)
    settle(qtbot, office)
    assert timeline(detail)[0] == "Return undone"
    assert any(each.startswith("Due ") for each in texts(detail))
    assert "undone" in texts(detail)  # the receipt


def test_parts_that_did_not_come_back_are_named(offices, showing, qtbot):
    def missing(store, by):
        device, client_id = add_device(store, by, make="Dell", model="XPS"), add_client(store, by)
        lend(store, by, client_id, device)
        loan = search.loan_record(store, id_=1)
        charger, bag = loan.items[0].parts[:2]
        back = returning.Returned(device.id, parts={charger.id: BackState.DAMAGED, bag.id: BackState.MISSING})
        returning.take_back(store, returning.Return((back,)), by)

    page = showing(Loans, offices(missing))
    page.show_record(1)
    settle(qtbot, page.office)
    assert "Charger damaged, Bag missing, Mouse" in texts(page.detail)


def test_an_undone_loan_says_so(offices, showing, qtbot):
    def mistake(store, by):
        made = lend(store, by, add_client(store, by), add_device(store, by))
        undoing.undo(store, made.entry_id, "wrong client", by)

    page = showing(Loans, offices(mistake))
    page.choose_filter("")
    page.show_record(1)
    settle(qtbot, page.office)
    assert "Undone: nothing was lent" in texts(page.detail)
    assert page._model.index(0, 4).data() == "undone"
