"""The sentences of what a template must not have, and of what to mind about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager.domain import templates
from loanmanager.domain.fixed_words import text_of
from loanmanager.domain.templates import Doubt, Fault, Mind
from loanmanager.i18n import language_name

if TYPE_CHECKING:
    from loanmanager.domain.refusal import Refusal
    from loanmanager.i18n import Words
    from loanmanager.sentences.refusals import Sentence

_SHOWN = 90  # characters of a sentence that is pointed out


def _flaw(words: Words, flaw: templates.Flaw) -> str:
    """Say what is wrong, and where in the template it is."""
    said = of_flaw(flaw, words)
    if flaw.word:
        return f"{language_name(flaw.language)}: {said}"
    where = [flaw.clause] if flaw.clause else []
    where += [language_name(flaw.language)] if flaw.language else []
    return words.say("Clause {name}: {wrong}", name=" · ".join(where), wrong=said) if where else said


def of_flaw(flaw: templates.Flaw, words: Words) -> str:
    """Return what is wrong, without the clause's name."""
    usual = _FAULTS[flaw.fault]
    return (_WORD_FAULTS.get(flaw.fault, usual) if flaw.word else usual)(words, flaw)


_FAULTS: dict[Fault, Sentence] = {
    Fault.NOT_TOML: lambda w, _: w.say("This file holds no agreement wording. Choose one that was exported here."),
    Fault.MALFORMED: lambda w, r: (
        w.say("“{field}” is not as it must be. Correct it in the file.", field=_part(w, r.field))
        if r.field
        else w.say("This file is damaged. Export it again.")
    ),
    Fault.MISSING: lambda w, r: w.say(
        "“{field}” is missing. Write it, or leave the clause out.", field=_part(w, r.field)
    ),
    Fault.UNKNOWN: lambda w, r: w.say(
        "Nothing fills in “{field}”. Choose a field from the menu instead.", field=_part(w, r.field)
    ),
    Fault.TWICE: lambda w, _: w.say("Two clauses bear this name. Each needs a name of its own."),
    Fault.EMPTY: lambda w, r: w.say("The {field} is empty. Write it, or empty the other too.", field=_part(w, r.field)),
    Fault.TOO_LONG: lambda w, r: w.say("“{field}” is too long for an agreement. Shorten it.", field=_part(w, r.field)),
    Fault.NO_CLAUSE: lambda w, _: w.say("An agreement needs at least one clause that is on."),
}


_WORD_FAULTS: dict[Fault, Sentence] = {
    Fault.EMPTY: lambda w, r: w.say("Nothing is written for “{word}”.", word=text_of(r.word)),
    Fault.TOO_LONG: lambda w, r: w.say("What is written for “{word}” is too long. Shorten it.", word=text_of(r.word)),
    Fault.MALFORMED: lambda w, r: w.say(
        "What is written for “{word}” holds a brace or a character that cannot be printed. Take it out.",
        word=text_of(r.word),
    ),
    Fault.UNKNOWN: lambda w, r: w.say(
        "Nothing fills in “{field}” in “{word}”. Write its fields as they stand in it.",
        field=f"{{{r.field}}}",
        word=text_of(r.word),
    ),
    Fault.MISSING: lambda w, r: w.say(
        "“{field}” is lacking in what is written for “{word}”. Write it where it belongs.",
        field=f"{{{r.field}}}",
        word=text_of(r.word),
    ),
}


def _part(words: Words, name: str) -> str:
    """Return what a part of a clause is called on screen, else a field's name as it is typed in braces."""
    return {
        "title": words.say_for("clause", "title"),
        "text": words.say_for("clause", "text"),
        "clause": words.say_for("clause", "list of clauses"),
        "language": words.say_for("clause", "language"),
        "id": words.say_for("clause", "name"),
    }.get(name, name)


