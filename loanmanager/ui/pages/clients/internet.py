"""Whether a client may use the internet: hidden until it is asked for, which is recorded, and hidden again (product 3.5, 8.3)."""

from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from loanmanager.domain.clients import InternetUse
from loanmanager.domain.refusal import Refusal
from loanmanager.operations import client_secrets, people
from loanmanager.operations.client_secrets import Internet
from loanmanager.operations.done import Done
from loanmanager.operations.inventory import Edit
from loanmanager.sentences import of_refusals
from loanmanager.ui.office import Office
from loanmanager.ui.theme import fit, px, set_property
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, row

_SHOWN_FOR = 30_000  # milliseconds
_CAPTION = 112  # px at 100 %, as beside the other fields


def internet_options(office: Office) -> tuple[tuple[str, str], ...]:
    """Return what may be chosen, each with its words."""
    say = office.words.say
    return (
        (InternetUse.YES.value, say("Yes")),
        (InternetUse.ON_SITE.value, say("Only on site")),
        (InternetUse.NO.value, say("No")),
    )


class InternetLine(QWidget):
    """A caption, dots, and a link that shows what is kept, to be changed where it stands."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words, self._id, self._use = office, office.words, 0, ""
        say = self.words.say
        caption = fit(label(say("Internet use"), "muted"), lambda me: me.setMinimumWidth(px(_CAPTION)))
        self._dots = label("••••", "mono")
        self._choice = Combo(internet_options(office), says=say("Internet use"))
        set_property(self._choice, "role", "inline")
        self._choice.chosen.connect(self._keep)
        self.shows = button(say("Show"), "link", flush="right", says=say("Show whether they may use the internet"))
        self.shows.clicked.connect(self._ask)
        self._hides = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._hides.timeout.connect(self.hide_use)
        self.setLayout(row(caption, self._dots, Grow(self._choice), None, self.shows, space=12))
        self.hide_use()
        office.allow("restricted", self.shows)

    def show_client(self, client_id: int) -> None:
        """Belong to a client; what was shown of another one is hidden."""
        if client_id != self._id:
            self._id = client_id
            self.hide_use()

    def hide_use(self) -> None:
        """Hide it again."""
        self._hides.stop()
        self._use = ""
        self._choice.hide()
        for each in (self._dots, self.shows):
            each.show()

    def _ask(self) -> None:
        asked = self._id
        self.office.do(self, lambda store, by: client_secrets.show_internet(store, asked, by), self._reveal)

    def _reveal(self, done: Done[Internet]) -> None:
        if done.result.client_id == self._id:
            self._use = done.result.use
            self._choice.choose(self._use)
            self._choice.show()
            self._choice.setFocus()
            for each in (self._dots, self.shows):
                each.hide()
            self._hides.start()

    def _keep(self, use: str) -> None:
        if use == self._use:
            return
        form = Edit(self._id, {"internet": InternetUse(self._use)}, {"internet": InternetUse(use)}, uuid4().hex)
        said = self.words.say("Internet use saved")

        def kept(_done: object) -> None:
            self._use = use
            self.office.say(said)

        self.office.do(self, lambda store, by: people.edit_client(store, form, by), kept, self._refused)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.office.say(of_refusals(reasons, self.words), error=True)
        self.hide_use()
