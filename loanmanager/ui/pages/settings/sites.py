"""Sites and the days on which they are open: due dates fall on open days only."""

from itertools import groupby

from PySide6.QtWidgets import QApplication, QWidget

from loanmanager.domain.office import WEEK, Closure, Site
from loanmanager.i18n import Words
from loanmanager.operations import closing
from loanmanager.ui.history_words.policies import DAYS
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.closures import ClosureDialog, ClosureLine
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.pages.settings.site_dialogs import SiteDialog, week
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import label
from loanmanager.ui.widgets.layout import Grow, column, holder, line, refill, row


class SitesSection(Section):
    """A line for each site and each closure, with the buttons that add one."""

    def __init__(self, office: Office) -> None:
        say = office.words.say
        super().__init__(
            office, say("Sites and open days"), say("Due dates made from now on fall on the next open day.")
        )
        self._shown: object = None
        self._sites, self._closures = column(space=12), column(space=8)
        add = button(say("Add a site"), icon="plus")
        add.clicked.connect(lambda: SiteDialog(office, None, parent=self).open())
        close = button(say("Add closed days"), icon="plus")
        close.clicked.connect(lambda: ClosureDialog(office, parent=self).open())
        office.allow("office", add)
        office.allow("closed_days", close)
        body = column(
            label(say("Sites"), "section"),
            self._sites,
            row(add, None),
            line(),
            label(say("Closed days"), "section"),
            self._closures,
            row(close, None),
            *self.history(DAYS),
            space=12,
        )
        self.lay_out(holder(body), saves=False)
        self.show_values()

    def show_values(self) -> None:
        """Show the sites and closures, unless they are shown already: the focus would be lost."""
        self.show_history()
        today = self.office.today
        sites, closures = self.office.view.sites, tuple(e for e in self.office.view.closures if e.last >= today)
        now = sites, tuple((each, each.id) for each in closures)
        if self._shown == now:
            return
        self._shown = now
        refill(self._sites, *(self._site(each) for each in sites))
        self._show_closures(closures)

    def _show_closures(self, closures: tuple[Closure, ...]) -> None:
        """Show a line for each closure, under its year; whoever worked through them by keys goes on where they were."""
        before = [each for each in self.findChildren(ClosureLine) if not each.isHidden()]
        focused = QApplication.focusWidget()
        at = next((n for n, each in enumerate(before) if focused and each.isAncestorOf(focused)), None)
        lines = [ClosureLine(self.office, each) for each in closures]
        shown: list[QWidget] = []
        for year, of_year in groupby(lines, key=lambda each: each.year):
            shown += [label(str(year), "strong"), *of_year]
        none = self.words.say("None to come. Choose whose holidays a site keeps, so that nothing is due on one.")
        refill(self._closures, *(shown or [label(none, "muted", wrap=True)]))
        if at is not None and lines:
            lines[min(at, len(lines) - 1)].take_focus()

    def _site(self, site: Site) -> QWidget:
        say = self.words.say
        edit = button(say("Edit"), "link", says=say("Edit {site}", site=site.name), flush="right")
        edit.clicked.connect(lambda: SiteDialog(self.office, site, parent=self).open())
        self.office.allow("office", edit)
        days = days_words(site.open_days, self.words)
        days = days[:1].upper() + days[1:]  # French days are written small, but not where a line begins
        about = [" · ".join(part for part in (days, site.hours) if part)]
        about += [" · ".join(part for part in (", ".join(site.address.splitlines()), site.phone) if part)]
        region = closing.regions().get(site.region)
        about += [say("Holidays of {region}", region=region.in_(self.words.language))] if region else []
        lines = [label(each, "muted", wrap=True) for each in about if each]
        return holder(row(Grow(column(label(site.name, "strong", wrap=True), *lines, space=2)), edit))


def days_words(days: frozenset[int], words: Words) -> str:
    """Return weekdays as people say them: every day, Monday to Friday, Monday, Wednesday and Friday."""
    if days == WEEK:
        return words.say("Every day")
    names, order = week(words), sorted(days)
    unbroken = len(order) > 2 and order == list(range(order[0], order[-1] + 1))  # noqa: PLR2004 (two are a list)
    if unbroken:
        return words.say("{first} to {last}", first=names[order[0] - 1], last=names[order[-1] - 1])
    return words.list([names[at - 1] for at in order])
