"""The incidents page: filters and a list on the left, one incident followed up in place on the right."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from loanmanager.domain.devices import Device
from loanmanager.i18n import local_time
from loanmanager.operations.done import Kind
from loanmanager.sentences.happened import of_kind, of_state
from loanmanager.storage import search
from loanmanager.storage.search import After, DeviceRow, IncidentRow, Store
from loanmanager.ui.dialogs.pick_device import PickDeviceDialog
from loanmanager.ui.dialogs.report import ReportDialog
from loanmanager.ui.pages.incidents.detail import IncidentDetail
from loanmanager.ui.pages.incidents.marks import KINDS, state_mark
from loanmanager.ui.pages.list_page import Filter, ListPage, Query
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.columns import Column


class Incidents(ListPage[IncidentRow]):
    """Every incident, the newest first. `open` also takes ("report", device id)."""

    shows = frozenset({Kind.INCIDENTS, Kind.DEVICES, Kind.CLIENTS, Kind.PAPERS})
    name = "incidents"

    def title(self) -> str:
        """Return the page's title."""
        return self.words.say("Incidents")

    def filters(self) -> Sequence[Filter]:
        """Return what is open first, then what it waits for."""
        say = self.words.say
        return (
            Filter("open", self.words.say_for("incidents", "Open"), Mark("triangle-alert", "todo")),
            Filter("undecided", say("To decide"), Mark("circle-help", "todo")),
            Filter("to_pay", say("To pay"), Mark("circle-dollar-sign", "todo")),
            Filter("look_again", say("Look again"), Mark("calendar-clock", "todo")),
            Filter("closed", self.words.say_for("incidents", "Closed"), Mark("circle-check", "ok")),
            Filter("", say("All")),
        )

    def columns(self) -> Sequence[Column[IncidentRow]]:
        """Return number, what, what happened, client, when, how it stands, what it costs."""
        say, words, today = self.words.say, self.words, self.office.today
        return (
            Column(say("Number"), "mono", 104, lambda r: r.number, lambda r: r.number, 2, key="number"),
            Column(say("What"), "strong", 0, self._what, lambda r: self._what(r).casefold(), key="what"),
            Column(
                say("Happened"),
                "status",
                128,
                lambda r: of_kind(r.kind, words),
                lambda r: of_kind(r.kind, words),
                mark=lambda r: KINDS[r.kind],
                key="kind",
            ),
            Column(say("Client"), "text", 144, lambda r: r.name, lambda r: r.name.casefold(), 1, key="client"),
            Column(
                say("Reported"),
                "muted",
                104,
                lambda r: words.day(local_time(r.opened_at).date(), today),
                lambda r: r.opened_at,
                3,
                key="reported",
            ),
            Column(
                say("State"),
                "status",
                120,
                lambda r: of_state(r.state, r.decision, words, owed=r.owed > 0),
                lambda r: of_state(r.state, r.decision, words, owed=r.owed > 0),
                mark=lambda r: state_mark(r.state, r.decision, owed=r.owed > 0),
                key="state",
            ),
            Column(say("Cost"), "right", 88, self._cost, lambda r: -(r.cost or 0), 4, key="cost"),
        )

    def _what(self, row: IncidentRow) -> str:
        what = row.named(self.words.language)
        return f"{row.tag} · {what}" if what else row.tag

    def _cost(self, row: IncidentRow) -> str:
        return "" if row.cost is None else self.words.money(row.cost, self.office.view.office.currency)

    def query(self, only: str, text: str) -> Query:
        """Return the question for a page of incidents."""
        today = self.office.today

        def ask(store: Store, after: After | None, limit: int) -> tuple[Any, ...]:
            return search.incidents(store, only, today=today, text=text, after=after, limit=limit)

        return ask

    def counted(self) -> Callable[[Store], dict[str, int]]:
        """Return the question for the counts."""
        return partial(search.incident_counts, today=self.office.today)

    def id_of(self, row: IncidentRow) -> int:
        """Return an incident's id."""
        return row.id

    def place_of(self, row: IncidentRow) -> After:
        """Return where the next page begins: lists go by when it was reported."""
        return After(row.key, row.id)

    def make_detail(self) -> IncidentDetail:
        """Return the right third."""
        return IncidentDetail(self.office)

    def nothing(self) -> tuple[str, str]:
        """Say what belongs here."""
        say = self.words.say
        return say("Nothing was lost, stolen or damaged. What is reported is followed up here."), say(
            "Report an incident"
        )

    def start(self) -> None:
        """Report the first one."""
        self._pick()

    def controls(self) -> tuple[QWidget, ...]:
        """Return reporting."""
        report = button(self.words.say_for("incident", "Report"), icon="plus", key="Ctrl+N")
        report.clicked.connect(self._pick)
        return (report,)

    def open(self, what: object = None) -> None:
        """Show an incident, a filter, or the report of a device."""
        match what:
            case ("report", int(device_id)):
                super().open(None)
                self._report(device_id)
            case _:
                super().open(what)

    # Reporting

    def _pick(self) -> None:
        dialog = PickDeviceDialog(self.office, parent=self)
        dialog.picked.connect(self._report)
        dialog.open()

    def _report(self, device_id: int) -> None:
        today = self.office.today

        def question(store: Store) -> tuple[Device, DeviceRow | None] | None:
            device = search.device_record(store, device_id)
            if device is None:
                return None
            rows = search.device_rows(store, today=today, text=device.tag)
            return device, next((each for each in rows if each.id == device_id), None)

        self.office.ask(self, question, self._open_report)

    def _open_report(self, found: tuple[Device, DeviceRow | None] | None) -> None:
        if found is None:
            return
        device, row = found
        dialog = ReportDialog(self.office, device, row.with_name if row else "", parent=self)
        dialog.sent.connect(lambda done: self.show_record(done.result.incident_id))
        dialog.open()
