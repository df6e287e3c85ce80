"""Plans of lines and warranties of devices that end soon."""

from collections.abc import Callable, Sequence
from functools import partial

from loanmanager.domain.endings import Ends
from loanmanager.operations import endings
from loanmanager.storage import search
from loanmanager.storage.search import EndingRow, Store
from loanmanager.ui.pages.follow_up.work import Line, Told, WorkList
from loanmanager.ui.widgets.two_lines import Entry


class Endings(WorkList[EndingRow]):
    """What was seen to is noted, and is not shown again unless it gets another end."""

    key, group, many = "endings", "incidents", True

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Plans and warranties")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("No plan and no warranty ends within a month.")

    def question(self) -> Callable[[Store], Sequence[EndingRow]]:
        """Return the question for what ends."""
        return partial(search.endings, today=self.office.today)

    def key_of(self, row: EndingRow) -> str:
        """Return what tells it from the others."""
        return f"{_kind(row)} {_id(row)}"

    def entry(self, row: EndingRow) -> Entry:
        """Return what ends, of which device, and when."""
        words, today = self.words, self.office.today
        left = (row.ends_on - today).days
        gone = left < 0
        when = (
            words.say_for("plan", "ended")
            if gone
            else words.say("today")
            if left == 0
            else words.count("in {n} day", "in {n} days", left)
        )
        sub = " · ".join(each for each in (self._name(row), row.plan, f"{row.tag} {row.device}".strip()) if each)
        return Entry(
            self.key_of(row),
            "card-sim" if row.line_id is not None else "shield-check",
            words.say("Plan ends") if row.line_id is not None else words.say("Warranty ends"),
            sub,
            words.day(row.ends_on, today),
            when,
            "late" if gone else "todo",
            "late" if gone else "text",
        )

    def _name(self, row: EndingRow) -> str:
        return " ".join(each for each in (row.carrier, row.number) if each)

    def told(self, row: EndingRow) -> Told:
        """Return the line or the device, and the loan that it would end in the middle of."""
        say, words, today = self.words.say, self.words, self.office.today
        ends = words.day(row.ends_on, today)
        plan = row.line_id is not None
        name = self._name(row) or row.tag if plan else row.device or row.tag
        under = say("The plan ends on {day}", day=ends) if plan else say("The warranty ends on {day}", day=ends)
        out = say("loan {number}, due {day}", number=row.loan, day=words.day(row.due, today)) if row.due else ""
        facts = [(say("Plan"), row.plan), (say("On loan"), out)]
        return Told(
            name,
            "",
            under,
            self._link(row),
            (Line("box", row.device or row.tag, row.tag),) if row.tag else (),
            tuple(each for each in facts if each[1]),
        )

    def _link(self, row: EndingRow) -> tuple[str, Callable[[], None]]:
        say = self.words.say
        if row.line_id is not None:
            return say("Open the line"), lambda: self.office.go("lines", row.line_id)
        return say("Open {tag}", tag=row.tag), lambda: self.office.go("devices", row.device_id)

    def primary(self, rows: Sequence[EndingRow]) -> str:
        """Return what the button does."""
        n = len(rows)
        return self.words.say("Seen to, next") if n == 1 else self.words.count("{n} seen to", "{n} seen to", n)

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("seen to, next")

    def work(self, rows: Sequence[EndingRow]) -> None:
        """Note that they were seen to."""
        say, count = self.words.say, self.words.count
        self.do(
            rows,
            lambda row, store, by, key: endings.note_ending(store, _kind(row), _id(row), by, idem=key),
            lambda _: say("Seen to"),
            lambda done: (
                say("End of {name} seen to", name=done[0].result.name)
                if len(done) == 1
                else count("{n} end seen to", "{n} ends seen to", len(done))
            ),
        )

    def gone(self, row: EndingRow) -> str:  # noqa: ARG002 (as in WorkList)
        """Return what becomes of an ending that is none any more."""
        return self.words.say("Seen to, or it has another end")


def _kind(row: EndingRow) -> Ends:
    return Ends.PLAN if row.line_id is not None else Ends.WARRANTY


def _id(row: EndingRow) -> int:
    return row.line_id if row.line_id is not None else row.device_id or 0
