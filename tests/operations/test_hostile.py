"""Every operation takes any text: it is kept exactly as typed, or refused by a sentence that names the field.

The operations are those of the promises, so that a new one is put through this too. Each text that one hands over, in
whatever record, list or mapping, is replaced in turn.
"""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from inspect import signature
from types import ModuleType
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loanmanager.operations
from loanmanager.domain import refusals as why
from loanmanager.domain.clients import Client, Guardian
from loanmanager.domain.devices import Device, Line
from loanmanager.domain.kits import Kit
from loanmanager.domain.limits import NAME, TooLong, longest, one_line, shown, without_overrides
from loanmanager.domain.office import Office, Site
from loanmanager.domain.stocktaking import Scope
from loanmanager.i18n import Words
from loanmanager.operations import incidents, inventory, kits, lines, office, people, stocktaking, templating
from loanmanager.operations.inventory import Edit
from loanmanager.sentences import of_field, of_refusal
from loanmanager.storage import search
from loanmanager.storage.errors import Unstorable
from tests.hostile import KEEPABLE, MEGABYTE, REFUSED, TEXTS
from tests.office import once_more
from tests.operations.test_promises import OPERATIONS, World, dump

pytestmark = pytest.mark.no_cover  # measured, it takes half as long again, and each operation has tests of its own

SAID = [Words("en"), Words("fr")]


# Reaching the texts of what an operation is asked


Path = tuple[Any, ...]


