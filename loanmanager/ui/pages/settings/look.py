"""How the program looks and speaks to whoever sits here: at once, without a restart."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from loanmanager.i18n import LANGUAGES
from loanmanager.settings import TEXT_SIZES
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.widgets.layout import column, holder, row
from loanmanager.ui.widgets.segments import Segments

_SYSTEM = "system"


class LookSection(Section):
    """Language, theme, text size, paper size."""

    def __init__(self, office: Office) -> None:
        say, now = office.words.say, office.settings
        super().__init__(
            office, say("Look and language"), say("For this computer only. Papers are in the client’s language.")
        )
        self._choices: dict[str, Segments] = {}
        themes = ((_SYSTEM, say("As the system")), ("light", say("Light")), ("dark", say("Dark")))
        sizes = [(str(size), say("{n} %", n=size)) for size in TEXT_SIZES]
        papers = (("letter", say("Letter")), ("a4", "A4"))
        own, prefer = self._choice, office.prefer
        body = column(
            own("language", say("Language"), tuple(LANGUAGES.items()), office.words.language),
            own("theme", say("Look"), themes, now.theme or _SYSTEM),
            own("text_size", say("Text size"), sizes, str(now.text_size)),
            own("page_size", say("Paper"), papers, now.page_size, say("for printing")),
            space=16,
        )
        self._on("language", lambda key: prefer(language=key))
        self._on("theme", lambda key: prefer(theme="" if key == _SYSTEM else key))
        self._on("text_size", lambda key: prefer(text_size=int(key)))
        self._on("page_size", lambda key: prefer(page_size=key))
        self.lay_out(holder(body), saves=False)

    def _choice(
        self, name: str, caption: str, options: Sequence[tuple[str, str]], value: str, hint: str = ""
    ) -> QWidget:
        self._choices[name] = Segments(caption, options, value)
        return holder(row(self.field(name, caption, self._choices[name], hint), None))

    def _on(self, name: str, prefer: Callable[[str], None]) -> None:
        self._choices[name].chosen.connect(prefer)

    def state(self) -> object:
        """Return where the focus is: a choice builds the window anew, and the next key should not go astray."""
        at = self.window().focusWidget()
        return next((name for name, each in self._choices.items() if at is not None and each.isAncestorOf(at)), None)

    def put_back(self, state: object) -> None:
        """Put the focus back."""
        if isinstance(state, str) and state in self._choices:
            self._choices[state].take_focus()
