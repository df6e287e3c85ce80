"""Devices between two loans: those to look at, and those to reset."""

from collections.abc import Callable, Sequence
from functools import partial

from loanmanager import sentences
from loanmanager.domain.devices import Condition
from loanmanager.i18n import local_time
from loanmanager.operations import caring
from loanmanager.storage import search
from loanmanager.storage.search import CareRow, Store
from loanmanager.ui.pages.follow_up.work import Line, Told, WorkList
from loanmanager.ui.tokens import STATUSES
from loanmanager.ui.widgets.two_lines import Entry


class Care(WorkList[CareRow]):
    """What both lists have in common."""

    group = "prepare"
    many = True

    def question(self) -> Callable[[Store], Sequence[CareRow]]:
        """Return the question for the devices."""
        return partial(search.devices_in_care, status=self.key)

    def entry(self, row: CareRow) -> Entry:
        """Return the device, where it lies and since when."""
        mark = STATUSES[self.key]
        since = self.words.day(local_time(row.since).date(), self.office.today)
        return Entry(
            str(row.id),
            mark.icon,
            f"{row.tag}  {row.name}".strip(),
            row.note or ", ".join(row.noes) or self._place(row),
            self.words.say("since {day}", day=since),
            self.words.list(list(row.incidents)) if row.incidents else "",
            mark.token,
        )

    def _place(self, row: CareRow) -> str:
        shelf = self.words.say("shelf {name}", name=row.shelf) if row.shelf else ""
        return " · ".join(each for each in (row.site, shelf) if each)

    def told(self, row: CareRow) -> Told:
        """Return what was said of it when it came back."""
        words, say = self.words, self.words.say
        when = words.day(local_time(row.since).date(), self.office.today)
        came = say("Since {day}, by {name}", day=when, name=row.by) if row.by else say("Since {day}", day=when)
        said = [
            (say("Condition"), sentences.of_condition(Condition(row.condition), words) if row.condition else ""),
            (say("Answered no"), "\n".join(row.noes)),
            (say("Note"), row.note),
            (say("Incidents"), words.list(list(row.incidents)) if row.incidents else ""),
            (say("Place"), self._place(row)),
        ]
        return Told(
            row.name or row.tag,
            "",
            came,
            (say("Open {tag}", tag=row.tag), lambda: self.office.go("devices", row.id)),
            (Line(row.icon, row.name or row.tag, row.tag),),
            tuple(each for each in said if each[1]),
        )


class ToCheck(Care):
    """What came back broken, incomplete, or of a type that is always looked at."""

    key = "to_check"

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Devices to check")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("No device waits to be looked at.")

    def primary(self, rows: Sequence[CareRow]) -> str:
        """Return what the button does."""
        n = len(rows)
        return (
            self.words.say("Mark checked, next")
            if n == 1
            else self.words.count("Mark {n} checked", "Mark {n} checked", n)
        )

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("checked, next")

    def work(self, rows: Sequence[CareRow]) -> None:
        """Record that they were looked at and found good."""
        say, count = self.words.say, self.words.count
        self.do(
            rows,
            lambda row, store, by, key: caring.mark_checked(store, row.id, by, idem=key),
            lambda _: say("Checked"),
            lambda done: (
                say("{tag} is checked", tag=done[0].result.tag)
                if len(done) == 1
                else count("{n} device checked", "{n} devices checked", len(done))
            ),
        )

    def gone(self, row: CareRow) -> str:  # noqa: ARG002 (as in WorkList)
        """Return what becomes of a device that is not to be checked any more."""
        return self.words.say("Checked")


class ToReset(Care):
    """What has to be erased before it is lent again."""

    key = "to_reset"

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Devices to reset")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("No device waits for its reset.")

    def primary(self, rows: Sequence[CareRow]) -> str:
        """Return what the button does."""
        n = len(rows)
        return self.words.say("Mark reset, next") if n == 1 else self.words.count("Mark {n} reset", "Mark {n} reset", n)

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("reset, next")

    def work(self, rows: Sequence[CareRow]) -> None:
        """Open the record of the reset: one for a device, the same for several."""
        ids = [row.id for row in rows]

        def read(store: Store) -> tuple[object, ...]:
            device = search.device_record(store, ids[0])
            return device, search.last_reset(store, device.type.id) if device else None

        def opened(found: tuple[object, ...]) -> None:
            self._open(rows, *found)

        self.office.ask(self, read, opened)

    def _open(self, rows: Sequence[CareRow], device: object, last: object) -> None:
        from loanmanager.domain.devices import Device
        from loanmanager.storage.search import ResetRow
        from loanmanager.ui.dialogs.reset import ResetDialog  # when it is opened

        if not isinstance(device, Device):
            return
        before = last if isinstance(last, ResetRow) else None
        more = [(row.id, row.tag) for row in rows[1:]]
        ResetDialog(self.office, device, before, more=more, parent=self.floor).open()

    def gone(self, row: CareRow) -> str:  # noqa: ARG002 (as in WorkList)
        """Return what becomes of a device that is not to be reset any more."""
        return self.words.say("Marked reset")
