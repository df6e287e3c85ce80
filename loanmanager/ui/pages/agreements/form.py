"""One clause: when it is printed, what is asked of the borrower, and its words in two languages side by side."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLineEdit, QMenu, QPlainTextEdit, QSizePolicy, QWidget

from loanmanager.domain.devices import DeviceType
from loanmanager.domain.templates import TemplateClause
from loanmanager.i18n import Words, language_name
from loanmanager.sentences.templates import condition_words, field_words
from loanmanager.ui.pages.agreements.draft import said
from loanmanager.ui.pages.agreements.side import Side
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import literal
from loanmanager.ui.widgets.layout import Grow, column, holder, row


class ClauseForm(QWidget):
    """Signals: edited(the clause as it is now); turned(language) when one looks at another language."""

    edited = Signal(object)
    turned = Signal(str)

    def __init__(self, words: Words, types: Sequence[DeviceType]) -> None:
        super().__init__()
        self._words, self._types = words, types
        self._clause = TemplateClause("", {})
        self._instead = ""
        self._shown = ("", "")
        say = words.say
        self.when = Combo(list(condition_words(words).items()), says=say("Printed when"))
        self.kinds = button("", menu=True)
        self._kinds = QMenu(self)
        self.kinds.setMenu(self._kinds)
        self.kinds.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.flags = {
            "on": QCheckBox(say("Printed")),
            "consent": QCheckBox(say("Box to tick")),
            "initials": QCheckBox(say("Initials")),
            "parts": QCheckBox(say("Initials at each part")),
            "lines": QCheckBox(say("Lines to write on")),
        }
        self.sides = (Side(words, say("Language at the left")), Side(words, say("Language at the right")))
        self.insert = button(say("Insert a field"), menu=True)
        self._fields = QMenu(self)
        self.insert.setMenu(self._fields)
        self._last: QLineEdit | QPlainTextEdit = self.sides[0].text
        self._lay_out()
        self._fill_menus()
        self._listen()

    def _lay_out(self) -> None:
        say = self._words.say
        above = row(
            Grow(Field(say("Printed when"), self.when)), Grow(Field(say("If one is lent"), self.kinds)), space=16
        )
        ticks = holder(Flow(*self.flags.values(), across=20))
        self._beside = row(*(Grow(each) for each in self.sides), space=16)
        inside = column(holder(above), ticks, holder(self._beside), holder(row(self.insert, None)), None, space=12)
        self.setLayout(inside)

    def _fill_menus(self) -> None:
        for name, words in field_words(self._words).items():
            action = QAction(f"{words}\t{{{name}}}", self._fields)
            action.triggered.connect(partial(self.put, name))
            self._fields.addAction(action)
        for kind in self._types:
            action = QAction(literal(kind.name.in_(self._words.language)), self._kinds)
            action.setCheckable(True)
            action.setData(kind.key)
            action.toggled.connect(lambda _: self._edit())
            self._kinds.addAction(action)

    def _listen(self) -> None:
        self.when.chosen.connect(lambda _: self._edit())
        for each in self.flags.values():
            each.toggled.connect(lambda _: self._edit())
        for side in self.sides:
            side.typed.connect(self._edit)
            side.turned.connect(partial(self._turn, side))
            side.entered.connect(self._enter)

    # Showing

    def set_languages(self, codes: Sequence[str]) -> None:
        """Offer languages; two different ones stand side by side, or the only one alone."""
        options = [(code, language_name(code)) for code in codes]
        for at, side in enumerate(self.sides):
            side.language.set_options(options, side.language.value() or codes[min(at, len(codes) - 1)])
        self.sides[1].setVisible(len(codes) > 1)
        self._shown = self.languages()

    def languages(self) -> tuple[str, str]:
        """Return the languages that are shown."""
        return self.sides[0].language.value(), self.sides[1].language.value()

    def show_clause(self, clause: TemplateClause, instead: str) -> None:
        """Show a clause; `instead` is the office's language."""
        self._clause, self._instead = clause, instead
        controls = [self.when, *self.flags.values(), *self._kinds.actions()]
        for each in controls:
            each.blockSignals(True)
        self.when.choose(clause.when)
        for name, tick in self.flags.items():
            tick.setChecked(getattr(clause, name))
        for action in self._kinds.actions():
            action.setChecked(action.data() in clause.types)
        for each in controls:
            each.blockSignals(False)
        for side in self.sides:
            side.show_clause(clause, instead)
        self._say_kinds()

    def go_to(self, language: str, *, title: bool = False) -> None:
        """Show a language and put the cursor in it."""
        shown = next((each for each in self.sides if each.language.value() == language), None)
        side = shown or self.sides[1]
        if language and shown is None:
            side.language.choose(language)
            self._turn(side)
        (side.title if title else side.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the languages one under the other where there is little room."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(way)

    def _say_kinds(self) -> None:
        names = [each.text() for each in self._kinds.actions() if each.isChecked()]
        told = self._words.list(names) if names else self._words.say("Whatever is lent")
        self.kinds.setText(f"{told} ")
        self.kinds.setAccessibleName(f"{self._words.say('If one is lent')}: {told}")

    # Editing

    def _edit(self) -> None:
        on = {name: tick.isChecked() for name, tick in self.flags.items()}
        clause = replace(
            self._clause,
            when=self.when.value(),
            types=tuple(str(each.data()) for each in self._kinds.actions() if each.isChecked()) + self._unknown(),
            on=on["on"],
            consent=on["consent"],
            initials=on["initials"],
            parts=on["parts"],
            lines=on["lines"],
        )
        for side in (each for each in self.sides if not each.isHidden()):
            clause = said(clause, side.language.value(), side.said().title, side.said().text)
        self._clause = clause
        self._say_kinds()
        for side in self.sides:
            side.tell(clause, self._instead)
        self.edited.emit(clause)

    def _unknown(self) -> tuple[str, ...]:
        """Return the types of the clause that this office does not lend: they stay."""
        known = {each.key for each in self._types}
        return tuple(each for each in self._clause.types if each not in known)

    def _turn(self, side: Side) -> None:
        """Show another language at a side; where it stands at the other side, the two change places."""
        other = self.sides[side is self.sides[0]]
        if other.language.value() == side.language.value():
            other.language.choose(self._shown[side is self.sides[1]])
            other.show_clause(self._clause, self._instead)
        side.show_clause(self._clause, self._instead)
        self._shown = self.languages()
        self.turned.emit(side.language.value())

    def _enter(self, field: QLineEdit | QPlainTextEdit) -> None:
        self._last = field
        side = next(each for each in self.sides if field in {each.title, each.text})
        self.turned.emit(side.language.value())

    def put(self, name: str) -> None:
        """Put a field where the cursor was last."""
        if isinstance(self._last, QPlainTextEdit):
            self._last.insertPlainText(f"{{{name}}}")
        else:
            self._last.insert(f"{{{name}}}")
            self._edit()
        self._last.setFocus(Qt.FocusReason.OtherFocusReason)
