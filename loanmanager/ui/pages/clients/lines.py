"""Which fields of a client are edited in place, and how each is shown and read."""

import re

from loanmanager.i18n import language_names
from loanmanager.sentences import of_field
from loanmanager.ui.office import Office
from loanmanager.ui.pages.day_line import day_line
from loanmanager.ui.pages.edit_lines import EditLine


def client_lines(office: Office) -> tuple[EditLine, ...]:
    """Return the fields of a client in the order of the page."""
    say = office.words.say
    sizes = (("", say("Ordinary print")), ("large", say("Large print")))
    return (
        EditLine("phones", of_field("phones", office.words), ", ".join, _several),
        _text("email", office),
        _text("address", office, several=True),
        EditLine("language", say("Papers"), str, str, language_names(office.view.paper_languages)),
        EditLine("large_print", say("Print"), lambda large: "large" if large else "", bool, sizes),
        _text("counsellor", office),
        EditLine(
            "programmes",
            of_field("programmes", office.words),
            ", ".join,
            _several,
        ),
        _text("notes", office, several=True),
        _text("family_name", office, folded=True),
        _text("given_name", office, folded=True),
        _text("preferred_name", office, folded=True),
        _text("pronouns", office, folded=True),
        day_line("birth_date", of_field("birth_date", office.words), office, future=False, folded=True),
        _text("id_seen", office, folded=True),
        _text("file_number", office, folded=True),
        _text("card", office, folded=True),
        day_line("orientation_on", of_field("orientation_on", office.words), office, future=False, folded=True),
    )


def guardian_lines(office: Office) -> tuple[EditLine, ...]:
    """Return the guardian's fields; their names are dotted, because they are the guardian's."""
    say = office.words.say
    return (
        EditLine("guardian.name", say("Name")),
        EditLine("guardian.relation", say("Relation")),
        EditLine("guardian.phone", say("Phone")),
    )


def _text(name: str, office: Office, *, folded: bool = False, several: bool = False) -> EditLine:
    keeps = office.words.say("Ctrl+Enter keeps, Esc puts back") if several else ""
    return EditLine(name, of_field(name, office.words), folded=folded, several=several, keeps=keeps)


def _several(text: str) -> tuple[str, ...]:
    """Return phones or programmes written one after another, with commas or semicolons between."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[,;]", text) if part.strip()))
