"""Headings and fixed words in a language that the agency added: a list, and the chosen word beside what the program says."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from loanmanager.domain.templates import Template, flaws
from loanmanager.i18n import Words, language_name, runs_right_to_left
from loanmanager.operations import heading_words
from loanmanager.operations.heading_words import WordRow
from loanmanager.sentences.templates import of_flaw
from loanmanager.ui.theme import fit, look
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, line, row
from loanmanager.ui.widgets.segments import Segments
from loanmanager.ui.widgets.two_lines import Entry, TwoLineList

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FixedWords(QWidget):
    """Signals: edited(template) when a word was written, turned(language) when one looks at another language."""

    edited = Signal(object)
    turned = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        say = words.say
        self._words, self._template = words, Template("", 0)
        self._rows: dict[str, WordRow] = {}
        self.language = Combo(says=say("Language"))
        which = [("all", say("All")), ("draft", say("Drafts")), ("missing", say("Not written"))]
        self.which = Segments(say("Which words"), which, "all")
        self.list = TwoLineList(say("Headings and fixed words"))
        self.source, self._form = label("", "strong", wrap=True), label("", "small", wrap=True)
        self.text = entry()
        self._field = Field(" ", self.text)
        self._at = ("", "")  # the language and the word that are shown
        self.take = button(say("We have read the drafts"), icon="file-check-2")
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        say = self._words.say
        about = say(
            "These stand on every paper. Up and Down go through them, Enter keeps one as it is written and goes on. What "
            "stands in braces is filled in: write it where it belongs."
        )
        above = row(Grow(self.language), self.which, space=12, margins=(20, 14, 20, 0))
        told = holder(row(Grow(label(about, "muted", wrap=True)), margins=(20, 0, 20, 8)))
        fit(told, lambda me: me.setHidden(look().large))  # there the words themselves need the room
        said = column(label(say("The program says"), "small"), self.source, self._form, None, space=4)
        beside = row(
            Grow(holder(said)),
            Grow(self._field),
            space=16,
            margins=(20, 10, 20, 0),
        )
        under = row(self.take, None, margins=(20, 0, 20, 8))
        self.setLayout(
            column(holder(above), told, line(), Grow(self.list), line(), holder(beside), holder(under), space=8)
        )

    def _listen(self) -> None:
        self.language.chosen.connect(lambda _: self._turn())
        self.which.chosen.connect(lambda _: self._show_rows())
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self.write_here())
        self.text.textEdited.connect(self._write)
        self.text.returnPressed.connect(self._keep)
        self.take.clicked.connect(self._take)
        self.text.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to the word above or below while one writes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    # Showing

    def set_languages(self, codes: tuple[str, ...]) -> None:
        """Offer the languages that the agency added."""
        self.language.set_options([(code, language_name(code)) for code in codes], self.language.value())

    def show_template(self, template: Template) -> None:
        """Show the words of a wording in the language that is chosen."""
        self._template = template
        self._show_rows()

    def _show_rows(self) -> None:
        found = heading_words.rows(self._template, self.language.value(), self._words.language)
        self._rows = {each.key: each for each in found}
        kept = self.list.current()
        # The word that one is at stays, also when it is no longer what was asked for.
        shown = [each for each in found if self._wanted(each) or (each.key == kept and self.text.hasFocus())]
        self.list.blockSignals(True)  # it forgets the current row for a moment
        self.list.set_entries([self._entry(each) for each in shown])
        self.take.setVisible(any(each.drafted for each in found))
        keys = [each.key for each in shown]
        at = kept if kept in keys else keys[0] if keys else ""
        self.list.choose(at)
        self.list.blockSignals(False)
        self._choose(at)

    def _wanted(self, each: WordRow) -> bool:
        which = self.which.value()
        return which == "all" or (each.drafted if which == "draft" else not each.said)

    def _entry(self, each: WordRow) -> Entry:
        say = self._words.say
        icon, ink, state = "file-check-2", "ok", ""
        if each.drafted:
            icon, ink, state = "file-pen-line", "todo", self._words.say_for("wording", "Draft")
        elif not each.said:
            icon, ink, state = "triangle-alert", "late", say("Not written")
        numbers = f" ({', '.join(map(str, each.examples))})" if each.examples else ""
        return Entry(
            each.key,
            icon,
            f"{each.source}{numbers}",
            each.said,
            right=state,
            right_sub=self._group(each.group),
            ink=ink,
            right_ink=ink,
        )

    def _group(self, group: str) -> str:
        say = self._words.say
        return {
            "everywhere": say("Every paper"),
            "agreement": say("Agreement"),
            "summary": say("In plain words"),
            "receipt": say("Receipt"),
            "notice": say("Notice"),
            "clearance": say("Clearance letter"),
            "incident": say("Incident report"),
            "card": say("Card"),
            "mail": say("E-mail"),
        }[group]

    def _choose(self, key: str) -> None:
        each, language = self._rows.get(key), self.language.value()
        self.text.setEnabled(each is not None)
        self.source.setText(each.source if each else "")
        numbers = self._words.list([str(n) for n in each.examples]) if each and each.examples else ""
        self._form.setText(self._words.say("With numbers such as {numbers}", numbers=numbers) if numbers else "")
        said = each.said if each else ""
        if (language, key) != self._at or not self.text.hasFocus():  # what one is typing is left alone
            self.text.setText(said)
        self._at = (language, key)
        # By itself the field takes the side of the first letter, and that is the n of {n}.
        side = Qt.AlignmentFlag.AlignRight if runs_right_to_left(language) else Qt.AlignmentFlag.AlignLeft
        self.text.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self._field.set_caption(language_name(language))
        wrong = next((each for each in flaws(self._template) if (each.language, each.word) == self._at and key), None)
        self._field.set_error(of_flaw(wrong, self._words) if wrong else "")
        self.text.setAccessibleName(f"{language_name(language)}: {each.source}" if each else language_name(language))

    # Going

    def go_to(self, language: str, key: str) -> None:
        """Show a word in a language and put the cursor in it; without a key, the first that wants something."""
        self.language.choose(language)
        self.which.choose("all")
        self._turn()
        open_ = (each.key for each in self._rows.values() if each.drafted or not each.said)
        self.list.choose(key or next(open_, ""))
        self.write_here()

    def write_here(self) -> None:
        """Put the cursor where the word is written."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.selectAll()

    def _step(self, by: int) -> None:
        self.list.step(by)
        self.text.selectAll()

    def _turn(self) -> None:
        self._show_rows()
        self.turned.emit(self.language.value())

    # Writing

    def _write(self, text: str) -> None:
        key = self.list.current()
        if key:
            self.edited.emit(heading_words.written(self._template, self.language.value(), key, text))

    def _keep(self) -> None:
        """Keep the word as it is written, also a draft, and go on to the next."""
        self._write(self.text.text())
        self._step(1)

    def _take(self) -> None:
        self.edited.emit(heading_words.drafts_taken(self._template, self.language.value()))
