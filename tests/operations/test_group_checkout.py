"""A whole group lent to at once: each client a loan of their own, and never two."""

from typing import Any

import pytest

from loanmanager.domain import refusals as why
from loanmanager.domain.refusals import Refused
from loanmanager.i18n import Words
from loanmanager.operations import batches, checkout, group_checkout
from loanmanager.operations.checkout import CheckOut, Lent
from loanmanager.storage import search
from tests.documents.pdf import pages, reader
from tests.office import TODAY, add_client, add_device, lend, memory, prepared, take_back


class Group:
    def __init__(self, people: int = 4) -> None:
        self.store: Any = memory()
        self.by = prepared(self.store)
        languages = ("en", "fr")
        self.clients = [
            add_client(self.store, self.by, f"Name {n}", "Ada", language=languages[n % 2]) for n in range(people)
        ]
        self.devices = [add_device(self.store, self.by) for _ in range(people)]
        pairs = zip(self.clients, self.devices, strict=True)
        self.forms = [CheckOut(client, (Lent(device.id),), programme="Job club") for client, device in pairs]

    def out(self) -> list[str]:
        return [row.number for row in search.loan_rows(self.store, today=TODAY)]

    def lend(self, **more: Any) -> group_checkout.GroupDone:
        return group_checkout.check_out_all(self.store, self.forms, self.by, key="group", **more)


def test_each_client_gets_a_loan_of_their_own() -> None:
    group = Group()
    done = group.lend()
    assert len(done.made) == len(group.out()) == 4
    assert not done.refused
    assert done.changes
    for outcome, client, device in zip(done.outcomes, group.clients, group.devices, strict=True):
        loan = search.loan_record(group.store, id_=outcome.made.result.loan_id)
        assert (loan.client_id, loan.programme) == (client, "Job club")
        assert [item.device.id for item in loan.items] == [device.id]


def test_one_that_is_refused_stops_no_other() -> None:
    group = Group()
    lend(group.store, group.by, group.clients[0], group.devices[1])
    done = group.lend()
    assert [each.client_id for each in done.refused] == [group.clients[1]]
    assert {type(reason) for reason in done.refused[0].reasons} == {why.DeviceNotAvailable}
    assert len(done.made) == 3


def test_pressing_again_makes_only_what_is_missing() -> None:
    group = Group()
    stopped = group.lend(told=lambda at, _of: at < 2)
    assert stopped.stopped
    assert len(stopped.made) == len(group.out()) == 2
    again = group.lend()
    assert not again.stopped
    assert len(again.made) == len(group.out()) == 4
    assert [each.repeated for each in again.made] == [True, True, False, False]
    assert group.lend().changes == frozenset()


def test_a_crash_in_the_middle_leaves_whole_loans(monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group()
    real, tried = checkout.paperwork.keep_agreement, []

    def breaking(*args: Any, **named: Any) -> int:
        tried.append(1)
        if len(tried) == 3:
            raise ConnectionError
        return real(*args, **named)

    monkeypatch.setattr(checkout.paperwork, "keep_agreement", breaking)
    with pytest.raises(ConnectionError):
        group.lend()
    assert len(group.out()) == 2
    assert len(group.lend().made) == len(group.out()) == 4


def test_a_group_without_a_key_is_made_each_time() -> None:
    group = Group(1)
    done = group_checkout.check_out_all(group.store, group.forms, group.by)
    assert len(done.made) == 1
    assert group_checkout.check_out_all(group.store, group.forms, group.by).refused


def test_the_whole_group_is_undone_save_what_came_back_since() -> None:
    group = Group()
    done = group.lend()
    take_back(group.store, group.by, group.devices[2])
    entries = [each.entry_id for each in done.made]
    undone = group_checkout.undo_all(group.store, entries, "the wrong week", group.by)
    assert undone.result.undone == 3
    assert {type(each) for each in undone.result.reasons} == {why.NotUndoable}
    assert group.out() == []
    with pytest.raises(Refused):
        group_checkout.undo_all(group.store, entries, "again", group.by)


def test_all_agreements_come_in_one_file_each_in_its_language() -> None:
    group = Group()
    papers = batches.papers(group.store, [each.result.paper_id for each in group.lend().made])
    told: list[int] = []
    pdf = batches.draw(papers, Words("en"), told=lambda at, _of: told.append(at))
    assert told == [0, 1, 2, 3]
    texts = pages(pdf)
    assert len(texts) == 8
    for at, text in enumerate(texts):
        number, french = at // 2, bool(at // 2 % 2)
        assert f"L-2026-{number + 1:04}" in text
        assert ("Entente de prêt" in text) is french
        assert ("Page 1 de 1" in text.replace("\u00a0", " ")) is french
        assert ("Page 1 of 1" in text.replace("\u00a0", " ")) is not french
    assert batches.draw(papers, Words("en")) == pdf
    a4 = batches.draw(papers[:1], Words("en"), page="a4")
    assert round(float(reader(a4).pages[0].mediabox.height)) == 842


def test_the_drawing_is_stopped_when_asked() -> None:
    group = Group()
    papers = batches.papers(group.store, [each.result.paper_id for each in group.lend().made])
    with pytest.raises(batches.Stopped):
        batches.draw(papers, Words("en"), told=lambda at, _of: at < 2)
