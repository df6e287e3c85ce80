"""Two records side by side: one is chosen to stay, and each field in which they differ is chosen (product 3.6)."""

from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from loanmanager.domain import duplicates
from loanmanager.domain.clients import Client, InternetUse
from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words, language_name
from loanmanager.operations import merging
from loanmanager.operations.client_secrets import Internet, show_internet
from loanmanager.operations.done import By, Done
from loanmanager.operations.merging import Merge, Merged, ToldApart
from loanmanager.sentences import of_field, of_refusals
from loanmanager.storage.search import ClientCard, Store
from loanmanager.ui.office import Office
from loanmanager.ui.theme import fit, gap
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.labels import label, literal, set_tip
from loanmanager.ui.widgets.layout import column, holder, row, set_margins

_LONGEST = 34  # letters of a value; the rest is in its tooltip


def value_words(client: Client, name: str, words: Words) -> str:
    """Return what a client has in a field, on one line. Why somebody is blocked is not said."""
    value: Any = duplicates.value_of(client, name)
    if name in {"birth_date", "orientation_on"}:
        return words.short_day(value)
    if name == "language":
        return language_name(client.language)
    if name == "internet":
        return _internet_words(client.internet, words)
    if name == "guardian":
        return ", ".join(part for part in (value.name, value.relation, value.phone) if part)
    if name == "blocked":
        until = client.blocked_until
        return words.say("until {day}", day=words.short_day(until)) if until else words.say("until it is lifted")
    return " ".join(str(value).split())


def _internet_words(use: InternetUse, words: Words) -> str:
    said = {
        InternetUse.YES: words.say("Yes"),
        InternetUse.ON_SITE: words.say("Only on site"),
        InternetUse.NO: words.say("No"),
    }
    return said[use]


class MergeDialog(Dialog):
    """Compares two clients. Signal: settled(id of the client to show): they are one, or two people."""

    settled = Signal(int)

    def __init__(self, office: Office, one: ClientCard, other: ClientCard, *, parent: QWidget) -> None:
        self.office, self.words, self._beneath = office, office.words, parent
        self._two, self._key = (one.client, other.client), uuid4().hex
        self.choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        say = office.words.say
        self.apart = button(say("They are two people"), "link", "users", flush="left")
        self.apart.clicked.connect(self._tell_apart)
        body = column(
            self._table((one, other)), label(self._joined(), "muted", wrap=True), row(self.apart, None), space=16
        )
        super().__init__(
            say("One client or two?"), body, say("Merge"), say("Cancel"), parent=parent, width=720, waits=True
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._merge)
        if "internet" in self.choices:  # a restricted field stands here: that it was seen is recorded
            for each in self._two:
                office.do(self, partial(_seen, each.id), lambda _: None)
        self.choices["file_number"][0].setFocus()

    def _table(self, cards: tuple[ClientCard, ClientCard]) -> QWidget:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for at, card in enumerate(cards, 1):
            grid.addWidget(self._head(card), 0, at)
        numbers = (self._two[0].file_number, self._two[1].file_number)
        self._choice(grid, "file_number", self.words.say("Stays as"), numbers, second=False)
        for name in duplicates.differing(*self._two):
            values = (value_words(self._two[0], name, self.words), value_words(self._two[1], name, self.words))
            second = duplicates.proposed(*self._two, name)
            self._choice(grid, name, of_field(name, self.words), values, second=second)
        return holder(fit(grid, _space))

    def _head(self, card: ClientCard) -> QWidget:
        words, client = self.words, card.client
        born = words.short_day(client.birth_date) if client.birth_date else ""
        out = words.count("{n} device out", "{n} devices out", len(card.out)) if card.out else words.say("nothing out")
        about = " · ".join(part for part in (born, *client.phones[:1], out) if part)
        return holder(
            column(label(client.listed_name, "strong", wrap=True), label(about, "muted", wrap=True), None, space=2)
        )

    def _choice(self, grid: QGridLayout, name: str, caption: str, values: tuple[str, str], *, second: bool) -> None:
        at = grid.rowCount()
        made = (self._radio(values[0], caption), self._radio(values[1], caption))
        group = QButtonGroup(made[0])
        grid.addWidget(label(caption, "muted", wrap=True), at, 0)
        for column_, each in enumerate(made, 1):
            group.addButton(each)
            grid.addWidget(each, at, column_)
        made[second].setChecked(True)
        self.choices[name] = made

    def _radio(self, value: str, caption: str) -> QRadioButton:
        short = value if len(value) <= _LONGEST else value[: _LONGEST - 1].rstrip() + "…"
        made = QRadioButton(literal(short))
        made.setAccessibleName(f"{caption}: {value}")
        set_tip(made, value if short != value else "")
        return made

    def _joined(self) -> str:
        say = self.words.say
        said = [
            say("Loans, reservations, incidents, contacts, papers, phones, notes and programmes of both are kept."),
            say("Both file numbers find this client. Only ways to reach them that both records allow stay allowed."),
        ]
        return " ".join(said)

    # Doing

    def _merge(self) -> None:
        """Send which record stays and what is taken of the other one."""
        swapped = self.choices["file_number"][1].isChecked()
        kept, other = reversed(self._two) if swapped else self._two
        takes = {
            name: pair[0 if swapped else 1].isChecked() for name, pair in self.choices.items() if name != "file_number"
        }
        form = Merge(kept.id, other.id, takes, self._key)
        self.office.do(self, lambda store, by: merging.merge(store, form, by), self._merged, self._refused)

    def _merged(self, done: Done[Merged]) -> None:
        words, entry_id, office, beneath = self.words, done.entry_id, self.office, self._beneath
        self.accept()
        office.say(
            words.say("{former} is now part of {number}", former=done.result.former, number=done.result.number),
            (words.say("Undo"), partial(ask_undo, office, entry_id, beneath)),
        )
        self.settled.emit(done.result.kept_id)

    def _tell_apart(self) -> None:
        one, other = (each.id for each in self._two)
        self.set_busy(busy=True)
        self.office.do(
            self,
            lambda store, by: merging.tell_apart(store, one, other, by, idem=self._key),
            self._apart,
            self._refused,
        )

    def _apart(self, done: Done[ToldApart]) -> None:
        words, entry_id, office, beneath = self.words, done.entry_id, self.office, self._beneath
        self.accept()
        office.say(words.say("Noted: two people"), (words.say("Undo"), partial(ask_undo, office, entry_id, beneath)))
        self.settled.emit(done.result.client_id)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_error(of_refusals(reasons, self.words))


def _seen(client_id: int, store: Store, by: By) -> Done[Internet]:
    return show_internet(store, client_id, by)


def _space(grid: QGridLayout) -> None:
    """Space the table for the text size in force."""
    set_margins(grid, 0)
    grid.setHorizontalSpacing(gap(16))
    grid.setVerticalSpacing(gap(8))
