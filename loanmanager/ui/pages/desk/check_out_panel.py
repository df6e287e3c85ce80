"""The check-out: the basket, what belongs to the loan, and the one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from loanmanager import sentences
from loanmanager.i18n import language_name, language_names
from loanmanager.operations import checkout
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.door import SWITCH
from loanmanager.ui.icons import Icon
from loanmanager.ui.pages.desk.basket import Basket
from loanmanager.ui.pages.desk.basket_row import BasketRow
from loanmanager.ui.theme import fit, gap
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, head, holder, line, row
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.panel import Panel
from loanmanager.ui.widgets.suggest import Suggest
from loanmanager.ui.widgets.tabs import follow

if TYPE_CHECKING:
    from loanmanager.domain.refusal import Refusal
    from loanmanager.ui.office import Office


class CheckOutPanel(QWidget):
    """Shows one `Basket` and writes into it what is chosen.

    Signals:
        lent: the loan was made; carries what was done.
        refused: it was not; the records have changed since they were read.
        emptied: put everything back on the shelf.
        changed: the basket holds other devices.
    """

    lent = Signal(object)
    refused = Signal()
    emptied = Signal()
    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._basket = Basket()
        self._rows: dict[int, BasketRow] = {}
        self._frames: dict[int, QWidget] = {}
        self._overrulable = self._hands_over = False
        self._make_controls()
        self._make_fields()
        self._lay_out()

    # Building

    def _make_controls(self) -> None:
        say = self.words.say
        clear = button(say("Empty the basket"), "quiet", flush="right")
        clear.clicked.connect(self.emptied)
        self._head = head(say("Check-out"), "", clear)
        self._next = label("", "muted")
        self._hint = holder(row(Icon("scan-barcode", "muted", 16), self._next, None, space=12, margins=(2, 8, 0, 8)))
        self._warning = Notice("todo", "triangle-alert", "")
        self._wrong = Notice("late", "circle-alert", "")
        self.primary = Primary(say("Check out"), key_words=say("Ctrl+Enter"))
        self.primary.clicked.connect(self._check_out)
        self._paper = button("", "quiet", "file-text", flush="left")
        self._paper.clicked.connect(self._choose_language)

    def _make_fields(self) -> None:
        say = self.words.say
        self._due = DateField(None, show=self.words.day, says=say("Due"), calendar=say("Calendar"))
        self._due.changed.connect(self._took_due)
        self._due_field = Field(say("Due"), self._due)
        opens = say("Show suggestions")
        self._programme = Suggest(says=say("Programme"), opens=opens)
        self._programme.textChanged.connect(lambda text: setattr(self._basket, "programme", text))
        self._purpose = Suggest(says=say("Purpose"), opens=opens)
        self._purpose.textChanged.connect(lambda text: setattr(self._basket, "purpose", text))

    def _lay_out(self) -> None:
        say = self.words.say
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        inside = bed("surface", column(self._list, self._hint, None, space=0))
        upper = column(self._head, 8, line(), Grow(Panel(inside)), space=0, margins=(24, 16, 24, 0))
        fields = row(
            Grow(self._due_field),
            Grow(Field(say("Programme"), self._programme)),
            Grow(Field(say("Purpose"), self._purpose)),
            space=16,
        )
        fit(fields, lambda me: me.setSpacing(gap(14)))
        foot = row(self._paper, None, self.primary, space=8)
        notices = column(self._warning, self._wrong, space=8)
        lower = column(notices, fields, 4, foot, space=12, margins=(24, 12, 24, 16))
        ground = bed("surface", column(Grow(holder(upper)), line(), lower, space=0))
        self.setLayout(row(ground, space=0))

    # Showing

    def show_basket(self, basket: Basket) -> None:
        """Show a basket, keeping the rows that it still has."""
        self._basket = basket
        wanted = {each.device.id: each for each in basket.going}
        for device_id in [each for each in self._rows if each not in wanted]:
            self._drop(device_id)
        for device_id, going in wanted.items():
            if device_id in self._rows and self._rows[device_id].going is not going:
                self._drop(device_id)
            if device_id not in self._rows:
                self._add(device_id)
        follow(*self._frames.values(), self._due, self._programme, self._purpose, self._paper, self.primary)
        self._programme.set_options(self.office.view.programmes)
        self._programme.setText(basket.programme)
        self._purpose.setText(basket.purpose)
        self.refresh()

    def suggest_purposes(self, purposes: tuple[str, ...]) -> None:
        """Suggest what loans were for before."""
        self._purpose.set_options(purposes)

    def _add(self, device_id: int) -> None:
        going = next(each for each in self._basket.going if each.device.id == device_id)
        made = BasketRow(going, self.words)
        made.removed.connect(self._remove)
        self._rows[device_id] = made
        self._frames[device_id] = holder(column(made, line(), space=0))
        self._list.addWidget(self._frames[device_id])

    def _drop(self, device_id: int) -> None:
        del self._rows[device_id]
        frame = self._frames.pop(device_id)
        self._list.removeWidget(frame)
        frame.hide()
        frame.deleteLater()

    def _remove(self, device_id: int) -> None:
        self._basket.remove(device_id)
        self.show_basket(self._basket)
        self.changed.emit()

    def refresh(self) -> None:
        """Say anew how many devices there are, when they are due and what stands against it."""
        basket, words, today = self._basket, self.words, self.office.today
        count = len(basket.going)
        self._head.set_title(words.say("Check-out"), words.count("{n} device", "{n} devices", count) if count else "")
        self._show_due()
        reasons = basket.reasons(self.office.view, today)
        shown = self._show_reasons(reasons)
        self._overrulable = self.office.may_overrule(reasons)
        self._hands_over = not self._overrulable and self.office.is_overrulable(reasons)
        self._show_button(reasons)
        self._wrong.setVisible(bool(shown))
        self._wrong.set_text(shown)
        warned = self._warned()
        self._warning.setVisible(bool(warned))
        self._warning.set_text(warned)
        self._next.setText(self._what_next())
        self._paper.setText(f" {self._paper_words()}")
        self._paper.setVisible(bool(basket.paper_language()))

    def _warned(self) -> str:
        """Return what the desk should know, though nothing stands against it."""
        words, offline, empty = self.words, self._basket.warnings(), self._basket.without_line()
        said = []
        if offline:
            tags = words.list(offline)
            said.append(
                words.say(
                    "This client may not use the internet outside. Prepare {tags} so that it stays offline.", tags=tags
                )
            )
        if empty:
            said.append(words.say("{tags}: no SIM inside, so no internet.", tags=words.list(empty)))
        lines = self._basket.warned_lines(self.office.view, self.office.today)
        if lines:
            said.append(sentences.of_refusals(lines, words))
        return " ".join(said)

    def _show_due(self) -> None:
        today = self.office.today
        due = self._basket.due_date(self.office.view, today)
        if not self._due.hasFocus():
            self._due.set_value(due)
        self._due.set_range(today, None)
        days = (due - today).days
        self._due_field.set_hint(self.words.count("{n} day", "{n} days", days) if days else self.words.say("today"))

    def _show_reasons(self, reasons: tuple[Refusal, ...]) -> str:
        """Put each device's reasons in its row, and return the sentences of the others."""
        by_tag: dict[str, list[Refusal]] = {}
        for reason in reasons:
            by_tag.setdefault(getattr(reason, "tag", ""), []).append(reason)
        for each in self._rows.values():
            each.set_reasons(by_tag.pop(each.going.device.tag, ()))
        return sentences.of_refusals([reason for rest in by_tag.values() for reason in rest], self.words)

    def _show_button(self, reasons: tuple[Refusal, ...]) -> None:
        words, count = self.words, len(self._basket.going)
        said = words.count("Check out {n} device", "Check out {n} devices", count) if count else words.say("Check out")
        if self._overrulable:
            said = words.say("Check out anyway…")
        self.primary.set_words(said)
        ready = bool(count) and self._basket.card is not None and (not reasons or self._overrulable)
        self.primary.setEnabled(ready)

    def _what_next(self) -> str:
        if self._hands_over:
            keys = QKeySequence(SWITCH).toString(QKeySequence.SequenceFormat.NativeText)
            return self.words.say("A coordinator may lend it anyway: {keys} hands the desk over.", keys=keys)
        if not self._basket.going:
            return self.words.say("Scan the device to lend.")
        if self._basket.card is None:
            return self.words.say("Scan the next device, or type the client’s name.")
        return self.words.say("Scan the next device, or check out.")

    def _paper_words(self) -> str:
        language = self._basket.paper_language()
        said = {"en": self.words.say("Agreement in English"), "fr": self.words.say("Agreement in French")}
        return said.get(language, self.words.say("Agreement in {language}", language=language_name(language)))

    # Choosing

    def _took_due(self, due: object) -> None:
        self._basket.due = due  # type: ignore[assignment]  # DateField tells a date or None
        self.refresh()

    def _choose_language(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, name in language_names(self.office.view.paper_languages):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(key == self._basket.paper_language())
            action.triggered.connect(lambda _=False, key=key: self._took_language(key))
        menu.popup(self._paper.mapToGlobal(self._paper.rect().topLeft()))

    def _took_language(self, key: str) -> None:
        self._basket.language = key
        self.refresh()

    # Lending

    def _check_out(self) -> None:
        """Lend what is in the basket; ask for a reason first where something has to be overruled."""
        if not self._overrulable:
            self._lend("")
            return
        say = self.words.say
        said = sentences.of_refusals(self._basket.reasons(self.office.view, self.office.today), self.words)
        dialog = ReasonDialog(self.office, say("Check out anyway"), said, say("Check out"), parent=self)
        dialog.given.connect(self._lend)
        dialog.open()

    def _lend(self, override: str) -> None:
        request = self._basket.request(self.office.view, self.office.today, override)
        self.primary.setEnabled(False)  # a second press finds nothing to do; the key would stop it anyway
        self.office.do(
            self,
            lambda store, by: checkout.check_out(store, request, by),
            self.lent.emit,
            self._was_refused,
            lambda _: self.primary.setEnabled(True),
        )

    def _was_refused(self, reasons: tuple[Refusal, ...]) -> None:
        """Say why, and have everything read again: somebody else was quicker, or a rule changed."""
        self.office.say(sentences.of_refusals(reasons, self.words), error=True)
        self.refused.emit()
