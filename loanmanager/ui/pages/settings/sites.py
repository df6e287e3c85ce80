"""Sites and the days on which they are open: due dates fall on open days only."""

from PySide6.QtWidgets import QWidget

from loanmanager.domain.office import WEEK, Closure, Site
from loanmanager.i18n import Words
from loanmanager.ui.office import Office
from loanmanager.ui.pages.settings.section import Section
from loanmanager.ui.pages.settings.site_dialogs import ClosureDialog, SiteDialog, week
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
        self._shown: tuple[tuple[Site, ...], tuple[Closure, ...]] | None = None
        self._sites, self._closures = column(space=12), column(space=8)
        add = button(say("Add a site"), icon="plus")
        add.clicked.connect(lambda: SiteDialog(office, None, parent=self).open())
        close = button(say("Add closed days"), icon="plus")
        close.clicked.connect(lambda: ClosureDialog(office, parent=self).open())
        body = column(
            label(say("Sites"), "section"),
            self._sites,
            row(add, None),
            line(),
            label(say("Closed days"), "section"),
            self._closures,
            row(close, None),
            space=12,
        )
        self.lay_out(holder(body), saves=False)
        self.show_values()

    def show_values(self) -> None:
        """Show the sites and closures, unless they are shown already: the focus would be lost."""
        sites, closures = self.office.view.sites, self.office.view.rules.open_days.closures
        if self._shown == (sites, closures):
            return
        self._shown = sites, closures
        none = self.words.say("None yet. Add holidays, so that nothing is due on one.")
        refill(self._sites, *(self._site(each) for each in sites))
        refill(self._closures, *([self._closure(each) for each in closures] or [label(none, "muted", wrap=True)]))

    def _site(self, site: Site) -> QWidget:
        say = self.words.say
        edit = button(say("Edit"), "link", says=say("Edit {site}", site=site.name), flush="right")
        edit.clicked.connect(lambda: SiteDialog(self.office, site, parent=self).open())
        days = days_words(site.open_days, self.words)
        days = days[:1].upper() + days[1:]  # French days are written small, but not where a line begins
        about = [" · ".join(part for part in (days, site.hours) if part)]
        about += [" · ".join(part for part in (", ".join(site.address.splitlines()), site.phone) if part)]
        lines = [label(each, "muted", wrap=True) for each in about if each]
        return holder(row(Grow(column(label(site.name, "strong", wrap=True), *lines, space=2)), edit))

    def _closure(self, closure: Closure) -> QWidget:
        words = self.words
        first, last = words.short_day(closure.first), words.short_day(closure.last)
        days = first if closure.first == closure.last else words.say("{first} to {last}", first=first, last=last)
        return holder(row(label(days), Grow(label(closure.name, "muted", wrap=True)), space=16))


def days_words(days: frozenset[int], words: Words) -> str:
    """Return weekdays as people say them: every day, Monday to Friday, Monday, Wednesday and Friday."""
    if days == WEEK:
        return words.say("Every day")
    names, order = week(words), sorted(days)
    unbroken = len(order) > 2 and order == list(range(order[0], order[-1] + 1))  # noqa: PLR2004 (two are a list)
    if unbroken:
        return words.say("{first} to {last}", first=names[order[0] - 1], last=names[order[-1] - 1])
    return words.list([names[at - 1] for at in order])
