"""Loans, their items and parts, incidents and resets: rows to and from the domain's records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from loanmanager.domain.devices import Condition
from loanmanager.domain.loans import BackState, Item, ItemEnd, ItemPart, Loan
from loanmanager.domain.names import Label
from loanmanager.storage import devices
from loanmanager.storage.engine import Engine, Row
from loanmanager.storage.values import from_json, json_of, moment, text_of

_LOAN = "SELECT l.*, p.name AS programme FROM loans l LEFT JOIN programmes p ON p.id = l.programme_id "


def with_id(store: Engine, id_: int) -> Loan | None:
    """Return one loan with its items."""
    row = store.row(_LOAN + "WHERE l.id = :id", id=id_)
    return _loan(store, row) if row else None


def with_number(store: Engine, number: str) -> Loan | None:
    """Return the loan with a number, however its letters were typed."""
    row = store.row(_LOAN + "WHERE l.number = :number", number=number.strip().upper())
    return _loan(store, row) if row else None


def open_for_device(store: Engine, device_id: int) -> Loan | None:
    """Return the loan on which a device is out."""
    found = store.value("SELECT loan_id FROM items WHERE device_id = :id AND ended IS NULL", id=device_id)
    return None if found is None else with_id(store, found)


def _loan(store: Engine, row: Row) -> Loan:
    return Loan(
        id=row["id"],
        number=row["number"],
        client_id=row["client_id"],
        out_at=moment(row["out_at"]),
        out_on=date.fromisoformat(row["out_on"]),
        language=row["language"],
        site_id=row["site_id"],
        staff_id=row["staff_id"],
        purpose=row["purpose"],
        programme=row["programme"] or "",
        renewed=row["renewed"],
        renewals=row["renewals"],
        items=_items(store, row["id"]),
    )


def _items(store: Engine, loan_id: int) -> tuple[Item, ...]:
    rows = store.rows("SELECT * FROM items WHERE loan_id = :id ORDER BY id", id=loan_id)
    found = devices.with_ids(store, [row["device_id"] for row in rows])
    parts: dict[int, list[ItemPart]] = {}
    for row in store.rows(
        "SELECT p.* FROM item_parts p JOIN items i ON i.id = p.item_id WHERE i.loan_id = :id ORDER BY p.id", id=loan_id
    ):
        back = BackState(row["back"]) if row["back"] else None
        made = ItemPart(row["id"], Label(row["name_en"], row["name_fr"]), row["cost"], row["part_id"], back)
        parts.setdefault(row["item_id"], []).append(made)
    return tuple(
        Item(
            id=row["id"],
            device=found[row["device_id"]],
            due=date.fromisoformat(row["due_on"]),
            out_condition=Condition(row["out_condition"]),
            out_note=row["out_note"],
            parts=tuple(parts.get(row["id"], ())),
            sim_last_four=row["sim_last_four"],
            ended_at=moment(row["ended_at"]) if row["ended_at"] else None,
            end=ItemEnd(row["ended"]) if row["ended"] else None,
            in_condition=Condition(row["in_condition"]) if row["in_condition"] else None,
            in_note=row["in_note"],
            answers=tuple((text, good) for text, good in from_json(row["answers"])),
            kit_id=row["kit_id"],
        )
        for row in rows
    )


def add(store: Engine, new: Loan, *, programme_id: int | None, override: str) -> int:
    """Add a loan with its items and their parts and return its id; the ids given are ignored."""
    id_ = store.insert(
        "loans",
        number=new.number,
        client_id=new.client_id,
        site_id=new.site_id,
        staff_id=new.staff_id,
        out_at=text_of(new.out_at),
        out_on=new.out_on.isoformat(),
        language=new.language,
        purpose=new.purpose,
        programme_id=programme_id,
        override=override,
        renewals=new.renewals,
    )
    for item in new.items:
        _add_item(store, id_, item)
    return id_


def _add_item(store: Engine, loan_id: int, item: Item) -> None:
    id_ = store.insert(
        "items",
        loan_id=loan_id,
        device_id=item.device.id,
        due_on=item.due.isoformat(),
        out_condition=item.out_condition,
        out_note=item.out_note,
        sim_last_four=item.sim_last_four,
        kit_id=item.kit_id,
    )
    parts = [(id_, part.part_id, part.name.en, part.name.fr, part.cost) for part in item.parts]
    if parts:
        store.insert_many("item_parts", ("item_id", "part_id", "name_en", "name_fr", "cost"), parts)


@dataclass(frozen=True, slots=True)
class Ending:
    """How one item ended: when, in which condition, what its questions were answered."""

    end: ItemEnd
    at: datetime
    staff_id: int | None
    condition: Condition | None = None
    note: str = ""
    answers: tuple[tuple[str, bool], ...] = ()


def of_item(store: Engine, item_id: int) -> int:
    """Return the loan that an item is on."""
    return int(store.value("SELECT loan_id FROM items WHERE id = :id", id=item_id))


def tags_out(store: Engine, client_id: int) -> tuple[str, ...]:
    """Return the tags of what a client has now."""
    rows = store.rows(
        """SELECT d.tag FROM items i JOIN loans l ON l.id = i.loan_id JOIN devices d ON d.id = i.device_id
           WHERE l.client_id = :id AND i.ended IS NULL ORDER BY d.tag_key""",
        id=client_id,
    )
    return tuple(row["tag"] for row in rows)


def given_back(store: Engine, client_id: int) -> tuple[int, datetime | None]:
    """Return how many loans a client has had, undone ones apart, and when the last device came back."""
    row = store.row(
        """SELECT COUNT(DISTINCT l.id) AS loans, MAX(CASE WHEN i.ended = 'returned' THEN i.ended_at END) AS last
           FROM loans l JOIN items i ON i.loan_id = l.id WHERE l.client_id = :id AND l.undone = 0""",
        id=client_id,
    )
    assert row is not None
    return int(row["loans"]), moment(row["last"]) if row["last"] else None


def end_item(store: Engine, item_id: int, how: Ending) -> None:
    """End an item's time on its loan."""
    store.update(
        "items",
        item_id,
        ended=how.end,
        ended_at=text_of(how.at),
        in_staff_id=how.staff_id,
        in_condition=how.condition,
        in_note=how.note,
        answers=json_of([list(each) for each in how.answers]),
    )


