"""The step that asks who looks after the program here, and their PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtWidgets import QLineEdit

from loanmanager.operations import office as operations
from loanmanager.operations import signing_in
from loanmanager.ui.pages.first_start.step import Step
from loanmanager.ui.pages.settings.form import pair
from loanmanager.ui.pages.settings.typed import Typing, Value
from loanmanager.ui.widgets.fields import entry
from loanmanager.ui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loanmanager.operations.done import By, Done
    from loanmanager.operations.kept import Kept
    from loanmanager.storage.search import Store
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.settings.form import Keeping


class AdministratorStep(Step):
    """A name, and a PIN twice. Leaving it out keeps the name and asks nobody who they are."""

    key = "administrator"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        say = self.words.say
        self.name, self.pin, self.again = entry(), _secret(), _secret()
        self._has_pin = office.view.asks_pin
        pins = pair(
            self.field("new_pin", say("PIN or password"), self.pin, say("4 characters at least")),
            self.field("again", say("Once more"), self.again),
        )
        if self._has_pin:
            pins.hide()
        alone = say(
            "If you work here alone you may skip this. Then nobody signs in, and whoever sits at this computer may do "
            "everything, like you."
        )
        others = say("You give the others their names, roles and PINs later, under Settings, Staff.")
        told = say("You have a PIN already.") if self._has_pin else alone
        self.lay_out(
            self.field("staff", say("Your name"), self.name, say("papers say who served")),
            pins,
            label(others, "muted", wrap=True),
            label(told, "muted", wrap=True),
        )
        self.fields = {name: self.fields[name] for name in ("staff", "new_pin", "again")}
        self.typing = Typing({"staff": self.name, "new_pin": self.pin, "again": self.again})

    @property
    def why(self) -> str:
        """Return why this is asked."""
        return self.words.say(
            "The history keeps who lent what, and not everybody should change the rules: people sign in with a PIN."
        )

    def stored(self) -> Mapping[str, Value]:
        """Return the name of whoever is there; a PIN is never shown."""
        return {"staff": self.office.staff_name}

    def lacking(self) -> dict[str, str]:
        """Ask for the name, and for the same PIN twice."""
        say, found = self.words.say, {}
        if not self.name.text().strip():
            found["staff"] = say("Papers say who served: write a name.")
        if self._has_pin:
            return found
        if not self.pin.text():
            found["new_pin"] = say("Choose a PIN or password, or skip this step if you work here alone.")
        elif self.pin.text() != self.again.text():
            found["again"] = say("This is not the same PIN. Type it once more.")
        return found

    def keeping(self) -> Keeping | None:
        """Return what keeps the name, and then the PIN."""
        name, pin, key = self.name.text().strip(), self.pin.text(), uuid4().hex

        def keep(store: Store, by: By) -> Done[Kept]:
            done = operations.rename_staff(store, by.staff_id or 0, name, by)
            if not self._has_pin:
                signing_in.set_pin(store, "", pin, by, idem=key)
            return done

        return keep

    def leave_out(self) -> None:
        """Keep the name all the same where one was typed."""
        name = self.name.text().strip()
        for each in (self.pin, self.again):
            each.clear()
        if name and name != self.office.staff_name:
            self.office.do(
                self,
                lambda store, by: operations.rename_staff(store, by.staff_id or 0, name, by),
                lambda _: self._pass(left_out=True),
                self._refused,
            )
        else:
            super().leave_out()


def _secret() -> QLineEdit:
    made = entry()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
