"""Closed days: the agency's own are added, changed and taken away; a statutory holiday is opened, or closed again."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.office import Closure
from loanmanager.domain.refusal import Refusal
from loanmanager.i18n import Words
from loanmanager.operations import closing
from loanmanager.operations.done import Done
from loanmanager.operations.kept import Kept
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import pair, say_beside
from loanmanager.ui.reading import read_day
from loanmanager.ui.tokens import Mark
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, fixed, holder, row
from loanmanager.ui.widgets.status import Status

_EVERY = "0"
_DAYS_WIDTH = 208  # px at 100 %


class ClosureLine(QWidget):
    """One closure: its days, its name, its site, and what one may do with it."""

    def __init__(self, office: Office, closure: Closure) -> None:
        super().__init__()
        self.office, self.words, self._closure = office, office.words, closure
        days = fixed(label(self._days(), wrap=True), width=_DAYS_WIDTH)
        named = label(closure.named(office.words.language) or office.words.say_for("closure", "Closed"), wrap=True)
        under = [label(each, "muted", wrap=True) for each in (self._site(),) if each]
        state = [holder(row(self._opened(), None))] if closure.lifted else []
        told = column(6, named, *under, *state, space=2)
        self._does = tuple(self._buttons())
        self.setLayout(
            row(column(6, days, None, space=0), Grow(told), column(holder(row(*self._does, space=12)), None), space=16)
        )

    @property
    def year(self) -> int:
        """Return the year in which it begins."""
        return self._closure.first.year

    def take_focus(self) -> None:
        """Put the focus on the first thing that one may do."""
        self._does[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _days(self) -> str:
        """Return the days without the year under which the line stands."""
        first, last, words = self._closure.first, self._closure.last, self.words
        if first == last:
            return words.day(first, first)
        end = words.yearly(last) if last.year == first.year else words.short_day(last)
        return words.say("{first} to {last}", first=words.yearly(first), last=end)

    def _opened(self) -> Status:
        return Status(Mark("door-open", "ok"), self.words.say("open this time"))

    def _site(self) -> str:
        sites = [site for site in self.office.view.sites if site.active]
        if len(sites) < 2:  # noqa: PLR2004 (where there is one, it need not be said)
            return ""
        return next((site.name for site in sites if site.id == self._closure.site_id), self.words.say("Every site"))

    def _buttons(self) -> Iterable[QWidget]:
        say, days = self.words.say, days_of(self._closure, self.words)
        if self._closure.holiday and self._closure.lifted:
            yield self._button(
                say("Close again"), say("Close again on {days}", days=days), lambda: self._lift(lifted=False)
            )
        elif self._closure.holiday:
            yield self._button(
                self.words.say_for("closure", "Open"), say("Open on {days}", days=days), lambda: self._lift(lifted=True)
            )
        else:
            yield self._button(say("Edit"), say("Edit {days}", days=days), self._edit)
            yield self._button(say("Delete"), say("Delete {days}", days=days), self._remove)

    def _button(self, words: str, says: str, does: object) -> QWidget:
        made = button(words, "link", says=says, flush="right")
        made.clicked.connect(does)
        self.office.allow("closed_days", made)
        return made

    def _edit(self) -> None:
        ClosureDialog(self.office, self._closure, parent=self.window()).open()

    def _remove(self) -> None:
        key, id_ = uuid4().hex, self._closure.id
        said = self.words.say("{days}: open after all", days=days_of(self._closure, self.words))
        self.office.do(
            self.office,
            lambda store, by: closing.remove_closure(store, id_, by, idem=key),
            lambda d: self._kept(d, said),
        )

    def _lift(self, *, lifted: bool) -> None:
        key, id_, say = uuid4().hex, self._closure.id, self.words.say
        days = days_of(self._closure, self.words)
        said = say("{days}: open this time", days=days) if lifted else say("{days}: closed again", days=days)
        self.office.do(
            self.office,
            lambda store, by: closing.lift_holiday(store, id_, by, lifted=lifted, idem=key),
            lambda done: self._kept(done, said),
        )

    def _kept(self, done: Done[Kept], said: str) -> None:
        office, window = self.office, self.window()
        office.say(said, (self.words.say("Undo"), lambda: ask_undo(office, done.entry_id, window)))


def days_of(closure: Closure, words: Words) -> str:
    """Return a closure's days: Fri 25 Dec 2026, or 24 Dec 2026 to 4 Jan 2027."""
    if closure.first == closure.last:
        return words.day(closure.first)
    return words.say("{first} to {last}", first=words.short_day(closure.first), last=words.short_day(closure.last))


