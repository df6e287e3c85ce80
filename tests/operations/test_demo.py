"""The demo office: counted, the same twice, sound, and right on awkward days."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest

from loanmanager.domain.clients import InternetUse
from loanmanager.domain.devices import DeviceStatus, LineState
from loanmanager.domain.lines import LineTask
from loanmanager.domain.office import Role
from loanmanager.domain.refusals import NotEmpty, Refused
from loanmanager.i18n import Words
from loanmanager.operations import office
from loanmanager.operations.demo import Made, make_demo
from loanmanager.operations.demo.invent import luhn
from loanmanager.operations.done import By
from loanmanager.storage import search
from loanmanager.storage.engine import Engine
from tests.office import TODAY, add_client, add_device, memory, prepared

DAYS = [
    TODAY,
    date(2026, 11, 28),  # a Saturday
    date(2026, 11, 29),  # a Sunday
    date(2027, 1, 1),
    date(2028, 1, 3),  # the last day of a closure, a Monday
    date(2028, 2, 29),
    date(2027, 2, 25),  # fourteen months after the middle of a closure
]


@dataclass(frozen=True)
class Demo:
    store: Engine
    by: By
    made: Made

    def every_client(self):
        return [search.client_record(self.store, row.id) for row in client_rows(self.store, self.by.today)]

    def every_device(self):
        return [search.device_record(self.store, row.id) for row in device_rows(self.store, self.by.today)]

    def every_loan(self):
        return [search.loan_record(self.store, id_=row.id) for row in loan_rows(self.store, self.by.today)]


def make(today: date, language: str = "en", seed: int = 2026) -> Demo:
    store = memory()
    now = datetime.combine(today, time(11)).astimezone(UTC)
    by = office.prepare(store, By(None, now, today), Words(language))
    return Demo(store, by, make_demo(store, by, seed))


@cache
def demo(today: date) -> Demo:
    """Make an office once: nothing here changes it."""
    return make(today)


@pytest.fixture(params=DAYS, ids=str)
def on_any_day(request):
    return demo(request.param)


def client_rows(store, today):
    return search.client_rows(store, today=today, limit=500)


def device_rows(store, today):
    return search.device_rows(store, today=today, limit=500)


def loan_rows(store, today, only=""):
    return search.loan_rows(store, today=today, only=only, limit=500)


def test_it_holds_what_it_says(on_any_day):
    counts = search.counts(on_any_day.store, on_any_day.by.today)
    assert on_any_day.made == Made(62, 80, 175)
    assert (counts.devices, counts.clients, counts.out) == (62, 80, 25)
    assert len(loan_rows(on_any_day.store, on_any_day.by.today)) == 175
    assert on_any_day.store.check() == ()


def test_three_loans_are_due_today_and_five_overdue_by_at_most_three_weeks(on_any_day):
    today = on_any_day.by.today
    late = [(today - row.due).days for row in loan_rows(on_any_day.store, today, "overdue")]
    assert len(late) == 5
    assert min(late) >= 1
    assert 14 < max(late) <= 21
    assert len(loan_rows(on_any_day.store, today, "due_today")) == 3
    due = [row.due for row in loan_rows(on_any_day.store, today, "open")]
    assert max(due) <= today + timedelta(days=70)


def test_there_is_work_for_the_desk(on_any_day):
    counts = search.device_counts(on_any_day.store, today=on_any_day.by.today)
    assert counts[DeviceStatus.TO_CHECK] == 2
    assert counts[DeviceStatus.TO_RESET] == 4
    assert counts[DeviceStatus.AVAILABLE] >= 10
    assert {counts[each] for each in (DeviceStatus.RETIRED, DeviceStatus.LOST, DeviceStatus.IN_REPAIR)} == {2, 3}
    assert 3 <= search.counts(on_any_day.store, on_any_day.by.today).incidents <= 9  # some found again since


def test_a_device_is_on_loan_exactly_where_an_item_is_open(on_any_day):
    out = [item.device.id for loan in on_any_day.every_loan() for item in loan.open_items]
    on_loan = [each.id for each in on_any_day.every_device() if each.status is DeviceStatus.ON_LOAN]
    assert sorted(out) == sorted(on_loan)
    assert len(out) == len(set(out))


def test_nothing_happens_on_a_closed_day_or_after_yesterday(on_any_day):
    today = on_any_day.by.today
    for loan in on_any_day.every_loan():
        days = search.office_view(on_any_day.store, loan.site_id).rules.open_days
        ended = [item.ended_at.astimezone().date() for item in loan.items if item.ended_at]
        assert loan.out_on < today
        assert all(loan.out_on < day < today for day in ended)
        assert all(days.is_open(day) for day in [loan.out_on, *ended])
        assert all(days.is_open(item.due) or item.due == today for item in loan.items)
        assert 1 <= len(loan.items) <= 3


def test_what_is_due_on_a_day_on_which_all_is_closed_was_agreed_with_a_reason():
    reasons = "SELECT COUNT(*) FROM loans WHERE override <> ''"
    closed = {day: demo(day).store.value(reasons) for day in (date(2026, 11, 29), date(2027, 1, 1), TODAY)}
    assert list(closed.values()) == [3, 3, 0]


def test_one_is_put_aside_and_others_wait(on_any_day):
    rows = search.reservation_rows(on_any_day.store)
    assert [each.held_id is not None for each in rows].count(True) == 1
    assert len(rows) == 6
    assert len({each.name for each in rows}) == 3
    today = on_any_day.by.today
    assert search.reservations_over(on_any_day.store, today) == ()


def test_the_history_runs_in_the_order_of_time(on_any_day):
    rows = on_any_day.store.rows("SELECT at FROM history WHERE operation <> 'set_up' ORDER BY id")
    moments = [row["at"] for row in rows]
    assert moments == sorted(moments)
    assert moments[-1] < on_any_day.by.today.isoformat()
    assert on_any_day.store.value("SELECT COUNT(*) FROM loans WHERE renewed > 0") >= 15


def test_one_loan_came_back_in_part(on_any_day):
    rows = [row for row in loan_rows(on_any_day.store, on_any_day.by.today, "open") if row.out < row.devices]
    assert [(row.out, row.devices) for row in rows] == [(1, 2)]


def test_lines_end_soon_or_are_suspended_and_are_not_lent_beyond_their_end(on_any_day):
    today = on_any_day.by.today
    hotspots = [each for each in on_any_day.every_device() if each.type.gives_internet]
    suspended = [each for each in hotspots if each.line.state is LineState.SUSPENDED]
    ending = [each for each in hotspots if each.line.plan_end < today + timedelta(days=30)]
    assert len(hotspots) == 14
    assert [each.status for each in suspended] == [DeviceStatus.ON_LOAN]
    assert [each.status for each in ending] == [DeviceStatus.AVAILABLE] * 2
    assert all(
        item.due <= item.device.line.plan_end
        for loan in on_any_day.every_loan()
        for item in loan.items
        if item.device.line
    )


def test_a_line_waits_to_be_suspended_and_two_lie_in_the_drawer(on_any_day):
    work = search.line_work(on_any_day.store, on_any_day.by.today)
    assert [each.task for each in work] in ([LineTask.SUSPEND], [])  # in a closure it waits for the next open day
    assert work or on_any_day.by.today != TODAY
    spare = search.line_rows(on_any_day.store, only=search.SPARE)
    assert {each.state for each in spare} == {LineState.ACTIVE, LineState.PENDING}
    reference = "SELECT COUNT(*) FROM line_tasks WHERE task = 'suspend' AND reference <> ''"
    assert on_any_day.store.value(reference) == 1


def test_one_kit_is_in_and_another_is_not_complete(on_any_day):
    workshop, interview = search.kit_rows(on_any_day.store)
    assert (interview.units, workshop.units) == (3, 3)
    assert interview.available
    assert workshop.available < workshop.units


def test_codes_are_well_formed_and_belong_to_one_device_each(on_any_day):
    found = on_any_day.every_device()
    imeis = [each.imei for each in found if each.imei]
    assert len(set(imeis)) == 17
    assert all(len(imei) == 15 and luhn(imei) % 10 == 0 for imei in imeis)
    assert len({each.serial for each in found}) == 62
    iccids = {each.line.iccid for each in found if each.line}
    assert {len(iccid) for iccid in iccids} == {19}
    assert len(iccids) == 14


SCRIPTS = [
    "LATIN", "ARABIC", "CYRILLIC", "GREEK", "CJK", "KATAKANA", "HIRAGANA", "HANGUL", "DEVANAGARI", "HEBREW", "CANADIAN",
]  # fmt: skip


def test_names_come_in_many_scripts_and_are_borne_once(on_any_day):
    people = on_any_day.every_client()
    found = {unicodedata.name(each.natural_name[0]).split()[0] for each in people}
    assert found >= set(SCRIPTS) - {"KATAKANA", "HIRAGANA"}
    assert any("Ễ" in each.family_name.upper() or "Ầ" in each.family_name.upper() for each in people)
    assert len({each.natural_name for each in people}) == 80
    assert sum(not each.given_name for each in people) == 3


def test_clients_differ(on_any_day):
    people, today = on_any_day.every_client(), on_any_day.by.today
    ages = sorted(each.age(today) for each in people if each.birth_date)
    assert (ages[0], ages[-1]) == (15, 82)
    assert ages[1] >= 18
    assert [each.age(today) for each in people if each.guardian.name] == [15]
    assert sorted(each.internet for each in people if each.internet is not InternetUse.YES) == ["no", "on_site"]
    assert sum(each.is_blocked(today) for each in people) == 1
    assert {each.language for each in people} == {"en", "fr"}
    assert all(each.phones or each.email for each in people)
    for told in ("preferred_name", "pronouns", "discreet", "notes"):
        assert 0 < sum(bool(getattr(each, told)) for each in people) < 40
    assert sum(not each.phones for each in people) == 10
    assert sum(not each.email for each in people) == 18
    assert 0 < sum(len(each.allowed) < 5 for each in people) < 20


def test_nobody_can_be_reached(on_any_day):
    view = search.office_view(on_any_day.store)
    people = on_any_day.every_client()
    numbers = [phone for each in people for phone in (*each.phones, each.guardian.phone) if phone]
    numbers += [each.line.number for each in on_any_day.every_device() if each.line]
    numbers += [view.office.phone, view.office.help_line, *(site.phone for site in view.sites)]
    assert all("555-01" in number for number in numbers)
    own = [phone for each in people for phone in each.phones]
    assert len(own) == len(set(own))
    assert all(each.email.endswith("@example.org") and each.email.isascii() for each in people if each.email)


def test_who_may_not_use_the_internet_never_had_a_hotspot(on_any_day):
    kept = {each.id for each in on_any_day.every_client() if each.internet is not InternetUse.YES}
    lent = [item for loan in on_any_day.every_loan() if loan.client_id in kept for item in loan.items]
    assert not any(item.device.type.gives_internet for item in lent)


def test_the_blocked_client_has_nothing(on_any_day):
    blocked = search.client_rows(on_any_day.store, today=on_any_day.by.today, only="blocked")
    assert [row.out for row in blocked] == [0]


def test_the_agency_is_set_up():
    made = demo(TODAY)
    view = search.office_view(made.store)
    assert view.office.name == "Carrefour Emploi des Érables"
    assert [(each.name, each.role) for each in view.staff] == [
        ("Ana Lopes", Role.ADMINISTRATOR),
        ("Malik Benali", Role.COORDINATOR),
        ("Rosa Pelletier", Role.FRONT_DESK),
    ]
    assert not view.asks_pin
    assert [6 in each.open_days for each in view.sites] == [False, True]
    assert view.programmes == ("Digital basics", "Job Finding Club", "Newcomers’ Welcome", "Return to school")
    assert not view.rules.open_days.is_open(date(2026, 12, 29))
    laptop = next(each for each in view.types if each.key == "laptop")
    assert (laptop.replacement_cost, [each.cost for each in laptop.parts]) == (45000, [4500, 2500, 1500])


def shown(made: Demo):
    """Return all that lists show; nothing in them depends on when or where they were made."""
    today = made.by.today
    return client_rows(made.store, today), device_rows(made.store, today), loan_rows(made.store, today)


def test_the_same_seed_and_day_make_the_same_office():
    assert shown(make(TODAY)) == shown(demo(TODAY))


def test_another_seed_makes_another_office():
    other = make(TODAY, seed=1)
    assert other.made == Made(62, 80, 175)
    assert search.counts(other.store, TODAY).overdue == 5
    assert shown(other) != shown(demo(TODAY))


def test_a_french_office_speaks_french():
    made = make(TODAY, "fr")
    view = search.office_view(made.store)
    assert "Bases du numérique" in view.programmes
    assert [each.name for each in view.sites] == ["Rue principale", "Les Tilleuls"]


@pytest.mark.parametrize("fill", [add_device, add_client])
def test_an_office_that_holds_something_is_left_as_it_is(fill):
    store = memory()
    by = prepared(store)
    fill(store, by)
    entries = store.value("SELECT COUNT(*) FROM history")
    with pytest.raises(Refused) as refused:
        make_demo(store, by)
    assert isinstance(refused.value.reasons[0], NotEmpty)
    assert store.value("SELECT COUNT(*) FROM history") == entries


def test_a_demo_that_fails_halfway_leaves_nothing(monkeypatch):
    store = memory()
    by = prepared(store)
    monkeypatch.setattr("loanmanager.operations.demo.days.renewing.renew", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make_demo(store, by)
    assert search.counts(store, by.today) == search.Counts()
    assert search.office_view(store).office.name == ""
