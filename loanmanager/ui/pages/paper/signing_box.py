"""Beside a paper that is signed: whether it is, signing it on screen, its scans, and verifying all of that."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loanmanager.domain.file_names import harmless
from loanmanager.files import write_whole
from loanmanager.i18n import LANGUAGES, local_time
from loanmanager.operations.verifying import Check, Checked, Verified
from loanmanager.storage import search
from loanmanager.storage.search import ScanRow, SigningRow
from loanmanager.ui import signing
from loanmanager.ui.office import Office
from loanmanager.ui.papers import Drawn
from loanmanager.ui.saving import choose_file, in_documents
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, column, holder, refill, row
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.status import Status

_FEW = 16  # letters of a SHA-256 that a person compares; the whole of it stands in the tooltip


class SigningBox(QWidget):
    """Hidden for a paper that nobody signs; what was undone can be verified, not signed."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._paper_id = 0
        self._short = False
        self._state: SigningRow | None = None
        self._one_by_one: list[QWidget] = []
        say = self.words.say
        self.status = Status(Mark("pen-line", "todo"), "")
        self.sign = button(say("Sign on screen"), icon="signature", key="Ctrl+G")
        self.attach = button(say("Attach the scan"), icon="paperclip", key="Ctrl+Shift+A")
        self.verify = button(say("Verify"), icon="shield-check", key="Ctrl+Shift+V")
        self._scans, self._found = QVBoxLayout(), QVBoxLayout()
        self.sign.clicked.connect(lambda: signing.sign(office, self, self._paper_id))
        self.attach.clicked.connect(lambda: signing.choose_scan(office, self, self._paper_id))
        self.verify.clicked.connect(self._verify)
        buttons = holder(Flow(self.sign, self.attach, self.verify))
        self.setLayout(column(self.status, self._scans, buttons, self._found, space=10))
        self.hide()

    def show_paper(self, drawn: Drawn | None) -> None:
        """Ask how the signing of a paper stands; what was verified of another is no more said."""
        if drawn is None or drawn.paper_id != self._paper_id:
            self._one_by_one = []
            refill(self._found)
            self.hide()
        if drawn is not None:
            self._paper_id = paper_id = drawn.paper_id
            self.office.ask(self, lambda store: search.paper_signing(store, paper_id), self._show, key="signing")

    def set_short(self, *, short: bool) -> None:
        """Show only what one may do and what verifying found in all, where there is little room."""
        self._short = short
        self.status.setVisible(not short)
        for each in self._one_by_one:
            each.setVisible(not short)

    def _show(self, state: SigningRow) -> None:
        if state != self._state and self._found.count():  # what was verified is said of how it stood then
            self._verify()
        self._state, signed = state, state.signed_at is not None
        self.sign.setVisible(state.signable and not signed)
        self.attach.setVisible(state.signable)
        self.status.set_status(*self._said(state))
        refill(self._scans, *(self._scan(each) for each in state.scans))
        self.status.setVisible(not self._short)
        self.setVisible(state.signable or signed)  # last, so that it is laid out with its words

    def _said(self, state: SigningRow) -> tuple[Mark, str]:
        say = self.words.say
        if state.signed_at is None:
            return Mark("pen-line", "todo"), say("Not signed yet")
        day = self.words.day(local_time(state.signed_at).date(), self.office.today)
        if state.on_screen:
            return Mark("signature", "ok"), say("Signed on screen, {day}", day=day)
        return Mark("signature", "ok"), say("Signed on paper, {day}", day=day)

    def _scan(self, scan: ScanRow) -> QWidget:
        say = self.words.say
        saves = button("", "quiet", "download", says=say("Save a copy of {file}", file=scan.name))
        removes = button("", "quiet", "x", says=say("Remove {file}", file=scan.name))
        saves.clicked.connect(lambda: self._save(scan))
        removes.clicked.connect(lambda: signing.remove(self.office, self, scan))
        return holder(row(Grow(Elided(scan.name)), saves, removes, space=2))

    def _save(self, scan: ScanRow) -> None:
        """Write a copy where a person wants it; the scan itself is never opened here."""
        say = self.words.say
        chosen = choose_file(self, say("Save a copy of the scan"), in_documents(_safe(scan)), say("Scans"))
        if not chosen:
            return
        target = Path(chosen)

        def got(content: bytes) -> None:
            self.office.draw(
                self,
                lambda: write_whole(target, content),
                lambda _: self.office.say(say("Saved as {file}", file=target.name)),
            )

        self.office.ask(self, lambda store: search.scan_content(store, scan.id), got)

    def _verify(self) -> None:
        signing.verify(self.office, self, self._paper_id, self._show_found)

    def _show_found(self, found: Verified) -> None:
        """Say what verifying found, first in one sentence, then one by one."""
        say = self.words.say
        if found.same:
            said = Notice("ok", "shield-check", say("Same bytes, same facts as when they were kept."))
        else:
            wrong = [self._name(each) for each in found.checks if not each.same]
            told = say("{what}. Compare with a backup, and tell a coordinator.", what=self.words.list(wrong))
            said = Notice("late", "shield-alert", told, strong=say("Changed since it was kept"))
        self._one_by_one = [label(self._made(found), "small", wrap=True), *map(self._line, found.checks)]
        refill(self._found, said, *self._one_by_one)
        self.set_short(short=self._short)

    def _made(self, found: Verified) -> str:
        """Return which wording it was, in which language, when and by whom."""
        words = self.words
        when = local_time(found.signed_at or found.made_at)
        wording = words.say("Wording {label}", label=found.template) if found.template else ""
        day = f"{words.day(when.date(), self.office.today)}, {words.clock(when)}"
        parts = (wording, LANGUAGES.get(found.language, found.language), day, found.staff)
        return " · ".join(part for part in parts if part)

    def _line(self, check: Check) -> QWidget:
        said = f"{self._name(check)}: SHA-256 {check.sha256[:_FEW] or '–'}…"
        made = label(said, "small", wrap=True)
        made.setToolTip(check.sha256)
        made.setAccessibleName(f"{self._name(check)}: SHA-256 {check.sha256}")
        return made

    def _name(self, check: Check) -> str:
        say = self.words.say
        return {
            Checked.FACTS: say("What the paper says"),
            Checked.SIGNATURES: say("Signatures"),
            Checked.SIGNED: say("Signed PDF"),
            Checked.SCAN: say("Scan {file}", file=check.name),
        }[check.what]


def _safe(scan: ScanRow) -> str:
    """Return a name for a file, which ends as what is in it, whatever it was called before."""
    ending = {"application/pdf": ".pdf", "image/png": ".png"}.get(scan.media, ".jpg")
    return harmless(Path(harmless(scan.name)).stem + ending)
