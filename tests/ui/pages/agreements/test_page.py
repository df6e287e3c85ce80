"""The editor of the agreement's wording, by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from loanmanager.domain.templates import ClauseText, Flaw, Mind, TemplateClause
from loanmanager.operations import templating
from loanmanager.storage import search
from loanmanager.ui import theme
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.dialogs.wording_versions import WordingVersions
from loanmanager.ui.pages.agreements.page import AgreementsPage
from tests.ui.helpers import cut_off, unnamed
from tests.ui.office import settle

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(offices):
    return offices()


@pytest.fixture
def page(office, showing, qtbot):
    made = showing(AgreementsPage, office)
    drawn(qtbot, made)
    return made


def drawn(qtbot, page):
    qtbot.waitUntil(lambda: page.preview.sheets.pages > 0, timeout=20_000)


def ids(page):
    return [each.id for each in page.template.clauses]


def stored(office, qtbot):
    found = []
    office.ask(office, lambda store: templating.to_edit(store).template, found.append)
    settle(qtbot, office)
    return found[0]


def write(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_the_first_clause_is_shown_in_both_languages_beside_the_preview(page):
    left, right = page.form.sides
    assert (left.title.text(), right.title.text()) == ("Ownership", "Propriété")
    assert page.form.languages() == ("en", "fr")
    assert "Carrefour" in page.preview.sheets.text() or "Loan agreement" in page.preview.sheets.text()
    assert page.bar.state() == "Version 1, a draft"
    assert not page.primary.isEnabled()
    assert page.clauses.list.hasFocus()


def test_words_that_are_typed_are_drawn_and_kept_as_the_next_version(page, qtbot, office):
    write(qtbot, page.form.sides[0].title, "It stays ours")
    qtbot.waitUntil(lambda: "It stays ours" in page.preview.sheets.text(), timeout=20_000)
    assert page.unsaved
    assert page.bar.state() == "Version 1, a draft · changed, not saved"
    qtbot.keyClicks(page.note, "clearer title")
    qtbot.keyClick(page, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(office.messages))
    settle(qtbot, office)
    settle(qtbot, office)
    assert stored(office, qtbot).clause("property").in_("en").title == "It stays ours"
    assert office.messages[-1].text == "The agreement is saved as version 2"
    assert not page.unsaved
    assert page.bar.state() == "Version 2, a draft"
    assert page.note.text() == ""
    rows = []
    office.ask(office, search.template_versions, rows.extend)
    settle(qtbot, office)
    assert [(row.version, row.note) for row in rows] == [(2, "clearer title"), (1, "")]


def test_a_save_is_undone_from_the_message_line(page, qtbot, office, dialog_of):
    write(qtbot, page.form.sides[0].title, "Oops")
    page.save()
    settle(qtbot, office)
    office.messages[-1].actions[0][1]()
    dialog = dialog_of(ReasonDialog)
    qtbot.keyClicks(dialog._reason, "a slip")
    qtbot.keyClick(dialog._reason, Qt.Key.Key_Return)
    settle(qtbot, office)
    settle(qtbot, office)
    assert stored(office, qtbot).version == 1
    assert page.bar.state() == "Version 1, a draft"
    assert page.form.sides[0].title.text() == "Ownership"


def test_clauses_are_moved_switched_and_taken_out_by_keys(page, qtbot, office):
    before, listed = ids(page), page.clauses.list
    qtbot.keyClick(listed, Qt.Key.Key_Down, ALT)
    assert ids(page)[:2] == [before[1], before[0]]
    assert listed.current() == before[0]
    qtbot.keyClick(listed, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(listed, Qt.Key.Key_Up, ALT)
    assert ids(page) == before
    qtbot.keyClick(listed, Qt.Key.Key_Space)
    assert not page.template.clauses[0].on
    assert not page.form.flags["on"].isChecked()
    assert "Off" in listed.model().index(0).data()
    qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert ids(page) == before[1:]
    assert office.messages[-1].text == "“Ownership” is taken out"
    office.messages[-1].actions[0][1]()
    assert ids(page) == before
    assert listed.current() == before[0]
    office.messages[-1].actions[0][1]()
    assert ids(page) == before


def test_the_buttons_do_what_the_keys_do(page, press):
    before = ids(page)
    press(page, "Move down (Alt+Down)")
    assert ids(page)[1] == before[0]
    press(page, "Move up (Alt+Up)")
    press(page, "On or off (Space)")
    assert not page.template.clauses[0].on
    press(page, "Take out (Delete)")
    assert ids(page) == before[1:]


def test_a_new_clause_begins_with_its_title(page, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    title = page.form.sides[0].title
    qtbot.waitUntil(lambda: ids(page)[1] == "clause-1")
    assert title.selectedText() == "New clause"
    page._check()
    assert any(isinstance(each, Flaw) and each.clause == "clause-1" for each in page.problems.shown)
    qtbot.keyClicks(title, "Data cap")
    qtbot.keyClicks(page.form.sides[0].text, "10 GB a month.")
    page._check()
    assert not any(isinstance(each, Flaw) for each in page.problems.shown)
    assert page.template.clause("clause-1").texts == {"en": ClauseText("Data cap", "10 GB a month.")}
    assert "Not written yet: English is printed instead." in page.form.sides[1]._instead.text()


def test_what_is_asked_of_the_borrower_and_when_it_is_printed(page, qtbot):
    form = page.form
    for name in ("consent", "initials", "parts", "lines"):
        qtbot.keyClick(form.flags[name], Qt.Key.Key_Space)
    form.when.setCurrentIndex(form.when.findData("minor"))
    form.when.activated.emit(form.when.currentIndex())
    next(each for each in form._kinds.actions() if each.data() == "hotspot").trigger()
    clause = page.template.clauses[0]
    assert (clause.consent, clause.initials, clause.parts, clause.lines) == (True, True, True, True)
    assert (clause.when, clause.types) == ("minor", ("hotspot",))
    assert form.kinds.text() == "Hotspot "
    page._check()
    assert page.preview._asked[2]
    assert "A guardian signs · hotspot · Box to tick" in page.clauses.list.model().index(0).data()


def test_a_type_that_this_office_does_not_lend_stays_and_is_told(page, qtbot):
    drone = replace(page.template.clauses[0], types=("drone",))
    page._take(replace(page.template, clauses=(drone, *page.template.clauses[1:])))
    page._check()
    page._choose("property")
    qtbot.keyClick(page.form.flags["initials"], Qt.Key.Key_Space)
    assert page.template.clauses[0].types == ("drone",)
    doubt = next(each for each in page.problems.shown if getattr(each, "mind", "") == Mind.OTHER_TYPE)
    page.problems.wanted.emit(doubt)
    assert page.form.when.hasFocus()


def test_a_field_is_put_where_the_cursor_is(page, qtbot):
    side = page.form.sides[1]
    side.title.setFocus()
    side.title.end(False)
    page.form.put("due")
    assert side.title.text() == "Propriété{due}"
    assert page.template.clauses[0].texts["fr"].title == "Propriété{due}"
    page.form.sides[0].text.setFocus()
    page.form._fields.actions()[0].trigger()
    assert page.form.sides[0].text.toPlainText().startswith("{borrower}")
    assert len(page.form._fields.actions()) == len(templating.wording.FIELDS)


def test_what_is_wrong_is_told_and_leads_to_its_place(page, qtbot, office, press):
    page.clauses.list.choose("late")
    write(qtbot, page.form.sides[1].text, "Des frais de location de 5 $ et {tomorow}.")
    page._check()
    page.clauses.list.choose("care")
    assert page.problems.isVisible()
    kinds = [getattr(each, "mind", None) for each in page.problems.shown]
    assert kinds == [None, Mind.RENTAL_FEE]
    link = next(each for each in page.problems.findChildren(QPushButton) if "tomorow" in each.accessibleName())
    qtbot.keyClick(link, Qt.Key.Key_Space)
    assert page.clauses.list.current() == "late"
    assert page.form.sides[1].text.hasFocus()
    page.clauses.list.choose("care")
    page.save()
    assert page.clauses.list.current() == "late"
    settle(qtbot, office)
    assert stored(office, qtbot).version == 1


def test_a_version_saved_elsewhere_meanwhile_is_not_written_over(page, qtbot, office):
    def elsewhere(store, by):
        template = templating.to_edit(store).template
        more = TemplateClause("own", {"en": ClauseText("Own", "Own.")})
        return templating.save_template(
            store, templating.SaveTemplate(replace(template, clauses=(*template.clauses, more))), by
        )

    write(qtbot, page.form.sides[0].title, "Mine")
    office.do(office, elsewhere, lambda _: None)
    settle(qtbot, office)
    settle(qtbot, office)
    assert page.form.sides[0].title.text() == "Mine"
    page.save()
    settle(qtbot, office)
    assert "version 2 meanwhile" in office.messages[-1].text
    assert page.template.clauses[0].in_("en").title == "Mine"
    assert [words for words, _ in office.messages[-1].actions] == ["Versions", "Save mine all the same"]
    office.messages[-1].actions[1][1]()
    settle(qtbot, office)
    assert office.messages[-1].text == "The agreement is saved as version 3"
    kept = stored(office, qtbot)
    assert (kept.version, kept.clauses[0].in_("en").title, kept.clause("own")) == (3, "Mine", None)
    assert not page.unsaved


def test_another_language_right_to_left(offices, showing, qtbot):
    office = offices(lambda store, by: templating.set_paper_languages(store, ("en", "fr", "ar"), by))
    page = showing(AgreementsPage, office)
    right = page.form.sides[1]
    right.language.choose("ar")
    right.turned.emit()
    assert right.title.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert right.title.text() == ""
    assert "English is printed instead" in right._instead.text()
    right.title.setText("الملكية")
    right.title.textEdited.emit("الملكية")
    qtbot.keyClicks(right.text, "x")
    assert page.template.clauses[0].texts["ar"] == ClauseText("الملكية", "x")
    page._check()
    assert page.preview._asked[1] == "ar"
    qtbot.waitUntil(lambda: page.preview.sheets.pages > 0, timeout=20_000)


def test_a_problem_in_a_language_that_is_not_shown_brings_it_up(offices, showing, qtbot):
    office = offices(lambda store, by: templating.set_paper_languages(store, ("en", "fr", "uk"), by))
    page = showing(AgreementsPage, office)
    doubt = next(each for each in page.problems.shown if each.language == "uk" and each.clause == "care")
    page.problems.wanted.emit(doubt)
    assert page.clauses.list.current() == "care"
    assert page.form.languages() == ("en", "uk")
    assert page.form.sides[1].text.hasFocus()


def test_the_same_language_is_never_shown_twice(page):
    left, right = page.form.sides
    left.language.choose("fr")
    left.turned.emit()
    assert page.form.languages() == ("fr", "en")
    assert (left.title.text(), right.title.text()) == ("Propriété", "Ownership")


def test_one_language_stands_alone(offices, showing):
    office = offices(lambda store, by: templating.set_paper_languages(store, ("en",), by))
    page = showing(AgreementsPage, office)
    assert not page.form.sides[1].isVisible()
    page.form.sides[0].title.textEdited.emit("x")
    assert page.template.clauses[0].texts["fr"].title == "Propriété"


def test_the_preview_takes_the_place_of_the_words_on_demand(page, qtbot):
    def looked():
        return page.preview.isVisible() and not page.form.isVisible()

    qtbot.keyClick(page, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(looked)
    qtbot.keyClick(page, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(page.form.isVisible)
    assert page.preview.isVisible()
    page.resize(760, 600)
    qtbot.waitUntil(lambda: not page.preview.isVisible())
    qtbot.keyClick(page, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(looked)


def test_what_was_typed_survives_another_look(page, qtbot, office, showing):
    page.clauses.list.choose("care")
    write(qtbot, page.form.sides[0].title, "Handle with care")
    page.note.setText("why")
    other = showing(AgreementsPage, office)
    other.put_back(page.state())
    settle(qtbot, office)
    assert other.unsaved
    assert other.template.clause("care").in_("en").title == "Handle with care"
    assert other.note.text() == "why"


def test_esc_goes_back_and_versions_open(page, qtbot, office, dialog_of):
    qtbot.keyClick(page.clauses.list, Qt.Key.Key_Escape)
    assert office.places[-1] == ("settings", "agreements")
    qtbot.keyClick(page, Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = dialog_of(WordingVersions)
    settle(qtbot, office)
    assert dialog._above.text() == "The first version"
    dialog.reject()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_control_is_named_and_nothing_is_cut(office, showing, qapp, qtbot, scale):
    theme.apply(qapp, scale=scale)
    try:
        made = showing(AgreementsPage, office, 1240 if scale > 1 else 1182, 650)
        assert unnamed(made) == []
        qtbot.waitUntil(lambda: cut_off(made) == [])  # what was shown just now is laid out soon
    finally:
        theme.apply(qapp)
