"""Which fields of a device, and of the line in it, are edited in place, and how each is shown and read."""

from collections.abc import Callable
from datetime import date
from typing import Any

from loanmanager import sentences
from loanmanager.domain.devices import Condition, LineState
from loanmanager.i18n import Words
from loanmanager.ui.office import Office
from loanmanager.ui.pages.edit_lines import EditLine
from loanmanager.ui.reading import read_day, read_money, show_money


def device_lines(office: Office) -> tuple[EditLine, ...]:
    """Return the fields of a device in the order of the page."""
    words, currency = office.words, office.view.office.currency
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
        EditLine("replacement_cost", _caption("replacement_cost", words), money, read_money),
        _text("notes", words),
        _text("tag", words, folded=True),
        _text("make", words, folded=True),
        _text("model", words, folded=True),
        _text("imei", words, folded=True),
        _text("mac", words, folded=True),
        _text("funding", words, folded=True),
        _day("bought_on", office),
        EditLine("price", _caption("price", words), money, read_money, folded=True),
        _day("warranty_end", office),
    )


def line_lines(office: Office) -> tuple[EditLine, ...]:
    """Return the fields of a line; their names are dotted, because they are the line's, not the device's."""
    words = office.words
    states = tuple((each.value, sentences.of_line_state(each, words)) for each in LineState)
    return (
        EditLine("line.carrier", words.say("Carrier")),
        EditLine("line.iccid", words.say("SIM")),
        EditLine("line.number", words.say("Line number")),
        EditLine("line.plan", words.say("Plan")),
        EditLine("line.plan_end", words.say("Plan ends"), _show_day(words), _read_day(office)),
        EditLine("line.state", words.say("State"), str, LineState, states),
    )


def _caption(name: str, words: Words) -> str:
    return sentences.of_field(name, words)


def _text(name: str, words: Words, *, folded: bool = False) -> EditLine:
    return EditLine(name, _caption(name, words), folded=folded)


def _day(name: str, office: Office) -> EditLine:
    return EditLine(name, _caption(name, office.words), _show_day(office.words), _read_day(office), folded=True)


def _show_day(words: Words) -> Callable[[Any], str]:
    return lambda day: words.short_day(day) if day else ""


def _read_day(office: Office) -> Callable[[str], date | None]:
    def read(text: str) -> date | None:
        found = read_day(text, office.today) if text.strip() else None
        if text.strip() and found is None:
            raise ValueError(text)
        return found

    return read
