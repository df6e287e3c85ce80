"""How the program looks and speaks to whoever sits here: at once, without a restart."""

from loanmanager.i18n import LANGUAGES
from loanmanager.settings import TEXT_SIZES
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.layout import column, holder, row
from loanmanager.ui.widgets.segments import Segments


class LookSection(Section):
    """Language, theme, text size, paper size."""

    def __init__(self, office: Office) -> None:
        say, now = office.words.say, office.settings
        super().__init__(
            office, say("Look and language"), say("For this computer only. Papers are in the client’s language.")
        )
        language = Segments(say("Language"), tuple(LANGUAGES.items()), now.language or office.words.language)
        language.chosen.connect(lambda key: office.prefer(language=key))
        themes = (("", say("As the system")), ("light", say("Light")), ("dark", say("Dark")))
        theme = Segments(say("Look"), [(key or "system", words) for key, words in themes], now.theme or "system")
        theme.chosen.connect(lambda key: office.prefer(theme="" if key == "system" else key))
        sizes = Segments(say("Text size"), [(str(size), f"{size} %") for size in TEXT_SIZES], str(now.text_size))
        sizes.chosen.connect(lambda key: office.prefer(text_size=int(key)))
        paper = Segments(say("Paper"), (("letter", say("Letter")), ("a4", "A4")), now.page_size)
        paper.chosen.connect(lambda key: office.prefer(page_size=key))
        lines = [
            holder(row(Field(caption, control), None))
            for caption, control in (
                (say("Language"), language),
                (say("Look"), theme),
                (say("Text size"), sizes),
                (say("Paper"), paper),
            )
        ]
        self.lay_out(holder(column(*lines, space=16)), saves=False)
