"""Which column of a sheet feeds which of our fields: guessed, then changed by hand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loanmanager.exchange.dates import Order
from loanmanager.exchange.fields import FIELDS, Kind, Several
from loanmanager.exchange.headers import fold, fold_nth
from loanmanager.exchange.presets import PRESETS, Preset, find_preset
from loanmanager.exchange.sheets import Sheet

# A column may speak of the type and be something else too: the model, the name.
_SHARING = "type"
_ENOUGH = {
    Kind.DEVICES: ("tag", "serial"),
    Kind.CLIENTS: ("family_name", "given_name", "full_name", "preferred_name"),
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """What feeds what. `custom` columns are kept as the agency's own fields; `prefer` reads dates that nothing decides."""

    kind: Kind
    feeds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    custom: tuple[str, ...] = ()
    preset: str = ""
    prefer: Order = Order.MONTH_FIRST

    def headers(self, field: str) -> tuple[str, ...]:
        """Return the columns that feed a field, in the order in which they count."""
        return dict(self.feeds).get(field, ())

    def field(self, header: str) -> str:
        """Return the field that a column feeds, nothing if none; the type only if it feeds nothing else."""
        fields = [field for field, headers in self.feeds if header in headers]
        return next((field for field in fields if field != _SHARING), fields[0] if fields else "")

    def feed(self, field: str, *headers: str) -> "Mapping":
        """Return the mapping in which exactly these columns feed a field, and no other field but the type."""
        if field not in FIELDS[self.kind]:
            raise KeyError(field)
        feeds = {}
        for other, theirs in self.feeds:
            taken = () if _SHARING in {field, other} else headers
            feeds[other] = tuple(header for header in theirs if header not in taken)
        feeds[field] = headers
        custom = tuple(header for header in self.custom if header not in headers)
        return replace(self, feeds=tuple((key, theirs) for key, theirs in feeds.items() if theirs), custom=custom)

    def keep(self, *headers: str) -> "Mapping":
        """Return the mapping in which exactly these columns are kept as the agency's own fields."""
        return replace(self, custom=headers)

    def unmapped(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the columns of a sheet that go nowhere."""
        used = {header for _, headers in self.feeds for header in headers} | set(self.custom)
        return tuple(header for header in sheet.headers if header not in used)

    @property
    def enough(self) -> bool:
        """Tell whether records can come of it: a device needs a tag or serial, a client a name."""
        return any(self.headers(field) for field in _ENOUGH[self.kind])


def recognise(sheet: Sheet, kind: Kind) -> Preset:
    """Return the preset of the system whose telling columns a sheet has, else the one with our own names."""
    present = {fold(header) for header in (*sheet.headers, *sheet.dropped_headers)}
    for preset in PRESETS.values():
        if preset.kind is kind and any(all(fold(header) in present for header in tell) for tell in preset.tells):
            return preset
    return find_preset(kind.value)


def guess_mapping(
    sheet: Sheet, kind: Kind, preset: str | Preset | None = None, *, prefer: Order | None = None
) -> Mapping:
    """Return the likeliest mapping of a sheet, by a preset (recognised if none is given).

    `prefer` reads dates that nothing in the sheet decides; without it the preset or the language of the headers does.
    Raises UnknownPreset.
    """
    chosen = find_preset(preset) if isinstance(preset, str) else preset or recognise(sheet, kind)
    columns = _columns(sheet)
    feeds: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for field, headers, most in _wanted(chosen):
        found = dict.fromkeys(columns[key] for key in map(fold_nth, headers) if key in columns)
        free = [header for header in found if field == _SHARING or header not in taken][:most]
        if free:
            feeds[field] = tuple(free)
            taken.update(free if field != _SHARING else ())
    _whole_name(feeds)
    custom = [columns[key] for key in map(fold_nth, chosen.keep) if key in columns]
    return Mapping(
        chosen.kind,
        tuple(feeds.items()),
        tuple(header for header in dict.fromkeys(custom) if header not in taken),
        chosen.key,
        prefer or chosen.order or _order_of_language(sheet, chosen.kind),
    )


def _wanted(preset: Preset) -> Iterator[tuple[str, Iterable[str], int | None]]:
    """Yield each field with the names of its columns (the preset's, ours where it leaves them to people) and how many count.

    A preset knows which column stands in for which. Among our own names `Cell` beside `Phone` is a second telephone.
    """
    for key, field in FIELDS[preset.kind].items():
        if key in preset.feeds:
            yield key, preset.feeds[key], None
        elif key in preset.generic or not preset.feeds:
            yield key, field.names, 1 if field.several is Several.FIRST and key != _SHARING else None


def _whole_name(feeds: dict[str, tuple[str, ...]]) -> None:
    """Take a lone `Nom` for a whole name: it is a family name only where a given name stands beside it."""
    if not feeds.keys() & {"given_name", "full_name"} and [fold(header) for header in feeds.get("family_name", ())] == [
        "nom"
    ]:
        feeds["full_name"] = feeds.pop("family_name")


def _columns(sheet: Sheet) -> dict[tuple[str, int], str]:
    """Return a sheet's headers by folded name and by which of its namesakes each is."""
    columns: dict[tuple[str, int], str] = {}
    for header in sheet.headers:
        name, nth = fold(header), 1
        while (name, nth) in columns:
            nth += 1
        columns[name, nth] = header
    return columns


def _order_of_language(sheet: Sheet, kind: Kind) -> Order:
    """Return day first where more headers are French than English, as French dates are."""
    fields = FIELDS[kind].values()
    english = {fold(name) for field in fields for name in field.en.split("|")}
    french = {fold(name) for field in fields for name in field.fr.split("|")}
    present = {fold(header) for header in sheet.headers}
    is_french = len(present & (french - english)) > len(present & (english - french))
    return Order.DAY_FIRST if is_french else Order.MONTH_FIRST
