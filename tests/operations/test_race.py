"""Eight programs on one file reach for the same devices: each device has exactly one winner."""

import multiprocessing
from pathlib import Path

from loanmanager.domain.refusals import DeviceNotAvailable, Refused
from loanmanager.operations import checkout
from tests.office import NOW, add_client, add_device, in_folder, prepared

DEVICES, PROGRAMS = 100, 8


def grab(folder: str, client_id: int, ids: list[int], gate: object, answers: object) -> None:
    """Lend every device to one client, in order, as fast as it goes."""
    from loanmanager.operations.opening import open_office

    store = open_office(Path(folder), NOW)
    by = prepared(store)
    gate.wait()
    won, lost = [], 0
    for id_ in ids:
        try:
            checkout.check_out(store, checkout.CheckOut(client_id, (checkout.Lent(id_),)), by)
            won.append(id_)
        except Refused as refused:
            lost += all(isinstance(reason, DeviceNotAvailable) for reason in refused.reasons)
    store.close()
    answers.put((client_id, won, lost))


def test_each_device_has_one_winner(tmp_path: Path) -> None:
    store, by = in_folder(tmp_path)
    ids = [add_device(store, by).id for _ in range(DEVICES)]
    clients = [add_client(store, by, f"Client {n}") for n in range(PROGRAMS)]
    spawn = multiprocessing.get_context("spawn")
    gate, answers = spawn.Barrier(PROGRAMS), spawn.Queue()
    programs = [spawn.Process(target=grab, args=(str(tmp_path), each, ids, gate, answers)) for each in clients]
    for each in programs:
        each.start()
    found = [answers.get(timeout=60) for _ in programs]
    for each in programs:
        each.join(timeout=30)
    won = sorted(id_ for _, mine, _ in found for id_ in mine)
    assert won == sorted(ids)
    assert sum(lost for _, _, lost in found) == DEVICES * (PROGRAMS - 1)
    assert store.value("SELECT COUNT(*) FROM items WHERE ended IS NULL") == DEVICES
    assert store.value("SELECT COUNT(DISTINCT number) FROM loans") == DEVICES
    assert store.check() == ()
    store.close()
