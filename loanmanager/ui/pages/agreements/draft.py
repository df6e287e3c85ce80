"""A wording while it is edited: each change gives a new one, so that nothing is half done."""

from collections.abc import Mapping
from dataclasses import replace

from loanmanager.domain.templates import ClauseText, Template, TemplateClause


def changed(template: Template, clause: TemplateClause) -> Template:
    """Put a clause in the place of the one that bears its name."""
    return replace(template, clauses=tuple(clause if each.id == clause.id else each for each in template.clauses))


def moved(template: Template, id_: str, by: int) -> Template:
    """Move a clause up or down, stopping at the ends."""
    clauses = list(template.clauses)
    at = next(place for place, each in enumerate(clauses) if each.id == id_)
    to = min(max(at + by, 0), len(clauses) - 1)
    clauses.insert(to, clauses.pop(at))
    return replace(template, clauses=tuple(clauses))


def added(template: Template, title: Mapping[str, str], after: str = "") -> tuple[Template, str]:
    """Add an empty clause with a title in some languages after another, and return the wording and the clause's name."""
    names = {each.id for each in template.clauses}
    name = next(f"clause-{n}" for n in range(1, len(names) + 2) if f"clause-{n}" not in names)
    new = TemplateClause(name, {language: ClauseText(said, "") for language, said in title.items()})
    at = next((place + 1 for place, each in enumerate(template.clauses) if each.id == after), len(template.clauses))
    return replace(template, clauses=(*template.clauses[:at], new, *template.clauses[at:])), name


def removed(template: Template, id_: str) -> Template:
    """Leave a clause out."""
    return replace(template, clauses=tuple(each for each in template.clauses if each.id != id_))


def said(clause: TemplateClause, language: str, title: str, text: str) -> TemplateClause:
    """Write a clause in a language; with nothing written it is not said in it."""
    texts = dict(clause.texts)
    if title.strip() or text.strip():
        texts[language] = ClauseText(title, text)
    else:
        texts.pop(language, None)
    return replace(clause, texts=texts)
