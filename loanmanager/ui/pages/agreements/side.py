"""A clause in one language: title and text, right to left where the language runs so."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from loanmanager.domain.templates import ClauseText, TemplateClause
from loanmanager.i18n import Words, language_name, runs_right_to_left
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field, entry, note
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column


class Side(QWidget):
    """Signals: typed() when a person changed words, turned() when another language is chosen, entered(field) on focus."""

    typed = Signal()
    turned = Signal()
    entered = Signal(object)

    def __init__(self, words: Words, name: str) -> None:
        super().__init__()
        self._words = words
        self.language = Combo(says=name)
        self.title, self.text = entry(), note(lines=9)
        self._title, self._text = (
            Field(words.say_for("clause", "Title"), self.title),
            Field(words.say_for("clause", "Text"), self.text),
        )
        self._instead = label("", "small", wrap=True)
        self.setLayout(column(self.language, self._title, self._text, self._instead, space=8))
        self.title.textEdited.connect(lambda _: self.typed.emit())
        self.text.textChanged.connect(self.typed)
        self.language.chosen.connect(lambda _: self.turned.emit())
        for each in (self.title, self.text):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell which field was entered last: what is inserted goes there."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(watched)
        return super().eventFilter(watched, event)

    def show_clause(self, clause: TemplateClause, instead: str) -> None:
        """Show a clause in the language chosen; say what is printed where it is not written in it."""
        language = self.language.value()
        said = clause.texts.get(language, ClauseText("", ""))
        self._write(said)
        self._run(right_to_left=runs_right_to_left(language))
        for field in (self._title, self._text):
            field.control.setAccessibleName(
                f"{field.control.accessibleName().split(' (')[0]} ({language_name(language)})"
            )
        self.tell(clause, instead)

    def tell(self, clause: TemplateClause, instead: str) -> None:
        """Say, where the clause lacks this language, in which other it is printed."""
        language = self.language.value()
        found = clause.in_(language, instead)
        other = next((each for each, said in clause.texts.items() if said is found), "")
        missing = bool(other) and other != language
        told = self._words.say("Not written yet: {language} is printed instead.", language=language_name(other))
        self._instead.setText(told if missing else "")

    def said(self) -> ClauseText:
        """Return what is written."""
        return ClauseText(self.title.text(), self.text.toPlainText())

    def _write(self, said: ClauseText) -> None:
        for control, text in ((self.title, said.title), (self.text, said.text)):
            if text != (self.title.text() if control is self.title else self.text.toPlainText()):
                control.blockSignals(True)
                if control is self.title:
                    self.title.setText(text)
                else:
                    self.text.setPlainText(text)
                control.blockSignals(False)

    def _run(self, *, right_to_left: bool) -> None:
        way = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        option = self.text.document().defaultTextOption()
        option.setTextDirection(way)
        self.text.document().setDefaultTextOption(option)
        for each in (self.title, self.text):
            each.setLayoutDirection(way)
