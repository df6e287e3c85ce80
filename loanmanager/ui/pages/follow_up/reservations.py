"""Reservations whose turn has come: a device is put aside for each; and those for which nobody came."""

from collections.abc import Callable, Sequence

from loanmanager.domain.reservations import State
from loanmanager.operations import reserving
from loanmanager.storage import search
from loanmanager.storage.search import ReservationRow, Store
from loanmanager.ui.pages.follow_up.work import Line, Told, WorkList
from loanmanager.ui.widgets.two_lines import Entry


class Reservations(WorkList[ReservationRow]):
    """In the order of the waiting list. What ran out comes first: it frees devices for those who wait."""

    key, group = "reservations", "prepare"

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Reservations")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("No reservation is to be prepared today.")

    def question(self) -> Callable[[Store], Sequence[ReservationRow]]:
        """Return the question for those that ran out and those whose turn has come."""
        today = self.office.today

        def ask(store: Store) -> tuple[ReservationRow, ...]:
            return (*search.reservations_over(store, today), *search.reservations_to_prepare(store, today))

        return ask

    def entry(self, row: ReservationRow) -> Entry:
        """Return for whom, what, and from when."""
        words, today = self.words, self.office.today
        if row.is_over(today):
            sub, icon, ink = words.say("nobody came"), "calendar-clock", "late"
        else:
            sub, icon, ink = words.say("{tag} is on the shelf", tag=row.offered), "bookmark", "held"
        what = f"{row.type.in_(words.language)} · {sub}"
        right = words.say("from {day}", day=words.day(row.first, today))
        return Entry(str(row.id), icon, row.name, what, right, priority_words(row.priority, words.say), ink)

    def told(self, row: ReservationRow) -> Told:
        """Return who waits for what, since when and why, and the device that is to be put aside."""
        words, say, today = self.words, self.words.say, self.office.today
        days = say("{first} to {last}", first=words.day(row.first, today), last=words.day(row.last, today))
        tag = row.held if row.is_over(today) else row.offered
        facts = (
            (say("Days"), days),
            (say("Reason"), priority_words(row.priority, say)),
            (say("Kept until"), words.day(row.ready_until, today) if row.ready_until else ""),
            (say("Note"), row.note),
        )
        under = say("Nobody came in time") if row.is_over(today) else say("To be put aside")
        return Told(
            row.name,
            row.number,
            under,
            (say("Calendar"), lambda: self.office.go("calendar", row.id)),
            (Line(row.icon, row.type.in_(words.language), tag),),
            tuple(each for each in facts if each[1]),
        )

    def primary(self, rows: Sequence[ReservationRow]) -> str:
        """Return what the button does."""
        if rows[0].is_over(self.office.today):
            return self.words.say("End what ran out")
        return self.words.say("Put {tag} aside, next", tag=rows[0].offered)

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("put aside, next")

    def work(self, rows: Sequence[ReservationRow]) -> None:
        """Put the device aside, or end every reservation that ran out."""
        row, say = rows[0], self.words.say
        if row.is_over(self.office.today):
            self.do(
                rows,
                lambda _, store, by, key: reserving.expire(store, by, idem=key),
                lambda _: self.words.say_for("reservation", "Ended"),
                lambda done: self.words.count(
                    "{n} reservation ended", "{n} reservations ended", len(done[0].result.numbers)
                ),
            )
            return
        self.do(
            rows,
            lambda row, store, by, key: reserving.put_aside(store, row.id, row.offered_id or 0, by, idem=key),
            lambda row: say("{tag} put aside", tag=row.offered),
            lambda done: say(
                "{tag} is put aside for reservation {number}", tag=done[0].result.tag, number=done[0].result.number
            ),
        )

    def gone(self, row: ReservationRow) -> str:
        """Return what becomes of a reservation that is not to be prepared any more."""
        if row.state is State.READY or row.is_over(self.office.today):
            return self.words.say_for("reservation", "Ended")
        return self.words.say("Put aside, or the device went elsewhere")


def priority_words(priority: str, say: Callable[[str], str]) -> str:
    """Return why somebody comes first, in the screen's words where it is one of ours."""
    return {"interview": say("Interview"), "course_start": say("Course start")}.get(priority, priority)
