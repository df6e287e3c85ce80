"""A new kit: what it is called, and what replacing all of it costs. Its devices are scanned in afterwards (product 2.4)."""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.names import Label
from loanmanager.domain.refusal import Refusal
from loanmanager.operations import kits
from loanmanager.operations.done import Done
from loanmanager.operations.inventory import Saved
from loanmanager.operations.kits import NewKit
from loanmanager.sentences import of_field, of_refusal
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_money
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.layout import Grow, column, row


class KitDialog(Dialog):
    """Adds an empty kit and tells its id."""

    def __init__(self, office: Office, *, parent: QWidget, added: Callable[[int], None]) -> None:
        self.office, self.words, self._added, self._key = office, office.words, added, uuid4().hex
        say = office.words.say
        self._en, self._fr, self._tag, self._cost = entry(), entry(), entry(), entry()
        self._fields = {
            "name": Field(say("Name in English"), self._en),
            "name_fr": Field(say("Name in French"), self._fr),
            "tag": Field(of_field("tag", self.words), self._tag, say("empty: {prefix}-… is made", prefix="KIT")),
            "cost": Field(say("Price of the whole kit"), self._cost, say("empty: its devices added up")),
        }
        body = column(
            row(Grow(self._fields["name"]), Grow(self._fields["name_fr"]), space=12),
            row(Grow(self._fields["tag"]), Grow(self._fields["cost"]), space=12),
            space=12,
        )
        super().__init__(say("Add a kit"), body, say("Add the kit"), say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        (self._fr if self.words.language == "fr" else self._en).setFocus()

    def check(self) -> bool:
        """See that the price is an amount."""
        for each in self._fields.values():
            each.set_error("")
        try:
            read_money(self._cost.text())
        except ValueError:
            self._fields["cost"].set_error(self.words.say("Write an amount like 450.00."))
            self._cost.setFocus()
            return False
        return True

    def _save(self) -> None:
        name = Label(self._en.text().strip(), self._fr.text().strip())
        form = NewKit(name, self._tag.text(), read_money(self._cost.text()), idem=self._key)
        self.office.do(self, lambda store, by: kits.make_kit(store, form, by), self._saved, self._refused)

    def _saved(self, done: Done[Saved]) -> None:
        self.office.say(self.words.say("Kit {tag} added. Scan the devices that belong to it.", tag=done.result.name))
        self.accept()
        self._added(done.result.id)

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        rest = []
        for reason in reasons:
            field = self._fields.get(str(getattr(reason, "field", "")))
            if field:
                field.set_error(of_refusal(reason, self.words))
                field.setFocus()
            else:
                rest.append(of_refusal(reason, self.words))
        self.set_error(" ".join(rest))
