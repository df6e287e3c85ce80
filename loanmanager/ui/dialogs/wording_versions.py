"""The versions of the agreement's wording: what each changed, bringing one back, noting a review."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from loanmanager.domain.fixed_words import text_of
from loanmanager.domain.template_changes import ClauseChange, Did, Piece, Setting
from loanmanager.i18n import Words as Language
from loanmanager.i18n import language_name, local_time
from loanmanager.operations import templating
from loanmanager.operations.done import Done
from loanmanager.operations.templating import Written
from loanmanager.sentences.templates import condition_words
from loanmanager.storage import search
from loanmanager.storage.search import VersionRow
from loanmanager.ui.dialogs.reviewer import ReviewerDialog
from loanmanager.ui.office import Office
from loanmanager.ui.theme import colour, fit, px
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, row
from loanmanager.ui.widgets.two_lines import Entry, TwoLineList

_HIGH, _LIST = 360, 320


class WordingVersions(Dialog):
    """The newest version first; beside it what it says otherwise than the one before. Signal: shown(version)."""

    shown = Signal(int)

    def __init__(self, office: Office, *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        say = office.words.say
        self._rows: dict[str, VersionRow] = {}
        self.list = TwoLineList(say("Versions"))
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("What is new in this version"))
        self._above = label("", "section", wrap=True)
        self.restore = button(say("Bring this version back"), icon="rotate-ccw")
        self.review = button(say("Mark as reviewed"), icon="file-check-2")
        beside = column(self._above, Grow(self.text), row(self.restore, self.review, None), space=8)
        fit(self.list, lambda me: me.setMinimumSize(px(_LIST), px(_HIGH)))
        body = holder(row(Grow(self.list, 2), Grow(holder(beside), 3), space=16))
        close = say("Close")
        super().__init__(say("Versions of the agreement"), body, close, close, parent=parent, width=880)
        self.cancel.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list.chosen.connect(self._choose)
        self.restore.clicked.connect(self._restore)
        self.review.clicked.connect(self._ask_review)
        self._read()

    def _read(self) -> None:
        self.office.ask(self, search.template_versions, self._show)

    def _show(self, rows: tuple[VersionRow, ...]) -> None:
        self._rows = {str(each.version): each for each in rows}
        self.list.set_entries([self._entry(each, newest=each is rows[0]) for each in rows])
        if rows:
            self.list.choose(self.list.current() or str(rows[0].version))
            self._choose(self.list.current())
        self.list.setFocus()

    def _entry(self, version: VersionRow, *, newest: bool) -> Entry:
        words = self.words
        name, in_force = words.say("Version {n}", n=version.version), words.say("in force")
        made = words.short_day(local_time(version.made_at).date())
        said = version.note or (words.say("The shipped draft") if version.shipped else version.staff)
        state = words.say("Reviewed") if version.reviewed else words.say_for("wording", "Draft")
        return Entry(
            str(version.version),
            "file-check-2" if version.reviewed else "file-pen-line",
            f"{name} · {in_force}" if newest else name,
            f"{made} · {said}" if said else made,
            right=state,
            right_sub=words.count("{n} agreement", "{n} agreements", version.agreements),
            ink="ok" if version.reviewed else "muted",
        )

    # Differences

    def _choose(self, key: str) -> None:
        row_ = self._rows.get(key)
        if row_ is None:
            return
        newest = row_.version == max(each.version for each in self._rows.values())
        self.restore.setEnabled(not newest)
        self.review.setEnabled(not row_.reviewed)
        before = max((each.version for each in self._rows.values() if each.version < row_.version), default=None)
        if before is None:
            self._above.setText(self.words.say("The first version"))
            self.text.clear()
            return
        self._above.setText(self.words.say("What is new since version {n}", n=before))
        version = row_.version

        def show(changes: tuple[ClauseChange, ...]) -> None:
            tell(self.text, changes, self.words)
            self.shown.emit(version)

        self.office.ask(self, lambda store: templating.changes(store, before, version), show, key="difference")

    # Doing

    def _restore(self) -> None:
        version = int(self.list.current())
        self.office.do(
            self,
            lambda store, by: templating.restore_template(store, by, version=version),
            self._done(self.words.say("Version {n} is back", n=version)),
        )

    def _ask_review(self) -> None:
        version = int(self.list.current())
        dialog = ReviewerDialog(self.office, version, parent=self)
        dialog.given.connect(lambda name: self._review(version, name))
        dialog.open()

    def _review(self, version: int, name: str) -> None:
        self.office.do(
            self,
            lambda store, by: templating.review_template(store, version, name, by),
            self._done(self.words.say("Version {n} is reviewed: agreements no longer call it a draft", n=version)),
        )

    def _done(self, said: str) -> Callable[[Done[Written]], None]:
        def done(made: Done[Written]) -> None:
            owner = self.parentWidget() or self
            undo = (self.words.say("Undo"), lambda: ask_undo(self.office, made.entry_id, owner))
            self.office.say(said, undo)
            self._read()

        return done


def tell(where: QTextEdit, changes: tuple[ClauseChange, ...], words: Language) -> None:
    """Write changes: what is new underlined, what is gone struck out; a reader hears both as words."""
    where.clear()
    cursor = where.textCursor()
    plain = QTextCharFormat()
    if not changes:
        cursor.insertText(words.say("The same words in the same order."), plain)
    for change in changes:
        _title(cursor, change, words)
        for setting in change.settings:
            cursor.insertText(f"{_setting(setting, words)}\n", plain)
        for said in change.words:
            known = {"title": words.say_for("clause", "title"), "text": words.say_for("clause", "text")}
            part = known.get(said.part, f"“{text_of(said.part)}”")
            head = words.say("{language}, {part}:", language=language_name(said.language), part=part)
            cursor.insertText(f"{head} ", _faint())
            for piece, text in said.pieces:
                cursor.insertText(text, _FORMATS[piece]())
            cursor.insertText("\n", plain)
        cursor.insertText("\n", plain)
    where.moveCursor(QTextCursor.MoveOperation.Start)


def _title(cursor: QTextCursor, change: ClauseChange, words: Language) -> None:
    say = words.say
    did = {
        Did.ADDED: say("New clause"),
        Did.REMOVED: say("Clause taken out"),
        Did.CHANGED: say("Clause changed and moved") if change.moved else say("Clause changed"),
        Did.MOVED: say("Clause moved"),
    }[change.did]
    strong = QTextCharFormat()
    strong.setFontWeight(600)
    cursor.insertText(change.clause.title(words.language) or say("Headings and fixed words"), strong)
    cursor.insertText(f" · {did}\n" if change.clause.id else "\n", _faint())


def _setting(setting: Setting, words: Language) -> str:
    say = words.say
    yes = bool(setting.now)
    if setting.name == "when":
        return say("Printed when: {when}", when=condition_words(words).get(str(setting.now), str(setting.now)))
    if setting.name == "types":
        assert isinstance(setting.now, tuple)
        return say("If one is lent: {types}", types=", ".join(setting.now) or say("Whatever is lent"))
    return {
        "on": say("Switched on") if yes else say("Switched off"),
        "consent": say("Now a box to tick") if yes else say("No longer a box to tick"),
        "initials": say("Now initialled") if yes else say("No longer initialled"),
        "parts": say("Each part is initialled") if yes else say("Parts are no longer initialled"),
        "lines": say("With lines to write on") if yes else say("Without lines to write on"),
    }[setting.name]


def _faint() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(colour("muted"))
    return made


def _gone() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontStrikeOut(True)
    made.setForeground(colour("late"))
    return made


def _new() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontUnderline(True)
    made.setForeground(colour("ok"))
    return made


_FORMATS = {Piece.KEPT: QTextCharFormat, Piece.GONE: _gone, Piece.NEW: _new}
