"""The events of a month, by kind: how often each is drawn, and how it is done. A new kind is one function and one line."""

from typing import Any

from loanmanager.operations import incidents, undoing
from loanmanager.operations import reserving as promising
from loanmanager.operations import stocktaking as counting
from tests.month import care, counts, lending, people, reserving, things
from tests.month.living import Event, Month


def undo(m: Month) -> Any:
    """Undo something older: what was built on is refused."""
    entry = m.pick(m.ids("SELECT id FROM history ORDER BY id DESC LIMIT 25"))
    return entry and undoing.undo(m.store, entry, "a slip that was noticed late", m.by)


EVENTS: dict[str, tuple[int, Event]] = {
    "check_out": (34, lending.check_out),
    "check_out_reserved": (10, lending.check_out_reserved),
    "group_check_out": (2, lending.group_check_out),
    "take_back": (26, lending.take_back),
    "renew": (8, lending.renew),
    "group_renew": (2, lending.group_renew),
    "sign": (5, lending.sign),
    "reserve": (14, reserving.reserve),
    "put_aside": (12, reserving.put_aside),
    "release": (2, reserving.of_reservation("ready", lambda m, row: promising.release(m.store, row.id, m.by))),
    "cancel": (
        3,
        reserving.of_reservation("open", lambda m, row: promising.cancel(m.store, row.id, "not needed", m.by)),
    ),
    "change_dates": (2, reserving.of_reservation("open", reserving.change_dates)),
    "expire": (5, lambda m: promising.expire_if_any(m.store, m.by)),
    "reset": (20, care.reset),
    "check": (18, care.check),
    "send_to_repair": (3, care.send_to_repair),
    "back_from_repair": (4, care.back_from_repair),
    "retire": (1, care.retire),
    "bring_back": (2, care.bring_back),
    "report": (3, care.report),
    "decide": (3, care.of_incident("undecided", care.decide)),
    "settle": (2, care.settle),
    "close_incident": (3, care.close_incident),
    "reopen_incident": (
        1,
        care.of_incident("closed", lambda m, id_: incidents.reopen(m.store, id_, m.by, note="more is known")),
    ),
    "find": (4, care.find),
    "send_notice": (10, people.send_notice),
    "log_contact": (4, people.log_contact),
    "make_kit": (1, things.make_kit),
    "lend_kit": (2, things.lend_kit),
    "change_kit": (1, things.change_kit),
    "retire_kit": (1, things.retire_kit),
    "do_line_task": (5, things.do_line_task),
    "drop_line_task": (1, things.drop_line_task),
    "suspend_line": (1, things.suspend_line),
    "move_line": (2, things.move_line),
    "note_ending": (1, things.note_ending),
    "add_client": (1, people.add_client),
    "block": (3, people.block),
    "merge": (1, people.merge),
    "tell_apart": (1, people.tell_apart),
    "join": (2, people.join),
    "leave": (1, people.leave),
    "start_count": (2, counts.start_count),
    "scan": (16, counts.scan),
    "take_off": (1, counts.take_off),
    "move_here": (3, counts.move_here),
    "finish_count": (1, lambda m: (count := counts.some_count(m, 3)) and counting.finish(m.store, count, m.by)),
    "drop_count": (1, lambda m: (count := counts.some_count(m, 3)) and counting.drop(m.store, count, m.by)),
    "reset_many": (2, care.reset_many),
    "edit_incident": (1, care.of_incident("open", care.edit_incident)),
    "add_photo": (1, care.of_incident("open", care.add_photo)),
    "print_report": (1, care.of_incident("open", care.print_report)),
    "print_reset": (1, care.print_reset),
    "clearance": (1, people.clearance),
    "add_device": (1, things.add_device),
    "move_shelf": (1, things.move_shelf),
    "show_pin": (1, things.show_pin),
    "change_policy": (1, things.change_policy),
    "close_a_day": (1, things.close_a_day),
    "undo": (6, undo),
}
LEADS = frozenset({"take_back", "reset", "check", "report", "decide", "start_count", "scan", "make_kit"})
"""Kinds that others need before them."""