def reopen_item(store: Engine, item_id: int) -> None:
    """Put an item back as it was before it ended."""
    nothing = {"ended": None, "ended_at": None, "in_staff_id": None, "in_condition": None}
    store.update("items", item_id, **nothing, in_note="", answers="[]")
    store.run("UPDATE item_parts SET back = NULL WHERE item_id = :id", id=item_id)


def set_part_back(store: Engine, item_part_id: int, back: BackState) -> None:
    """Note what became of a part that went out."""
    store.update("item_parts", item_part_id, back=back)


def set_due(store: Engine, item_ids: Iterable[int], due: date) -> None:
    """Move the due date of items."""
    for item_id in item_ids:
        store.update("items", item_id, due_on=due.isoformat())


def set_renewed(store: Engine, loan_id: int, renewed: int) -> None:
    """Note how often a loan was renewed."""
    store.update("loans", loan_id, renewed=renewed)


def mark_undone(store: Engine, loan_id: int) -> None:
    """Mark a loan as undone, with its papers; nothing is deleted."""
    store.update("loans", loan_id, undone=1)
    store.run("UPDATE papers SET undone = 1 WHERE loan_id = :id", id=loan_id)


def add_reset(store: Engine, device_id: int, at: datetime, staff_id: int | None, record: dict[str, str]) -> int:
    """Keep a reset record: method, tool, how verified, note."""
    return store.insert("resets", device_id=device_id, at=text_of(at), staff_id=staff_id, **record)


def undo_reset(store: Engine, reset_id: int) -> None:
    """Mark a reset record as undone; it stays readable."""
    store.update("resets", reset_id, undone=1)
