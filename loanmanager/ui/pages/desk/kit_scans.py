"""What a kit's tag does at the desk: one scan puts every unit that is in into the basket, and names the others.

Where nothing of it is in but something is out, the scan opens the return of that, as a device's tag does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager import sentences
from loanmanager.domain.devices import Device, DeviceStatus
from loanmanager.domain.kits import KitEmpty

if TYPE_CHECKING:
    from loanmanager.storage.search import KitDevices
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.desk.basket import Basket


def put_in(kit: KitDevices, basket: Basket, office: Office) -> tuple[int, ...]:
    """Put what can be lent into the basket and name the rest, or return the ids of what comes back."""
    ready = [each for each in kit.devices if each.status is DeviceStatus.AVAILABLE]
    out = tuple(each.id for each in kit.devices if each.status is DeviceStatus.ON_LOAN)
    if out and not ready:
        return out
    added = [each for each in ready if basket.add(each, kit.kit)]
    _say(kit, added, [each for each in kit.devices if each not in ready], office)
    return ()


def _say(kit: KitDevices, added: list[Device], left: list[Device], office: Office) -> None:
    words, tag = office.words, kit.kit.tag
    opens = (words.say("Open {tag}", tag=tag), lambda: office.go("kits", kit.kit.id))
    if not kit.devices:
        office.say(sentences.of_refusal(KitEmpty(tag), words), opens, error=True)
        return
    named = words.list([_named(each, office) for each in left])
    if left:
        said = words.say("Kit {tag} is not complete. Not lent: {devices}.", tag=tag, devices=named)
        office.say(said, opens, error=True)
    elif added:
        office.say(words.count("Kit {tag}: {n} device", "Kit {tag}: {n} devices", len(added), tag=tag))
    else:
        office.say(words.say("{tag} is in the basket already.", tag=tag))


def _named(device: Device, office: Office) -> str:
    status = sentences.of_status(device.status, office.words).lower()
    return office.words.say("{tag} ({status})", tag=device.tag, status=status)
