"""Whatever the desk does, in whatever order, the records agree with each other."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from loanmanager.domain.devices import Condition, Part
from loanmanager.domain.loans import BackState
from loanmanager.domain.names import Label
from loanmanager.domain.refusals import Refused
from loanmanager.operations import caring, checkout, inventory, people, renewing, returning, undoing
from loanmanager.storage import search
from tests.office import add_client, add_device, memory, prepared
from tests.operations.test_promises import dump

KEPT_AFTER_UNDO = {"history", "history_subjects", "counters", "papers", "loans", "items", "item_parts", "incidents"}
DEVICES = st.sampled_from(range(1, 5))
CLIENTS = st.sampled_from([1, 2])


def standing(store: Any) -> dict[str, Any]:
    """Return what has to be as before when the last thing that was done is undone."""
    found = {name: rows for name, rows in dump(store).items() if name not in {*KEPT_AFTER_UNDO, "devices", "resets"}}
    found["devices"] = [tuple(row) for row in store.rows("SELECT id, tag, status, condition, codes FROM devices")]
    found["open"] = [tuple(row) for row in store.rows("SELECT * FROM items WHERE ended IS NULL ORDER BY id")]
    found["out"] = [
        tuple(row)
        for row in store.rows(
            "SELECT p.* FROM item_parts p JOIN items i ON i.id = p.item_id WHERE i.ended IS NULL ORDER BY p.id"
        )
    ]
    found["incidents"] = [tuple(row) for row in store.rows("SELECT id FROM incidents WHERE state = 'open'")]
    found["renewed"] = [tuple(row) for row in store.rows("SELECT id, renewed FROM loans WHERE undone = 0 ORDER BY id")]
    found["resets"] = [tuple(row) for row in store.rows("SELECT id FROM resets WHERE undone = 0")]
    return found


class Desk(RuleBasedStateMachine):
    """Two laptops, a hotspot, a headset and two clients."""

    entries = Bundle("entries")

    def __init__(self) -> None:
        super().__init__()
        self.store: Any = memory()
        self.by = prepared(self.store)
        for kind in ("laptop", "laptop", "hotspot", "headset"):
            add_device(self.store, self.by, kind)
        for name in ("Roy", "Gagnon"):
            add_client(self.store, self.by, name)

    def do(self, work: Any) -> int:
        """Do something that may be refused, then changes nothing; return its entry."""
        before = dump(self.store)
        try:
            return work().entry_id
        except Refused:
            assert dump(self.store) == before
            return 0

    def do_and_undo(self, work: Any, *, undo: bool) -> int:
        """Do something; where it is undone at once, everything stands as before."""
        before = standing(self.store)
        entry = self.do(work)
        if entry and undo:
            undoing.undo(self.store, entry, "a slip", self.by)
            assert standing(self.store) == before
        return entry

    @rule(target=entries, client=CLIENTS, lent=st.sets(DEVICES, min_size=1, max_size=3), undo=st.booleans())
    def lend(self, client: int, lent: set[int], *, undo: bool) -> int:
        form = checkout.CheckOut(client, tuple(checkout.Lent(each, None, Condition.WORN) for each in sorted(lent)))
        return self.do_and_undo(lambda: checkout.check_out(self.store, form, self.by), undo=undo)

    @rule(
        target=entries,
        device=DEVICES,
        states=st.lists(st.sampled_from(BackState), max_size=4),
        condition=st.sampled_from([None, *Condition]),
        undo=st.booleans(),
    )
    def take_back(self, device: int, states: list[BackState], condition: Condition | None, *, undo: bool) -> int:
        loan = search.loan_of_device(self.store, device)
        items = [item for item in loan.open_items if item.device.id == device] if loan else []
        parts = {part.id: state for item in items for part, state in zip(item.parts, states, strict=False)}
        form = returning.Return((returning.Returned(device, parts, condition),))
        return self.do_and_undo(lambda: returning.take_back(self.store, form, self.by), undo=undo)

    @rule(target=entries, loan=st.integers(1, 4), undo=st.booleans())
    def renew(self, loan: int, *, undo: bool) -> int:
        return self.do_and_undo(lambda: renewing.renew(self.store, renewing.Renew(loan), self.by), undo=undo)

    @rule(target=entries, device=DEVICES, undo=st.booleans())
    def reset(self, device: int, *, undo: bool) -> int:
        return self.do_and_undo(lambda: caring.mark_reset(self.store, caring.Reset(device), self.by), undo=undo)

    @rule(target=entries, device=DEVICES, undo=st.booleans())
    def check(self, device: int, *, undo: bool) -> int:
        return self.do_and_undo(lambda: caring.mark_checked(self.store, device, self.by), undo=undo)

    @rule(entry=consumes(entries))
    def undo(self, entry: int) -> None:
        self.do(lambda: undoing.undo(self.store, entry, "a mistake", self.by))

    @rule(device=DEVICES, keep=st.integers(0, 3))
    def change_parts(self, device: int, keep: int) -> None:
        parts = (*search.device_record(self.store, device).parts[:keep], Part(0, Label("Case")))
        form = inventory.Edit(device, {}, {"parts": parts})
        self.do(lambda: inventory.edit_device(self.store, form, self.by))

    @rule(client=CLIENTS, blocked=st.booleans())
    def block(self, client: int, *, blocked: bool) -> None:
        form = inventory.Edit(client, {}, {"blocked": blocked})
        self.do(lambda: people.edit_client(self.store, form, self.by))

    @rule(days=st.sampled_from([1, 7, 40]))
    def wait(self, days: int) -> None:
        later = timedelta(days=days)
        self.by = replace(self.by, now=self.by.now + later, today=self.by.today + later)

    @invariant()
    def a_device_is_on_loan_where_a_loan_has_it(self) -> None:
        said = {row["id"] for row in self.store.rows("SELECT id FROM devices WHERE status = 'on_loan'")}
        assert said == {row["device_id"] for row in self.store.rows("SELECT device_id FROM items WHERE ended IS NULL")}

    @invariant()
    def what_is_out_has_not_come_back(self) -> None:
        sql = "SELECT COUNT(*) FROM item_parts p JOIN items i ON i.id = p.item_id WHERE p.back IS {} AND i.ended IS {}"
        assert self.store.value(sql.format("NOT NULL", "NULL")) == 0
        assert self.store.value(sql.format("NULL", "'returned'")) == 0

    @invariant()
    def an_undone_loan_has_nothing_out(self) -> None:
        sql = "SELECT COUNT(*) FROM loans l JOIN items i ON i.loan_id = l.id WHERE (l.undone = 1) <> (COALESCE(i.ended, '') = 'undone')"
        assert self.store.value(sql) == 0

    @invariant()
    def the_counts_are_those_of_the_lists(self) -> None:
        counts = search.counts(self.store, self.by.today)
        assert counts.out == len(search.loan_rows(self.store, today=self.by.today, only="open"))
        assert counts.overdue == len(search.loan_rows(self.store, today=self.by.today, only="overdue"))
        out = [search.client_card(self.store, client).out for client in (1, 2)]
        assert sum(map(len, out)) == search.device_counts(self.store, today=self.by.today).get("on_loan", 0)

    def teardown(self) -> None:
        """See that every reference and every index holds."""
        assert self.store.check() == ()
        self.store.close()


Desk.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestDesk = Desk.TestCase
