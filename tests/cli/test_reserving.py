"""The verbs of reservations."""

from tests.cli.test_cli import Shell, filled, shell  # noqa: F401 (fixtures)


def test_reserve_put_aside_and_lend(filled: Shell) -> None:  # noqa: F811
    made = filled("reserve", "--client", "zoe", "--type", "Laptop", "--priority", "interview", "--json")
    (row,) = made
    assert (row["type"], row["state"], row["rank"], row["name"]) == ("Laptop", "waiting", 3, "Nguyễn, Zoë")
    assert filled("reservations", "--only", "prepare", "--json")[0]["offered"] == "LT-0001"
    ready = filled("reservations", "--ready", row["number"], "--json")
    assert (ready["state"], ready["tag"]) == ("ready", "LT-0001")
    assert row["number"] in filled("reservations", "--only", "ready")
    filled("lend", "--client", "m.roy", "--device", "LT-0001", status=1)
    assert "put aside for somebody else" in filled.err
    filled("lend", "--client", "zoe", "--device", "LT-0001")
    assert filled("reservations", "--json") == []
    assert filled("reservations", "--only", "all", "--json")[0]["state"] == "lent"


def test_move_release_cancel_and_expire(filled: Shell) -> None:  # noqa: F811
    form = ("--from", "2099-01-05", "--to", "2099-01-09", "--json")
    (row,) = filled("reserve", "--programme", "Club", "--device", "LT-0002", *form)
    number = row["number"]
    assert (row["tag"], row["first"]) == ("LT-0002", "2099-01-05")
    filled("reservations", "--ready", number, "--device", "LT-0001", status=1)
    assert "is not what" in filled.err
    assert number in filled("reservations", "--ready", number, "--device", "LT-0002")
    assert filled("reservations", "--release", number, "--json")["state"] == "waiting"
    assert filled("reservations", "--move", number, "--to", "2099-01-30", "--json")["number"] == number
    assert filled("reservations", "--json")[0]["last"] == "2099-01-30"
    filled("reservations", "--cancel", number, status=1)
    assert "Say why" in filled.err
    assert filled("reservations", "--cancel", number, "--reason", "no course", "--json")["state"] == "cancelled"
    filled("reservations", "--expire", status=1)
    assert "No reservation has run out" in filled.err
    assert filled("reservations", "--only", "over", "--json") == []


def test_what_is_not_there(filled: Shell) -> None:  # noqa: F811
    filled("reserve", "--client", "zoe", "--type", "boat", status=1)
    assert "“boat” was not found" in filled.err
    filled("reservations", "--cancel", "R-1999-001", "--reason", "x", status=1)
    assert "R-1999-001" in filled.err
    (row,) = filled("reserve", "--client", "zoe", "--type", "tablet", "--count", "1", "--json")
    filled("reservations", "--ready", row["number"], status=1)
    assert "Tablet" in filled.err
    assert "reserved" in filled("reserve", "--client", "zoe", "--type", "tablet")
