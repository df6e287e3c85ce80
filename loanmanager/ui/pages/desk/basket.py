"""What is in the basket and what comes back: plain state, kept apart from widgets so that it outlives them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from loanmanager.domain.devices import Condition, PartState, status_after_return
from loanmanager.domain.loans import BackState
from loanmanager.later import later

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from loanmanager.domain import lending, lines
    from loanmanager.domain import refusals as why
    from loanmanager.domain.devices import Device, DeviceStatus
    from loanmanager.domain.kits import Kit
    from loanmanager.domain.loans import Item, Loan
    from loanmanager.operations import checkout, returning
    from loanmanager.storage.search import ClientCard, OfficeView
else:
    lending, lines = later("loanmanager.domain.lending"), later("loanmanager.domain.lines")
    checkout, returning = later("loanmanager.operations.checkout"), later("loanmanager.operations.returning")


def new_key() -> str:
    """Return an idempotency key for a form that is about to be filled in."""
    return uuid4().hex


@dataclass(slots=True)
class Going:
    """One device in the basket: which parts go along, in which condition it leaves, with which kit."""

    device: Device
    parts: set[int]
    condition: Condition
    note: str = ""
    kit: Kit | None = None


@dataclass(slots=True)
class Basket:
    """A loan being made. `due` is None while the policy's date stands."""

    going: list[Going] = field(default_factory=list)
    card: ClientCard | None = None
    due: date | None = None
    purpose: str = ""
    programme: str = ""
    language: str = ""
    key: str = field(default_factory=new_key)

    def add(self, device: Device, kit: Kit | None = None) -> bool:
        """Put a device in with the parts that it has; tell whether it was not in already."""
        if any(each.device.id == device.id for each in self.going):
            return False
        parts = {part.id for part in device.parts if part.state is not PartState.MISSING}
        self.going.append(Going(device, parts, device.condition, kit=kit))
        return True

    def remove(self, device_id: int) -> None:
        """Take a device out."""
        self.going = [each for each in self.going if each.device.id != device_id]

    def refresh(self, devices: Iterable[Device]) -> None:
        """Take what is known now of the devices, keeping what was ticked."""
        found = {device.id: device for device in devices}
        self.going = [each for each in self.going if each.device.id in found]
        for each in self.going:
            each.device = found[each.device.id]

    @property
    def devices(self) -> tuple[Device, ...]:
        """Return what would leave."""
        return tuple(each.device for each in self.going)

    def due_date(self, view: OfficeView, today: date) -> date:
        """Return the date chosen, else the policy's."""
        return self.due or lending.due_date([each.type for each in self.devices], view.rules, today)

    def reasons(self, view: OfficeView, today: date) -> tuple[why.Refusal, ...]:
        """Return what stands against the loan as it is now; without a client, against each device alone."""
        due = self.due_date(view, today)
        if self.card is None:
            found = (reason for each in self.devices for reason in lending.against_device(each, None, due))
            return tuple(each for each in found if not lending.only_warns(each, view.rules.policy))
        card = self.card
        proposal = lending.Proposal(card.client, self.devices, due, len(card.out), card.had, programme=self.programme)
        if card.promises:
            proposal = replace(proposal, promises=card.promises)
        return lending.against(proposal, view.rules, today) if self.devices else ()

    def warned_lines(self, view: OfficeView, today: date) -> tuple[why.Refusal, ...]:
        """Return what the policy has the desk warned of, about the lines of what would leave."""
        return lending.warnings(self.devices, self.due_date(view, today), view.rules.policy)

    def warnings(self) -> tuple[str, ...]:
        """Return the tags of devices that reach the internet, for a client who should not on their own."""
        if self.card is None:
            return ()
        client = self.card.client
        return tuple(each.tag for each in self.devices if lending.warns_of_internet(each, client))

    def without_line(self) -> tuple[str, ...]:
        """Return the tags of hotspots that hold no SIM, so that they give no internet."""
        return tuple(each.tag for each in self.devices if lines.without_line(each))

    def paper_language(self) -> str:
        """Return the language of the agreement: the one chosen, else the client's."""
        return self.language or (self.card.client.language if self.card else "")

    def request(self, view: OfficeView, today: date, override: str = "") -> checkout.CheckOut:
        """Return the form as the operation takes it."""
        assert self.card is not None
        lent = tuple(
            checkout.Lent(
                each.device.id,
                frozenset(each.parts),
                each.condition,
                each.note.strip(),
                each.kit.id if each.kit else None,
            )
            for each in self.going
        )
        return checkout.CheckOut(
            client_id=self.card.client.id,
            lent=lent,
            due=self.due_date(view, today),
            purpose=self.purpose,
            programme=self.programme,
            language=self.paper_language(),
            override=override,
            idem=self.key,
        )


@dataclass(slots=True)
class Coming:
    """One device coming back: parts that are not back, answers, condition."""

    item: Item
    parts: dict[int, BackState] = field(default_factory=dict)
    answers: dict[str, bool] = field(default_factory=dict)
    condition: Condition = Condition.GOOD
    note: str = ""
    sim: str = ""

    @property
    def device(self) -> Device:
        """Return the device."""
        return self.item.device

    @property
    def expects_sim(self) -> bool:
        """Tell whether a SIM went out whose last four are to be confirmed."""
        return bool(self.item.sim_last_four)

    @property
    def next_status(self) -> DeviceStatus:
        """Return the state that the device will be in."""
        complete = all(state is BackState.BACK for state in self.parts.values())
        good = all(self.answers.values())
        return status_after_return(self.device.type, self.condition, complete=complete, answers_good=good)

    def returned(self) -> returning.Returned:
        """Return it as the operation takes it."""
        return returning.Returned(
            device_id=self.device.id,
            parts=dict(self.parts),
            condition=self.condition,
            note=self.note.strip(),
            answers=tuple(self.answers.items()),
            sim_last_four=self.sim.strip() if self.expects_sim else None,
        )


@dataclass(slots=True)
class Comings:
    """A return being made: devices of one loan."""

    loan: Loan
    card: ClientCard
    coming: list[Coming] = field(default_factory=list)
    print_receipt: bool = True
    key: str = field(default_factory=new_key)

    def add(self, *device_ids: int) -> bool:
        """Add devices that are out on this loan; tell whether any was not there already."""
        added = [self._add(device_id) for device_id in device_ids]
        return any(added)

    def _add(self, device_id: int) -> bool:
        if any(each.device.id == device_id for each in self.coming):
            return False
        item = next((each for each in self.loan.open_items if each.device.id == device_id), None)
        if item is None:
            return False
        answers = {question.en: True for question in item.device.type.questions}
        parts = {part.id: BackState.BACK for part in item.parts}
        self.coming.append(Coming(item, parts, answers, item.out_condition))
        return True

    def others(self) -> tuple[Item, ...]:
        """Return what else is out on the loan."""
        mine = {each.device.id for each in self.coming}
        return tuple(item for item in self.loan.open_items if item.device.id not in mine)

    def request(self, override: str = "") -> returning.Return:
        """Return the form as the operation takes it."""
        return returning.Return(tuple(each.returned() for each in self.coming), override, self.key)
