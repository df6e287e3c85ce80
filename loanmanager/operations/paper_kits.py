"""Kits as papers print them: which ones went out, and whether all of each did."""

from collections.abc import Sequence
from dataclasses import replace

from loanmanager.domain.kits import Kit, whole
from loanmanager.domain.loans import Item
from loanmanager.domain.papers import PaperItem, PaperKit
from loanmanager.storage import kits
from loanmanager.storage.engine import Engine

Grouped = tuple[tuple[PaperItem, ...], tuple[PaperKit, ...]]


def grouped(store: Engine, items: Sequence[Item], printed: Sequence[PaperItem], language: str) -> Grouped:
    """Return items as printed, each with its kit, those of no kit first, and the kits.

    A kit's own price holds only where all of it is among the items.
    """
    lent_as = {item.kit_id for item in items if item.kit_id is not None}
    found = kits.with_ids(store, lent_as) if lent_as else {}
    pairs = list(zip(items, printed, strict=True))
    loose = [paper for item, paper in pairs if item.kit_id not in found]
    together = [
        _unit(item, paper, kit, language) for kit in found.values() for item, paper in pairs if item.kit_id == kit.id
    ]
    return (*loose, *together), tuple(_kit(kit, items, language) for kit in found.values())


def _unit(item: Item, paper: PaperItem, kit: Kit, language: str) -> PaperItem:
    return replace(paper, kit=kit.tag, unit=kit.label_of(item.device.id).in_(language))


def _kit(kit: Kit, items: Sequence[Item], language: str) -> PaperKit:
    going = {item.device.id for item in items if item.kit_id == kit.id}
    return PaperKit(kit.tag, kit.name.in_(language), kit.cost if whole(kit, going) else None)
