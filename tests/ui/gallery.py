"""Draw every widget, light and dark, at 100 % and 150 %: `python -m tests.ui.gallery OUT_DIR`. To be looked at."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QWidget

from loanmanager.ui import theme
from loanmanager.ui.icons import Icon
from loanmanager.ui.tokens import STATUSES, Mark
from loanmanager.ui.widgets.avatar import Avatar
from loanmanager.ui.widgets.buttons import Chip, Primary, button
from loanmanager.ui.widgets.columns import Column
from loanmanager.ui.widgets.combo import Combo
from loanmanager.ui.widgets.date_field import DateField
from loanmanager.ui.widgets.dialog import Dialog
from loanmanager.ui.widgets.empty import Empty
from loanmanager.ui.widgets.fields import entry, field, note
from loanmanager.ui.widgets.flow import Flow
from loanmanager.ui.widgets.inline_edit import InlineEdit
from loanmanager.ui.widgets.labels import Elided, key_cap, label
from loanmanager.ui.widgets.layout import Grow, bed, column, facts, fixed, head, holder, line, row
from loanmanager.ui.widgets.list_view import ListView
from loanmanager.ui.widgets.lists import Rows
from loanmanager.ui.widgets.matches import Matches
from loanmanager.ui.widgets.message_line import MessageLine
from loanmanager.ui.widgets.nav import NavItem
from loanmanager.ui.widgets.notice import Notice
from loanmanager.ui.widgets.panel import pinned, scrolled
from loanmanager.ui.widgets.scan_box import ScanBox
from loanmanager.ui.widgets.segments import Segments
from loanmanager.ui.widgets.split_detail import SplitDetail
from loanmanager.ui.widgets.status import Status
from loanmanager.ui.widgets.tile import Tile
from loanmanager.ui.widgets.timeline import Event, Timeline
from loanmanager.ui.widgets.two_lines import Entry, TwoLineList

WORDS = {
    "available": "Available",
    "reserved": "Reserved",
    "on_loan": "On loan",
    "to_check": "To check",
    "to_reset": "To reset",
    "in_repair": "In repair",
    "overdue": "Overdue",
    "lost": "Lost",
    "stolen": "Stolen",
    "retired": "Retired",
}
WIDE, HIGH = 1366, 768


@dataclass(frozen=True)
class Device:
    tag: str
    name: str
    status: str
    who: str
    due: str
    site: str


def devices() -> list[Device]:
    """Return rows with every status and several scripts."""
    names = ["Dell Latitude 5420", "Lenovo ThinkPad T480", "HP ProBook 440 G8", "Acer TravelMate P2"]
    who = ["Nguyễn, Zoë", "Παππά, Ουρανία", "الحدّاد، محمد", "ᐊᓚᓱᐊᖅ, ᒥᐊᓕ", "शर्मा, अनिता", "Tremblay, Josée"]
    made = []
    for at in range(26):
        status = list(STATUSES)[at % len(STATUSES)]
        out = status in {"on_loan", "overdue"}
        due = "5 days late" if status == "overdue" else "Fri 27 Nov"
        made.append(
            Device(
                f"LT-{at + 19:04}", names[at % 4], status, who[at % 6] if out else "", due if out else "", "Main office"
            )
        )
    return made


def columns() -> list[Column[Device]]:
    """Declare the columns of the list of devices."""
    return [
        Column("Tag", "mono", 84, lambda each: each.tag, lambda each: each.tag),
        Column("Device", "strong", 0, lambda each: each.name, lambda each: each.name),
        Column("Status", "status", 116, lambda each: WORDS[each.status], mark=lambda each: STATUSES[each.status]),
        Column("With", "text", 148, lambda each: each.who, priority=1),
        Column(
            "Due", "due", 96, lambda each: each.due, mark=lambda each: Mark("", "late") if "late" in each.due else None
        ),
        Column("Site", "muted", 104, lambda each: each.site, priority=2),
    ]


def say(day: date) -> str:
    """Write a date as people say it."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def controls() -> QWidget:
    """Show buttons, chips, choices, fields."""
    due = DateField(date(2026, 12, 23), show=say, says="Due", calendar="Open the calendar")
    programme = Combo(
        [("a", "Job Finding Club"), ("b", "A programme with a name that is much too long for its field")], "b"
    )
    wrong = field("Phone", entry("514 555"))
    wrong.set_error("A phone number has ten digits. Add the missing ones, or leave it empty.")
    off = Primary("Check out")
    off.setEnabled(False)
    disabled = button("Not now")
    disabled.setEnabled(False)
    way = Segments("How", [("l", "Letter"), ("e", "E-mail"), ("c", "Call")], "l")
    way.set_allowed("e", False, "No e-mail, at her request")
    ticks = [
        QCheckBox("Charger 65 W"),
        QCheckBox("Bag"),
        QCheckBox("USB-C cable"),
        QRadioButton("On paper"),
        QRadioButton("Later"),
    ]
    ticks[0].setChecked(True)
    ticks[3].setChecked(True)
    ticks[2].setProperty("wrong", "true")
    chips = [Chip("All", "48", on=True)] + [
        Chip(WORDS[key], "4", *STATUSES[key]) for key in ("available", "on_loan", "overdue", "to_reset")
    ]
    keys = [
        part
        for key, words in (("↑ ↓", "choose"), ("Enter", "print, next"))
        for part in (key_cap(key), label(words, "small"))
    ]
    left = column(
        head("Check-out", "2 devices", button("Empty the basket", "quiet", flush="right")),
        8,
        line(),
        12,
        row(
            Icon("laptop", "text"),
            label("Lenovo ThinkPad T480", "strong"),
            label("LT-0042", "mono"),
            None,
            button("Condition: good", "quiet", menu=True, flush="right"),
            space=12,
        ),
        row(*ticks, None, space=16, margins=(32, 4, 0, 8)),
        line(),
        12,
        Flow(*chips, across=6),
        12,
        row(
            button("Add a device", icon="plus"),
            button("Later"),
            disabled,
            button("Delete", "danger", "trash-2"),
            button("Undo", "link"),
            None,
        ),
        12,
        row(way, Segments("Turns on?", [("y", "Yes"), ("n", "No")]), None, space=16),
        12,
        row(*keys, None),
        None,
        row(Grow(field("Due", due, "30 days"), 1), Grow(field("Programme", programme), 1), Grow(wrong, 1), space=16),
        12,
        field("Note", note("", "Optional, kept in the device’s history", lines=2)),
        16,
        row(
            button("Agreement in French, on paper", "quiet", "file-text", flush="left"),
            None,
            off,
            Primary("Check out 2 devices", "Ctrl+Return", "Ctrl+Enter"),
        ),
        space=0,
        margins=(24, 16, 24, 16),
    )
    return bed("surface", left)


