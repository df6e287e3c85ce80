"""What carriers are to be asked for: lines to suspend, and lines to reactivate."""

from collections.abc import Callable, Sequence

from loanmanager import sentences
from loanmanager.domain.lines import LineTask
from loanmanager.operations import lines
from loanmanager.storage import search
from loanmanager.storage.search import LineWorkRow, Store
from loanmanager.ui.dialogs.reason import ReasonDialog
from loanmanager.ui.pages.follow_up.work import Act, Line, Told, WorkList
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.two_lines import Entry


class Lines(WorkList[LineWorkRow]):
    """What both lists have in common. Enter goes to the carrier's reference; Enter there records that it was done."""

    group, fills_in = "lines", True
    task: LineTask

    def question(self) -> Callable[[Store], Sequence[LineWorkRow]]:
        """Return the question for the lines."""
        today, task = self.office.today, self.task
        return lambda store: tuple(each for each in search.line_work(store, today) if each.task is task)

    def key_of(self, row: LineWorkRow) -> str:
        """Return what tells it from the others."""
        return str(row.line_id)

    def entry(self, row: LineWorkRow) -> Entry:
        """Return line and device, and why."""
        words, late = self.words, row.days_late > 0
        right = words.count("{n} day late", "{n} days late", row.days_late) if late else self._status(row)
        what = " · ".join(each for each in (row.carrier, f"{row.tag} {row.device}".strip()) if each)
        icon, ink = ("wifi-off", "late") if self.task is LineTask.SUSPEND else ("wifi", "ok")
        return Entry(str(row.line_id), icon, row.name, what, right, row.loan, ink, "late" if late else "muted")

    def _status(self, row: LineWorkRow) -> str:
        return sentences.of_status(row.status, self.words)

    def told(self, row: LineWorkRow) -> Told:
        """Return what the carrier has to be told, and whose loan is late."""
        words, say, today = self.words, self.words.say, self.office.today
        currency = self.office.view.office.currency
        facts = (
            (say("Carrier"), row.carrier),
            (say("Number"), row.number),
            (say("SIM"), row.iccid),
            (say("Monthly cost"), words.money(row.monthly_cost, currency) if row.monthly_cost is not None else ""),
            (
                say("Loan"),
                say("{number}, due {day}", number=row.loan, day=words.day(row.due, today)) if row.due else "",
            ),
            (say("Client"), row.client),
        )
        since = say("since {day}", day=words.day(row.since, today)) if row.since else ""
        ask = (
            say("Ask the carrier to suspend it")
            if self.task is LineTask.SUSPEND
            else say("Ask the carrier to reactivate it")
        )
        return Told(
            row.name,
            since,
            ask,
            (say("Open the line"), lambda: self.office.go("lines", row.line_id)),
            (Line("router", row.device or row.tag, row.tag, self._status(row)),),
            tuple(each for each in facts if each[1]),
        )

    def field(self) -> Field:
        """Return the carrier's own number for what was asked."""
        say = self.words.say
        self._reference = entry()
        return Field(say("Carrier’s reference"), self._reference, say("optional"))

    def show_field(self, rows: Sequence[LineWorkRow]) -> None:  # noqa: ARG002 (a reference is of one call)
        """Begin with no reference."""
        self._reference.clear()

    def primary(self, rows: Sequence[LineWorkRow]) -> str:  # noqa: ARG002 (one at a time)
        """Return what the button does."""
        say = self.words.say
        return say("Suspended, next") if self.task is LineTask.SUSPEND else say("Reactivated, next")

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("reference, done")

    def work(self, rows: Sequence[LineWorkRow]) -> None:
        """Record that the carrier did it."""
        task, reference, say = self.task, self._reference.text(), self.words.say
        self.do(
            rows,
            lambda row, store, by, key: lines.do_task(store, lines.DoTask(row.line_id, task, reference, idem=key), by),
            lambda _: self._done() if not reference.strip() else f"{self._done()} · {reference.strip()}",
            lambda done: (
                say("Line {name} is suspended", name=done[0].result.name)
                if task is LineTask.SUSPEND
                else say("Line {name} is active again", name=done[0].result.name)
            ),
        )

    def _done(self) -> str:
        words = self.words
        suspended = self.task is LineTask.SUSPEND
        return words.say_for("line", "Suspended") if suspended else words.say_for("line", "Reactivated")

    def gone(self, row: LineWorkRow) -> str:  # noqa: ARG002 (as in WorkList)
        """Return what becomes of a line that asks for nothing any more."""
        return self.words.say("Nothing to ask any more")

    def acts(self, row: LineWorkRow) -> Sequence[Act]:
        """Return leaving the line as it is, with a reason."""
        say = self.words.say
        return (Act("X", self.words.say_for("key", "leave as it is"), say("Leave as it is"), lambda: self._leave(row)),)

    def _leave(self, row: LineWorkRow) -> None:
        say = self.words.say
        text = say("Nothing is asked of the carrier until the next loan that is late.")
        dialog = ReasonDialog(
            self.office, say("Leave line {name} as it is?", name=row.name), text, say("Leave it"), parent=self.floor
        )
        dialog.given.connect(lambda reason: self._drop(row, reason))
        dialog.open()

    def _drop(self, row: LineWorkRow, reason: str) -> None:
        say = self.words.say
        self.do(
            [row],
            lambda row, store, by, key: lines.drop_task(store, row.line_id, row.task, by, reason=reason, idem=key),
            lambda _: say("Left as it is"),
            lambda done: say("Line {name} is left as it is", name=done[0].result.name),
        )


class ToSuspend(Lines):
    """Lines whose devices are lost, stolen or out for too long."""

    key, task = "to_suspend", LineTask.SUSPEND

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Lines to suspend")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("No line is to be suspended.")


class ToReactivate(Lines):
    """Lines whose devices are back."""

    key, task = "to_reactivate", LineTask.REACTIVATE

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Lines to reactivate")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("No line is to be reactivated.")
