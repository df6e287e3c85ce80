"""How far the set-up of an office came: begun only by the window, kept step by step, over once there is something to lend."""

from loanmanager.operations import entering, first_start
from loanmanager.operations.demo import make_demo
from loanmanager.operations.first_start import Progress
from loanmanager.storage import search
from tests.office import TODAY, add_client, add_device, memory, prepared


def begun():
    store = memory()
    first_start.begin(store)
    return store, prepared(store)


def test_an_office_that_the_shell_made_is_set_up():
    store = memory()
    assert entering.is_new(store)
    prepared(store)
    assert not entering.is_new(store)
    assert not entering.being_set_up(store)
    assert first_start.progress(store, TODAY) is None
    first_start.begin(store)
    assert not entering.being_set_up(store)


def test_a_demo_office_is_set_up():
    store = memory()
    make_demo(store, prepared(store))
    assert first_start.progress(store, TODAY) is None


def test_steps_are_done_or_left_out_and_may_be_done_after_all():
    store, _ = begun()
    assert first_start.progress(store, TODAY) == Progress()
    first_start.pass_step(store, "agency", left_out=True)
    first_start.pass_step(store, "site")
    assert first_start.progress(store, TODAY) == Progress(("site",), ("agency",))
    first_start.pass_step(store, "agency")
    assert first_start.progress(store, TODAY) == Progress(("site", "agency"))


def test_it_is_over_when_it_is_finished():
    store, _ = begun()
    assert entering.being_set_up(store)
    first_start.finish(store)
    assert not entering.being_set_up(store)
    assert first_start.progress(store, TODAY) is None


def test_it_is_over_when_there_is_something_to_lend_or_somebody_to_lend_to():
    store, by = begun()
    add_device(store, by)
    assert first_start.progress(store, TODAY) is None
    store, by = begun()
    add_client(store, by)
    assert first_start.progress(store, TODAY) is None


def test_it_is_no_history_of_the_records():
    store, _ = begun()
    before = len(search.history_of(store, "office", 1))
    first_start.pass_step(store, "agency")
    first_start.finish(store)
    assert len(search.history_of(store, "office", 1)) == before
