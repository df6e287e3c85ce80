"""Short ways to make the records that domain tests are about. The people are invented."""

from datetime import date
from typing import Any

from loanmanager.domain.clients import Client
from loanmanager.domain.devices import Device, DeviceType
from loanmanager.domain.names import Label

TODAY = date(2026, 11, 23)  # a Monday


def kind(**fields: Any) -> DeviceType:
    return DeviceType(**{"id": 1, "key": "laptop", "name": Label("Laptop", "Portable"), "prefix": "LT", **fields})


def device(id_: int = 1, **fields: Any) -> Device:
    return Device(**{"id": id_, "tag": f"LT-{id_:04d}", "type": kind(), **fields})


def client(**fields: Any) -> Client:
    return Client(**{"id": 1, "file_number": "C-00001", "family_name": "Roy", "given_name": "Ana", **fields})
