"""The stocktake: all counts, or the one that goes on (product 2.7)."""

from functools import cached_property

from PySide6.QtWidgets import QStackedWidget

from loanmanager.domain.stocktaking import Scope, StocktakeState
from loanmanager.operations.done import Kind
from loanmanager.storage.search import StocktakeRow
from loanmanager.ui.office import Office
from loanmanager.ui.pages.page import Page
from loanmanager.ui.pages.stocktake.begin import Begin
from loanmanager.ui.pages.stocktake.counting import Counting
from loanmanager.ui.widgets.layout import Grow, column


class StocktakePage(Page):
    """Shows the counts, or goes on with the one of an id."""

    shows = frozenset({Kind.STOCKTAKES, Kind.DEVICES, Kind.LOANS, Kind.INCIDENTS, Kind.OFFICE})

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.begin = Begin(office)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.begin)
        self.setLayout(column(Grow(self._stack), space=0))
        self.begin.begun.connect(self.go_on)
        self.begin.chosen.connect(self._choose)

    @cached_property
    def counting(self) -> Counting:
        """The count that goes on, made when there is one: both together take too long for one press."""
        made = Counting(self.office)
        made.left.connect(self.show_all)
        self._stack.addWidget(made)
        return made

    @property
    def is_counting(self) -> bool:
        """Tell whether a count is shown."""
        return isinstance(self._stack.currentWidget(), Counting)

    def open(self, what: object = None) -> None:
        """Go on with a count by its id; else with the one that was shown, else show all."""
        if isinstance(what, int):
            self.go_on(what)
        elif self.is_counting:
            self.go_on(self.counting.count_id)
        else:
            self.show_all()

    def go_on(self, count_id: int) -> None:
        """Show a count, ready to scan."""
        self._stack.setCurrentWidget(self.counting)
        self.counting.show_count(count_id)

    def show_all(self) -> None:
        """Show the counts, and the form of another one."""
        self._stack.setCurrentWidget(self.begin)
        self.begin.reload()
        self.begin.site.setFocus()

    def _choose(self, row: StocktakeRow) -> None:
        if row.state is StocktakeState.OPEN:
            self.go_on(row.id)
        elif row.paper_id is not None:
            self.office.go("paper", row.paper_id)

    def reload(self) -> None:
        """Read again what is shown."""
        if self.is_counting:
            self.counting.reload()
        else:
            self.begin.reload()

    def state(self) -> object:
        """Return the count that goes on and its list, or what was chosen to be counted."""
        return (self.counting.count_id, self.counting.only) if self.is_counting else self.begin.scope()

    def put_back(self, state: object) -> None:
        """Show again what was shown."""
        match state:
            case (int(count_id), str(only)):
                self.counting.only = only
                self.go_on(count_id)
            case Scope():
                self.begin.put_back(state)
