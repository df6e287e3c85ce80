"""The kinds of act by which the history is looked through: each operation belongs to one."""

from enum import StrEnum


class Act(StrEnum):
    """A kind of act, as the chips above the history name them."""

    LENDING = "lending"
    DEVICES = "devices"
    CLIENTS = "clients"
    INCIDENTS = "incidents"
    PAPERS = "papers"
    OFFICE = "office"
    PEOPLE = "people"
    UNDOING = "undoing"


OPERATIONS: dict[Act, tuple[str, ...]] = {
    Act.LENDING: (
        *("check_out", "return", "renew", "reserve", "move_reservation", "cancel_reservation", "put_aside"),
        *("release_reservation", "expire_reservations"),
    ),
    Act.DEVICES: (
        *(
            "add_device",
            "edit_device",
            "reset",
            "check",
            "reset_devices",
            "send_to_repair",
            "back_from_repair",
            "retire",
        ),
        *("bring_back", "add_line", "edit_line", "move_line", "line_task", "drop_line_task", "show_pin", "keep_pin"),
        *("make_kit", "edit_kit", "change_kit", "retire_kit", "start_stocktake", "scan_stocktake", "unscan_stocktake"),
        *("finish_stocktake", "drop_stocktake", "move_devices", "note_ending"),
    ),
    Act.CLIENTS: (
        *("add_client", "edit_client", "merge_clients", "tell_apart", "show_internet", "log_contact", "send_notice"),
        *("add_programme", "rename_programme", "end_programme", "join_programme", "leave_programme"),
    ),
    Act.INCIDENTS: (
        *("open_incident", "edit_incident", "close_incident", "reopen_incident", "find", "decide", "settle"),
        *("add_photo", "remove_photo"),
    ),
    Act.PAPERS: ("make_paper", "sign", "sign_on_screen", "attach_scan", "remove_scan"),
    Act.OFFICE: (
        *("set_up", "save_office", "save_site", "set_logo", "remove_logo", "save_policy", "use_preset", "save_type"),
        *("save_closure", "change_closure", "remove_closure", "lift_holiday", "save_holidays", "save_template"),
        *("restore_template", "import_template", "review_template", "set_paper_languages", "save_notices", "import"),
        *("protect_on", "protect_off", "change_key", "set_passphrase"),
    ),
    Act.PEOPLE: (
        *("sign_in", "wrong_pin", "set_pin", "reset_pin", "recover_pin", "set_own_language", "add_staff"),
        *("edit_staff", "save_staff", "deactivate_staff", "reactivate_staff", "save_lock"),
    ),
    Act.UNDOING: ("undo",),
}
