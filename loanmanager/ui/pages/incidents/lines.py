"""Which fields of an incident are followed up in place, and how each is shown and read."""

from loanmanager.sentences import of_field
from loanmanager.ui.office import Office
from loanmanager.ui.pages.day_line import day_line
from loanmanager.ui.pages.edit_lines import EditLine
from loanmanager.ui.reading import read_money, show_money


def incident_lines(office: Office) -> tuple[EditLine, ...]:
    """Return the fields of an incident in the order of the page."""
    words, currency = office.words, office.view.office.currency
    keeps = words.say("Ctrl+Enter keeps, Esc puts back")

    def money(cents: int | None) -> str:
        return show_money(cents, currency, words)

    return (
        day_line("happened_on", words.say("When"), office, future=False),
        EditLine("place", words.say("Where"), several=True, keeps=keeps),
        EditLine("police_number", of_field("police_number", words)),
        EditLine("cost", words.say("Cost"), money, read_money, wrong=words.say("Write an amount like 450.00.")),
        EditLine("note", words.say("What they say"), several=True, keeps=keeps),
        EditLine("follow_up", of_field("follow_up", words), several=True, keeps=keeps),
        day_line("follow_up_on", of_field("follow_up_on", words), office),
    )
