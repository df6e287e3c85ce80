"""What is due today and what is late: renewed, taken back, or talked about."""

from collections.abc import Callable, Sequence
from functools import partial

from loanmanager.i18n import Words
from loanmanager.storage import search
from loanmanager.storage.search import LateRow, LentRow, Store
from loanmanager.ui.pages.follow_up.work import Act, Line, Told, WorkList, at_hour
from loanmanager.ui.widgets.two_lines import Entry


def devices_of(devices: Sequence[LentRow]) -> str:
    """Return what is out in one line: LT-0024 Latitude 5420, HS-0015 Franklin T9."""
    return ", ".join(f"{each.tag} {each.name}".strip() for each in devices)


def contact_words(channel: str, outcome: str, words: Words) -> str:
    """Return in a few words how somebody was in touch with a client, and what came of it."""
    ways = {
        "call": words.say("Called"),
        "voicemail": words.say("Voicemail"),
        "text": words.say("Text message"),
        "email": words.say("E-mail"),
        "letter": words.say("Letter"),
        "in_person": words.say("Talked here"),
    }
    came = {
        "sent": words.say("sent"),
        "reached": words.say("reached"),
        "left_message": words.say("left a message"),
        "no_answer": words.say("no answer"),
        "wrong_number": words.say("wrong number"),
        "came_back": words.say("came back"),
    }
    return " · ".join(each for each in (ways.get(channel, channel), came.get(outcome, outcome)) if each)


class Late(WorkList[LateRow]):
    """What both lists have in common. Whoever was in touch with the client today has done what there is to do."""

    group = "late"
    due_today = False

    def question(self) -> Callable[[Store], Sequence[LateRow]]:
        """Return the question for the loans."""
        return partial(search.late_loans, today=self.office.today, due_today=self.due_today)

    def entry(self, row: LateRow) -> Entry:
        """Return client and devices, and how late they are."""
        words, late = self.words, row.due < self.office.today
        renewed = words.count("renewed {n} time", "renewed {n} times", row.renewed) if row.renewed else ""
        return Entry(
            str(row.id),
            "clock-alert" if late else "calendar-clock",
            row.client,
            devices_of(row.devices),
            words.away(row.due, self.office.today) if late else words.say("due today"),
            renewed,
            "late" if late else "text",
            "late" if late else "text",
        )

    def told(self, row: LateRow) -> Told:
        """Return the loan: who, since when, what, and how to reach them."""
        words, today = self.words, self.office.today
        due = f"{words.say('Due {day}', day=words.day(row.due, today))}, {words.away(row.due, today)}"
        return Told(
            row.client,
            row.file_number,
            due,
            (words.say("Loan {number}", number=row.number), lambda: self.office.go("loans", row.id)),
            tuple(Line(each.icon, each.name or each.tag, each.tag) for each in row.devices),
            ((words.say("Phone"), "\n".join(row.phones)),) if row.phones else (),
        )

    def already(self, row: LateRow) -> str:
        """Return how somebody was in touch with the client about it today."""
        if row.at is None:
            return ""
        return at_hour(self.words, contact_words(row.channel, row.outcome, self.words), row.at)

    def primary(self, rows: Sequence[LateRow]) -> str:  # noqa: ARG002 (one at a time)
        """Return what the button does."""
        return self.words.say("Renew, then next")

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("renew")

    def work(self, rows: Sequence[LateRow]) -> None:
        """Open the dialog in which the new date is proposed."""
        number = rows[0].number

        def opened(loan: object) -> None:
            from loanmanager.domain.loans import Loan
            from loanmanager.ui.dialogs.renew import RenewDialog  # when it is opened

            if isinstance(loan, Loan):
                RenewDialog(self.office, loan, parent=self.floor).open()

        self.office.ask(self, lambda store: search.loan_record(store, number=number), opened)

    def gone(self, row: LateRow) -> str:  # noqa: ARG002 (it may have been either)
        """Return what becomes of a loan that is not late any more."""
        return self.words.say("Renewed or taken back")

    def acts(self, row: LateRow) -> Sequence[Act]:
        """Return taking back, and going to the client."""
        say, device = self.words.say, row.devices[0].id
        return (Act("B", say("take back"), say("Take back"), lambda: self.office.go("desk", ("device", device))),)


class DueToday(Late):
    """Loans whose devices come back today."""

    key, due_today = "due_today", True

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Due today")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("Nothing is due today.")


class Overdue(Late):
    """Loans that should have come back."""

    key = "overdue"

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Overdue")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("Nothing is late.")