def card() -> QWidget:
    """Show notices, statuses, facts, as on a client's card."""
    statuses = Flow(*[Status(key, words) for key, words in WORDS.items()], across=16)
    inside = column(
        row(
            Grow(Elided("Nguyễn-Tremblay de la Durantaye, Zoë Marie-Josée", "h1")),
            button("Client page", "link", flush="right"),
        ),
        row(label("she/her · ", "muted"), label("C-00031", "mono"), None, space=0),
        12,
        Notice(
            "todo", "file-pen-line", "L-2026-0035, since 28 Oct", button("Sign", "link"), strong="Agreement to sign"
        ),
        8,
        Notice("late", "clock-alert", "LT-0024 is 5 days late. Renew it, or take it back first."),
        8,
        Notice("ok", "circle-check", "A laptop is put aside for her."),
        16,
        label("Statuses", "section"),
        6,
        statuses,
        14,
        line(),
        14,
        facts([("Papers", "Français"), ("Counsellor", "Marc-André Roy"), ("Look again", "Assessment, Fri 4 Dec")]),
        None,
        space=0,
        margins=(20, 16, 20, 16),
    )
    return scrolled(bed("surface", inside), width=340)


def tiles() -> QWidget:
    """Show today's counts."""
    made = [
        Tile(3, "due today"),
        Tile(5, "overdue", "clock-alert", "late"),
        Tile(2, "to prepare"),
        Tile(0, "lines to suspend"),
        Tile(6, "to sign"),
    ]
    return bed("window", row(*made, space=4, margins=(16, 6, 16, 6)))


