from hypothesis import given
from hypothesis import strategies as st

from loanmanager.ui.pages.follow_up.bench import Bench, Stand


def taken(bench, keys, already=()):
    bench.refresh(
        [(key, key.upper()) for key in keys],
        already=lambda row: "told" if row.lower() in already else "",
        gone=lambda key, _: f"{key} gone",
    )
    return bench


def stands(bench):
    return {key: str(bench.stand(key)) for key in bench.rows}


def test_what_is_gone_is_done_and_stays_in_its_place():
    bench = taken(taken(Bench(), "abc"), "acd")
    assert stands(bench) == {"a": "open", "b": "done", "c": "open", "d": "open"}
    assert list(bench.rows) == ["a", "b", "c", "d"]
    assert bench.done == {"b": "b gone"}
    assert bench.left == 3


def test_what_comes_back_is_to_do_again():
    bench = taken(taken(taken(Bench(), "ab"), "a"), "ab")
    assert stands(bench) == {"a": "open", "b": "open"}


def test_what_was_done_already_says_so_and_may_be_open_again():
    bench = taken(Bench(), "ab", already="b")
    assert (bench.done, bench.left) == ({"b": "told"}, 1)
    assert taken(bench, "ab").left == 2


def test_what_waited_and_is_gone_says_so():
    bench = taken(taken(Bench(), "ab", already="b"), "a")
    assert bench.done == {"b": "b gone"}
    assert taken(bench, "a").done == {"b": "b gone"}  # it is said once, when it goes


def test_next_goes_down_then_from_the_top():
    bench = taken(Bench(), "abcd")
    assert [bench.next(key) for key in "abcd"] == ["b", "c", "d", "a"]
    bench.put_off("cd")
    assert bench.next("b") == "a"
    assert bench.next("?") == "a"
    bench.put_off("ab")
    assert bench.next("b") == ""
    assert bench.first() == "a"
    assert Bench().first() == ""


def test_putting_off_twice_takes_up_again():
    bench = taken(Bench(), "abc")
    bench.put_off("ab")
    assert (bench.stand("a"), bench.left) == (Stand.LATER, 1)
    bench.put_off("bc")  # one of them was not put off yet
    assert bench.left == 0
    bench.put_off("abc")
    assert bench.left == 3


def test_leaving_forgets_what_was_done_and_keeps_what_was_put_off():
    bench = taken(taken(Bench(), "abc"), "bc")
    bench.put_off("b")
    bench.leave()
    assert taken(bench, "bc").left == 1
    assert list(bench.rows) == ["b", "c"]


@given(st.lists(st.sets(st.sampled_from("abcdef")), min_size=1, max_size=8))
def test_every_row_seen_is_open_if_it_is_there_and_done_if_it_is_not(readings):
    bench, seen = Bench(), set()
    for now in readings:
        taken(bench, sorted(now))
        seen |= now
        assert set(bench.rows) == seen
        assert {key for key in seen if bench.stand(key) is Stand.OPEN} == now
        assert bench.left == len(now)
        after = bench.next(bench.first())
        assert (after in now) or len(now) < 2
