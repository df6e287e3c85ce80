"""What may stand in the basket: what can be lent, and what can be overruled. Of the rest one says why not, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loanmanager import sentences
from loanmanager.domain.devices import DeviceStatus
from loanmanager.domain.refusals import DeviceNotReset, Refusal
from loanmanager.ui.pages.desk.basket import Basket

if TYPE_CHECKING:
    from loanmanager.domain.devices import Device
    from loanmanager.ui.office import Office


def against(device: Device, office: Office) -> tuple[Refusal, ...]:
    """Return what stands against a device by itself."""
    alone = Basket()
    alone.add(device)
    return alone.reasons(office.view, office.today)


def may_stand(device: Device, office: Office) -> bool:
    """Tell whether a device may stand in the basket; if not, say why and what to do."""
    reasons = against(device, office)
    if all(each.overridable for each in reasons):
        return True
    say = office.words.say
    opens = (say("Open {tag}", tag=device.tag), lambda: office.go("devices", device.id))
    said = sentences.of_refusals(reasons, office.words)
    if any(isinstance(each, DeviceNotReset) for each in reasons):
        reset = (say("Mark reset"), lambda: office.go("devices", ("reset", device.id)))
        office.say(said, reset, opens, error=True)
    elif device.status in {DeviceStatus.LOST, DeviceStatus.STOLEN}:
        found = (say("It was found"), lambda: office.go("devices", ("found", device.id)))
        office.say(said, found, opens, error=True)
    else:
        office.say(said, opens, error=True)
    return False
