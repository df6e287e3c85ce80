"""Which fields of a device, and of the line in it, are edited in place, and how each is shown and read."""

from loanmanager import sentences
from loanmanager.domain.devices import Condition
from loanmanager.i18n import Words
from loanmanager.ui.office import Office
from loanmanager.ui.pages.day_line import day_line
from loanmanager.ui.pages.edit_lines import EditLine
from loanmanager.ui.reading import read_money, show_money


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
        day_line("bought_on", _caption("bought_on", words), office, future=False, folded=True),
        EditLine("price", _caption("price", words), money, read_money, folded=True, wrong=amount),
        day_line("warranty_end", _caption("warranty_end", words), office, folded=True),
    )


def line_lines(office: Office) -> tuple[EditLine, ...]:
    """Return the fields of a line and the IMEI beside it; those of the line are dotted, not being the device's own.

    A line's state is changed on its own page, where the carrier's reference is kept.
    """
    words = office.words
    return (
        EditLine("line.carrier", words.say("Carrier")),
        EditLine("line.iccid", words.say("SIM")),
        EditLine("line.number", words.say("Line number")),
        EditLine("line.plan", words.say("Plan")),
        day_line("line.plan_end", words.say("Plan ends"), office),
        _text("imei", words),
    )


def _caption(name: str, words: Words) -> str:
    return sentences.of_field(name, words)


def _text(name: str, words: Words, *, folded: bool = False) -> EditLine:
    return EditLine(name, _caption(name, words), folded=folded)
