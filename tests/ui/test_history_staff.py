"""What the history says of staff, and what rights, roles and waits are called."""

from dataclasses import replace

import pytest

from loanmanager.domain.office import Role, Staff
from loanmanager.domain.rights import Right
from loanmanager.i18n import Words
from loanmanager.operations import client_secrets, office, signing_in, staff
from loanmanager.operations.staff import NewStaff
from loanmanager.sentences.rights import of_right, of_role, of_wait, why_not
from loanmanager.storage import search
from loanmanager.ui import icons
from loanmanager.ui.histories import events, what_of
from tests.office import TODAY, add_client, memory, prepared

EN, FR = Words("en"), Words("fr")


def test_staff_and_signing_in_are_said_in_words():
    store = memory()
    by = prepared(store)
    noor = staff.add_staff(store, NewStaff("Noor Haddad"), by).result.id
    staff.edit_staff(store, Staff(noor, "Noor El Haddad", Role.FRONT_DESK), by)
    staff.edit_staff(store, Staff(noor, "Noor El Haddad", Role.COORDINATOR, "fr"), by)
    staff.edit_staff(store, Staff(noor, "Noor El Haddad", Role.COORDINATOR, "en"), by)
    signing_in.set_pin(store, "", "2580", by)
    staff.reset_pin(store, noor, "blue kayak", by)
    with pytest.raises(Exception, match="WrongPin"):
        signing_in.sign_in(store, noor, "0000", replace(by, staff_id=None))
    signing_in.sign_in(store, noor, "blue kayak", by)
    signing_in.set_own_language(store, "fr", replace(by, staff_id=noor))
    staff.save_lock(store, 1, by)
    staff.deactivate(store, noor, by)
    staff.reactivate(store, noor, by)
    office.rename_staff(store, 1, "Ana Lopes", by)
    signing_in.recover_pin(store, 1, "blue kayak", by, owner="ana")
    rows = search.history_of(store, "office", 1)
    assert [what_of(row, EN, "office") for row in rows][::-1][1:] == [
        "Noor Haddad added: Front desk",
        "Noor Haddad is called Noor El Haddad now",
        "Noor El Haddad: Front desk → Coordinator",
        "Noor El Haddad saved",
        "Own PIN changed",
        "New PIN given to Noor El Haddad",
        "Wrong PIN for Noor El Haddad",
        "Noor El Haddad signed in",
        "Reads the screen in Français",
        "The window locks after 1 minute",
        "Noor El Haddad deactivated",
        "Noor El Haddad works here again",
        "Ana Lopes saved",
        "New PIN of Ana Lopes, given in a shell by the account ana",
    ]
    french = events(rows, FR, TODAY, "office")
    assert len({each.what for each in french}) == len({what_of(row, EN, "office") for row in rows})
    assert all(icons.known(each.mark.icon) for each in french)
    assert "2580" not in str(rows)


def test_that_a_restricted_field_was_shown_is_said_on_the_clients_timeline():
    store = memory()
    by = prepared(store)
    client = add_client(store, by)
    client_secrets.show_internet(store, client, by)
    row = search.history_of(store, "client", client)[0]
    assert what_of(row, EN, "client") == "Internet permission shown"
    assert row.staff == "Administrator"


@pytest.mark.parametrize("words", [EN, FR], ids=["en", "fr"])
def test_every_right_and_role_has_words_of_its_own(words):
    said = [of_right(each, words) for each in Right]
    assert len(set(said)) == len(Right)
    assert len({of_role(each, words) for each in Role}) == len(Role)
    assert all(of_right(each, words) in why_not(each, words) for each in Right)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "1 second"), (30, "30 seconds"), (60, "60 seconds"), (61, "2 minutes"), (900, "15 minutes")],
)
def test_a_wait_is_said_as_people_count_it(seconds, said):
    assert of_wait(seconds, EN) == said
