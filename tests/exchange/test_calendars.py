"""Statutory holidays as the library gives them, in the words of both languages."""

from datetime import date

import pytest

from loanmanager.exchange import calendars


def test_regions_have_names_in_both_languages_and_provinces_come_first():
    found = calendars.regions()
    assert list(found)[:13] == sorted(
        (code for code in found if code.startswith("CA-")), key=lambda code: found[code].en
    )
    assert found["CA-QC"].in_("fr") == "Québec"
    assert all(name.en and name.fr for name in found.values())


@pytest.mark.parametrize("region", calendars.regions())
def test_every_region_that_is_offered_has_a_calendar(region):
    found = calendars.statutory(region, [2027])
    assert len(found) > 3
    assert all(each.first == each.last and each.holiday == region and each.name for each in found)
    assert not any("'" in each.name + each.name_fr or ";" in each.name + each.name_fr for each in found)


def test_names_are_in_english_and_french():
    found = {each.first: each for each in calendars.statutory("CA-ON", [2026])}
    assert found[date(2026, 12, 28)].named("fr") == "Lendemain de Noël (observé)"
    assert found[date(2026, 12, 28)].named("en") == "Boxing Day (observed)"
    assert found[date(2026, 7, 1)].named("fr") == "Fête du Canada"


def test_two_holidays_of_one_day_are_one():
    found = {each.first: each.name for each in calendars.statutory("CA-NL", [2026])}
    assert found[date(2026, 7, 1)] == "Canada Day / Memorial Day"


def test_a_country_without_french_keeps_its_own_names():
    found = calendars.statutory("AU-NSW", [2027])
    assert {each.name_fr for each in found} == {""}
    assert found[0].named("fr") == found[0].name


@pytest.mark.parametrize("region", ["", "CA", "CA-XX", "../../etc"])
def test_a_region_that_is_not_offered_is_said_so(region):
    with pytest.raises(calendars.UnknownRegion):
        calendars.statutory(region, [2027])
