"""Which fields of a device, and of the line in it, are edited in place, and how each is shown and read."""

from datetime import date

from loanmanager import sentences
from loanmanager.domain.devices import Condition, LineState
from loanmanager.i18n import Words
from loanmanager.ui.office import Office
from loanmanager.ui.pages.edit_lines import EditLine
from loanmanager.ui.reading import read_day, read_money, show_money


def device_lines(office: Office) -> tuple[EditLine, ...]:
    """Return the fields of a device in the order of the page."""
    words, currency = office.words, office.view.office.currency
    amount = words.say("Write an amount like 450.00.")
    sites = (("", words.say("No site")), *((str(site.id), site.name) for site in office.view.sites))
    conditions = tuple((each.value, sentences.of_condition(each, words)) for each in Condition)

    def money(cents: int | None) -> str:
        return show_money(cents, currency, words)

    return (
        _text("serial", words),
        EditLine("condition", _caption("condition", words), str, Condition, conditions),
        EditLine(
            "site_id", _caption("site_id", words), lambda id_: str(id_ or ""), lambda t: int(t) if t else None, sites
        ),
        _text("shelf", words),
        _text("system", words),
        _text("funding", words),
        EditLine("replacement_cost", _caption("replacement_cost", words), money, read_money, wrong=amount),
        _text("notes", words),
        _text("tag", words, folded=True),
        _text("make", words, folded=True),
        _text("model", words, folded=True),
        _text("mac", words, folded=True),
        _day("bought_on", office, _caption("bought_on", words), future=False, folded=True),
        EditLine("price", _caption("price", words), money, read_money, folded=True, wrong=amount),
        _day("warranty_end", office, _caption("warranty_end", words), folded=True),
    )


def line_lines(office: Office) -> tuple[EditLine, ...]:
    """Return the fields of a line and the IMEI beside it; those of the line are dotted, not being the device's own."""
    words = office.words
    states = tuple((each.value, sentences.of_line_state(each, words).capitalize()) for each in LineState)
    return (
        EditLine("line.carrier", words.say("Carrier")),
        EditLine("line.iccid", words.say("SIM")),
        EditLine("line.number", words.say("Line number")),
        EditLine("line.plan", words.say("Plan")),
        _day("line.plan_end", office, words.say("Plan ends")),
        EditLine("line.state", words.say("State"), str, LineState, states),
        _text("imei", words),
    )


def _caption(name: str, words: Words) -> str:
    return sentences.of_field(name, words)


def _text(name: str, words: Words, *, folded: bool = False) -> EditLine:
    return EditLine(name, _caption(name, words), folded=folded)


def _day(name: str, office: Office, caption: str, *, future: bool = True, folded: bool = False) -> EditLine:
    """Return a date's line; without a year it is the next such day, or the last if not `future`."""
    words = office.words

    def show(day: date | None) -> str:
        return words.short_day(day) if day else ""

    def read(text: str) -> date | None:
        found = read_day(text, office.today, future=future) if text.strip() else None
        if text.strip() and found is None:
            raise ValueError(text)
        return found

    wrong = words.say("Write a date like {example}.", example=office.today.isoformat())
    return EditLine(name, caption, show, read, folded=folded, wrong=wrong)
