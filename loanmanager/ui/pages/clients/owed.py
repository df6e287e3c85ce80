"""What a client is asked to pay and which incidents are open, on the client's page; and the letter that all is returned."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loanmanager.domain.incidents import Charge
from loanmanager.operations import care_papers
from loanmanager.sentences.happened import of_kind
from loanmanager.storage import search
from loanmanager.storage.search import IncidentRow, Store
from loanmanager.ui.icons import Icon
from loanmanager.ui.office import Office
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, column, holder, line, refill, row


@dataclass(frozen=True, slots=True)
class _Found:
    charges: tuple[Charge, ...]
    incidents: tuple[IncidentRow, ...]


class Owed(QWidget):
    """Two sections that are there only when there is something in them."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.words = office, office.words
        self._client_id = 0
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._place)

    def show_client(self, client_id: int) -> None:
        """Read and show what is open about a client."""
        if client_id != self._client_id:
            refill(self._place)
        self._client_id = client_id

        def question(store: Store) -> _Found:
            return _Found(search.charges_of(store, client_id), search.incidents_of_client(store, client_id))

        self.office.ask(self, question, partial(self._show, client_id), key="owed")

    def _show(self, client_id: int, found: _Found) -> None:
        if client_id != self._client_id:
            return
        words, parts = self.words, []
        if found.charges:
            currency = self.office.view.office.currency
            total = words.money(sum(each.amount for each in found.charges), currency)
            title = words.say("Open charges: {amount}", amount=total)
            parts.append(self._section(title, [self._charge(each, currency) for each in found.charges]))
        if found.incidents:
            parts.append(self._section(words.say("Incidents"), [self._incident(each) for each in found.incidents]))
        refill(self._place, *parts)

    def _section(self, title: str, rows: list[QWidget]) -> QWidget:
        return holder(column(6, label(title, "section"), *rows, 6, line(), space=4))

    def _charge(self, charge: Charge, currency: str) -> QWidget:
        words = self.words
        late = charge.incident_id is None
        what = words.say("Late return of {tag}", tag=charge.what) if late else charge.what
        amount = words.money(charge.amount, currency)
        settle = button(words.say("Settle"), "link", flush="right", says=words.say("Settle {amount}", amount=amount))
        settle.clicked.connect(partial(self._settle, charge))
        self.office.allow("charges", settle)
        return holder(
            row(Icon("circle-dollar-sign", "todo", 16), label(amount, "strong"), Grow(Elided(what)), settle, space=8)
        )

    def _incident(self, incident: IncidentRow) -> QWidget:
        kind, what = of_kind(incident.kind, self.words), incident.named(self.words.language)
        said = " · ".join(part for part in (kind, incident.tag, what) if part)
        opens = button(incident.number, "link", flush="right")
        opens.clicked.connect(partial(self.office.go, "incidents", incident.id))
        return holder(row(Icon("triangle-alert", "todo", 16), Grow(Elided(said)), opens, space=8))

    def _settle(self, charge: Charge) -> None:
        from loanmanager.ui.dialogs.decide import SettleDialog

        SettleDialog(self.office, charge, parent=self).open()

    def make_letter(self) -> None:
        """Make the clearance letter, or say what speaks against it."""
        client_id = self._client_id
        self.office.do(
            self,
            lambda store, by: care_papers.make_clearance(store, client_id, by),
            lambda done: self.office.go("paper", done.result.paper_id),
        )
