"""A reset record: what was done, with what, and how one knows. It unlocks the device (product 2.8)."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loanmanager.domain.devices import Device
from loanmanager.domain.refusal import Refusal
from loanmanager.operations import caring
from loanmanager.operations.caring import Cared, CaredMany, Reset, ResetMany
from loanmanager.operations.done import Done
from loanmanager.sentences import of_refusals
from loanmanager.storage.search import ResetRow
from loanmanager.ui.office import Office
from loanmanager.ui.undo import ask_undo
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import column
from loanmanager.ui.widgets.suggest import Suggest


class ResetDialog(Dialog):
    """Method, tool, check and note, as the last device of the type was reset; Enter records, with whatever was typed.

    `more` are the ids and tags of others that were reset in the same way.
    """

    def __init__(
        self,
        office: Office,
        device: Device,
        last: ResetRow | None = None,
        *,
        more: Sequence[tuple[int, str]] = (),
        parent: QWidget,
    ) -> None:
        self.office, self.words, self._device, self._beneath = office, office.words, device, parent
        self._more = tuple(more)
        self._key = uuid4().hex
        say, opens = office.words.say, office.words.say("Show suggestions")
        methods = (say("System reset"), say("Erased and reinstalled"), say("Factory reset"), say("Accounts removed"))
        checks = (say("First start seen"), say("No account left"), say("No file left"))
        last = last or ResetRow(methods[0], "", checks[0])
        self._method = Suggest(methods, last.method, opens=opens)
        self._tool = entry(last.tool)
        self._verified = Suggest(checks, last.verified, opens=opens)
        self._note = entry()
        body = column(
            label(self._about(), "muted", wrap=True),
            Field(say("What was done"), self._method),
            Field(say("With what"), self._tool, say("optional")),
            Field(say("How you know"), self._verified),
            Field(say("Note"), self._note, say("optional")),
            space=12,
        )
        n = len(self._more) + 1
        words = say("Mark reset") if n == 1 else office.words.count("Mark {n} reset", "Mark {n} reset", n)
        super().__init__(say("Mark reset"), body, words, say("Cancel"), parent=parent, waits=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self.primary.setFocus()

    def _about(self) -> str:
        """Return which device it is, or all of them by their tags."""
        if not self._more:
            return f"{self._device.tag} · {self._device.make_model}"
        return self.words.list([self._device.tag, *(tag for _, tag in self._more)])

    def _save(self) -> None:
        method, tool, verified, note = (each.text() for each in (self._method, self._tool, self._verified, self._note))
        if self._more:
            ids = (self._device.id, *(id_ for id_, _ in self._more))
            all_ = ResetMany(ids, method, tool, verified, note, self._key)
            self.office.do(
                self, lambda store, by: caring.mark_many_reset(store, all_, by), self._saved_all, self._refused
            )
            return
        form = Reset(self._device.id, method, tool, verified, note, self._key)
        self.office.do(self, lambda store, by: caring.mark_reset(store, form, by), self._saved, self._refused)

    def _saved(self, done: Done[Cared]) -> None:
        self._tell(self.words.say("{tag} is reset and available", tag=done.result.tag), done.entry_id)

    def _saved_all(self, done: Done[CaredMany]) -> None:
        self._tell(
            self.words.count(
                "{n} device is reset and available", "{n} devices are reset and available", len(done.result.tags)
            ),
            done.entry_id,
        )

    def _tell(self, said: str, entry_id: int) -> None:
        office, beneath = self.office, self._beneath
        self.accept()
        office.say(said, (self.words.say("Undo"), lambda: ask_undo(office, entry_id, beneath)))

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        self.set_error(of_refusals(reasons, self.words))
