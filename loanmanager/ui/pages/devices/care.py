"""Beside a device's fields: its open incidents, and how it was reset, each with its printable record."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loanmanager.domain.incidents import Incident
from loanmanager.i18n import local_time
from loanmanager.operations import care_papers
from loanmanager.sentences.happened import of_kind
from loanmanager.storage.search import ResetDone
from loanmanager.ui.icons import Icon
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, column, holder, line, refill, row

_SHOWN = 3


class Care(QWidget):
    """Sections that are there only when there is something in them."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        self.setLayout(self._place)

    def show_care(self, incidents: tuple[Incident, ...], resets: tuple[ResetDone, ...]) -> None:
        """Show a device's open incidents and its last resets."""
        say, parts = self.words.say, []
        stand = [each for each in resets if not each.undone]
        if incidents:
            parts.append(self._section(say("Incidents"), [self._incident(each) for each in incidents]))
        if stand:
            parts.append(self._section(say("Resets"), [self._reset(each) for each in stand[:_SHOWN]]))
        refill(self._place, *parts)

    def _section(self, title: str, rows: list[QWidget]) -> QWidget:
        return holder(column(label(title, "section"), 4, *rows, 8, line(), 12, space=2))

    def _incident(self, incident: Incident) -> QWidget:
        kind = of_kind(incident.kind, self.words)
        said = f"{kind} · {incident.what}" if incident.part_id is not None else kind  # the device is this one
        opens = button(incident.number, "link", flush="right")
        opens.clicked.connect(partial(self.office.go, "incidents", incident.id))
        return holder(row(Icon("triangle-alert", "todo", 16), Grow(Elided(said)), opens, space=8))

    def _reset(self, reset: ResetDone) -> QWidget:
        words = self.words
        when = words.short_day(local_time(reset.at).date())
        said = " · ".join(part for part in (when, reset.method, reset.staff) if part)
        record = button(
            words.say_for("reset", "Record"), "link", flush="right", says=words.say("Reset record of {day}", day=when)
        )
        record.clicked.connect(partial(self._make_record, reset.id))
        return holder(row(Icon("rotate-ccw", "muted", 16), Grow(Elided(said)), record, space=8))

    def _make_record(self, reset_id: int) -> None:
        """Open the record as a paper: the same one each time it is asked for."""
        self.office.do(
            self,
            lambda store, by: care_papers.make_reset_record(store, reset_id, by, idem=f"reset record {reset_id}"),
            lambda done: self.office.go("paper", done.result.paper_id),
        )
