"""Today's work at the desk: only what waits takes room."""

import pytest

from loanmanager.settings import Settings
from loanmanager.storage.search import WorkCounts
from loanmanager.ui import theme
from loanmanager.ui.pages.desk.page import Desk
from loanmanager.ui.pages.desk.today import Today
from tests.ui.helpers import cut_off
from tests.ui.pages.follow_up.conftest import fill
from tests.ui.pages.people import laid_out, texts

ALL = WorkCounts(3, 12, 2, 2, 14, 1, 1, 2, 6, 4, 5, 1)


@pytest.fixture
def today(offices, shown):
    """Return what shows counts at a width and says which tiles are seen."""

    def show(counts, width=1182, **preferences):
        made = shown(Today(offices(preferences=Settings(**{"language": "en", **preferences}))), width, 70)
        made.show_counts(counts)
        laid_out()
        return made

    return show


def seen(made):
    return [(tile.words, tile.extra) for tile in (*made.tiles.values(), made.more) if tile.isVisible()]


def test_only_what_waits_takes_room(today):
    assert seen(today(WorkCounts(overdue=5, to_sign=1))) == [("overdue", "5"), ("to sign", "1")]


def test_everything_fits_at_the_usual_width(today):
    assert [words for words, _ in seen(today(ALL))] == [
        "due today", "overdue", "to prepare", "to check", "to reset", "lines to change", "to sign", "incidents open",
        "ending soon",
    ]  # fmt: skip


def test_nothing_to_do_is_said(today):
    made = today(WorkCounts())
    assert seen(made) == []
    assert texts(made) == ["Nothing waits today."]


def test_what_does_not_fit_is_one_count(today):
    made = today(ALL, 420)
    *shown, more = seen(made)
    assert shown[:2] == [("due today", "3"), ("overdue", "12")]
    assert more == ("more", str(2 + 2 + 14 + 3 + 6 + 4 + 5 - sum(int(n) for _, n in shown[2:])))
    made.resize(1182, 70)
    laid_out()
    assert len(seen(made)) == 9


@pytest.mark.parametrize(("key", "opens"), [("overdue", "overdue"), ("to_sign", "to_sign"), ("lines", "to_suspend")])
def test_a_tile_opens_its_list(today, key, opens):
    made = today(ALL)
    places = []
    made._office.asked_for.connect(lambda place, what: places.append((place, what)))
    made.tiles[key].click()
    assert places == [("follow_up", opens)]


def test_lines_open_the_list_in_which_there_is_something(today):
    made = today(WorkCounts(to_reactivate=2))
    places = []
    made._office.asked_for.connect(lambda *where: places.append(where))
    made.tiles["lines"].click()
    made.more.click()
    assert places == [("follow_up", "to_reactivate"), ("follow_up", None)]


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_cut_off(today, qapp, scale, language):
    theme.apply(qapp, scale=scale)
    made = today(ALL, 1182 if scale == 1.0 else 1290, language=language)
    assert cut_off(made) == []
    assert made.tiles["overdue"].isVisible()


def test_the_desk_shows_what_the_lists_hold(offices, showing):
    desk = showing(Desk, offices(fill))
    laid_out()
    assert dict(seen(desk._today)) == {
        "due today": "2", "overdue": "3", "to prepare": "2", "to check": "2", "to reset": "2", "lines to change": "4",
        "to sign": "5", "incidents open": "4", "ending soon": "2",
    }  # fmt: skip
