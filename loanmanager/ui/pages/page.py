"""What every page is: a widget that is given the office, shows what it is asked for and reloads what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from loanmanager.operations.done import Changes, Kind

if TYPE_CHECKING:
    from loanmanager.storage.search import Match
    from loanmanager.ui.office import Office


class Page(QWidget):
    """One page of the window. It is made when it is first visited, and again when language, theme or size change."""

    shows: Changes = frozenset(Kind)
    """The kinds of thing that it shows; a change of another kind is not its business."""

    alone = False
    """Whether it has the window to itself, without sidebar and scan box."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.words = office.words
        self.came_from = ""  # the key of the page that was shown before this one
        office.changed.connect(self.heard)

    def open(self, what: object = None) -> None:  # noqa: ARG002 (a page that opens nothing in particular)
        """Come to the front and show something: what, each page says for itself."""
        self.reload()

    def take_focus(self) -> bool:
        """Take the focus where one begins here; tell whether there is such a place, else it is the box above."""
        return False

    def reload(self) -> None:
        """Read again what is shown, keeping selection and what is being typed."""

    def state(self) -> object:
        """Return what must survive a rebuild of the window (language, theme or text size changed)."""
        return None

    def put_back(self, state: object) -> None:
        """Show again what `state` gave."""

    def in_hand(self) -> str:
        """Return in a few words what is in hand here and would be missed, nothing where nothing is."""
        return ""

    def let_go(self) -> None:
        """Have nothing in hand any more: somebody else took it over."""

    def take(self, match: Match) -> bool:  # noqa: ARG002 (a page that leaves scans to the desk)
        """Deal with what was scanned or picked while this page is shown; tell whether that is its business."""
        return False

    def heard(self, changes: Changes) -> None:
        """Reload when something changed that this page shows."""
        if changes & self.shows:
            self.reload()
