"""The words of the notices, one stage, language and tone at a time; the shipped ones stand where none were written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from loanmanager.domain.notices import ABOUT_THE_LOAN, FIELDS, NoticeRule, NoticeText, Stage
from loanmanager.i18n import LANGUAGES, Words, language_name, language_names, runs_right_to_left
from loanmanager.operations.letters import shipped_text
from loanmanager.sentences.notices import of_stage
from loanmanager.ui.icons import Icon
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import Field, entry, note
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, row
from loanmanager.ui.widgets.segments import Segments


@dataclass(frozen=True, slots=True)
class Which:
    """One text: of a stage, in a language, plain or discreet."""

    stage: Stage
    language: str
    discreet: bool = False


class NoticeTexts(QWidget):
    """Stage, language and tone are chosen above, the words are typed below.

    Signals: typed() when a person changed words. `edited` holds what was typed and is not saved.
    """

    typed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.edited: dict[Which, NoticeText] = {}
        self._rules: Mapping[Stage, NoticeRule] = {}
        self._instead = next(iter(LANGUAGES))
        say = words.say
        stages = [(str(each), of_stage(each, words)) for each in Stage]
        self.stage = Combo(stages, Stage.COURTESY, says=say("Notice"))
        self.language = Combo(list(LANGUAGES.items()), words.language, says=say("Language"))
        self.tone = Segments(
            say("Tone"),
            [("plain", say_tone(words, discreet=False)), ("discreet", say_tone(words, discreet=True))],
            "plain",
        )
        self.subject, self.body, self.short = entry(), note(lines=12), note(lines=4)
        self.fields = {
            "subject": Field(say("Subject"), self.subject),
            "body": Field(say("Letter and e-mail"), self.body),
            "short": Field(say("By telephone or text message"), self.short),
        }
        self._insert = button(say("Insert a field"), menu=True)
        self._menu = QMenu(self)
        self._insert.setMenu(self._menu)
        self.shipped = button(say("Back to the shipped words"), "link", flush="right")
        self.shipped.clicked.connect(self._ship)
        self._lacking = label("", "muted", wrap=True)
        self.begin = button("", "link", flush="left")
        self.begin.clicked.connect(self._begin)
        self._missing = holder(
            row(column(Icon("triangle-alert", "todo", 16), None), Grow(self._lacking), self.begin, space=8)
        )
        self._last: QLineEdit | QPlainTextEdit = self.body
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        say = self.words.say
        above = row(
            Grow(Field(say("Notice"), self.stage)),
            Grow(Field(say("Language"), self.language)),
            Field(say("Tone"), self.tone),
            space=16,
        )
        under = row(self._insert, None, self.shipped)
        self.setLayout(column(holder(above), self._missing, *self.fields.values(), holder(under), space=12))

    def _listen(self) -> None:
        self.stage.chosen.connect(lambda _: self.show_words())
        self.language.chosen.connect(lambda _: self.show_words())
        self.tone.chosen.connect(lambda _: self.show_words())
        self._menu.aboutToShow.connect(self._fill_menu)
        self.subject.textEdited.connect(lambda _: self._keep())
        self.body.textChanged.connect(self._keep)
        self.short.textChanged.connect(self._keep)

    # Which

    def which(self) -> Which:
        """Return which text is shown."""
        return Which(Stage(self.stage.value()), self.language.value(), self.tone.value() == "discreet")

    def go_to(self, which: Which, part: str, wrong: str) -> None:
        """Show a text and say what is wrong with it, beside the part that it is."""
        self.stage.choose(which.stage)
        self.language.choose(which.language)
        self.tone.choose("discreet" if which.discreet else "plain")
        self.show_words()
        self.fields[part].set_error(wrong)
        self.fields[part].control.setFocus(Qt.FocusReason.OtherFocusReason)

    # Showing

    def show_rules(self, rules: Mapping[Stage, NoticeRule], languages: tuple[str, ...], instead: str) -> None:
        """Show the words as they are stored; what was typed stays.

        `languages` are those of papers, `instead` the office's own, which stands in for a text that is lacking.
        """
        self._rules, self._instead = rules, instead
        self.language.set_options(language_names(languages), self.language.value())
        self.show_words()

    def show_words(self) -> None:
        """Show the words of the stage, language and tone that are chosen."""
        text = self.text(self.which())
        for field in self.fields.values():
            field.set_error("")
        for control, said in ((self.subject, text.subject), (self.body, text.body), (self.short, text.short)):
            control.blockSignals(True)
            if isinstance(control, QPlainTextEdit):
                control.setPlainText(said)
            else:
                control.setText(said)
            control.blockSignals(False)
        self._run()
        self._offer_shipped()

    def _run(self) -> None:
        """Let words run as their language does."""
        right = runs_right_to_left(self.language.value())
        way = Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
        self.subject.setLayoutDirection(way)
        for each in (self.body, self.short):
            option = each.document().defaultTextOption()
            option.setTextDirection(way)
            each.document().setDefaultTextOption(option)
            each.setLayoutDirection(way)

    def text(self, which: Which) -> NoticeText:
        """Return a text as it was typed, else as it is stored, else as it is shipped."""
        rule = self._rules.get(which.stage)
        own = rule.own_text(which.language, discreet=which.discreet) if rule else None
        typed = self.edited.get(which)
        return typed if typed is not None else own or self._shipped(which)

    def _shipped(self, which: Which) -> NoticeText:
        return shipped_text(which.stage, which.language, discreet=which.discreet)

    def _offer_shipped(self) -> None:
        which, nothing = self.which(), NoticeText()
        text, shipped = self.text(which), self._shipped(which)
        self.shipped.setVisible(nothing not in {shipped, text} and text != shipped)
        self._missing.setVisible(text == nothing)
        if text == nothing:
            say, other = self.words.say, language_name(self._instead)
            self._lacking.setText(say("Not written yet: {language} is sent instead.", language=other))
            self.begin.setText(say("Begin with the {language} words", language=other))

    # Typing

    def _keep(self) -> None:
        sent = self.sender()
        if isinstance(sent, QLineEdit | QPlainTextEdit):
            self._last = sent
        text = NoticeText(self.subject.text(), self.body.toPlainText(), self.short.toPlainText())
        self.edited[self.which()] = text
        self._offer_shipped()
        self.typed.emit()

    def _ship(self) -> None:
        """Put the shipped words back; Save keeps them."""
        which = self.which()
        self.edited[which] = self._shipped(which)
        self.show_words()
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typed.emit()

    def _begin(self) -> None:
        """Put the words of the office's own language in, to be written over."""
        which = self.which()
        self.edited[which] = self.text(replace(which, language=self._instead))
        self.show_words()
        self.subject.setFocus(Qt.FocusReason.OtherFocusReason)
        self.subject.selectAll()
        self.typed.emit()

    def _fill_menu(self) -> None:
        focused = self.window().focusWidget()
        if focused in {self.subject, self.body, self.short}:
            assert isinstance(focused, QLineEdit | QPlainTextEdit)
            self._last = focused
        self._menu.clear()
        barred = ABOUT_THE_LOAN if self.which().discreet else frozenset()
        for name, said in field_words(self.words).items():
            if name in FIELDS - barred:
                action = QAction(f"{said}\t{{{name}}}", self._menu)
                action.triggered.connect(partial(self.insert, name))
                self._menu.addAction(action)

    def insert(self, name: str) -> None:
        """Put a field where the cursor is."""
        if isinstance(self._last, QPlainTextEdit):
            self._last.insertPlainText(f"{{{name}}}")
        else:
            self._last.insert(f"{{{name}}}")
            self._keep()
        self._last.setFocus(Qt.FocusReason.OtherFocusReason)

    def ladder(self, rules: Mapping[Stage, NoticeRule]) -> dict[Stage, dict[bool, dict[str, NoticeText]]]:
        """Return, by stage and tone, what the agency wrote itself: shipped words are not kept as its own."""
        made = {stage: {False: dict(rule.texts), True: dict(rule.discreet)} for stage, rule in rules.items()}
        for which, text in self.edited.items():
            own = made.setdefault(which.stage, {False: {}, True: {}})[which.discreet]
            own.pop(which.language, None)
            if text not in {self._shipped(which), NoticeText()}:
                own[which.language] = text
        return made


def say_tone(words: Words, *, discreet: bool) -> str:
    """Return what the tone of a text is called."""
    return words.say("Discreet") if discreet else words.say_for("tone", "Ordinary")


def field_words(words: Words) -> dict[str, str]:
    """Return what each field of a notice is called, in the order in which they are offered."""
    say = words.say
    return {
        "name": say("Name the client goes by"),
        "devices": say("What is out"),
        "number": say("Loan number"),
        "due": say("Due date"),
        "late": say("How late"),
        "last_day": say("A week from today"),
        "notices": say("Dates of earlier notices"),
        "cut_on": say("Day the line is suspended"),
        "total": say("Cost of replacing all"),
        "staff": say("Who sends it"),
        "phone": say("Telephone"),
        "hours": say("Opening hours"),
        "lender": say("Name of the agency"),
        "place": say("Address of the site"),
    }
