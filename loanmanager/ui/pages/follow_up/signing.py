"""Agreements that nobody has signed yet."""

from collections.abc import Callable, Sequence

from loanmanager.i18n import local_time
from loanmanager.operations import signing
from loanmanager.sentences.notices import of_language
from loanmanager.storage import search
from loanmanager.storage.search import SignRow, Store
from loanmanager.ui.pages.follow_up.late import devices_of
from loanmanager.ui.pages.follow_up.work import Act, Line, Told, WorkList
from loanmanager.ui.reading import read_day
from loanmanager.ui.signing import choose_scan, sign
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.two_lines import Entry


class ToSign(WorkList[SignRow]):
    """The paper lies on the pile: each signed one is noted with its day."""

    key, group, many = "to_sign", "paper", True

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Agreements to sign")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("Every agreement of what is out was signed.")

    def question(self) -> Callable[[Store], Sequence[SignRow]]:
        """Return the question for the agreements."""
        return search.agreements_to_sign

    def entry(self, row: SignRow) -> Entry:
        """Return client and devices, and since when the paper waits."""
        made = self.words.day(local_time(row.made_at).date(), self.office.today)
        return Entry(str(row.id), "file-pen-line", row.client, devices_of(row.devices), made, row.number, "todo")

    def told(self, row: SignRow) -> Told:
        """Return whose agreement it is, what is out and in which language it was made."""
        words, made = self.words, local_time(row.made_at).date()
        return Told(
            row.client,
            row.file_number,
            words.say(
                "Agreement of {day}, in {language}",
                day=words.day(made, self.office.today),
                language=of_language(row.language, words),
            ),
            (words.say("Loan {number}", number=row.number), lambda: self.office.go("loans", row.loan_id)),
            tuple(Line(each.icon, each.name or each.tag, each.tag) for each in row.devices),
        )

    def field(self) -> Field:
        """Return the day that stands beside the signature."""
        words, today = self.words, self.office.today
        day = DateField(
            today,
            show=words.day,
            read=lambda text: read_day(text, self.office.today, future=False),
            most=today,
            calendar=words.say("Calendar"),
        )
        self._day = Field(words.say("Signed on"), day, words.say("the day written on the paper"))
        day.unreadable.connect(lambda _: self._say_wrong(wrong=True))
        day.changed.connect(lambda _: self._say_wrong(wrong=False))
        return self._day

    def show_field(self, rows: Sequence[SignRow]) -> None:
        """Propose today, for a paper that was not made after it."""
        made = max(local_time(row.made_at).date() for row in rows)
        day = self._date()
        day.set_range(made, self.office.today)
        day.set_value(self.office.today)
        self._day.set_error("")

    def _say_wrong(self, *, wrong: bool) -> None:
        said = self.words.say("This is not a day on which it can have been signed.")
        self._day.set_error(said if wrong else "")

    def _date(self) -> DateField:
        assert isinstance(self._day.control, DateField)
        return self._day.control

    def primary(self, rows: Sequence[SignRow]) -> str:
        """Return what the button does."""
        n = len(rows)
        return (
            self.words.say("Mark signed, next") if n == 1 else self.words.count("Mark {n} signed", "Mark {n} signed", n)
        )

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("signed, next")

    def work(self, rows: Sequence[SignRow]) -> None:
        """Note the signatures, unless the day cannot be read."""
        day = self._date()
        on = day.value() if day.settle() else None
        self._say_wrong(wrong=on is None)
        if on is None:
            return
        say, count = self.words.say, self.words.count
        self.do(
            rows,
            lambda row, store, by, key: signing.mark_signed(store, row.id, by, on=on, idem=key),
            lambda _: say("Signed on paper"),
            lambda done: (
                say("Agreement of {number} noted as signed", number=done[0].result.number)
                if len(done) == 1
                else count("{n} agreement noted as signed", "{n} agreements noted as signed", len(done))
            ),
        )

    def gone(self, row: SignRow) -> str:  # noqa: ARG002 (signed elsewhere, or everything is back)
        """Return what becomes of an agreement that waits no more."""
        return self.words.say("Signed, or everything is back")

    def acts(self, row: SignRow) -> Sequence[Act]:
        """Return signing it here, attaching its scan, and looking at the paper, which prints it too."""
        say, say_for = self.words.say, self.words.say_for
        return (
            Act(
                "S",
                self.words.say_for("key", "sign"),
                say("Sign on screen"),
                lambda: sign(self.office, self.floor, row.id),
                "signature",
            ),
            Act(
                "A",
                self.words.say_for("key", "scan"),
                say("Attach the scan"),
                lambda: choose_scan(self.office, self.floor, row.id),
                "paperclip",
            ),
            Act(
                "P",
                self.words.say_for("key", "paper"),
                say("Open the paper"),
                lambda: self.office.go("paper", row.id),
                "file-text",
            ),
            Act("I", say_for("key", "print all"), say("Print them all"), self._print_all, "printer"),
        )

    def _print_all(self) -> None:
        """Choose among the papers that are to be signed, and print them as one job."""
        from loanmanager.ui.dialogs.print_many import PrintManyDialog  # when it is asked for

        PrintManyDialog(self.office, which="to_sign", parent=self.floor).open()
