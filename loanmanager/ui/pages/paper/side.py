"""Beside the sheets, or under them where there is little room: what the paper is, and what one may do with it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from loanmanager.domain.papers import PaperKind
from loanmanager.i18n import language_name
from loanmanager.ui.office import Office
from loanmanager.ui.pages.paper.forms import Forms
from loanmanager.ui.pages.paper.signing_box import SigningBox
from loanmanager.ui.papers import Drawn, kind_words
from loanmanager.ui.theme import fit, px
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, facts, head, holder, line, row
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.panel import Panel

_OF_A_LOAN = frozenset({PaperKind.AGREEMENT, PaperKind.ADDENDUM, PaperKind.RECEIPT, PaperKind.NOTICE})
_WIDE = 340
_ANY = 16_777_215  # Qt's own word for no limit
_COLUMN = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
_LINE = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


class Side(QWidget):
    """Facts, a notice for what was undone, Save and Open, and Print. The page connects the buttons."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office, self._words = office, office.words
        say = office.words.say
        self._head = head("", step="h2")
        self._values = {name: label("", "answer", wrap=True) for name in ("for", "loan", "made", "language")}
        self._copies = label(say("Two copies: one for the client, one for you."), "muted", wrap=True)
        self._undone = Notice("todo", "undo-2", say("What it says was undone. Do not sign it."), strong=say("Undone"))
        self._undone.hide()
        self.primary = Primary(say("Print"), "Ctrl+P")
        self.save = button(say("Save"), icon="download", key="Ctrl+S")
        self.view = button(say("Open in the PDF viewer"), icon="external-link")
        self.mail = button(say("E-mail"), icon="mail", key="Ctrl+E")
        self.signing = SigningBox(office)
        self.forms = Forms(office)
        self._lay_out()
        self.show_paper(None)

    def _lay_out(self) -> None:
        say, values = self._words.say, self._values
        grid = facts(
            (
                (say("For"), values["for"]),
                (say("Loan"), values["loan"]),
                (say("Made on"), values["made"]),
                (say("Language"), values["language"]),
            )
        )
        self._facts = holder(column(self._head, grid, self._copies, space=12))
        captions = self._facts.findChildren(QLabel)
        self._for, self._number = (
            next(each for each in captions if each.text() == name) for name in (say("For"), say("Loan"))
        )
        upper = column(
            self._facts,
            self._undone,
            self.signing,
            self.forms,
            holder(Flow(self.save, self.view, self.mail)),
            None,
            space=16,
            margins=(20, 16, 20, 16),
        )
        foot = holder(column(None, row(None, self.primary), space=0, margins=(20, 12, 20, 16)))
        self._line = line()
        scrolls = Panel(holder(upper))
        scrolls.setMinimumWidth(1)  # it gives way; see sizeHint
        self._box = column(Grow(scrolls), self._line, foot, space=0)
        self.setLayout(self._box)
        self._under = False
        fit(self, lambda me: me.set_under(under=me.under))

    def set_under(self, *, under: bool) -> None:
        """Stand under the sheets, in one line and without facts that the paper says itself, or beside them."""
        self._under = under
        self._facts.setVisible(not under)
        self.signing.set_short(short=under)
        self._line.setVisible(not under)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if under else QBoxLayout.Direction.TopToBottom)
        self.setSizePolicy(_LINE if under else _COLUMN)
        self.setMaximumWidth(_ANY if under else px(_WIDE))

    def sizeHint(self) -> QSize:
        """Ask for its width beside the sheets; it gives way, or the page could never get so narrow as to turn it."""
        hint = super().sizeHint()
        return hint if self._under else QSize(px(_WIDE), hint.height())

    @property
    def under(self) -> bool:
        """Tell whether it stands under the sheets."""
        return self._under

    def show_paper(self, drawn: Drawn | None) -> None:
        """Show what a paper is; without one there is nothing to do."""
        for each in (self.primary, self.save, self.view, self.mail):
            each.setEnabled(drawn is not None)
        self.signing.show_paper(drawn)
        self.forms.show_paper(drawn)
        if drawn is None:
            return
        self._head.set_title(kind_words(drawn.kind, self._words))
        self._values["for"].setText(drawn.borrower)
        self._values["loan"].setText(drawn.number)
        for words in (self._for, self._values["for"]):
            words.setVisible(bool(drawn.borrower))
        said = self._words.say("Loan") if drawn.kind in _OF_A_LOAN else self._words.say("Number")
        self._number.setText(said)
        self._values["made"].setText(self._words.day(drawn.made_on, self._office.today))
        self._values["language"].setText(language_name(drawn.language))
        self._copies.setVisible(drawn.kind in {PaperKind.AGREEMENT, PaperKind.ADDENDUM} and not drawn.plain)
        self._undone.setVisible(drawn.undone)
