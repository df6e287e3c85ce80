"""A device type: names, tag prefix, lending rules, standard parts, questions at return (product 2.1)."""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from loanmanager.domain.devices import DeviceType, Part, TypePart
from loanmanager.domain.names import Label
from loanmanager.domain.refusal import Refusal
from loanmanager.operations import inventory
from loanmanager.operations.done import Done
from loanmanager.operations.inventory import Saved
from loanmanager.sentences import of_refusal
from loanmanager.ui.dialogs.parts import PartList
from loanmanager.ui.office import Office
from loanmanager.ui.reading import read_money, show_money
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.fields import Field, entry, note
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, row


class TypeDialog(Dialog):
    """Adds a type, or edits one. Loans that are out stay as they were made."""

    def __init__(self, office: Office, kind: DeviceType | None, *, parent: QWidget) -> None:
        self.office, self.words = office, office.words
        self._kind = kind or DeviceType(0, "", Label(""), "")
        self._key = uuid4().hex
        self._fields: dict[str, Field] = {}
        say = office.words.say
        title = say("Edit a type") if kind else say("Add a type")
        super().__init__(title, self._body_of(), say("Keep"), say("Cancel"), parent=parent, waits=True, width=640)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.confirmed.connect(self._save)
        self._en.setFocus()

    def _body_of(self) -> QWidget:
        kind, say, currency = self._kind, self.words.say, self.office.view.office.currency
        self._en, self._fr, self._prefix = entry(kind.name.en), entry(kind.name.fr), entry(kind.prefix)
        self._days = entry("" if kind.loan_days is None else str(kind.loan_days))
        self._renewals = entry("" if kind.renewals is None else str(kind.renewals))
        self._gap = entry(str(kind.gap_days or ""))
        self._cost = entry(show_money(kind.replacement_cost, currency, self.words))
        parts = [Part(0, each.name, each.cost) for each in kind.parts]
        self._parts = PartList(parts, self.words, currency, with_state=False)
        lines = "\n".join(f"{each.en} | {each.fr}" if each.fr else each.en for each in kind.questions)
        self._questions = note(lines, say("Turns on? | S’allume?"), says=say("Questions at return"))
        policy = say("empty: the policy’s")
        return holder(
            column(
                row(
                    self._field("name", say("Name in English"), self._en),
                    self._field("name_fr", say("Name in French"), self._fr),
                    space=12,
                ),
                row(
                    self._field("prefix", say("Tag prefix"), self._prefix),
                    self._field("cost", say("Replacement cost"), self._cost),
                    space=12,
                ),
                row(
                    self._field("loan_days", say("Days of a loan"), self._days, policy),
                    self._field("renewals", say("Renewals"), self._renewals, policy),
                    space=12,
                ),
                row(
                    self._field("gap_days", say("Days between two loans"), self._gap, say("empty: none")),
                    Grow(QWidget()),
                    space=12,
                ),
                self._ticks(),
                label(say("Standard parts"), "section"),
                self._parts,
                Field(say("Questions at return"), self._questions, say("one a line, English | French")),
                space=12,
            )
        )

    def _field(self, name: str, caption: str, control: QWidget, hint: str = "") -> Grow:
        self._fields[name] = Field(caption, control, hint)
        return Grow(self._fields[name])

    def _ticks(self) -> QWidget:
        say, kind = self.words.say, self._kind
        self._reset = _tick(say("Reset before the next loan"), on=kind.needs_reset)
        self._check = _tick(say("Check after each return"), on=kind.needs_check)
        self._gives = _tick(say("Gives internet access"), on=kind.gives_internet)
        self._uses = _tick(say("Reaches the internet"), on=kind.uses_internet)
        care, internet = Flow(self._reset, self._check, across=20), Flow(self._gives, self._uses, across=20)
        return holder(column(care, internet, space=0))

    # Reading what was typed

    def check(self) -> bool:
        """See that numbers are numbers and costs amounts."""
        whole = self.words.say("Write a whole number, or nothing.")
        amount = self.words.say("Write an amount like 450.00.")
        fine = [
            self._reads("loan_days", self._days, _number, whole),
            self._reads("renewals", self._renewals, _number, whole),
            self._reads("gap_days", self._gap, _number, whole),
            self._reads("cost", self._cost, read_money, amount),
        ]
        return all(fine) and self._parts.parts() is not None

    def _reads(self, name: str, control: QLineEdit, read: Callable[[str], object], wrong: str) -> bool:
        try:
            read(control.text())
        except ValueError:
            self._fields[name].set_error(wrong)
            return False
        self._fields[name].set_error("")
        return True

    def _made(self) -> DeviceType:
        kind = self._kind
        parts = tuple(TypePart(each.name, each.cost) for each in self._parts.parts() or ())
        return DeviceType(
            id=kind.id,
            key=kind.key,
            name=Label(self._en.text().strip(), self._fr.text().strip()),
            prefix=self._prefix.text().strip().upper(),
            icon=kind.icon,
            loan_days=_number(self._days.text()),
            renewals=_number(self._renewals.text()),
            gap_days=_number(self._gap.text()) or 0,
            needs_reset=self._reset.isChecked(),
            needs_check=self._check.isChecked(),
            gives_internet=self._gives.isChecked(),
            uses_internet=self._uses.isChecked(),
            replacement_cost=read_money(self._cost.text()),
            parts=parts,
            questions=_labels(self._questions.toPlainText()),
            active=kind.active,
        )

    def _save(self) -> None:
        made, key = self._made(), self._key
        self.office.do(
            self, lambda store, by: inventory.save_type(store, made, by, idem=key), self._saved, self._refused
        )

    def _saved(self, done: Done[Saved]) -> None:  # noqa: ARG002 (what an operation hands over)
        self.accept()
        self.office.say(self.words.say("The type is saved"))

    def _refused(self, reasons: tuple[Refusal, ...]) -> None:
        rest = []
        for reason in reasons:
            field = self._fields.get(str(getattr(reason, "field", "")))
            if field:
                field.set_error(of_refusal(reason, self.words))
            else:
                rest.append(of_refusal(reason, self.words))
        self.set_error(" ".join(rest))


def _tick(words: str, *, on: bool) -> QCheckBox:
    made = QCheckBox(words)
    made.setChecked(on)
    return made


def _number(text: str) -> int | None:
    """Return a typed whole number, None for an empty field; ValueError for anything else."""
    if not text.strip():
        return None
    found = int(text)
    if found < 0:
        raise ValueError(text)
    return found


def _labels(text: str) -> tuple[Label, ...]:
    """Return one label for each line of `English | French`."""
    pairs = (line.partition("|") for line in text.splitlines() if line.strip())
    return tuple(Label(en.strip() or fr.strip(), fr.strip()) for en, _, fr in pairs)
