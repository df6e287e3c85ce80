"""Signing a paper on screen, one after the other: the client, a guardian where one is needed, staff (product 5.4)."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStackedWidget, QWidget

from loanmanager.domain.papers import Clause, PaperKind
from loanmanager.domain.refusal import Refusal
from loanmanager.domain.signatures import Signature, Who
from loanmanager.i18n import Words
from loanmanager.operations import paperwork, signatures
from loanmanager.operations.done import Done
from loanmanager.operations.paperwork import Paper
from loanmanager.operations.signatures import SignedOnScreen, SignOnScreen
from loanmanager.sentences import of_refusals
from loanmanager.sentences.signing import of_signer
from loanmanager.ui.office import Office
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label, literal
from loanmanager.ui.widgets.layout import Grow, column, holder, row
from loanmanager.ui.widgets.signature import SignaturePad

_WIDE = 680
_TICK = 26  # px before words that stand under a tick's own


class Step(QWidget):
    """One person's pad and name."""

    def __init__(self, who: Who, name: str, words: Words) -> None:
        super().__init__()
        self.said = of_signer(who, words)
        self.who, self._words = who, words
        say = words.say
        hint = say("Sign here with a mouse, a pen or a finger. Without one, tick below that the typed name signs.")
        self.pad = SignaturePad(say("Signature: {who}", who=of_signer(who, words)), hint)
        self.back = button("", "quiet", "undo-2", says=say("Take the last stroke back (Ctrl+Z)"))
        self.again = button("", "quiet", "redo-2", says=say("Bring the stroke again (Ctrl+Y)"))
        self.clear = button(say("Clear"), "quiet", "eraser")
        self.name = entry(name)
        self._named = Field(say("Name"), self.name, say("as it stands under the signature"))
        self.typed = QCheckBox(say("The typed name is the signature"))
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        tools = row(self.back, self.again, self.clear, None, self.typed, space=4)
        self.setLayout(column(self.pad, self._wrong, tools, self._named, space=10))
        self._connect()

    def _connect(self) -> None:
        self.back.clicked.connect(self.pad.undo)
        self.again.clicked.connect(self.pad.redo)
        self.clear.clicked.connect(self.pad.clear)
        self.pad.changed.connect(self._drawn)
        self.typed.toggled.connect(lambda on: self._say_wrong("") if on else None)
        self.name.textChanged.connect(lambda _: self._named.set_error(""))
        self._drawn()

    def _drawn(self) -> None:
        self.back.setEnabled(self.pad.can_undo)
        self.again.setEnabled(self.pad.can_redo)
        self.clear.setEnabled(self.pad.can_undo)
        if self.pad.can_undo:
            self.typed.setChecked(False)
            self._say_wrong("")
        self.typed.setEnabled(not self.pad.can_undo)

    def _say_wrong(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def enter(self) -> None:
        """Take the focus."""
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> bool:
        """Tell whether there is a name and a signature, having said beside them what is missing."""
        say = self._words.say
        self._named.set_error("" if self.name.text().strip() else say("Type the name of the one who signs."))
        if not self.pad.can_undo and not self.typed.isChecked():
            self._say_wrong(say("Nothing is drawn yet. Sign above, or tick that the typed name is the signature."))
            self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if self._named.error():
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        return not self._named.error()

    def signature(self, agreed: tuple[int, ...]) -> Signature:
        """Return what was signed."""
        return Signature(self.who, self.name.text(), self.pad.strokes(), agreed=agreed)


class Agreed(QWidget):
    """What the client ticks or initials, in the paper's language: each by itself, none beforehand, none required."""

    def __init__(self, clauses: Sequence[Clause], words: Words, paper: Words) -> None:
        super().__init__()
        self.said = words.say("What the client agrees to")
        self.ticks: dict[int, QCheckBox] = {}
        made = []
        for at, clause in enumerate(clauses):
            if clause.consent or clause.initials or clause.parts:
                said = clause.title if clause.consent else paper.say("Initials: {clause}", clause=clause.title)
                self.ticks[at] = QCheckBox(literal(said))
                self.ticks[at].setAccessibleDescription(clause.text)
                under = row(_TICK, Grow(label(clause.text, "muted", wrap=True)), space=0)
                made.append(holder(column(self.ticks[at], under, space=2)))
        self.setLayout(column(*made, None, space=8))

    def enter(self) -> None:
        """Take the focus."""
        next(iter(self.ticks.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> bool:
        """Let go on: what is not ticked is not agreed to, and the paper shows it."""
        return True

    def agreed(self) -> tuple[int, ...]:
        """Return the places of the clauses that are ticked."""
        return tuple(at for at, tick in self.ticks.items() if tick.isChecked())


class SignDialog(Dialog):
    """Enter goes on to the next who signs, and signs after the last; what was drawn stays when one goes back."""

    def __init__(self, office: Office, paper: Paper, *, parent: QWidget) -> None:
        self.office, self.words, self._paper, self._beneath = office, office.words, paper, parent
        self._key = uuid4().hex
        self._facts = paperwork.facts_of(paper)
        self._at = 0
        say = self.words.say
        self.agreed = Agreed(getattr(self._facts, "clauses", ()), self.words, paperwork.words_of(paper.language))
        self.steps = [self._step(who, name) for who, name in signatures.signers_of(paper)]
        self.pages: list[Agreed | Step] = [*([self.agreed] if self.agreed.ticks else []), *self.steps]
        self._stack = QStackedWidget()
        for each in self.pages:
            self._stack.addWidget(each)
        self._who = label("", "strong")
        self.before = button(say("Back"), "link", "chevron-left", flush="left")
        self.before.clicked.connect(lambda: self._show(self._at - 1))
        self.read = button(say("Read the paper first"), "link", "file-text", flush="right")
        self.read.clicked.connect(self._read)
        about = label(self._about(), "muted", wrap=True)
        body = column(about, row(self._who, None, self.read, self.before), self._stack, space=10)
        title = say("Sign the receipt") if paper.kind is PaperKind.RECEIPT else say("Sign the agreement")
        super().__init__(title, body, say("Next"), say("Cancel"), parent=parent, waits=True, width=_WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._show(0)

    def _about(self) -> str:
        """Return what is signed: the loan, and everything that is on it, once."""
        items = self._facts.returned if self._paper.kind is PaperKind.RECEIPT else self._facts.items
        tags = self.words.list([each.tag for each in items])
        return f"{self._facts.number} · {self._facts.borrower.name} · {tags}"

    def _step(self, who: Who, name: str) -> Step:
        return Step(who, self.office.staff_name or name if who is Who.STAFF else name, self.words)

    def _show(self, at: int) -> None:
        """Show the one who signs now."""
        self._at = at
        say, page = self.words.say, self.pages[at]
        for each in self.pages:  # those that are not shown ask for no room
            policy = QSizePolicy.Policy.Preferred if each is page else QSizePolicy.Policy.Ignored
            each.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self._stack.setCurrentWidget(page)
        self._who.setText(say("{n} of {all}: {who}", n=at + 1, all=len(self.pages), who=page.said))
        self.before.setVisible(at > 0)
        self.read.setVisible(at == 0)  # later, somebody has signed
        self.primary.set_words(say("Sign") if at + 1 == len(self.pages) else say("Next"))
        page.enter()

    def check(self) -> bool:
        """Go on to the next who signs; after the last, all is right."""
        if not self.pages[self._at].check():
            return False
        if self._at + 1 < len(self.pages):
            self._show(self._at + 1)
            return False
        return True

    def _read(self) -> None:
        """Go to the paper, which offers to sign it too; nothing was signed yet."""
        office, paper_id = self.office, self._paper.id
        self.reject()
        office.go("paper", paper_id)

    def _save(self) -> None:
        agreed = self.agreed.agreed()
        given = tuple(each.signature(agreed if each.who is Who.BORROWER else ()) for each in self.steps)
        form = SignOnScreen(self._paper.id, given, self.office.settings.page_size, self._key)
        self.office.do(self, lambda store, by: signatures.sign_on_screen(store, form, by), self._saved, self._refused)

    def _saved(self, done: Done[SignedOnScreen]) -> None:
        office, beneath, entry_id, say = self.office, self._beneath, done.entry_id, self.words.say
        paper_id = done.result.paper_id
        self.accept()
        office.say(
            say("Signed: {number}", number=done.result.number),
            (say("Undo"), lambda: ask_undo(office, entry_id, beneath)),
            (say("Open the paper"), lambda: office.go("paper", paper_id)),
        )

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_error(of_refusals(reasons, self.words))
