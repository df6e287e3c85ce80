"""What this program is, and what it is made of."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from loanmanager import __version__
from loanmanager.paths import resources
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.fields import note
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column, holder, row


class AboutSection(Section):
    """Version, licences, and the facts that support asks for, without client data."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(office, say("About"))
        facts = self._facts()
        copy = button(say("Copy for support"), icon="copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(facts))
        licences = note((resources() / "LICENSES.md").read_text("utf-8"), says=say("Licences"), lines=16)
        licences.setReadOnly(True)
        body = column(
            label(f"Loan Manager {__version__}", "h2"),
            label(
                say("Free software under the MIT licence. Nothing leaves this computer unless somebody sends it."),
                wrap=True,
            ),
            label(facts, "muted", wrap=True),
            row(copy, None),
            label(say("Licences"), "section"),
            licences,
            space=12,
        )
        self.lay_out(holder(body), saves=False)

    def _facts(self) -> str:
        system = f"{platform.system()} {platform.release()}"
        return "\n".join(
            (
                f"Loan Manager {__version__}",
                f"{system}, Python {platform.python_version()}, Qt {qVersion()}",
                str(self.office.folder),
            )
        )