REFUSALS: dict[type[Refusal], Sentence] = {
    templates.Flaw: _flaw,
    templates.FieldIsEmpty: lambda w, r: w.say(
        "The agreement’s clause “{clause}” names “{field}”, and nothing is known of it for this loan. Fill it in, or have "
        "the clause printed only where it is known (Settings, Agreements).",
        clause=r.clause,
        field=field_words(w).get(r.field, r.field),
    ),
    templates.SameAsBefore: lambda w, r: w.say(
        "This says what version {n} says already, so nothing was saved.", n=r.version
    ),
    templates.WrittenMeanwhile: lambda w, r: w.say(
        "Somebody saved version {n} meanwhile. See under Versions what it changed; what you wrote is still here.",
        n=r.version,
    ),
    templates.ReviewedAlready: lambda w, r: w.say("Version {n} was marked as reviewed before.", n=r.version),
}


def of_doubt(doubt: Doubt, words: Words) -> str:
    """Return what to mind, without the clause's name."""
    language = language_name(doubt.language) if doubt.language else ""
    quoted = doubt.about if len(doubt.about) <= _SHOWN else f"{doubt.about[: _SHOWN - 1]}…"
    field = field_words(words).get(doubt.about, doubt.about)
    return {
        Mind.UNTRANSLATED: lambda: words.say(
            "Not written in {language}: another language is printed.", language=language
        ),
        Mind.WORDS_MISSING: lambda: words.count(
            "{n} heading or fixed word is not written in {language}: another language is printed.",
            "{n} headings and fixed words are not written in {language}: another language is printed.",
            doubt.count,
            language=language,
        ),
        Mind.WORDS_DRAFT: lambda: words.count(
            "{n} heading or fixed word in {language} is the program’s own draft: have it read.",
            "{n} headings and fixed words in {language} are the program’s own drafts: have them read.",
            doubt.count,
            language=language,
        ),
        Mind.MAY_BE_EMPTY: lambda: words.say(
            "“{field}” is not always known: print the clause only where it is.", field=field
        ),
        Mind.OTHER_FIELDS: lambda: words.say(
            "The {language} text does not name “{field}”, another language does.", language=language, field=field
        ),
        Mind.OTHER_TYPE: lambda: words.say("No device type has the key “{key}”.", key=doubt.about),
        Mind.RENTAL_FEE: lambda: words.say(
            "Québec: a loan for use is free (C.c.Q. 2313); a fee makes it a lease. Have it reviewed: “{text}”",
            text=quoted,
        ),
        Mind.STRICT: lambda: words.say(
            "Québec: a borrower does not answer for normal use nor for what is nobody’s fault (C.c.Q. 2322). Have it "
            "reviewed: “{text}”",
            text=quoted,
        ),
    }[doubt.mind]()


def field_words(words: Words) -> dict[str, str]:
    """Return what each field is called, in the order in which they are offered."""
    say = words.say
    return {
        "borrower": say("Name of the client"),
        "guardian": say("Name of the guardian"),
        "lender": say("Name of the agency"),
        "phone": say("Telephone"),
        "hours": say("Opening hours"),
        "help_line": say("Help line"),
        "number": say("Loan number"),
        "due": say("Due date"),
        "total": say("Cost of replacing all"),
        "currency": say("Currency"),
        "late_fee": say("Late fee per device and day"),
        "late_fee_cap": say("Most that a late fee comes to"),
        "suspend_after": say("Days late before a line is suspended"),
        "line_cut": say("Day the line is suspended"),
        "kit_total": say("Cost of replacing a kit"),
        "region": say("Province or region"),
        "data_cap": say("Data cap"),
    }


def condition_words(words: Words) -> dict[str, str]:
    """Return when a clause is printed, by what its `when` names; a field's own words are those of `field_words`."""
    say, fields = words.say, field_words(words)
    own = {
        "": say("Always"),
        "internet": say("A device gives internet access"),
        "erases": say("A device is erased at its return"),
        "minor": say("A guardian signs"),
        "no_late_fee": say("No late fee is asked"),
    }
    known = sorted(templates.AT_TIMES - {"guardian"}, key=list(fields).index)
    return own | {name: say("{field} is known", field=fields[name]) for name in known}