class ClosureDialog(Dialog):
    """Adds days on which a site or every site is closed, or edits them."""

    def __init__(self, office: Office, closure: Closure | None = None, *, parent: QWidget) -> None:
        self.office, self.words, self._before, self._beneath = office, office.words, closure, parent
        say = office.words.say
        self._first, self._last = self._day(closure, last=False), self._day(closure, last=True)
        self._name, self._name_fr = entry(closure.name if closure else ""), entry(closure.name_fr if closure else "")
        sites = [(str(site.id), site.name) for site in office.view.sites if site.active]
        at = str(closure.site_id or _EVERY) if closure else _EVERY
        self._site = Combo([(_EVERY, say("Every site")), *sites], at)
        self.fields = {
            "first": Field(say("First day"), self._first),
            "last": Field(say("Last day"), self._last, say("empty: one day")),
            "name": Field(say("Name"), self._name, say("such as Christmas")),
            "name_fr": Field(say("Name in French"), self._name_fr, say("if it has another")),
            "site_id": Field(say("Site"), self._site),
        }
        f = self.fields
        self.fields["site_id"].setVisible(len(sites) > 1)
        body = column(pair(f["first"], f["last"]), pair(f["name"], f["name_fr"]), f["site_id"], space=12)
        title = say("Edit closed days") if closure else say("Add closed days")
        does = say("Save") if closure else say("Add")
        super().__init__(title, body, does, say("Cancel"), parent=parent, waits=True, width=560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._first.setFocus()

    def _day(self, closure: Closure | None, *, last: bool) -> DateField:
        words, today = self.words, self.office.today
        value = closure.last if closure and last else closure.first if closure else None
        if closure and last and closure.last == closure.first:
            value = None  # one day, as it was typed
        return DateField(
            value, show=words.short_day, read=lambda text: read_day(text, today), calendar=words.say("Calendar")
        )

    def check(self) -> bool:
        """See that both days are dates, in their order."""
        say = self.words.say
        no_date = say("Write a date, such as {day}.", day=self.words.short_day(self.office.today))
        said = dict.fromkeys(self.fields, "")
        first = self._first.value() if self._first.settle() else None
        if first is None:
            said["first"] = no_date
        elif not self._last.settle():
            said["last"] = no_date
        elif (self._last.value() or first) < first:
            said["last"] = say("This is before the first day.")
        for name, field in self.fields.items():
            field.set_error(said[name])
        wrong = next((name for name, text in said.items() if text), "")
        if wrong:
            self.fields[wrong].control.setFocus()
        return not wrong

    def _save(self) -> None:
        first = self._first.value()
        assert first is not None
        made = replace(
            self._before or Closure(first, first),
            first=first,
            last=self._last.value() or first,
            name=self._name.text().strip(),
            name_fr=self._name_fr.text().strip(),
            site_id=int(self._site.value()) or None,
        )
        operation = closing.change_closure if self._before else closing.add_closure
        self.office.do(self, lambda store, by: operation(store, made, by), self._saved, self._refused)

    def _saved(self, done: Done[Kept]) -> None:
        office, parent, say = self.office, self._beneath, self.words.say
        self.accept()
        office.say(say("The closed days are saved"), (say("Undo"), lambda: ask_undo(office, done.entry_id, parent)))

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_busy(busy=False)
        self.set_error(say_beside(reasons, self.fields, self.words))
