"""The list of a group with what stands against the line that one is at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.office import Office
from loanmanager.ui.pages.group.pairs import Group, Pair, PairState
from loanmanager.ui.pages.group.table import PairRow, columns, why
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.empty import Empty
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, row
from loanmanager.ui.widgets.list_view import ListView
from loanmanager.ui.widgets.lists import Rows
from loanmanager.ui.widgets.notice import Notice


class GroupList(QWidget):
    """Shows a `Group`.

    Signals: chosen(client id): Enter or a click on a line. dropped(client id): Delete. overruled(client id, reason).
    """

    chosen = Signal(int)
    dropped = Signal(int)
    overruled = Signal(int, str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        say = self.words.say
        self.model: Rows[PairRow] = Rows(columns(self.words), lambda each: each.client_id)
        self.list: ListView[PairRow] = ListView(self.model, say("Who gets what"))
        self.list.setSortingEnabled(False)
        self.hint = label("", "muted", wrap=True)
        self.overrule = button(say("Lend anyway…"), "link", key="Ctrl+O")
        self.drop = button(say("Take out"), "link", "x", key="Del")
        self.why = Notice("late", "circle-alert", "", self.overrule)
        said = say("Choose a programme above, or scan the card of the first client, or type a name.")
        self._stack = QStackedWidget()
        self._stack.addWidget(holder(row(Grow(self.list), margins=(16, 0, 0, 0), space=0)))
        self._stack.addWidget(Empty("users", said))
        under = row(Grow(self.hint), self.drop, space=12, margins=(24, 8, 24, 8))
        wrong = column(self.why, margins=(24, 0, 24, 8))
        self.setLayout(column(Grow(self._stack), under, wrong, space=0))
        self.overrule.clicked.connect(self._ask_why)
        office.allow("override", self.overrule)
        self.drop.clicked.connect(self._drop)
        self.list.opened.connect(lambda each: self.chosen.emit(each.client_id))
        self.list.chosen.connect(lambda _: self._show_why())

    def show_group(self, group: Group, at: Pair | None = None) -> None:
        """Show a group, at a line or where it was."""
        rows = [self._row(group, each) for each in group.pairs]
        kept = self.list.current()
        self.model.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        wanted = at.client_id if at else kept.client_id if kept else 0
        target = group.target()
        if not self.list.choose(wanted) and rows:
            self.list.choose(target.client_id if target else rows[0].client_id)
        self.hint.setText(self._next_words(group, target))
        self.hint.setVisible(bool(rows))
        self.drop.setVisible(bool(rows))
        self._show_why()

    def _row(self, group: Group, pair: Pair) -> PairRow:
        view, today, client = self.office.view, self.office.today, pair.card.client
        return PairRow(
            client_id=pair.client_id,
            name=client.listed_name,
            file_number=client.file_number,
            tags=tuple(each.tag for each in pair.basket.devices),
            out=len(pair.card.out),
            state=group.state(pair, view, today),
            reasons=group.reasons(pair, view, today),
            override=pair.override,
        )

    def _show_why(self) -> None:
        """Say what stands against the line that one is at."""
        current = self.list.current()
        said = why(current, self.words) if current else ""
        self.why.set_text(said, current.name if current else "")
        self.why.setVisible(bool(said))
        self.overrule.setVisible(bool(current and current.state is PairState.OVERRULABLE))

    def _next_words(self, group: Group, target: Pair | None) -> str:
        say = self.words.say
        if target is None:
            return say("Everybody has a device. Scan another client’s card, or check out.")
        name = target.card.client.listed_name
        if group.chosen:
            return say("What you scan goes to {name}. Esc: each device to the next client.", name=name)
        return say("Each device goes to the next client, now {name}. A client’s card chooses another.", name=name)

    def _drop(self) -> None:
        current = self.list.current()
        if current is not None:
            self.dropped.emit(current.client_id)

    def _ask_why(self) -> None:
        current = self.list.current()
        if current is None or current.state is not PairState.OVERRULABLE:
            return
        say, client_id = self.words.say, current.client_id
        dialog = ReasonDialog(
            self.office, say("Lend anyway"), why(current, self.words), say("Lend anyway"), parent=self
        )
        dialog.given.connect(lambda reason: self.overruled.emit(client_id, reason))
        dialog.open()
