"""The right third for notices: who, what, by which safe channel, and the words as they will be sent."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loanmanager.domain.chasing import Barrier
from loanmanager.domain.clients import Channel
from loanmanager.domain.letters import NoticeFacts
from loanmanager.i18n import language_name
from loanmanager.operations import letters
from loanmanager.sentences.notices import of_barrier, of_barriers, of_way
from loanmanager.storage.search import NoticeRow
from loanmanager.ui.icons import Icon
from loanmanager.ui.pages.follow_up.foot import Foot
from loanmanager.ui.pages.follow_up.notice_text import NoticeWords
from loanmanager.ui.pages.follow_up.notices import SPOKEN, Notices, offered
from loanmanager.ui.pages.follow_up.work import Act, Line, WorkDetail
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import Primary, button
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, bed, column, holder, line, refill, row
from loanmanager.ui.widgets.message_line import announce
from loanmanager.ui.widgets.panel import pinned
from loanmanager.ui.widgets.segments import Segments
from loanmanager.ui.widgets.status import Status

_NAMED = 12  # clients named one by one when several are chosen
_WRITTEN = frozenset({Channel.LETTER, Channel.EMAIL})


class NoticeDetail(WorkDetail):
    """One notice in full, or several that are sent together."""

    def __init__(self, work: Notices) -> None:
        super().__init__(work)
        self.notices = work
        self._rows: Sequence[NoticeRow] = ()
        self._facts: NoticeFacts | None = None
        self._title, self._beside = Elided("", "h2"), label("", "muted")
        self._under = label("", "muted", wrap=True)
        self._link, self._state, self._lines = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._ways, self._why = QVBoxLayout(), QVBoxLayout()
        self.segments: Segments | None = None
        self._caption = label("", "section")
        self.edit_link = button("", "link", flush="right")
        self.edit_link.clicked.connect(self.edit)
        self._lacking = label("", "muted", wrap=True)
        self._instead = holder(row(column(Icon("triangle-alert", "todo", 16), None), Grow(self._lacking), space=8))
        self._words = NoticeWords(self.words, self.keep_edit)
        self._error = label("", "error", wrap=True)
        self.primary: Primary = Primary("", "", work.words.say("Enter"))
        self.primary.clicked.connect(self.press)
        self._foot = Foot(self.primary)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = column(
            row(self._title, self._beside, None, self._link, space=12),
            self._under,
            4,
            self._state,
            self._lines,
            4,
            line(),
            4,
            self._ways,
            self._why,
            4,
            row(self._caption, None, self.edit_link),
            self._instead,
            Grow(self._words),
            self._error,
            space=6,
            margins=(20, 16, 24, 12),
        )
        foot = row(Grow(self._foot), margins=(20, 12, 24, 16))
        self.setLayout(row(bed("surface", row(pinned(bed("surface", inside), holder(foot)), space=0)), space=0))
        self._error.hide()
        self._instead.hide()

    # Showing

    def show_rows(self, rows: Sequence[NoticeRow], done: str, acts: Sequence[Act]) -> None:
        """Show the notice with the words that it will say, or which are chosen."""
        other = [self.list.key_of(each) for each in rows] != [self.list.key_of(each) for each in self._rows]
        self._rows = rows
        if other:
            self.set_error("")
            self._facts = None
            self._words.stop()
        refill(self._state, *([Status(Mark("circle-check", "ok"), done)] if done else []))
        self.primary.set_words(self.list.primary(rows))
        self._foot.show_acts(acts)
        self.primary.setEnabled(not done)
        if len(rows) == 1:
            self._show_one(rows[0], live=not done)
        else:
            self._show_several(rows)

    def _show_one(self, row_: NoticeRow, *, live: bool) -> None:
        told = self.list.told(row_)
        self._title.setText(told.title)
        self._beside.setText(told.beside)
        self._under.setText(told.under)
        self._under.show()
        links = []
        if told.link:
            words, go = told.link
            links = [button(words, "link", flush="right")]
            links[0].clicked.connect(go)
        refill(self._link, *links)
        refill(self._lines, *(_line(each) for each in told.lines))
        self._show_channels(row_, live=live)
        self._show_words(row_, live=live)

    def _show_channels(self, row_: NoticeRow, *, live: bool) -> None:
        """Offer the channels, those that are not safe grey, with the reasons under them in words."""
        words, chosen = self.words, self.notices.channel_of(row_)
        options = [(str(each), of_way(each, words)) for each in offered(row_)]
        self.segments = Segments(words.say("How"), options, str(chosen or ""))
        for each in offered(row_):
            barrier = row_.barriers.get(each)
            self.segments.set_allowed(each, barrier is None, of_barrier(each, barrier, words) if barrier else "")
        self.segments.chosen.connect(lambda key: self._choose(row_, Channel(key)))
        self.segments.setEnabled(live)
        refill(self._ways, self.segments)
        closed = dict(_closed(row_))
        if chosen in SPOKEN and not row_.may_leave_message:
            closed[Channel.VOICEMAIL] = row_.barriers[Channel.VOICEMAIL]
        said = of_barriers(closed, words)
        if chosen is None:
            said.append(words.say("Speak with them when they come, or ask their counsellor."))
        refill(self._why, *(_reason(each) for each in said))

    def _choose(self, row_: NoticeRow, channel: Channel) -> None:
        self.notices.channels[self.list.key_of(row_)] = channel
        self.primary.set_words(self.list.primary([row_]))
        self._words.stop()
        self._show_words(row_, live=True)

    def _show_words(self, row_: NoticeRow, *, live: bool) -> None:
        """Show what will be sent or said, in the client's language; read it first where it is not known yet."""
        say, channel = self.words.say, self.notices.channel_of(row_)
        self._caption.setText({
            Channel.LETTER: say("The letter"), Channel.EMAIL: say("The e-mail"), Channel.TEXT: say("The text message"),
        }.get(channel, say("What to say")) if channel else "")  # fmt: skip
        self.edit_link.setText(say("Edit this one"))
        self.edit_link.setToolTip("E")
        self.edit_link.setVisible(live and channel in _WRITTEN)
        if channel is None:
            self._words.clear()
            self._say_lacking(None)
            return
        if self._facts is None:
            by, loan_id = self.office.by(), row_.loan_id
            self.office.ask(
                self,
                lambda store: letters.preview(store, loan_id, by),
                lambda facts: self._got(row_, facts),
                key="notice",
            )
        else:
            self._put_words(row_, self._facts)

    def _got(self, row_: NoticeRow, facts: NoticeFacts | None) -> None:
        self._facts = facts
        if len(self._rows) != 1 or self.list.key_of(self._rows[0]) != self.list.key_of(row_):
            return
        if facts is None:  # it is due no more: the list is about to say so
            self._words.show_text("", "")
        else:
            self._put_words(row_, facts)

    def _put_words(self, row_: NoticeRow, facts: NoticeFacts) -> None:
        self._say_lacking(facts)
        if self.notices.channel_of(row_) in _WRITTEN:
            subject, body = self.notices.edits.get(self.list.key_of(row_), (facts.subject, facts.body))
            self._words.show_text(subject, body)
        else:
            self._words.show_text("", facts.short)

    def _say_lacking(self, facts: NoticeFacts | None) -> None:
        """Say where the words are in another language than the client's, because nobody wrote them in that."""
        self._instead.setVisible(bool(facts and facts.lacking))
        if facts and facts.lacking:
            asked, given = language_name(facts.lacking), language_name(facts.language)
            self._lacking.setText(
                self.words.say(
                    "Nobody wrote this notice in {asked} yet (Settings, Notices): it is in {given}.",
                    asked=asked,
                    given=given,
                )
            )

    def _show_several(self, rows: Sequence[NoticeRow]) -> None:
        words = self.words
        self._say_lacking(None)
        self._title.setText(words.count("{n} chosen", "{n} chosen", len(rows)))
        self._beside.setText("")
        left = len(rows) - len(self.notices.by_letter(rows) or self.notices.by_email(rows) or rows)
        self._under.setText(
            words.count("{n} of them goes another way and stays.", "{n} of them go another way and stay.", left)
        )
        self._under.setVisible(left > 0)
        shown = [_line(self._short(each)) for each in rows[:_NAMED]]
        if len(rows) > _NAMED:
            more = words.count("and {n} more", "and {n} more", len(rows) - _NAMED)
            shown.append(_line(Line("ellipsis", more)))
        for place in (self._link, self._ways, self._why):
            refill(place)
        refill(self._lines, *shown)
        self._caption.setText("")
        self.edit_link.hide()
        self._words.clear()

    def _short(self, row_: NoticeRow) -> Line:
        channel = self.notices.channel_of(row_)
        icons = {Channel.LETTER: "mail", Channel.EMAIL: "at-sign", Channel.TEXT: "message-square", None: "ban"}
        how = of_way(channel, self.words) if channel else self.words.say("No safe channel")
        return Line(icons.get(channel, "phone"), row_.name, row_.number, how)

    # Editing this one

    def edit(self) -> None:
        """Let this one letter say something else, or stop editing it."""
        if len(self._rows) != 1 or self._facts is None or self.edit_link.isHidden():
            return
        if self._words.editing:
            self._words.stop()
            self._put_words(self._rows[0], self._facts)
            self.edit_link.setText(self.words.say("Edit this one"))
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._words.start()
            self.edit_link.setText(self.words.say("Done editing"))

    def keep_edit(self, subject: str, body: str) -> None:
        """Keep what was typed for this one, until it is sent."""
        self.notices.edits[self.list.key_of(self._rows[0])] = (subject, body)

    # What the page asks

    def set_error(self, text: str) -> None:
        """Say why something was refused."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        if text:
            announce(self, text)

    def enter(self) -> None:
        """Take the focus on the button."""
        self.primary.setFocus(Qt.FocusReason.TabFocusReason)

    def press(self) -> None:
        """Do what the one button says."""
        if self.primary.isEnabled() and self._rows:
            self.set_error("")
            self.list.work(self._rows)


def _closed(row_: NoticeRow) -> list[tuple[Channel, Barrier]]:
    """Return the channels that are shown but cannot be used, and why."""
    return [(each, row_.barriers[each]) for each in offered(row_) if each in row_.barriers]


def _reason(text: str) -> QWidget:
    sign = column(Icon("ban", "muted", 14), None)
    return holder(row(sign, Grow(label(text, "muted", wrap=True)), space=8))


def _line(each: Line) -> QWidget:
    tag = [label(each.tag, "mono")] if each.tag else []
    right = [label(each.right, "muted")] if each.right else []
    return holder(row(Icon(each.icon, "text", 18), Elided(each.text), *tag, None, *right, space=8))
