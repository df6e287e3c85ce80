"""Staff, their PINs, and signing in."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from loanmanager.domain.office import Role, Staff
from loanmanager.domain.refusals import Refused
from loanmanager.domain.signing_in import (
    AdministratorFirst,
    AskAdministrator,
    LastAdministrator,
    NoPinYet,
    NotOnYourself,
    NotTheOwner,
    PinAsBefore,
    TryLater,
    WrongPin,
)
from loanmanager.operations import office, pins, signing_in, staff
from loanmanager.operations.done import By
from loanmanager.operations.staff import NewStaff
from loanmanager.storage import errors, recovery, search
from loanmanager.storage import staff as kept
from loanmanager.storage.key import Key
from tests.office import KEY, in_folder, memory, prepared
from tests.operations.staff_promises import PHC, close

PIN, OTHER = "2580", "blue kayak"


class Place:
    """An office with one administrator, 1, a coordinator, 2, and a volunteer, 3; only the first has a PIN, 1234."""

    def __init__(self) -> None:
        self.store: Any = memory()
        self.by = prepared(self.store)
        for name, role in (("Luc Roy", Role.COORDINATOR), ("Noor Haddad", Role.FRONT_DESK)):
            staff.add_staff(self.store, NewStaff(name, role), self.by)
        close(self.store, self.by, 1)

    def after(self, **span: float) -> By:
        return replace(self.by, now=self.by.now + timedelta(**span))

    def sign_in(self, pin: str, by: By | None = None, who: int = 1) -> signing_in.SignedIn:
        return signing_in.sign_in(self.store, who, pin, by or replace(self.by, staff_id=None)).result

    def reason(self, act: Any) -> Any:
        with pytest.raises(Refused) as refused:
            act()
        return refused.value.reasons[0]


@pytest.fixture
def place() -> Place:
    return Place()


def test_the_right_pin_lets_in_and_a_wrong_one_is_counted_and_recorded_without_what_was_typed(place: Place) -> None:
    assert place.reason(lambda: place.sign_in("7070")) == WrongPin()
    assert kept.secret(place.store, 1).tries == 1
    row = place.store.row("SELECT * FROM history ORDER BY id DESC LIMIT 1")
    assert (row["operation"], row["staff_id"]) == ("wrong_pin", None)
    assert json.loads(row["facts"])["name"] == "Administrator"
    assert place.sign_in("1234") == signing_in.SignedIn(1, must_change=False)
    assert kept.secret(place.store, 1).tries == 0
    assert search.staff_rows(place.store)[0].signed_in_at == place.by.now
    everything = "\n".join(str(tuple(row)) for row in place.store.rows("SELECT * FROM history"))
    assert "7070" not in everything
    assert "1234" not in everything


def test_three_wrong_tries_then_a_wait_that_doubles_and_that_no_right_pin_shortens(place: Place) -> None:
    assert [place.reason(lambda: place.sign_in("0000")).seconds for _ in range(3)] == [0, 0, 30]
    assert place.reason(lambda: place.sign_in("1234")) == TryLater(30)
    assert place.reason(lambda: place.sign_in("1234", place.after(seconds=29))) == TryLater(1)
    assert kept.secret(place.store, 1).tries == 3, "a try that was not compared is no try"
    assert place.reason(lambda: place.sign_in("0000", place.after(seconds=30))) == WrongPin(seconds=60)
    assert place.reason(lambda: place.sign_in("1234", place.after(seconds=89))) == TryLater(1)
    assert place.sign_in("1234", place.after(seconds=90)).staff_id == 1


def test_the_wait_is_one_persons_and_outlives_the_window(place: Place) -> None:
    close(place.store, place.by, 3)
    for _ in range(3):
        place.reason(lambda: place.sign_in("0000"))
    assert place.sign_in("1234", who=3).staff_id == 3
    assert place.store.value("SELECT tries FROM staff_secrets WHERE id = 1") == 3


def test_a_clock_set_back_unlocks_nobody_early_and_locks_nobody_for_ever(place: Place) -> None:
    for _ in range(3):
        place.reason(lambda: place.sign_in("0000"))
    back = place.after(days=-3)
    assert place.reason(lambda: place.sign_in("1234", back)) == TryLater(30)
    still = replace(back, now=back.now + timedelta(seconds=20))
    assert place.reason(lambda: place.sign_in("1234", still)) == TryLater(10)
    assert place.sign_in("1234", replace(back, now=back.now + timedelta(seconds=30))).staff_id == 1


def test_a_pin_that_an_administrator_gave_is_changed_by_its_owner(place: Place) -> None:
    staff.reset_pin(place.store, 3, PIN, place.by)
    assert place.sign_in(PIN, who=3).must_change
    noor = replace(place.by, staff_id=3)
    assert place.reason(lambda: signing_in.set_pin(place.store, PIN, PIN, noor)) == PinAsBefore()
    assert place.reason(lambda: signing_in.set_pin(place.store, "9999x", OTHER, noor)) == WrongPin()
    signing_in.set_pin(place.store, PIN, OTHER, noor)
    assert not place.sign_in(OTHER, who=3).must_change
    assert place.reason(lambda: place.sign_in(PIN, who=3)) == WrongPin()


def test_resetting_ends_the_wait(place: Place) -> None:
    close(place.store, place.by, 3)
    for _ in range(5):
        place.reason(lambda: place.sign_in("0000", who=3))
    staff.reset_pin(place.store, 3, PIN, place.by)
    assert place.sign_in(PIN, who=3).must_change


def test_who_has_no_pin_where_others_have_is_told_whom_to_ask(place: Place) -> None:
    assert place.reason(lambda: place.sign_in("", who=2)) == NoPinYet("Luc Roy")


def test_a_secret_is_salted_and_names_its_cost_and_compares_by_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pins.hashed(PIN) != pins.hashed(PIN)
    assert pins.hashed("é4x!").startswith("$argon2id$v=19$m=32,t=1,p=4$")
    assert pins.matches("e\u03014x!", pins.hashed("é4x!"))
    assert pins.matches("1234", PHC)
    for wrong in ("", "\ud800", "12345", "x" * 100_000, "1234\0"):
        assert not pins.matches(wrong, PHC)
    monkeypatch.undo()
    assert (pins.MEMORY_KIB, pins.PASSES, pins.LANES) == (65536, 3, 4)


@pytest.mark.parametrize("act", [
    lambda p: staff.deactivate(p.store, 1, p.by),
    lambda p: staff.edit_staff(p.store, Staff(1, "Ana Lopes", Role.COORDINATOR), p.by),
])  # fmt: skip
def test_nobody_takes_their_own_rights_away(place: Place, act: Any) -> None:
    assert place.reason(lambda: act(place)) == NotOnYourself()
    staff.edit_staff(place.store, Staff(2, "Luc Roy", Role.ADMINISTRATOR), place.by)
    assert place.reason(lambda: act(place)) == NotOnYourself()


def test_the_last_administrator_who_can_sign_in_stays(place: Place) -> None:
    """Another administrator without a PIN could not sign in; and where nobody has one, one is enough."""
    staff.edit_staff(place.store, Staff(2, "Luc Roy", Role.ADMINISTRATOR), place.by)
    luc = replace(place.by, staff_id=2)
    for act in (
        lambda: staff.deactivate(place.store, 1, luc),
        lambda: staff.edit_staff(place.store, Staff(1, "Administrator", Role.FRONT_DESK), luc),
    ):
        assert place.reason(act) == LastAdministrator("Administrator")
    close(place.store, place.by, 2)
    staff.deactivate(place.store, 1, luc)
    assert [each.name for each in search.office_view(place.store).staff] == ["Luc Roy", "Noor Haddad"]
    open_ = memory()
    by = prepared(open_)
    assert place.reason(lambda: staff.deactivate(open_, 1, by)) == LastAdministrator("Administrator")


def test_the_first_pin_is_an_administrators() -> None:
    store = memory()
    by = prepared(store)
    volunteer = replace(by, staff_id=staff.add_staff(store, NewStaff("Noor Haddad"), by).result.id)
    with pytest.raises(Refused) as refused:
        signing_in.set_pin(store, "", PIN, volunteer)
    assert refused.value.reasons == (AdministratorFirst(),)
    assert not search.office_view(store).asks_pin
    signing_in.set_pin(store, "", PIN, by)
    assert search.office_view(store).asks_pin
    staff.reset_pin(store, volunteer.staff_id, OTHER, by)


def test_whoever_left_comes_back_with_the_pin_they_had(place: Place) -> None:
    close(place.store, place.by, 3)
    staff.deactivate(place.store, 3, place.by)
    assert place.reason(lambda: place.sign_in("1234", who=3)).code == "NoSuch"
    staff.reactivate(place.store, 3, place.by)
    assert place.sign_in("1234", who=3).staff_id == 3


def test_an_office_that_asks_is_entered_by_nobody_and_still_prepared(place: Place) -> None:
    assert prepared(place.store).staff_id is None
    assert office.prepare(place.store, place.by, None).site_id == 1  # type: ignore[arg-type]  # says nothing here


def test_a_list_of_staff_tells_no_secret(place: Place) -> None:
    rows = search.staff_rows(place.store)
    assert [(each.name, each.has_pin) for each in rows] == [
        ("Administrator", True),
        ("Luc Roy", False),
        ("Noor Haddad", False),
    ]
    assert "argon2" not in repr(rows) + repr(kept.secret(place.store, 1)) + repr(NewStaff("x", pin="secret"))
    assert "secret" not in repr(NewStaff("x", pin="secret"))


def test_what_was_changed_is_in_the_history_by_name(place: Place) -> None:
    staff.edit_staff(place.store, Staff(3, "Noor El Haddad", Role.COORDINATOR, "fr"), place.by)
    facts = json.loads(place.store.value("SELECT facts FROM history ORDER BY id DESC LIMIT 1"))
    assert facts["was"] == {"name": "Noor Haddad", "role": "front_desk", "language": "en"}
    assert facts["now"] == {"name": "Noor El Haddad", "role": "coordinator", "language": "fr"}
    assert search.office_view(place.store).staff[2].language == "fr"
    staff.save_lock(place.store, 3, place.by)
    assert search.office_view(place.store).idle_minutes == 3


def test_an_administrator_who_forgot_their_pin_gets_a_new_one_from_whoever_owns_the_folder(place: Place) -> None:
    nobody = replace(place.by, staff_id=None)
    assert place.reason(lambda: signing_in.recover_pin(place.store, 1, PIN, nobody)) == NotTheOwner()
    made = signing_in.recover_pin(place.store, 1, PIN, nobody, owner="ana").result
    assert made == signing_in.SignedIn(1, must_change=True)
    assert place.sign_in(PIN).must_change
    entry = search.history_of(place.store, "office", 1)[1]
    assert (entry.operation, entry.facts["account"], entry.staff) == ("recover_pin", "ana", "")
    assert PIN not in str(entry.facts)


def test_nobody_but_an_administrator_gets_a_pin_in_that_way(place: Place) -> None:
    said = place.reason(lambda: signing_in.recover_pin(place.store, 3, PIN, place.by, owner="ana"))
    assert said == AskAdministrator("Noor Haddad")


def test_a_protected_office_takes_the_words_of_its_sheet_and_nothing_less(tmp_path: Path) -> None:
    store, by = in_folder(tmp_path, KEY)
    close(store, by, 1)
    nobody, other = replace(by, staff_id=None), Key(bytes(32))
    with pytest.raises(errors.WrongWords):
        signing_in.recover_pin(store, 1, PIN, nobody, owner="ana")
    with pytest.raises(errors.WrongKey):
        signing_in.recover_pin(store, 1, PIN, nobody, words=" ".join(recovery.words_of(other, "en")), owner="ana")
    assert [row.operation for row in search.history_of(store, "office", 1)].count("recover_pin") == 0
    words = " ".join(recovery.words_of(KEY, "fr"))
    assert not signing_in.recover_pin(store, 1, PIN, nobody, words=words).result.must_change
    assert signing_in.sign_in(store, 1, PIN, nobody).result.staff_id == 1
    entry = search.history_of(store, "office", 1)[1]
    assert (entry.operation, entry.facts["number"]) == ("recover_pin", KEY.number)
    assert recovery.words_of(KEY, "fr")[0] not in str(entry.facts)
    store.close()


def test_words_prove_nothing_in_an_office_that_is_not_protected(place: Place) -> None:
    with pytest.raises(errors.WrongKey):
        signing_in.proves(place.store, " ".join(recovery.words_of(KEY, "en")))