def sidebar() -> QWidget:
    """Show the places."""
    places = [
        ("Desk", "concierge-bell", ""),
        ("Devices", "laptop", ""),
        ("Clients", "users", ""),
        ("Follow-up", "flag", "26"),
        ("Reports", "chart-column", ""),
    ]
    made = bed(
        "window",
        column(
            *[NavItem(words, icon, count, on=words == "Desk") for words, icon, count in places],
            None,
            NavItem("Settings", "settings"),
            space=2,
            margins=(8, 16, 8, 12),
        ),
    )
    return theme.fit(made, lambda me: me.setFixedWidth(theme.px(72 if theme.look().large else 184)))


def frame(page: QWidget) -> QWidget:
    """Put a page in the frame: sidebar, scan box, message line."""
    box = ScanBox("Scan or type a device, a client, a loan")
    top = bed("window", row(Grow(box), 8, Avatar("AL", "Ana Lopes"), label("Ana"), space=8, margins=(24, 8, 20, 8)))
    said = MessageLine("Dismiss")
    said.tell("ok", "Loan L-2026-0041 checked out", [("undo", "Undo"), ("open", "Open the agreement")])
    made = holder(
        row(sidebar(), line(vertical=True), Grow(column(top, line(), Grow(page), line(), said, space=0)), space=0)
    )
    made.box = box
    return made


def desk() -> QWidget:
    """Show the controls as a desk."""
    made = frame(
        holder(column(Grow(row(Grow(controls()), line(vertical=True), card(), space=0)), line(), tiles(), space=0))
    )
    made.ready = made.box.take_focus
    return made


def list_and_detail() -> QWidget:
    """Show a list with its detail."""
    model = Rows(columns(), key=lambda each: each.tag)
    model.set_rows(devices())
    view = ListView(model, "Devices")
    view.sort_by("Tag")
    view.choose("LT-0027")
    listing = bed(
        "surface",
        column(row(head("Devices", "26"), margins=(24, 16, 24, 8)), row(view, margins=(16, 0, 0, 0)), space=0),
    )
    history = Timeline("History")
    history.set_events(
        [
            Event(
                Mark("arrow-down-left", "todo"),
                "Returned by Коваль, Олена",
                "Fri 20 Nov, 15:12, Ana",
                "Bag missing, incident I-2026-014",
            ),
            Event(Mark("arrow-up-right", "loan"), "Lent to Коваль, Олена", "Wed 21 Oct, 10:40, Samir"),
            Event(
                Mark("rotate-ccw", "ok"),
                "Reset: erased and reinstalled",
                "Tue 20 Oct, 16:05, Ana",
                "Windows reset, verified",
            ),
        ],
    )
    edits = [
        (each, InlineEdit(value, says=each, tip="Enter keeps, Esc puts back"))
        for each, value in (("Serial", "PF-1K7WQ3"), ("Condition", "Good"), ("Site, shelf", "Main office, B3"))
    ]
    body = column(
        head(
            "LT-0027",
            "",
            button("", "quiet", "ellipsis", says="More"),
            button("", "quiet", "x", says="Close", flush="right"),
        ),
        label("Lenovo ThinkPad T480", "muted"),
        14,
        row(
            column(Status("to_reset", "To reset"), label("since Fri 20 Nov, Ana", "small"), space=2),
            None,
            Primary("Mark reset", "Ctrl+R"),
        ),
        14,
        line(),
        8,
        facts(edits, caption=88, across=8, down=2),
        8,
        line(),
        12,
        label("History", "section"),
        4,
        Grow(history),
        space=0,
        margins=(20, 16, 20, 8),
    )
    split = SplitDetail(listing, bed("surface", body))
    split.open_detail()
    made = frame(split)
    made.ready = edits[2][1].setFocus
    return made


