"""The clients of the demo office. Names are drawn from lists, family and given name apart: nobody real is meant."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from loanmanager.domain.clients import Channel, Guardian, InternetUse
from loanmanager.domain.names import name_key
from loanmanager.operations.demo.agency import Agency
from loanmanager.operations.demo.courses import Calendar
from loanmanager.operations.demo.invent import data, phones, said

_YOUNGEST, _OLDEST, _MINOR = 18, 82, 15
_SAFE = (
    {Channel.TEXT, Channel.EMAIL},
    {Channel.CALL},
    {Channel.EMAIL},
    {Channel.CALL, Channel.TEXT, Channel.EMAIL, Channel.LETTER},
)


@dataclass(slots=True)
class Person:
    """A client that is planned: what is known of them, and from which day until which they may borrow."""

    fields: dict[str, Any]
    since: date
    free_from: date = field(default=date.min)
    until: date = field(default=date.max)
    blocked_on: date | None = None
    id: int = 0

    @property
    def language(self) -> str:
        """Return the language of their papers."""
        return str(self.fields["language"])

    @property
    def may_use_internet(self) -> bool:
        """Tell whether a hotspot may be lent to them."""
        return self.fields.get("internet", InternetUse.YES) is InternetUse.YES


def make_persons(rng: Random, office: Agency, calendar: Calendar, opening: date) -> list[Person]:
    """Invent the clients, in the order in which they first came."""
    names = [each for script in data("people")["script"] for each in _of_script(rng, script)]
    rng.shuffle(names)
    reach = _Reach(rng)
    persons = []
    for number, fields in enumerate(names):
        person = Person(
            {**fields, **reach.of(fields, number)},
            calendar.open_until(_first_day(rng, opening, calendar.today, number)),
        )
        person.fields["birth_date"] = _born(rng, calendar.today, rng.randrange(_YOUNGEST, _OLDEST))
        persons.append(person)
    _tell_apart(rng, persons, office.language, calendar, opening)
    return sorted(persons, key=lambda each: each.since)


def _of_script(rng: Random, script: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield as many different names of a script as are asked for."""
    pairs = [(family, given, kind) for family in script["family"] for kind in ("she", "he") for given in script[kind]]
    chosen = {(family, given): kind for family, given, kind in rng.sample(pairs, len(pairs))}
    for (family, given), kind in list(chosen.items())[: script["count"]]:
        language = rng.choice(script["languages"])
        said_of = rng.choice((kind, kind, kind, "they"))
        yield {
            "family_name": family,
            "given_name": given,
            "language": language,
            "preferred_name": rng.choice(script["called"]),
            "pronouns": said(data("people")["pronouns"][said_of], language),
        }


class _Reach:
    """Ways to reach clients: invented streets, numbers and addresses that nobody has."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._facts = data("people")
        self._phones = phones(rng, self._facts["area_codes"])

    def of(self, names: dict[str, Any], number: int) -> dict[str, Any]:
        """Return the ways to reach one client."""
        rng = self._rng
        street = f"{rng.randrange(2, 990)}, {rng.choice(self._facts['streets'])}"
        return {
            "phones": tuple(next(self._phones) for _ in range(rng.choice((1, 1, 1, 2)))),
            "email": f"{_mailbox(names) or f'client{number}'}@example.org",
            "address": f"{street}\n{self._facts['town']}",
        }


def _mailbox(names: dict[str, Any]) -> str:
    """Return given and family name as an address has them, nothing for a script that it cannot write."""
    words = name_key(names["given_name"], names["family_name"]).replace("'", "").replace("-", " ").split()
    text = ".".join(words)
    return text if text.isascii() else ""


def _first_day(rng: Random, opening: date, today: date, number: int) -> date:
    """Return the day on which a client first came: thirty in the first week, the others since."""
    first, days = 30, (today - opening).days
    return opening + timedelta(days=rng.randrange(1, 7) if number < first else rng.randrange(7, days - 3))


def _born(rng: Random, today: date, age: int) -> date:
    return today - timedelta(days=age * 365 + age // 4 + 1 + rng.randrange(10, 340))


def _tell_apart(rng: Random, persons: list[Person], language: str, calendar: Calendar, opening: date) -> None:
    """Give some of them what is not so of everybody, and take from most what few tell."""
    facts, today = data("people"), calendar.today
    order = rng.sample(persons, len(persons))
    minor = next(each for each in order if _mailbox(each.fields))  # the guardian bears the same name, in Latin
    oldest, blocked, on_site, without, *others = (each for each in order if each is not minor)
    _make_minor(rng, minor, calendar)
    oldest.fields["birth_date"] = _born(rng, today, _OLDEST)
    blocked.since, blocked.until = opening, today - timedelta(days=90)
    blocked.blocked_on = calendar.open_until(today - timedelta(days=40))
    on_site.fields["internet"], without.fields["internet"] = InternetUse.ON_SITE, InternetUse.NO
    for each in others[:4]:
        each.fields["discreet"] = True
    for each, allowed in zip(others[2:8], [*_SAFE, *_SAFE], strict=False):
        each.fields["allowed"] = frozenset(allowed)
    for each in others[8:18]:
        each.fields["phones"] = ()
    for each in others[18:36]:
        each.fields["email"] = ""
    for each in others[36:46]:
        each.fields["birth_date"] = None
    for each in others[::7]:
        each.fields["notes"] = said(rng.choice(facts["notes"]), language)
    _leave_out(rng, order, language)


def _make_minor(rng: Random, minor: Person, calendar: Calendar) -> None:
    guardian = data("people")["guardian"]
    name = f"{guardian['given']} {minor.fields['family_name']}"
    minor.since = max(minor.since, calendar.open_until(calendar.today - timedelta(days=200)))
    relation = said(guardian["relation"], minor.language)
    phone = minor.fields["phones"][0]
    minor.fields |= {"birth_date": _born(rng, calendar.today, _MINOR), "guardian": Guardian(name, relation, phone)}


def _leave_out(rng: Random, persons: list[Person], language: str) -> None:
    """Keep a preferred name and pronouns for some only; note who counsels them and which ID was seen."""
    facts = data("people")
    for number, each in enumerate(persons):
        if number % 6 != 1:
            each.fields["preferred_name"] = ""
        if number % 4 != 2:  # noqa: PLR2004 (one in four)
            each.fields["pronouns"] = ""
        each.fields["counsellor"] = rng.choice(facts["counsellors"])
        each.fields["id_seen"] = said(rng.choice(facts["ids_seen"]), language)
