"""What is due today and what is late: renewed, taken back, or talked about."""

from collections.abc import Callable, Sequence
from functools import partial

from loanmanager.domain.loans import Loan
from loanmanager.storage import search
from loanmanager.storage.search import LateRow, LentRow, Store
from loanmanager.ui.pages.follow_up.work import Act, Line, Told, WorkList, at_hour
from loanmanager.ui.widgets.two_lines import Entry


def devices_of(devices: Sequence[LentRow]) -> str:
    """Return what is out in one line: LT-0024 Latitude 5420, HS-0015 Franklin T9."""
    return ", ".join(f"{each.tag} {each.name}".strip() for each in devices)


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
            ((words.say("Phone"), self._phone(row)),),
        )

    def already(self, row: LateRow) -> str:
        """Return how somebody was in touch with the client about it today."""
        if row.at is None:
            return ""
        from loanmanager.sentences.notices import of_outcome, of_way  # only where somebody was

        came = of_outcome(row.outcome, self.words)
        said = self.words.say(
            "{way}: {outcome}", way=of_way(row.channel, self.words), outcome=came[:1].lower() + came[1:]
        )
        return at_hour(self.words, said, row.at)

    def _phone(self, row: LateRow) -> str:
        """Return the numbers that may be called, or why there are none."""
        if not row.may_call:
            return self.words.say("No call, at their request")
        numbers = "\n".join(row.phones) or self.words.say("No number known")
        silent = self.words.say("Leave no message")
        return numbers if row.may_leave_message else f"{numbers}\n{silent}"

    def renew(self, row: LateRow) -> None:
        """Open the dialog in which the new date is proposed."""

        def opened(loan: Loan | None) -> None:
            from loanmanager.ui.dialogs.renew import RenewDialog  # when it is opened

            if loan:
                RenewDialog(self.office, loan, parent=self.floor).open()

        self.office.ask(self, lambda store: search.loan_record(store, id_=row.id), opened)

    def log_contact(self, row: LateRow) -> None:
        """Open the dialog that asks how somebody was in touch with the client."""
        from loanmanager.ui.dialogs.log_contact import About, LogContactDialog  # when it is opened

        phones = row.phones if row.may_call else ()
        about = About(row.client_id, row.client, phones, row.may_leave_message, loan_id=row.id)
        LogContactDialog(self.office, about, parent=self.floor).open()

    def gone(self, row: LateRow) -> str:  # noqa: ARG002 (it may have been either)
        """Return what becomes of a loan that is not late any more."""
        return self.words.say("Renewed or taken back")

    def _take_back(self, row: LateRow) -> Act:
        words, device = self.words, row.devices[0].id
        return Act(
            "B",
            words.say_for("key", "take back"),
            words.say("Take back"),
            lambda: self.office.go("desk", ("device", device)),
        )

    def _log(self, row: LateRow) -> Act:
        words = self.words
        return Act(
            "C", words.say_for("key", "contact"), words.say("Log a contact"), lambda: self.log_contact(row), "phone"
        )

    def _renew(self, row: LateRow) -> Act:
        words = self.words
        return Act("R", words.say_for("key", "renew"), words.say("Renew"), lambda: self.renew(row))


class DueToday(Late):
    """Loans whose devices come back today."""

    key, due_today = "due_today", True

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Due today")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("Nothing is due today.")

    def primary(self, rows: Sequence[LateRow]) -> str:  # noqa: ARG002 (one at a time)
        """Return what the button does."""
        return self.words.say("Renew, then next")

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("renew, next")

    def work(self, rows: Sequence[LateRow]) -> None:
        """Renew: whoever comes today needs nothing from this list."""
        self.renew(rows[0])

    def acts(self, row: LateRow) -> Sequence[Act]:
        """Return noting a contact, and taking back."""
        return (self._log(row), self._take_back(row))


class Overdue(Late):
    """Loans that should have come back."""

    key = "overdue"

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Overdue")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("Nothing is late.")

    def primary(self, rows: Sequence[LateRow]) -> str:  # noqa: ARG002 (one at a time)
        """Return what the button does."""
        return self.words.say("Log a contact, then next")

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("contact, next")

    def work(self, rows: Sequence[LateRow]) -> None:
        """Note how somebody was in touch with the client, which does for today."""
        self.log_contact(rows[0])

    def acts(self, row: LateRow) -> Sequence[Act]:
        """Return renewing, and taking back."""
        return (self._renew(row), self._take_back(row))
