"""Notices to send: a letter, an e-mail draft, a text or a call, whichever is safe and due (product 4.7)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from loanmanager.domain.chasing import PREFERENCE, Outcome
from loanmanager.domain.clients import Channel
from loanmanager.operations import contacting
from loanmanager.operations.contacting import NoticeSent
from loanmanager.sentences.notices import of_language, of_outcome, of_stage
from loanmanager.storage import search
from loanmanager.storage.search import NoticeRow, Store
from loanmanager.ui.office import Office
from loanmanager.ui.pages.follow_up.work import Act, Floor, Line, Told, WorkDetail, WorkList, at_hour
from loanmanager.ui.widgets.two_lines import Entry

if TYPE_CHECKING:
    from loanmanager.ui.pages.follow_up.notice_sending import Sending

SPOKEN = frozenset({Channel.CALL, Channel.VOICEMAIL})


class Notices(WorkList[NoticeRow]):
    """One loan a row, with the one notice that it is due. What was chosen or edited for a letter is kept until it is sent."""

    key, group, many = "notices", "late", True

    def __init__(self, office: Office, floor: Floor) -> None:
        super().__init__(office, floor)
        self.channels: dict[str, Channel] = {}
        self.edits: dict[str, tuple[str, str]] = {}
        self._sending: Sending | None = None
        self._detail: WorkDetail | None = None

    @property
    def sending(self) -> "Sending":
        """Return what prints and drafts; the printers' part of Qt is loaded when it is first needed."""
        from loanmanager.ui.pages.follow_up.notice_sending import Sending

        if self._sending is None:
            self._sending = Sending(self.office, self.floor)
        return self._sending

    # What the list says

    def title(self) -> str:
        """Return the list's name."""
        return self.words.say("Notices to send")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return self.words.say("No notice is due. Each late loan was told as far as it may be.")

    def question(self) -> Callable[[Store], Sequence[NoticeRow]]:
        """Return the question for the notices."""
        return partial(search.notices_due, today=self.office.today)

    def key_of(self, row: NoticeRow) -> str:
        """Return what tells one notice from the others."""
        return f"{row.loan_id}:{row.due.isoformat()}:{row.stage}"

    def entry(self, row: NoticeRow) -> Entry:
        """Return client and devices, how late they are and which stage that is."""
        late = row.days_late > 0
        unsafe = self.channel_of(row) is None
        return Entry(
            self.key_of(row),
            "ban" if unsafe else "clock-alert" if late else "calendar-clock",
            row.name,
            self._tried(row) or ", ".join(f"{each.tag} {each.name}".strip() for each in row.devices),
            self.words.away(row.due, self.office.today),
            self.words.say("No safe channel") if unsafe else of_stage(row.stage, self.words),
            "late" if late else "text",
            "late" if late else "text",
        )

    def _tried(self, row: NoticeRow) -> str:
        """Return the last try that told nobody."""
        if row.tried is None:
            return ""
        said = self.words.say("Tried: {outcome}", outcome=of_outcome(row.tried.outcome, self.words).lower())
        if row.tried.at.astimezone().date() == self.office.today:
            return at_hour(self.words, said, row.tried.at)
        return f"{said}, {self.words.day(row.tried.at.astimezone().date(), self.office.today)}"

    def told(self, row: NoticeRow) -> Told:
        """Return who, which notice in which language, and what is still out."""
        words, today = self.words, self.office.today
        under = words.say(
            "{stage}, in {language}", stage=of_stage(row.stage, words), language=of_language(row.language, words)
        )
        discreet = words.say("discreet")
        under = f"{under} · {discreet}" if row.discreet else under
        return Told(
            row.name,
            row.file_number,
            under,
            (words.say("Loan {number}", number=row.number), lambda: self.office.go("loans", row.loan_id)),
            tuple(
                Line(
                    each.icon,
                    each.name or each.type.in_(words.language),
                    each.tag,
                    words.say("line cut on {day}", day=words.day(each.cut_on, today)) if each.cut_on else "",
                )
                for each in row.devices
            ),
        )

    # How it goes out

    def channel_of(self, row: NoticeRow) -> Channel | None:
        """Return the channel that was chosen for a notice, else the best safe one."""
        return self.channels.get(self.key_of(row), row.channel)

    def by_letter(self, rows: Sequence[NoticeRow]) -> list[NoticeRow]:
        """Return those that go out as letters."""
        return [row for row in rows if self.channel_of(row) is Channel.LETTER]

    def by_email(self, rows: Sequence[NoticeRow]) -> list[NoticeRow]:
        """Return those that go out as e-mail."""
        return [row for row in rows if self.channel_of(row) is Channel.EMAIL]

    def primary(self, rows: Sequence[NoticeRow]) -> str:
        """Return what the button does."""
        if len(rows) > 1:
            return self._primary_of_many(rows)
        say, channel = self.words.say, self.channel_of(rows[0])
        if channel is None:
            return say("Open the client")
        return {
            Channel.LETTER: say("Print letter, then next"),
            Channel.EMAIL: say("Open e-mail draft, then next"),
            Channel.TEXT: say("Copy the text, then next"),
            Channel.CALL: say("Log the call, then next"),
            Channel.VOICEMAIL: say("Log the call, then next"),
        }[channel]

    def _primary_of_many(self, rows: Sequence[NoticeRow]) -> str:
        letters, emails = len(self.by_letter(rows)), len(self.by_email(rows))
        if letters:
            return self.words.count("Print {n} letter", "Print {n} letters", letters)
        if emails:
            return self.words.count("Open {n} e-mail draft", "Open {n} e-mail drafts", emails)
        return self.words.say("Call list…")

    def short(self) -> str:
        """Return what Enter does."""
        return self.words.say("print, next")

    def work(self, rows: Sequence[NoticeRow]) -> None:
        """Send by the channel of each: all letters, else all e-mail; one text, one call."""
        letters, emails = self.by_letter(rows), self.by_email(rows)
        if letters:
            self.print_letters(letters)
        elif emails:
            self.open_drafts(emails)
        elif len(rows) > 1:
            self.sending.call_list(rows)
        else:
            self._speak(rows[0])

    def _speak(self, row: NoticeRow) -> None:
        channel = self.channel_of(row)
        if channel is None:
            self.office.go("clients", row.client_id)
        elif channel is Channel.TEXT:
            self._send([row], self.words.say("Text sent"), self.sending.copy_text)
        else:
            self.log_call(row)

    def print_letters(self, rows: Sequence[NoticeRow]) -> None:
        """Ask for the printer, unless it is known, then record the letters and print them as they were recorded."""
        printer = self.sending.printer(len(rows))
        if printer is not None:
            self._send(rows, self.words.say("Letter printed"), lambda sent: self.sending.print_to(printer, sent))

    def save_letters(self, rows: Sequence[NoticeRow]) -> None:
        """Ask for a file, then record the letters and write them into it."""
        target = self.sending.file_for([row.number for row in rows])
        if target:
            self._send(rows, self.words.say("Letter saved"), lambda sent: self.sending.save_to(target, sent))

    def open_drafts(self, rows: Sequence[NoticeRow]) -> None:
        """Record the notices and open each as a draft in the mail program."""
        self._send(rows, self.words.say("E-mail draft opened"), self.sending.open_drafts)

    def _send(self, rows: Sequence[NoticeRow], ticked: str, after: Callable[[Sequence[NoticeSent]], None]) -> None:
        """Record notices, then do what belongs to their channel with those that were: another desk may have been quicker."""
        sends = [self._form(row) for row in rows]

        def landed(sent: Sequence[NoticeSent], entries: Sequence[int], refused: Sequence[str]) -> None:
            for row in rows:
                if row.number not in refused:
                    self.channels.pop(self.key_of(row), None)
                    self.edits.pop(self.key_of(row), None)
                    self.floor.tick(self.key_of(row), ticked)
            numbers = self.words.list(list(refused))
            meanwhile = self.words.say("Not sent, because they changed meanwhile: {numbers}.", numbers=numbers)
            if not sent:
                self.office.say(meanwhile, error=True)
                return
            after(sent)
            self._say(". ".join([self._said(sent), *([meanwhile] if refused else [])]), entries)

        if len(sends) == 1:
            self.office.do(
                self,
                lambda store, by: contacting.send_notice(store, sends[0], by),
                lambda done: landed([done.result], [done.entry_id], ()),
                self.refused,
            )
        else:
            self.office.do(
                self,
                lambda store, by: contacting.send_notices(store, sends, by),
                lambda done: landed(done.result.sent, done.result.entries, done.result.refused),
            )

    def _form(self, row: NoticeRow) -> contacting.Send:
        channel = self.channel_of(row)
        assert channel is not None
        subject, body = self.edits.get(self.key_of(row), ("", ""))
        return contacting.Send(row.loan_id, row.due, row.stage, channel, subject, body, uuid4().hex)

    def _said(self, sent: Sequence[NoticeSent]) -> str:
        words = self.words
        if len(sent) > 1:
            return words.count("{n} notice recorded as sent", "{n} notices recorded as sent", len(sent))
        stage = of_stage(sent[0].stage, words)
        return words.say("{stage} to {client} recorded as sent", stage=stage, client=sent[0].client)

    def log_call(self, row: NoticeRow) -> None:
        """Ask how the call went and note it; a call that told nobody leaves the notice due."""
        from loanmanager.ui.dialogs.log_contact import About, LogContactDialog  # when it is opened

        about = About(
            row.client_id,
            row.name,
            row.phones,
            row.may_leave_message,
            loan_id=row.loan_id,
            due=row.due,
            stage=row.stage,
        )
        dialog = LogContactDialog(self.office, about, parent=self.floor)
        dialog.logged.connect(lambda outcome: self._logged(row, Outcome(outcome)))
        dialog.open()

    def _logged(self, row: NoticeRow, outcome: Outcome) -> None:
        said = of_outcome(outcome, self.words)
        self.floor.tick(self.key_of(row), self.words.say("Called, {outcome}", outcome=said[:1].lower() + said[1:]))

    def gone(self, row: NoticeRow) -> str:  # noqa: ARG002 (sent elsewhere, renewed or back)
        """Return what becomes of a notice that is due no more."""
        return self.words.say("Sent elsewhere, renewed or back")

    def acts(self, row: NoticeRow) -> Sequence[Act]:
        """Return logging a call, editing, saving, and the list of whom to call."""
        say, channel = self.words.say, self.channel_of(row)
        made = (
            [Act("C", say("call"), say("Log a call"), lambda: self.log_call(row), "phone", shown=channel not in SPOKEN)]
            if row.phones
            else []
        )
        if channel in {Channel.LETTER, Channel.EMAIL}:
            made.append(Act("E", say("edit"), say("Edit this one"), self.edit, "pencil", shown=False))
        if channel is Channel.LETTER:
            made.append(
                Act("S", say("save"), say("Save as PDF"), lambda: self.save_letters([row]), "save", shown=False)
            )
        if channel is None or channel in SPOKEN:
            made.append(Act("P", say("call list"), say("Call list…"), lambda: self.sending.call_list([row]), "printer"))
        return made

    def edit(self) -> None:
        """Let this one letter say something else."""
        from loanmanager.ui.pages.follow_up.notice_detail import NoticeDetail

        if isinstance(self._detail, NoticeDetail):
            self._detail.edit()

    def make_detail(self) -> WorkDetail:
        """Return the right third."""
        from loanmanager.ui.pages.follow_up.notice_detail import NoticeDetail

        self._detail = NoticeDetail(self)
        return self._detail


def offered(row: NoticeRow) -> tuple[Channel, ...]:
    """Return the channels that are shown for a notice: a voicemail only where it is all that may be left."""
    spoken = Channel.VOICEMAIL if Channel.CALL in row.barriers and row.may_leave_message else Channel.CALL
    return tuple(each for each in PREFERENCE if each not in SPOKEN or each is spoken)
