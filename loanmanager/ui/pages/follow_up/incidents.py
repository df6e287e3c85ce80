"""Incidents to decide and to follow up, devices in repair, and loans so late that their devices may be gone."""

from collections.abc import Callable, Sequence
from functools import partial

from loanmanager.domain.devices import Device
from loanmanager.domain.incidents import Decision, Incident, IncidentKind
from loanmanager.i18n import local_time
from loanmanager.operations import incidents
from loanmanager.sentences.happened import of_kind, of_state
from loanmanager.storage import search
from loanmanager.storage.search import DeviceRow, IncidentRow, RepairRow, Store
from loanmanager.ui.pages.follow_up.work import Act, Line, Told, WorkList
from loanmanager.ui.pages.incidents.marks import KINDS
from loanmanager.ui.tokens import STATUSES
from loanmanager.ui.widgets.two_lines import Entry

_MOST = 500


class Incidents(WorkList[IncidentRow]):
    """Open incidents. One that waits, for its payment or until the day to look again, is not to be done today."""

    key, group = "incidents", "incidents"

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Incidents open")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("No incident is open.")

    def question(self) -> Callable[[Store], Sequence[IncidentRow]]:
        """Return the question for what is open."""
        return partial(search.incidents, only="open", limit=_MOST)

    def entry(self, row: IncidentRow) -> Entry:
        """Return what happened to what, with whom."""
        words, mark = self.words, KINDS[row.kind]
        state = of_state(row.state, row.decision, words, owed=row.owed > 0)
        opened = words.day(local_time(row.opened_at).date(), self.office.today)
        what = " · ".join(each for each in (of_kind(row.kind, words), row.name, row.number) if each)
        return Entry(str(row.id), mark.icon, f"{row.tag}  {row.what}".strip(), what, state, opened, mark.token)

    def told(self, row: IncidentRow) -> Told:
        """Return the incident: what, with whom, what it costs, when it was reported."""
        words, say = self.words, self.words.say
        currency = self.office.view.office.currency
        opened = words.day(local_time(row.opened_at).date(), self.office.today)
        facts = (
            (say("Client"), row.name),
            (say("Loan"), row.loan),
            (say("Reported"), opened),
            (say("Replacement"), words.money(row.cost, currency) if row.cost is not None else ""),
            (say("To pay"), words.money(row.owed, currency) if row.owed else ""),
            (say("Look again"), words.day(row.follow_up_on, self.office.today) if row.follow_up_on else ""),
        )
        return Told(
            row.number,
            of_kind(row.kind, words),
            of_state(row.state, row.decision, words, owed=row.owed > 0),
            (say("Open the incident"), lambda: self.office.go("incidents", row.id)),
            (Line(row.icon, row.what or row.type.in_(words.language), row.tag),),
            tuple(each for each in facts if each[1]),
        )

    def already(self, row: IncidentRow) -> str:
        """Return what an incident waits for, if there is nothing to do with it today."""
        if row.follow_up_on is not None:
            later = row.follow_up_on > self.office.today
            day = self.words.day(row.follow_up_on, self.office.today)
            return self.words.say("Look again {day}", day=day) if later else ""
        return self.words.say("Waits for its payment") if row.owed else ""

    def primary(self, rows: Sequence[IncidentRow]) -> str:
        """Return what the button does."""
        row, say = rows[0], self.words.say
        if row.owed:
            return say("Settle the charge…")
        return say("Decide who pays…") if row.decision is Decision.NONE else say("Close it, then next")

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("decide, next")

    def work(self, rows: Sequence[IncidentRow]) -> None:
        """Decide who pays, settle what is to be paid, or close what is decided."""
        row, say = rows[0], self.words.say
        if row.owed:
            self._with_incident(row, self._settle)
        elif row.decision is Decision.NONE:
            self._with_incident(row, self._decide)
        else:
            self.do(
                rows,
                lambda row, store, by, key: incidents.close(store, row.id, by, idem=key),
                lambda _: self.words.say_for("incident", "Closed"),
                lambda _: say("Incident {number} is closed", number=row.number),
            )

    def _with_incident(self, row: IncidentRow, then: Callable[[Incident], None]) -> None:
        def read(found: Incident | None) -> None:
            if found:
                then(found)

        self.office.ask(self, lambda store: search.incident_record(store, id_=row.id), read)

    def _decide(self, incident: Incident) -> None:
        from loanmanager.ui.dialogs.decide import DecideDialog  # when it is opened

        DecideDialog(self.office, incident, parent=self.floor).open()

    def _settle(self, incident: Incident) -> None:
        from loanmanager.ui.dialogs.decide import SettleDialog  # as above

        if incident.open_charges:
            SettleDialog(self.office, incident.open_charges[0], parent=self.floor).open()

    def gone(self, row: IncidentRow) -> str:  # noqa: ARG002 (as in WorkList)
        """Return what becomes of an incident that is open no more."""
        return self.words.say_for("incident", "Closed")

    def acts(self, row: IncidentRow) -> Sequence[Act]:
        """Return settling a charge that waits, and what turned up."""
        say, made = self.words.say, []
        if row.owed:
            words = say("Settle the charge…")
            made.append(
                Act("P", self.words.say_for("key", "paid"), words, lambda: self._with_incident(row, self._settle))
            )
        if row.kind is not IncidentKind.DAMAGED:
            made.append(Act("F", self.words.say_for("key", "found"), say("It turned up"), lambda: self._found(row)))
        return made

    def _found(self, row: IncidentRow) -> None:
        def read(store: Store) -> tuple[Device | None, Incident | None]:
            return search.device_record(store, row.device_id), search.incident_record(store, id_=row.id)

        def opened(found: tuple[Device | None, Incident | None]) -> None:
            from loanmanager.ui.dialogs.found import FoundDialog  # as above

            device, incident = found
            if device and incident:
                FoundDialog(self.office, device, incident, parent=self.floor).open()

        self.office.ask(self, read, opened)


