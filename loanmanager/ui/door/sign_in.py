"""The page before the desk: names, a PIN, Enter. Nothing else of the office stands on it."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from loanmanager.domain.signing_in import TryLater, WrongPin
from loanmanager.operations import signing_in
from loanmanager.sentences import of_refusal
from loanmanager.sentences.rights import of_role, of_wait
from loanmanager.storage import search
from loanmanager.ui.door.new_pin import NewPin
from loanmanager.ui.icons import Icon
from loanmanager.ui.theme import fit, look, px
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, bed, column, fixed, holder, row
from loanmanager.ui.widgets.message_line import announce
from loanmanager.ui.widgets.two_lines import Entry, TwoLineList

if TYPE_CHECKING:
    from loanmanager.domain.office import Staff
    from loanmanager.domain.refusal import Refusal
    from loanmanager.operations.done import Done
    from loanmanager.operations.signing_in import SignedIn
    from loanmanager.storage.search import OfficeView
    from loanmanager.ui.office import Office

_WIDE, _ROW = 420, 58  # px at 100 %
_SHOWN, _SHOWN_LARGE = 6, 3  # names seen at once, so that all fits 768 px; the rest scrolls
_SECOND = 1000


class SignIn(QWidget):
    """Names as a list, the PIN of the one chosen. `expected` is whoever locked the window, and is chosen already.

    Signals: came(staff id, language): somebody knew their PIN, or needs none.
    """

    came = Signal(int, str)

    def __init__(self, office: Office, expected: int | None) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._expected = expected if office.view.asks_pin else None
        self._until: dict[str, float] = {}  # when each may try again, on this computer's own clock
        self._given = ""
        say = self.words.say
        self._list = TwoLineList(say("Who is at the desk?"))
        self._list.setProperty("bed", "raised")
        self._pin = entry()
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = Field(say("PIN or password"), self._pin)
        self.primary = Primary(say("Sign in"), "", say("Enter"))
        self._forgot = button(say("Forgotten PIN?"), "link", flush="left")
        self._forgot.clicked.connect(self._ask_about_forgotten)
        self._card = bed("raised")
        self._lay_out()
        self._tick = QTimer(self, interval=_SECOND)
        self._tick.timeout.connect(self._count_down)
        self._list.opened.connect(self._picked)
        self._list.chosen.connect(lambda _: self._show_wait())
        self._pin.returnPressed.connect(self._submit)
        self._pin.textEdited.connect(lambda _: self._typed())
        self.primary.clicked.connect(self._submit)
        self._show_people()
        self.office.ask(self, lambda store: search.office_view(store, office.by().site_id), self._read)

    def take_focus(self) -> None:
        """Wait for a name, or for the PIN of whoever is expected back, or can only be meant."""
        there = self._is_alone or (self._expected is not None and bool(self._list.current()))
        (self._pin if there else self._list).setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    @property
    def _is_alone(self) -> bool:
        view = self.office.view
        return view.asks_pin and len(view.staff) == 1

    # Laying out

    def _lay_out(self) -> None:
        say, agency = self.words.say, self.office.view.office.name
        locked = self._expected is not None
        title = label(say("Locked") if locked else say("Who is at the desk?"), "h1", wrap=True)
        asked = (
            say("Type your PIN, then press Enter.")
            if self._is_alone
            else say("Choose your name with the arrows, then press Enter.")
        )
        about = say("All is as you left it.") if locked else asked
        top = row(Icon("lock" if self.office.view.asks_pin else "users", "muted", 20), Grow(title), space=10)
        named = [label(agency, "muted", wrap=True)] if agency else []
        inside = column(
            *named, top, label(about, "muted", wrap=True), 4, self._list, self.field,
            row(self._forgot, None, self.primary),
            space=12, margins=28,
        )  # fmt: skip
        self._card.setLayout(inside)
        fixed(self._card, width=_WIDE)
        for each in (self.field, self._forgot):
            each.setVisible(self.office.view.asks_pin)
        self._places = column(None, row(None, self._card, None), None)
        ground = bed("window", self._places)
        self.setLayout(row(Grow(ground), space=0))

    def _show_people(self) -> None:
        people = self.office.view.staff
        self._list.set_entries([self._entry(each) for each in people])
        fit(self._list, lambda me: me.setFixedHeight(px(_ROW) * min(len(people), _most()) + 2))
        if self._expected is not None:
            self._list.choose(str(self._expected))
        elif not self._list.current():
            self._list.step(0)

    def _entry(self, person: Staff) -> Entry:
        view = self.office.view
        waits = self.words.say("no PIN") if view.asks_pin and person.id not in view.with_pin else ""
        return Entry(str(person.id), "user", person.name, of_role(person.role, self.words), waits)

    def _read(self, view: OfficeView) -> None:
        """Show who works here now; somebody may have been added elsewhere."""
        before = self.office.view
        if (view.staff, view.with_pin) != (before.staff, before.with_pin):
            self.office.view = view
            self._show_people()

    # Signing in

    def _picked(self, key: str) -> None:
        if self.office.view.asks_pin:
            self._pin.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._try(int(key), "")

    def _typed(self) -> None:
        if not self._waits():
            self.field.set_error("")

    def _submit(self) -> None:
        key = self._list.current()
        if not key or not self.primary.isEnabled() or self._waits():
            return
        self._try(int(key), self._pin.text())

    def _try(self, staff_id: int, pin: str) -> None:
        self.primary.setEnabled(False)
        self._given = pin

        def done(made: Done[SignedIn]) -> None:
            if made.result.must_change:
                self._ask_new(staff_id)
            else:
                self._come(staff_id)

        self.office.do(
            self, lambda store, by: signing_in.sign_in(store, staff_id, pin, by), done,
            lambda reasons: self._refused(str(staff_id), reasons[0]), self._failed,
        )  # fmt: skip

    def _failed(self, error: Exception) -> None:
        """Say here what went wrong: the message line is behind the door."""
        self.primary.setEnabled(True)
        self._given = ""
        self.field.set_error(self.office.why(error))
        announce(self, self.field.error())

    def _come(self, staff_id: int) -> None:
        self._given = ""
        self._pin.clear()
        self._tick.stop()
        self.came.emit(staff_id, next((each.language for each in self.office.view.staff if each.id == staff_id), ""))

    def _refused(self, key: str, reason: Refusal) -> None:
        self.primary.setEnabled(True)
        self._given = ""
        if isinstance(reason, WrongPin | TryLater) and reason.seconds:
            self._until[key] = monotonic() + reason.seconds
        self.field.set_error(of_refusal(reason, self.words))
        announce(self, self.field.error())
        self._pin.selectAll()
        self._pin.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_wait(first=True)

    # Waiting after wrong tries

    def _waits(self) -> int:
        """Return how many seconds the one who is chosen has to wait."""
        left = self._until.get(self._list.current(), 0) - monotonic()
        return max(0, -int(-left // 1))

    def _show_wait(self, *, first: bool = False) -> None:
        """Begin to count down where there is something to wait for."""
        waits = self._waits()
        self.primary.setEnabled(not waits)
        if waits:
            self._tick.start()
        else:
            self._tick.stop()
        if not first:
            self._pin.clear()
            self._say_wait(waits)

    def _count_down(self) -> None:
        waits = self._waits()
        self._say_wait(waits)
        if not waits:
            self._tick.stop()
            self.primary.setEnabled(True)
            announce(self, self.words.say("You can try again."))

    def _say_wait(self, waits: int) -> None:
        said = self.words.say("Wait {wait}, then try again.", wait=of_wait(waits, self.words)) if waits else ""
        self.field.set_error(said)

    # A PIN that an administrator gave

    def _ask_new(self, staff_id: int) -> None:
        """Have the person choose another PIN in the place of the names; leaving it leaves the desk shut."""
        name = next(each.name for each in self.office.view.staff if each.id == staff_id)
        asked = NewPin(self.words, name, must=True)
        old = self._given

        def chosen(new: str) -> None:
            self.office.do(
                asked,
                lambda store, by: signing_in.set_pin(store, old, new, replace(by, staff_id=staff_id)),
                lambda _: self._come(staff_id),
                asked.refuse,
                lambda error: asked.fail(self.office.why(error)),
            )

        stage = self._stage(asked)
        asked.chosen.connect(chosen)
        asked.left.connect(lambda: self._back(stage))
        asked.take_focus()

    def _stage(self, asked: QWidget) -> QWidget:
        """Show a question in the place of the names."""
        self._card.hide()
        card = bed("raised", column(asked, margins=28))
        fixed(card, width=_WIDE)
        stage = holder(row(None, card, None))
        self._places.insertWidget(1, stage)
        return stage

    # A PIN that was forgotten

    def _ask_about_forgotten(self) -> None:
        """Say whom the person chosen asks; an administrator may show by the recovery sheet that they hold the office."""
        key = self._list.current()
        person = next((each for each in self.office.view.staff if str(each.id) == key), None)
        if person:
            self.office.ask(self, number_of, lambda number: self._show_forgotten(person, number))

    def _show_forgotten(self, person: Staff, number: str) -> None:
        from loanmanager.ui.door.forgotten import Forgotten

        asked = Forgotten(self.office, person, number)
        stage = self._stage(asked)
        asked.left.connect(lambda: self._back(stage))
        asked.proved.connect(lambda words: self._choose_again(stage, person, words))
        asked.take_focus()

    def _choose_again(self, before: QWidget, person: Staff, words: str) -> None:
        """Have an administrator who holds the recovery sheet choose a new PIN, and let them in."""
        self._back(before)
        asked = NewPin(self.words, person.name)

        def chosen(new: str) -> None:
            self.office.do(
                asked,
                lambda store, by: signing_in.recover_pin(
                    store, person.id, new, replace(by, staff_id=None), words=words
                ),
                lambda _: self._enter_with(person.id, new),
                asked.refuse,
                lambda error: asked.fail(self.office.why(error)),
            )

        stage = self._stage(asked)
        asked.chosen.connect(chosen)
        asked.left.connect(lambda: self._back(stage))
        asked.take_focus()

    def _enter_with(self, staff_id: int, pin: str) -> None:
        self._until.pop(str(staff_id), None)
        self._try(staff_id, pin)

    def _back(self, stage: QWidget) -> None:
        self._given = ""
        self._pin.clear()
        stage.hide()
        stage.deleteLater()
        self._card.show()
        self.primary.setEnabled(True)
        self.take_focus()


def number_of(store: search.Store) -> str:
    """Return the number of the recovery sheet of the open office, nothing where it is not protected."""
    return store.key.number if store.key else ""


def _most() -> int:
    return _SHOWN_LARGE if look().large else _SHOWN
