"""What this program is, and what it is made of."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QLabel

from loanmanager import __version__, news
from loanmanager.libraries import libraries
from loanmanager.paths import resources
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.whats_new import WhatsNew
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, line, row


class AboutSection(Section):
    """Version, licences, and the facts that support asks for, without client data."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(office, say("About"))
        copy = button(say("Copy for support"), icon="copy")
        copy.clicked.connect(self._copy)
        news_button = button(say("What’s new"), icon="info")
        news_button.clicked.connect(self._show_news)
        body = column(
            label("Loan Manager", "h2"),
            label(
                say("Free software under the MIT licence. Nothing leaves this computer unless somebody sends it."),
                wrap=True,
            ),
            label(facts_of(office), "muted", wrap=True),
            row(copy, news_button, None),
            line(),
            label(say("Libraries"), "section"),
            _libraries(say("Libraries")),
            line(),
            label(say("Fonts and icons"), "section"),
            _licences(say("Fonts and icons")),
            space=12,
        )
        self.lay_out(holder(body), saves=False)

    def _show_news(self) -> None:
        WhatsNew(self.words, news.since("", news.change_log()), self).open()

    def _copy(self) -> None:
        QApplication.clipboard().setText(facts_of(self.office))
        self.office.say(self.words.say("Copied: version, system and data folder, nothing of any client"))


def facts_of(office: Office) -> str:
    """Return what support asks for: version, system, where the data is. Nothing of any client."""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}, Qt {qVersion()}"
    return "\n".join((f"Loan Manager {__version__}", system, str(office.folder)))


def _libraries(says: str) -> QLabel:
    """Return the list of the libraries that are in the program, each with its version and licence."""
    listed = "\n".join(f"{each.name} {each.version} · {each.licence}" for each in libraries())
    made = label(listed, "muted", wrap=True)
    made.setAccessibleName(says)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def _licences(says: str) -> QLabel:
    """Return the list of what comes from others. Its links open in the web browser."""
    made = QLabel(as_lines((resources() / "LICENSES.md").read_text("utf-8")))
    made.setTextFormat(Qt.TextFormat.MarkdownText)
    made.setAccessibleName(says)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    made.setOpenExternalLinks(True)
    return made


def as_lines(markdown: str) -> str:
    """Return markdown without its title, its tables as lists and its headings as strong lines: calmer on a page."""
    made: list[str] = []
    for line_ in markdown.splitlines()[1:]:
        cells = [cell.strip() for cell in line_.strip("|").split("|")]
        if line_.startswith("#"):
            made += ["", f"**{line_.strip('# ')}**", ""]
        elif not line_.startswith("|"):
            made.append(line_)
        elif set(line_) <= set("|-: "):
            made.pop()  # what stood above was the head of the table
            made.append("")
        else:
            made.append("- " + " · ".join(cells))
    return "\n".join(made)