def matches() -> QWidget:
    """Show matches under the box, a work list, an empty page."""
    work = TwoLineList("Overdue")
    work.set_entries(
        [
            Entry(
                "1",
                "circle-check",
                "Παππά, Ουρανία",
                "Letter printed, 10:12",
                "12 days late",
                "Second notice",
                quiet=True,
            ),
            Entry(
                "2",
                "clock-alert",
                "Tremblay, Josée",
                "LT-0024 Latitude 5420",
                "5 days late",
                "First notice",
                "late",
                "late",
            ),
        ],
    )
    work.choose("2")
    foot = holder(row(None, Primary("Print letter, then next", "", "Enter"), margins=(24, 14, 24, 16)))
    right = pinned(
        Empty(
            "laptop", "No device is on this list yet. Add the first one, or bring them in from a sheet.", "Add a device"
        ),
        foot,
    )
    made = frame(holder(row(Grow(work), line(vertical=True), fixed(bed("surface", column(right)), width=420), space=0)))
    shown = Matches(made.box, "Matches")
    found = [
        Entry(
            "d",
            "laptop",
            "Lenovo ThinkPad T480",
            "LT-0042 · PF-2C9XK1",
            "Available",
            right_ink="ok",
            right_icon="circle-check",
        ),
        Entry("c", "user", "Nguyễn, Zoë", "C-00031 · …0142"),
        Entry(
            "l",
            "arrow-left-right",
            "L-2026-0042",
            "2 devices, due Fri 27 Nov",
            "Overdue",
            right_ink="late",
            right_icon="clock-alert",
        ),
    ]
    made.ready = lambda: (made.box.take_focus(), shown.show_entries(found))
    return made


def dialog() -> QWidget:
    """Show a dialog that was refused."""
    reason = field("Reason", entry("", "Why, in a few words"))
    made = Dialog(
        "Undo this return?",
        column(
            label("LT-0042 goes back to Tremblay, Josée, due Fri 27 Nov. The history keeps both.", wrap=True),
            reason,
            space=16,
        ),
        "Undo the return",
        "Keep it",
        key_words="Enter",
        danger=True,
    )
    made.set_error("LT-0042 is already lent to someone else. Take it back first.")
    made.setModal(False)
    return made


SCENES: dict[str, Callable[[], QWidget]] = {"desk": desk, "list": list_and_detail, "matches": matches, "dialog": dialog}
LOOKS = {
    "light": {},
    "dark": {"dark": True},
    "light-150": {"scale": 1.5},
    "dark-150": {"dark": True, "scale": 1.5},
    "contrast": {"high_contrast": True},
}


def draw(app: QApplication, out: Path) -> None:
    """Draw every scene in every look; the looks change while the window is open."""
    for name, make in SCENES.items():
        theme.apply(app, families=["Inter"])
        window = theme.dress(make())
        for look, wishes in LOOKS.items():
            theme.apply(app, families=["Inter"], **wishes)
            window.resize(*((WIDE, HIGH) if name != "dialog" else (theme.px(480), window.sizeHint().height())))
            window.show()
            getattr(window, "ready", lambda: None)()
            for _ in range(3):
                app.processEvents()
            window.grab().save(str(out / f"{name}-{look}.png"))
            least = window.minimumSizeHint()
            print(f"{name}-{look}: {window.width()}x{window.height()}, at least {least.width()}x{least.height()}")  # noqa: T201
        window.close()
        window.deleteLater()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    draw(QApplication(sys.argv[:1]), folder)