class InRepair(WorkList[RepairRow]):
    """Devices that are away for repair."""

    key, group = "in_repair", "prepare"

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("In repair")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("No device is in repair.")

    def question(self) -> Callable[[Store], Sequence[RepairRow]]:
        """Return the question for what is away."""
        return search.repairs_open

    def entry(self, row: RepairRow) -> Entry:
        """Return the device, where it is and when it should be back."""
        words, today = self.words, self.office.today
        late = row.is_late(today)
        when = words.say("back {day}", day=words.day(row.expected_on, today)) if row.expected_on else ""
        sub = " · ".join(each for each in (row.place, row.what) if each)
        sent = words.say("since {day}", day=words.day(local_time(row.sent_at).date(), today))
        ink = "late" if late else "muted"
        return Entry(
            str(row.id),
            "wrench",
            f"{row.tag}  {row.name}".strip(),
            sub,
            when or sent,
            words.say_for("repair", "late") if late else "",
            ink,
            ink,
        )

    def told(self, row: RepairRow) -> Told:
        """Return what is wrong with it, where it is, since when and until when."""
        words, say, today = self.words, self.words.say, self.office.today
        facts = (
            (say("What is wrong"), row.what),
            (say("Where"), row.place),
            (say("Expected back"), words.day(row.expected_on, today) if row.expected_on else ""),
        )
        return Told(
            row.name or row.tag,
            "",
            say("In repair since {day}", day=words.day(local_time(row.sent_at).date(), today)),
            (say("Open {tag}", tag=row.tag), lambda: self.office.go("devices", row.id)),
            (Line(row.icon, row.name or row.type.in_(words.language), row.tag),),
            tuple(each for each in facts if each[1]),
        )

    def primary(self, rows: Sequence[RepairRow]) -> str:  # noqa: ARG002 (one at a time)
        """Return what the button does."""
        return self.words.say("Back from repair…")

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("back, next")

    def work(self, rows: Sequence[RepairRow]) -> None:
        """Ask what was done and how the device is."""
        row = rows[0]

        def opened(device: Device | None) -> None:
            from loanmanager.ui.dialogs.repair import BackDialog  # when it is opened

            if device:
                BackDialog(self.office, device, row, parent=self.floor).open()

        self.office.ask(self, lambda store: search.device_record(store, row.id), opened)

    def gone(self, row: RepairRow) -> str:  # noqa: ARG002 (as in WorkList)
        """Return what becomes of a device that is not in repair any more."""
        return self.words.say("Back from repair")


class AssumedLost(WorkList[DeviceRow]):
    """Devices so late that the policy lets one assume them lost; nothing is recorded until somebody says so."""

    key, group = "assumed_lost", "incidents"

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Assumed lost")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("Nothing is so late that it may be assumed lost.")

    def question(self) -> Callable[[Store], Sequence[DeviceRow]]:
        """Return the question for what is that late."""
        return partial(
            search.assumed_lost, today=self.office.today, days=self.office.view.rules.policy.assumed_lost_after
        )

    def entry(self, row: DeviceRow) -> Entry:
        """Return the device, who has it and how late it is."""
        words = self.words
        late = words.away(row.due, self.office.today) if row.due else ""
        name = f"{row.tag}  {row.name}".strip()
        return Entry(str(row.id), STATUSES["lost"].icon, name, row.with_name, late, row.loan, "late", "late")

    def told(self, row: DeviceRow) -> Told:
        """Return who has it, since when it is late."""
        words, say, today = self.words, self.words.say, self.office.today
        due = f"{say('Due {day}', day=words.day(row.due, today))}, {words.away(row.due, today)}" if row.due else ""
        facts = ((say("Client"), row.with_name), (say("Loan"), row.loan))
        return Told(
            row.name or row.tag,
            "",
            due,
            (say("Open the client"), lambda: self.office.go("clients", row.client_id)),
            (Line(row.icon, row.name or row.type.in_(words.language), row.tag),),
            tuple(each for each in facts if each[1]),
        )

    def primary(self, rows: Sequence[DeviceRow]) -> str:  # noqa: ARG002 (one at a time)
        """Return what the button does."""
        return self.words.say("Report it lost…")

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("report, next")

    def work(self, rows: Sequence[DeviceRow]) -> None:
        """Open the report, lost chosen."""
        row = rows[0]

        def opened(device: Device | None) -> None:
            from loanmanager.ui.dialogs.report import ReportDialog  # when it is opened

            if device:
                ReportDialog(self.office, device, row.with_name, IncidentKind.LOST, parent=self.floor).open()

        self.office.ask(self, lambda store: search.device_record(store, row.id), opened)

    def gone(self, row: DeviceRow) -> str:  # noqa: ARG002 (as in WorkList)
        """Return what becomes of a device that is not so late any more."""
        return self.words.say("Reported, renewed or back")
