"""Choosing which papers are printed or kept together: of some loans, of a day, of a programme, or yet to be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from loanmanager.domain.papers import PaperKind
from loanmanager.i18n import local_time
from loanmanager.storage import search
from loanmanager.storage.search import Pile, PileRow
from loanmanager.ui.dialogs.papers import PapersDialog
from loanmanager.ui.papers import kind_words
from loanmanager.ui.reading import read_day
from loanmanager.ui.widgets.columns import Column
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, fixed, row
from loanmanager.ui.widgets.list_view import ListView
from loanmanager.ui.widgets.lists import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from loanmanager.ui.office import Office

_LIST_HEIGHT = 32 + 6 * 36 + 4  # px at 100 %: a header and six papers
_AGREEMENTS = (PaperKind.AGREEMENT, PaperKind.ADDENDUM)
_KINDS = {"agreements": _AGREEMENTS, "receipts": (PaperKind.RECEIPT,), "all": (*_AGREEMENTS, PaperKind.RECEIPT)}


class PrintManyDialog(Dialog):
    """Shows what would be printed before anything is drawn. With loans, theirs are proposed, else those of today.

    `which` proposes others: day, to_sign or programme.
    """

    def __init__(self, office: Office, loan_ids: Sequence[int] = (), *, which: str = "", parent: QWidget) -> None:
        self.office, self.words, self._beneath, self._loans = office, office.words, parent, tuple(loan_ids)
        self._listed: Pile | None = None
        say = office.words.say
        self.which = Combo(self._whiches(), which, says=say("Whose papers"))
        self.which.chosen.connect(lambda _: self._changed())
        kinds = (("agreements", say("Agreements and addenda")), ("receipts", say("Receipts")), ("all", say("Both")))
        self.kind = Combo(kinds, says=say("Which papers"))
        self.kind.chosen.connect(lambda _: self._changed())
        self.programme = Combo(says=say("Programme"))
        self.programme.chosen.connect(lambda _: self._changed())
        today = office.today
        self.day = DateField(
            today,
            show=self.words.day,
            read=lambda text: read_day(text, today, future=False),
            most=today,
            calendar=say("Calendar"),
        )
        self.day.changed.connect(lambda _: self._changed())
        self.day.unreadable.connect(self._not_a_date)
        self._day_field, self._programme_field = (
            Field(say("Made on"), self.day),
            Field(say("Programme"), self.programme),
        )
        self._told = label("", "muted", wrap=True)
        self.rows: Rows[PileRow] = Rows(self._columns(), lambda each: each.id)
        self.list = fixed(ListView(self.rows, say("Papers to print")), height=_LIST_HEIGHT)
        self._build()

    def _build(self) -> None:
        say = self.words.say
        choice = row(
            Grow(Field(say("Whose papers"), self.which), 3),
            Grow(self._day_field, 2),
            Grow(self._programme_field, 2),
            Grow(Field(say("Which papers"), self.kind), 2),
            space=12,
        )
        body = column(choice, self._told, self.list, space=12)
        super().__init__(
            say("Print many papers"),
            body,
            say("Draw them"),
            say("Cancel"),
            key_words=say("Ctrl+Enter"),
            parent=self._beneath,
            width=720,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._draw)
        self.office.ask(self, search.programmes_out, self._offer)
        self._changed()

    def _whiches(self) -> list[tuple[str, str]]:
        say, count = self.words.say, self.words.count
        chosen = [("loans", count("{n} chosen loan", "{n} chosen loans", len(self._loans)))] if self._loans else []
        return [
            *chosen,
            ("day", say("Made on one day")),
            ("to_sign", say("Out, and still to be signed")),
            ("programme", say("Out, of one programme")),
        ]

    def _columns(self) -> Sequence[Column[PileRow]]:
        say, words, today = self.words.say, self.words, self.office.today
        return (
            Column(say("Number"), "mono", 112, lambda r: r.number, key="number"),
            Column(say("Client"), "strong", 0, lambda r: r.name, key="client"),
            Column(say("Paper"), "text", 128, lambda r: kind_words(r.kind, words), key="kind"),
            Column(
                say("Made on"),
                "muted",
                112,
                lambda r: words.day(local_time(r.made_at).date(), today),
                priority=1,
                key="made",
            ),
        )

    # Showing

    def _offer(self, programmes: Sequence[tuple[str, int]]) -> None:
        self.programme.set_options([(name, name) for name, _ in programmes])
        self._changed()

    def pile(self) -> Pile:
        """Return what is asked for."""
        which, kinds = self.which.value(), _KINDS[self.kind.value()]
        return Pile(
            kinds,
            loans=self._loans if which == "loans" else None,
            day=self.day.value() if which == "day" else None,
            programme=self.programme.value() if which == "programme" else "",
            to_sign=which == "to_sign",
        )

    def _changed(self) -> None:
        """Read which papers these are."""
        which, pile = self.which.value(), self.pile()
        self._day_field.set_error("")
        self._day_field.setVisible(which == "day")
        self._programme_field.setVisible(which == "programme")
        nothing = (which == "day" and pile.day is None) or (which == "programme" and not pile.programme)
        if nothing:
            self._show((), None)
        else:
            self.office.ask(
                self, lambda store: search.pile_of(store, pile), lambda rows: self._show(rows, pile), key="pile"
            )

    def _show(self, rows: Sequence[PileRow], pile: Pile | None) -> None:
        if pile is not None and pile != self.pile():
            return  # something else was chosen meanwhile
        words, self._listed = self.words, pile
        self.rows.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._told.setText("" if rows else words.say("There are no such papers. Choose others above."))
        self._told.setVisible(not rows)
        self.primary.set_words(
            words.count("Draw {n} paper", "Draw {n} papers", len(rows)) if rows else words.say("Draw them")
        )
        self.primary.setEnabled(bool(rows))

    def _not_a_date(self, _typed: str) -> None:
        self._day_field.set_error(self.words.say("This is not a date."))

    def check(self) -> bool:
        """See that what would be drawn has been on screen."""
        return self.day.settle() and self._listed == self.pile()

    # Drawing

    def _name(self) -> str:
        """Return the name of the file."""
        say, pile = self.words.say, self.pile()
        kinds = {"agreements": say("Agreements"), "receipts": say("Receipts"), "all": say("Papers")}
        named = pile.programme or (pile.day or self.office.today).isoformat()
        return f"{kinds[self.kind.value()]} {named}"

    def _draw(self) -> None:
        rows = [each for at in range(self.rows.rowCount()) if (each := self.rows.row(at))]
        title = self.words.count("{n} paper", "{n} papers", len(rows))
        PapersDialog(self.office, [each.id for each in rows], title, self._name(), parent=self._beneath).open()
