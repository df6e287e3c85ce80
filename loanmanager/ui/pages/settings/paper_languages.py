"""The languages in which papers are written: shown, left out, added, as the settings and the first start do it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from loanmanager.domain.templates import is_language
from loanmanager.i18n import language_name
from loanmanager.operations import templating
from loanmanager.operations.done import Done
from loanmanager.operations.kept import Kept
from loanmanager.ui.office import Office
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.fields import entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, refill, row

OFFERED = (
    "es",
    "ar",
    "uk",
    "zh_Hans",
    "zh_Hant",
    "pt",
    "ht",
    "vi",
    "fa",
    "ru",
    "tr",
    "ro",
    "pl",
    "it",
    "de",
    "hi",
    "ur",
    "ko",
    "iu",
    "cr",
)
"""The languages that newcomers to Canada and its first peoples speak most; any other goes by its code."""


class PaperLanguages(QWidget):
    """A line for each language, and what adds one. Each choice takes effect at once, and can be undone."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        say = self.words.say
        self._languages = column(space=2)
        self.offered = Combo(says=say("Language to add"))
        self.code = entry("", say("or a code, like ckb"), says=say("Code of a language"))
        self.adds = button(say("Add"), icon="plus")
        self.adds.clicked.connect(self._add)
        self._wrong = label("", "error", wrap=True)
        adding = holder(row(Grow(self.offered), Grow(self.code), self.adds, space=8))
        self.setLayout(column(holder(self._languages), adding, self._wrong, space=12))

    def show_values(self) -> None:
        """Show the languages of papers, and offer the others."""
        codes = self.office.view.paper_languages
        refill(self._languages, *(self._language(each, codes) for each in codes))
        options = [(each, language_name(each)) for each in OFFERED if each not in codes]
        self.offered.set_options(sorted(options, key=lambda each: each[1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the code that was typed on Enter; else Enter is the page's."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and self.focusWidget() is self.code
            and self.code.text().strip()
        ):
            self._add()
        else:
            super().keyPressEvent(event)

    def _language(self, code: str, codes: tuple[str, ...]) -> QWidget:
        own = code == self.office.view.office.language
        name = label(language_name(code))
        beside = label(self.words.say("the office’s own") if own else code, "small")
        off = button("", "quiet", "x", says=self.words.say("Leave {language} out", language=language_name(code)))
        if own:  # to show it before it has its place would open a window of its own
            off.hide()
        off.clicked.connect(lambda: self._keep([each for each in codes if each != code]))
        return holder(row(name, beside, None, off))

    def _add(self) -> None:
        typed = self.code.text().strip()
        code = typed or self.offered.value()
        if not is_language(code):
            self._wrong.setText(
                self.words.say(
                    "“{text}” is no code of a language. Type two or three letters, like ckb.", text=code[:20]
                )
            )
            return
        self._wrong.setText("")
        self.code.clear()
        self._keep([*self.office.view.paper_languages, code])

    def _keep(self, codes: list[str]) -> None:
        def kept(made: Done[Kept]) -> None:
            said = self.words.say("The languages are kept")
            self.office.say(said, (self.words.say("Undo"), lambda: ask_undo(self.office, made.entry_id, self)))

        self.office.do(self, lambda store, by: templating.set_paper_languages(store, codes, by), kept)
