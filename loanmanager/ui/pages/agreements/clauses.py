"""The clauses in their order: chosen, moved, switched, added and taken out by keys."""

from collections.abc import Callable, Collection, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from loanmanager.domain.templates import Template, TemplateClause
from loanmanager.i18n import Words, language_name
from loanmanager.sentences.templates import condition_words
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.layout import Grow, column, line, row
from loanmanager.ui.widgets.two_lines import Entry, TwoLineList

WORDS = "*"
"""The entry of headings and fixed words; no clause can bear this name."""

_UP, _DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


class ClauseList(TwoLineList):
    """Signals: toggled(name) on the space bar, moved(name, by) on Alt+Up and Alt+Down, removed(name) on Delete."""

    toggled = Signal(str)
    moved = Signal(str, int)
    removed = Signal(str)

    def clause(self) -> str:
        """Return the name of the clause that is chosen; nothing where it is none."""
        return "" if self.current() == WORDS else self.current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch, move or take out the clause that is chosen."""
        key, alt, name = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier, self.clause()
        if name and alt and key in {_UP, _DOWN}:
            self.moved.emit(name, -1 if key == _UP else 1)
        elif name and key == Qt.Key.Key_Space:
            self.toggled.emit(name)
        elif name and key == Qt.Key.Key_Delete:
            self.removed.emit(name)
        else:
            super().keyPressEvent(event)


class Clauses(QWidget):
    """The list, and under it what one may do. Signals: those of the list, chosen(name), and added()."""

    added = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        say = words.say
        self._words = words
        self.list = ClauseList(say("Clauses: Alt+Up and Alt+Down move one, Space switches it on or off"))
        new = button(say("New clause"), icon="plus", key="Ctrl+N")
        new.clicked.connect(self.added)
        self._acts = [
            self._act("arrow-up", say("Move up (Alt+Up)"), lambda name: self.list.moved.emit(name, -1)),
            self._act("arrow-down", say("Move down (Alt+Down)"), lambda name: self.list.moved.emit(name, 1)),
            self._act("eye", say("On or off (Space)"), self.list.toggled.emit),
            self._act("trash-2", say("Take out (Delete)"), self.list.removed.emit),
        ]
        foot = row(*self._acts, None, space=0, margins=(8, 6, 8, 0))
        under = row(Grow(new), margins=(12, 4, 12, 12))
        self.setLayout(column(Grow(self.list), line(), foot, under, space=0))

    def _act(self, icon: str, says: str, act: Callable[[str], object]) -> QWidget:
        made = button("", "quiet", icon, says=says)
        made.clicked.connect(lambda: act(self.list.clause()) if self.list.clause() else None)
        return made

    def show_clauses(
        self, template: Template, flawed: Collection[str], doubted: Collection[str], languages: Sequence[str] = ()
    ) -> None:
        """Show the clauses, those with something wrong or to mind marked.

        `languages` are those whose headings and fixed words the agency writes itself: they come last.
        """
        fixed = [self._fixed(flawed, doubted, languages)] if languages else []
        self.list.set_entries([*self._entries(template, flawed, doubted), *fixed])

    def _fixed(self, flawed: Collection[str], doubted: Collection[str], languages: Sequence[str]) -> Entry:
        word, icon, ink = self._mark(WORDS, flawed, doubted)
        names = [word] if word else []
        names += map(language_name, languages)
        return Entry(WORDS, icon or "languages", self._words.say("Headings and fixed words"), ", ".join(names), ink=ink)

    def _mark(self, name: str, flawed: Collection[str], doubted: Collection[str]) -> tuple[str, str, str]:
        """Return the word, the drawing and the ink of how something stands."""
        if name in flawed:
            return self._words.say("Wrong"), "circle-alert", "late"
        if name in doubted:
            return self._words.say_for("wording", "Check"), "triangle-alert", "todo"
        return "", "", "muted"

    def _entries(self, template: Template, flawed: Collection[str], doubted: Collection[str]) -> Iterator[Entry]:
        for clause in template.clauses:
            right, icon, ink = self._mark(clause.id, flawed, doubted)
            if not clause.on and clause.id not in flawed:
                right, icon, ink = self._words.say("Off"), "eye-off", "muted"
            yield Entry(
                clause.id,
                "signature"
                if clause.initials or clause.parts
                else "clipboard-check"
                if clause.consent
                else "file-text",
                clause.title(self._words.language),
                self._sub(clause),
                right=right,
                right_ink=ink,
                right_icon=icon,
                quiet=not clause.on,
            )

    def _sub(self, clause: TemplateClause) -> str:
        """Return when it is printed and what is asked of the borrower, in a few words."""
        parts = [condition_words(self._words).get(clause.when, "")] if clause.when else []
        parts += [", ".join(clause.types)] if clause.types else []
        parts += [self._words.say("Box to tick")] if clause.consent else []
        parts += [self._words.say("Initials")] if clause.initials or clause.parts else []
        return " · ".join(parts) or self._words.say("Always")
