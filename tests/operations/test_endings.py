"""Plans and warranties that end: shown, noted, shown again when undone or when they get another end."""

from datetime import date, timedelta

import pytest

from loanmanager.domain.devices import Line
from loanmanager.domain.endings import AHEAD, Ends, NotedAlready, NotEnding
from loanmanager.domain.refusals import NoSuch, Refused
from loanmanager.operations import endings, undoing
from loanmanager.operations.inventory import Edit, edit_device
from loanmanager.storage import search
from tests.office import TODAY, add_device, memory, prepared
from tests.operations.test_signing import without_history

SOON = TODAY + timedelta(days=9)


@pytest.fixture
def office():
    """Return a store and who acts: a plan and a warranty that end in nine days, and a warranty without an end."""
    store = memory()
    by = prepared(store)
    line = Line(0, "Boréal", "8930272040102573441", "514 555-0161", plan_end=SOON)
    add_device(store, by, "hotspot", line=line)
    add_device(store, by, warranty_end=SOON)
    add_device(store, by)
    return store, by


def _shown(store, today=TODAY):
    return [(row.line_id is not None, row.tag) for row in search.endings(store, today)]


def _why(work):
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.reasons


def test_what_ends_within_the_month_is_shown(office):
    store, _ = office
    assert _shown(store) == [(True, "HS-0001"), (False, "LT-0001")]
    assert _shown(store, SOON - timedelta(days=AHEAD)) == _shown(store)
    assert _shown(store, SOON - timedelta(days=AHEAD + 1)) == []
    assert search.work_counts(store, TODAY).endings == 2


@pytest.mark.parametrize(("kind", "id_", "left"), [(Ends.PLAN, 1, "LT-0001"), (Ends.WARRANTY, 2, "HS-0001")])
def test_what_was_noted_is_not_shown_again_and_undoing_shows_it(office, kind, id_, left):
    store, by = office
    before = without_history(store)
    done = endings.note_ending(store, kind, id_, by)
    assert [tag for _, tag in _shown(store)] == [left]
    assert search.work_counts(store, TODAY).endings == 1
    assert done.result.ends == SOON.isoformat()
    undoing.undo(store, done.entry_id, "not yet", by)
    assert without_history(store) == before


def test_another_end_is_shown_again(office):
    store, by = office
    endings.note_ending(store, Ends.WARRANTY, 2, by)
    edit_device(store, Edit(2, {"warranty_end": SOON}, {"warranty_end": SOON + timedelta(days=3)}), by)
    assert (False, "LT-0001") in _shown(store)


def test_it_stands_in_the_history_of_the_device_and_of_the_line(office):
    store, by = office
    endings.note_ending(store, Ends.PLAN, 1, by)
    assert next(row.operation for row in search.history_of(store, "device", 1)) == "note_ending"
    assert next(row.operation for row in search.history_of(store, "line", 1)) == "note_ending"


def test_what_is_refused(office):
    store, by = office
    endings.note_ending(store, Ends.WARRANTY, 2, by)
    assert _why(lambda: endings.note_ending(store, Ends.WARRANTY, 2, by)) == (NotedAlready("LT-0001"),)
    assert _why(lambda: endings.note_ending(store, Ends.WARRANTY, 3, by)) == (NotEnding("LT-0002"),)
    assert _why(lambda: endings.note_ending(store, Ends.WARRANTY, 99, by)) == (NoSuch("device", "99"),)
    assert _why(lambda: endings.note_ending(store, Ends.PLAN, 99, by)) == (NoSuch("line", "99"),)
    assert date(2026, 12, 2) == SOON
