import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from loanmanager.ui import saving
from tests.ui.office import closed, settle
from tests.ui.papers import with_papers
from tests.ui.test_papers import PLAIN


@pytest.fixture
def office(qtbot, tmp_path):
    made, made.heard = with_papers(qtbot, tmp_path / "data")
    yield made
    closed(qtbot, made)


def test_saving_says_where_and_offers_to_open_it(qtbot, office, tmp_path, monkeypatch):
    asked, opened = [], []
    monkeypatch.setattr(saving, "choose_file", lambda *about: asked.append(about) or str(tmp_path / "kept.pdf"))
    monkeypatch.setattr(saving, "open_path", lambda path: opened.append(path) or True)
    messages = []
    office.said.connect(messages.append)
    saving.save_drawn(office, None, PLAIN)
    settle(qtbot, office)
    assert asked[0][2].endswith("L-2026-0042 Agreement.pdf")
    assert (tmp_path / "kept.pdf").read_bytes() == PLAIN.pdf
    assert messages[0].text == "Saved as kept.pdf"
    messages[0].actions[0][1]()
    assert opened == [tmp_path / "kept.pdf"]


def test_leaving_the_dialog_saves_nothing(qtbot, office, monkeypatch):
    monkeypatch.setattr(saving, "choose_file", lambda *_: "")
    saving.save_drawn(office, None, PLAIN)
    settle(qtbot, office)
    assert office.heard == []


def test_a_file_that_cannot_be_written_is_said(qtbot, office, tmp_path):
    saving.write_pdf(office, tmp_path / "none" / "paper.pdf", b"%PDF")
    settle(qtbot, office)
    assert office.heard == ["The file cannot be read or written: No such file or directory"]


def test_a_paper_opens_in_the_systems_viewer_or_it_is_said(qtbot, office, monkeypatch):
    opened = []
    monkeypatch.setattr(saving, "open_path", lambda path: opened.append(path.read_bytes()))
    saving.view_drawn(office, PLAIN)
    settle(qtbot, office)
    assert opened == [PLAIN.pdf]
    assert office.heard == ["This computer has no program that opens L-2026-0042 Agreement.pdf."]


def test_the_dialog_proposes_a_name_and_adds_what_is_left_out(qtbot, tmp_path, monkeypatch):
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = []

    def accept(dialog):
        dialog.selectFile(str(tmp_path / "typed"))
        asked.append((dialog.defaultSuffix(), dialog.acceptMode(), dialog.nameFilters()))
        return QFileDialog.DialogCode.Accepted

    monkeypatch.setattr(QFileDialog, "exec", accept)
    assert saving.choose_file(parent, "Save", str(tmp_path / "paper.pdf"), "PDF") == str(tmp_path / "typed.pdf")
    assert asked == [("pdf", QFileDialog.AcceptMode.AcceptSave, ["PDF (*.pdf)"])]
    monkeypatch.setattr(QFileDialog, "exec", lambda _: QFileDialog.DialogCode.Rejected)
    assert saving.choose_file(parent, "Save", saving.in_documents("paper.pdf"), "PDF") == ""


def test_without_a_folder_of_documents_the_home_is_proposed(tmp_path, monkeypatch):
    monkeypatch.setattr(saving.QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Documents"))
    monkeypatch.setattr(saving.Path, "home", lambda: tmp_path)
    assert saving.in_documents("paper.pdf") == str(tmp_path / "paper.pdf")
    (tmp_path / "Documents").mkdir()
    assert saving.in_documents("paper.pdf") == str(tmp_path / "Documents" / "paper.pdf")
