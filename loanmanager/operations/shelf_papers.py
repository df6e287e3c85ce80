"""Papers about the shelf that are made on demand and not kept: labels, client cards, the inventory list, kit sheets.

Each is read into facts (which needs the store) and drawn from them afterwards (which needs none).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from loanmanager.domain import refusals as why
from loanmanager.domain.devices import Device
from loanmanager.domain.shelf_papers import (
    CardFacts,
    Codes,
    InventoryFacts,
    KitSheetFacts,
    KitSheetUnit,
    LabelFacts,
    LabelFormat,
    ListedDevice,
)
from loanmanager.i18n import Words
from loanmanager.operations import paperwork, wordings
from loanmanager.operations.done import By
from loanmanager.storage import clients, devices, kits, logos, office
from loanmanager.storage.engine import Engine
from loanmanager.storage.search import inventory_rows

_CHUNK = 400


# Labels


def label_formats() -> tuple[LabelFormat, ...]:
    """Return the sheets and tapes that labels can be printed on."""
    from loanmanager.documents.label_formats import formats

    return tuple(formats().values())


def labels_of_devices(
    store: Engine, ids: Sequence[int], words: Words, *, agency: bool = True, found: bool = True
) -> tuple[LabelFacts, ...]:
    """Return the labels of devices in the order of their ids, in the office's language; `found` is whom to call."""
    name, phone = _agency(store, agency=agency, found=found)
    known: dict[int, Device] = {}
    for at in range(0, len(ids), _CHUNK):
        known |= devices.with_ids(store, ids[at : at + _CHUNK])
    return tuple(
        LabelFacts(each.tag, _joined(each.type.name.in_(words.language), each.make_model), name, phone)
        for each in (known[id_] for id_ in ids if id_ in known)
    )


def labels_of_kits(
    store: Engine, ids: Sequence[int], words: Words, *, agency: bool = True, found: bool = True
) -> tuple[LabelFacts, ...]:
    """Return the labels of kits in the order of their ids, in the office's language."""
    name, phone = _agency(store, agency=agency, found=found)
    known = kits.with_ids(store, ids)
    return tuple(
        LabelFacts(each.tag, _joined(words.say("Kit"), each.name.in_(words.language)), name, phone)
        for each in (known[id_] for id_ in ids if id_ in known)
    )


def draw_labels(
    facts: Sequence[LabelFacts], key: str, words: Words, *, codes: Codes = Codes.BOTH, first: int = 0
) -> bytes:
    """Draw labels on a format by its key, from the cell `first`, counted from 0; needs no store."""
    from loanmanager.documents import labels
    from loanmanager.documents.label_formats import formats

    return labels.render(facts, formats()[key], words, codes=codes, first=first)


def _agency(store: Engine, *, agency: bool, found: bool) -> tuple[str, str]:
    """Return the agency's name and the number to call, each empty where it is not to be printed."""
    known = office.office(store)
    return known.name if agency else "", (known.help_line or known.phone) if found else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


# The client card


def card_of(store: Engine, client_id: int, *, discreet: bool | None = None) -> CardFacts:
    """Return what stands on a client's card; it names no agency where the client, or who asks, wants it discreet.

    Raises:
        Refused: there is no such client.
    """
    client = clients.with_id(store, client_id)
    if client is None:
        raise why.Refused(why.NoSuch("client", str(client_id)))
    plain = client.discreet if discreet is None else discreet
    name, phone = _agency(store, agency=not plain, found=not plain)
    said = wordings.fixed(store, client.language, "card")
    code, logo = client.card or client.file_number, b"" if plain else _logo(store)
    return CardFacts(client.language, client.natural_name, code, name, phone, said, logo)


def _logo(store: Engine) -> bytes:
    """Return the logo in use: these papers are drawn as the office stands, and kept nowhere."""
    kept = logos.current(store)
    return logos.content(store, kept[1]) if kept else b""


def card_format(sheet: str) -> LabelFormat:
    """Return where cards lie: card (one alone), or on a letter or a4 sheet."""
    from loanmanager.documents.label_formats import cards

    return cards()[sheet]


def draw_card(facts: CardFacts, *, sheet: str = "card", first: int = 0) -> bytes:
    """Draw a card in the client's language, alone (card) or at a place of a sheet (letter, a4); needs no store."""
    from loanmanager.documents import client_card
    from loanmanager.documents.label_formats import cards

    return client_card.render(facts, cards()[sheet], paperwork.words_on(facts), first=first)


# The inventory list


def inventory_of(
    store: Engine, words: Words, by: By, *, site_id: int | None = None, type_id: int | None = None
) -> InventoryFacts:
    """Return the inventory in the office's language: everything but what is retired, or one site or type of it."""
    from loanmanager.sentences import of_status

    site = office.site(store, site_id)
    kind = next((each for each in devices.types(store) if each.id == type_id), None)
    shown = (site.name if site_id is not None and site else "", kind.name.in_(words.language) if kind else "")
    rows = inventory_rows(store, site_id=site_id, type_id=type_id)
    return InventoryFacts(
        language=words.language,
        lender=replace(paperwork.lender_of(store, by.site_id, by.staff_id, words.language), image=_logo(store)),
        made_on=by.today,
        devices=tuple(
            ListedDevice(
                tag=row.tag,
                type=row.type.in_(words.language),
                name=row.name,
                state=of_status(row.status, words),
                serial=row.serial,
                site=row.site,
                shelf=row.shelf,
                cost=row.cost,
            )
            for row in rows
        ),
        shown=", ".join(part for part in shown if part),
        currency=office.office(store).currency,
    )


def draw_inventory(facts: InventoryFacts, words: Words, *, page: str = "letter") -> bytes:
    """Draw an inventory list; needs no store."""
    from loanmanager.documents import inventory

    return inventory.render(facts, words, page=_size(page))


# The sheet of a kit


def kit_sheet_of(store: Engine, kit_id: int, words: Words, by: By) -> KitSheetFacts:
    """Return the sheet of a kit in the office's language.

    Raises:
        Refused: there is no such kit.
    """
    kit = kits.with_id(store, kit_id)
    if kit is None:
        raise why.Refused(why.NoSuch("kit", str(kit_id)))
    known = devices.with_ids(store, [unit.device_id for unit in kit.units])
    return KitSheetFacts(
        language=words.language,
        lender=paperwork.lender_of(store, by.site_id, by.staff_id, words.language),
        made_on=by.today,
        tag=kit.tag,
        name=kit.name.in_(words.language),
        units=tuple(_units(((known[u.device_id], u.label.in_(words.language)) for u in kit.units), words.language)),
        note=kit.note,
    )


def _units(pairs: Iterable[tuple[Device, str]], language: str) -> Iterable[KitSheetUnit]:
    for device, label in pairs:
        yield KitSheetUnit(
            tag=device.tag,
            label=label,
            name=_joined(device.type.name.in_(language), device.make_model),
            serial=device.serial,
            parts=tuple(part.name.in_(language) for part in device.parts),
        )


def draw_kit_sheet(facts: KitSheetFacts, words: Words, *, page: str = "letter") -> bytes:
    """Draw a kit's sheet; needs no store."""
    from loanmanager.documents import kit_sheet

    return kit_sheet.render(facts, words, page=_size(page))


def _size(page: str) -> Literal["letter", "a4"]:
    return "a4" if page == "a4" else "letter"