def texts_in(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield where a text stands in what an operation is handed; keys of the form itself are left out."""
    if type(value) is str:
        yield path
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            if each.init and each.name != "idem":
                yield from texts_in(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts_in(each, (*path, key))
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from texts_in(each, (*path, at))


def with_text(value: Any, path: Path, text: str) -> Any:
    """Return what an operation is handed, with another text in one place."""
    if not path:
        return text
    head, *rest = path
    if isinstance(value, Mapping):
        return {**value, head: with_text(value[head], tuple(rest), text)}
    if isinstance(value, tuple):
        return (*value[:head], with_text(value[head], tuple(rest), text), *value[head + 1 :])
    return replace(value, **{head: with_text(getattr(value, head), tuple(rest), text)})


# Standing between a promise and its operation


def _operations() -> dict[Any, Callable[..., Any]]:
    found = {}
    for each in pkgutil.iter_modules(loanmanager.operations.__path__, "loanmanager.operations."):
        module = importlib.import_module(each.name)
        for made in vars(module).values():
            if callable(made) and getattr(made, "__module__", "") == each.name and not isinstance(made, type):
                names = list(signature(made).parameters)
                if names[:1] == ["store"] and "by" in names:
                    found[made] = made
    return found


def _modules() -> list[ModuleType]:
    return [
        each for name, each in sys.modules.items() if name.startswith(("loanmanager.operations", "tests.operations"))
    ]


class Between:
    """Sees what the outermost operation is handed, and puts a text in its place."""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self.into: Path | None = None
        self.text = ""
        self._depth = 0

    def around(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        def called(store: Any, *args: Any, **named: Any) -> Any:
            handed: Any = {"args": args, "named": {k: v for k, v in named.items() if k not in {"idem", "by"}}}
            if self._depth == 0:
                self.paths = list(texts_in(handed))
                if self.into is not None:
                    handed = with_text(handed, self.into, self.text)
            self._depth += 1
            try:
                rest = {k: v for k, v in named.items() if k in {"idem", "by"}}
                return operation(store, *handed["args"], **handed["named"], **rest)
            finally:
                self._depth -= 1

        return called


@contextmanager
def between() -> Iterator[Between]:
    """Put one `Between` before every operation, wherever it is known by name."""
    made, kept = Between(), []
    around = {operation: made.around(operation) for operation in _operations()}
    for module in _modules():
        for name, value in list(vars(module).items()):
            try:
                instead = around.get(value)
            except TypeError:  # no key of a dict
                continue
            if instead and name != "OPERATIONS":
                kept.append((module, name, value))
                setattr(module, name, instead)
    try:
        yield made
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


def copied(world: World) -> World:
    """Return the same office once more."""
    made = World.__new__(World)
    made.__dict__.update(world.__dict__)
    made.store = once_more(world.store)
    return made


def all_texts(store: Any) -> set[str]:
    """Return every text that is kept anywhere, the records in JSON taken apart."""
    return {str(value) for rows in dump(store).values() for row in rows for value in row if isinstance(value, str)}


def named_in_a_sentence(reasons: tuple[why.Refusal, ...]) -> None:
    """See that each reason is a sentence in both languages, that it can be shown, and that it names the field."""
    for reason in reasons:
        for words in SAID:
            sentence = of_refusal(reason, words)
            assert len(sentence) < 1000, "it fits on a screen"
            assert sentence.encode()
            assert "\x00" not in sentence
            if isinstance(reason, TooLong | why.Malformed | why.Missing):
                assert of_field(reason.field, words) in sentence


_HUGE = {called: text for called, text in REFUSED.items() if len(text) >= MEGABYTE}
_SMALL = {called: text for called, text in REFUSED.items() if called not in _HUGE}


def some(at: int) -> dict[str, str]:
    """Return every small text that is refused, a huge one and a few that are kept: all fields together meet them all."""
    huge = list(_HUGE.items())[at % len(_HUGE)]
    return _SMALL | dict([huge]) | dict(list(KEEPABLE.items())[at % 7 :: 7])


@pytest.mark.parametrize("name", OPERATIONS)
def test_any_text_is_kept_or_refused_by_every_operation(name: str) -> None:
    base = World()
    before = dump(base.store)
    with between() as seen:
        OPERATIONS[name](copied(base), base.by, None)
        for at, path in enumerate(list(seen.paths), len(name)):
            world, seen.into = copied(base), path
            for called, seen.text in some(at).items():
                try:
                    OPERATIONS[name](world, base.by, None)
                except why.Refused as refused:
                    named_in_a_sentence(refused.reasons)
                    assert dump(world.store) == before, (path, called)
                else:
                    assert called not in REFUSED or seen.text not in all_texts(world.store), (path, called)
                    assert world.store.check() == (), (path, called)
                    world = copied(base)


# Records, field by field


def _of(record: type, *but: str) -> list[str]:
    kinds = get_type_hints(record)
    return [each.name for each in fields(record) if kinds[each.name] is str and each.name not in but]


def _client(w: World, name: str, text: str) -> Any:
    made = people.add_client(w.store, people.NewClient({"given_name": "Zed", name: text}), w.by).result.id
    return getattr(search.client_record(w.store, made), name)


def _guardian(w: World, name: str, text: str) -> Any:
    typed = {"given_name": "Zed", "guardian": Guardian(**{name: text})}
    made = people.add_client(w.store, people.NewClient(typed), w.by).result.id
    return getattr(search.client_record(w.store, made).guardian, name)


def _device(w: World, name: str, text: str) -> Any:
    inventory.edit_device(w.store, Edit(w.free.id, {}, {name: text}), w.by)
    return getattr(search.device_record(w.store, w.free.id), name)


def _kit(w: World, name: str, text: str) -> Any:
    kits.edit_kit(w.store, Edit(1, {}, {name: text}), w.by)
    return getattr(search.kit_view(w.store, 1).kit, name)


def _line(w: World, name: str, text: str) -> Any:
    line = search.device_record(w.store, w.hotspot.id).line
    lines.edit_line(w.store, Edit(line.id, {}, {name: text}), w.by)
    return getattr(search.device_record(w.store, w.hotspot.id).line, name)


def _incident(w: World, name: str, text: str) -> Any:
    incidents.edit(w.store, Edit(1, {}, {name: text}), w.by)
    return getattr(search.incident_record(w.store, id_=1), name)


def _agency(w: World, name: str, text: str) -> Any:
    office.save_office(w.store, replace(Office("Carrefour"), **{name: text}), w.by)
    return getattr(search.office_view(w.store).office, name)


def _site(w: World, name: str, text: str) -> Any:
    office.save_site(w.store, replace(Site(1, "Main"), **{name: text}), w.by)
    return next(getattr(each, name) for each in search.office_view(w.store).sites if each.id == 1)


FIELDS: dict[tuple[str, str], Callable[[World, str, str], Any]] = {
    **{("client", name): _client for name in _of(Client)},
    **{("guardian", name): _guardian for name in _of(Guardian)},
    **{("device", name): _device for name in _of(Device)},
    **{("kit", name): _kit for name in _of(Kit, "number")},
    **{("line", name): _line for name in _of(Line)},
    **{("incident", name): _incident for name in ("place", "police_number", "follow_up", "note")},
    **{("agency", name): _agency for name in _of(Office)},
    **{("site", name): _site for name in _of(Site)},
}


def as_kept(field: tuple[str, str], text: str) -> set[str]:
    """Return how a text may be kept: as it was typed, but for blanks around it and for what nobody sees."""
    seen = one_line(text) if longest(field[1]) <= NAME else without_overrides(text)
    whole = field[0] in {"guardian", "site"}  # a record that comes as a whole is kept or refused as it is
    return {text, text.strip()} if whole else {seen.strip()}


@pytest.mark.parametrize("field", FIELDS, ids=" ".join)
def test_what_is_kept_is_what_was_typed(field: tuple[str, str]) -> None:
    base = World()
    world = copied(base)
    for called, text in TEXTS.items():
        try:
            kept = FIELDS[field](world, field[1], text)
        except why.Refused as refused:
            named_in_a_sentence(refused.reasons)
            continue
        assert kept in as_kept(field, text), called
        assert called not in REFUSED
        world = copied(base)


@settings(max_examples=150, deadline=None)
@given(field=st.sampled_from(sorted(FIELDS)), text=st.text(st.characters(codec=None), max_size=300))
def test_any_other_text_is_kept_or_refused_as_well(field: tuple[str, str], text: str) -> None:
    world = copied(_BASE)
    try:
        kept = FIELDS[field](world, field[1], text)
    except why.Refused as refused:
        named_in_a_sentence(refused.reasons)
        assert dump(world.store) == _BEFORE
    else:
        made = field == ("client", "file_number") and not one_line(text).strip()
        assert made or kept in as_kept(field, text)


_BASE = World()
_BEFORE = dump(_BASE.store)


def test_a_text_is_as_long_as_its_field_has_room_for() -> None:
    world = World()
    for name, most in (("family_name", 200), ("email", 254), ("address", 500), ("notes", 10_000), ("card", 80)):
        assert longest(name) == most
        assert _client(copied(world), name, "x" * most) == "x" * most
        with pytest.raises(why.Refused) as refused:
            _client(world, name, "x" * (most + 1))
        assert refused.value.reasons == (TooLong(name, most),)


def test_a_record_that_comes_whole_bears_no_name_that_turns_the_words_around_it() -> None:
    with pytest.raises(why.Refused) as refused:
        office.add_site(World().store, Site(0, "photo\u202egpj"), World().by)
    assert refused.value.reasons == (why.Malformed("name", "photo gpj"),)


def test_a_name_is_one_line_that_reads_in_its_own_direction() -> None:
    assert one_line("a\r\nb\u2028c\x00d\u202ee") == "a b c de"
    assert without_overrides("a\nphoto\u202egpj\u202d") == "a\nphotogpj"
    assert one_line("Zoë\u00a0Nguyễn") == "Zoë\u00a0Nguyễn"
    assert shown("a\nb\ud800" + "x" * 300) == "a b?" + "x" * 195 + "…"


def test_the_key_of_another_form_is_refused() -> None:
    world = World()
    people.add_client(world.store, people.NewClient({"given_name": "Zed"}, "one key"), world.by)
    with pytest.raises(why.Refused) as refused:
        stocktaking.start(world.store, Scope(), world.by, idem="one key")
    assert refused.value.reasons == (why.Taken("key", "one key"),)
    assert of_refusal(refused.value.reasons[0], SAID[0]) == "Key: “one key” is taken already."


def test_a_number_that_nothing_holds_is_trouble_with_a_sentence() -> None:
    with pytest.raises(Unstorable):
        templating.export_template(World().store, 10**30)
