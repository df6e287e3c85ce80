"""What goes with a device: the line in it, edited in place, and the kit that it is a unit of; each with the way to its page."""

from PySide6.QtWidgets import QWidget

from loanmanager.domain.devices import Device
from loanmanager.domain.kits import Kit
from loanmanager.ui.line_marks import LINE_MARKS, state_words
from loanmanager.ui.office import Office
from loanmanager.ui.pages.edit_lines import EditLines
from loanmanager.ui.tokens import Mark
from loanmanager.ui.widgets.buttons import button
from loanmanager.ui.widgets.labels import Elided, label
from loanmanager.ui.widgets.layout import Grow, column, line, row
from loanmanager.ui.widgets.status import Status


class LinePart(QWidget):
    """The line's state, which changes on its own page, and its fields."""

    def __init__(self, office: Office, fields: EditLines) -> None:
        super().__init__()
        self._office, self._words, self._line_id = office, office.words, 0
        self._state = Status(Mark("card-sim", "muted"), "")
        self._opens = button("", "link", flush="right")
        self._opens.clicked.connect(self._open)
        top = row(label(office.words.say("Line"), "section"), 8, self._state, None, self._opens, space=4)
        self.setLayout(column(top, 4, fields, 10, line(), space=0))

    def show_device(self, device: Device) -> None:
        """Show the line in a device, or that there is none where one belongs."""
        say, kept = self._words.say, device.line
        self.setVisible(_takes_line(device))
        self._line_id = kept.id if kept else 0
        if kept:
            self._state.set_status(LINE_MARKS[kept.state], state_words(kept.state, self._words))
        else:
            self._state.set_status(Mark("card-sim", "todo"), say("No SIM inside"))
        self._opens.setText(say("Open") if kept else say("Spare lines"))
        self._opens.setAccessibleName(say("Open the line") if kept else say("Spare lines"))

    def _open(self) -> None:
        self._office.go("lines", self._line_id or "spare")


class KitPart(QWidget):
    """The kit that a device is in, and what it is there for; nothing for a device by itself."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office, self._words, self._kit_id = office, office.words, 0
        self._opens = button("", "link", flush="left")
        self._opens.clicked.connect(lambda: self._office.go("kits", self._kit_id))
        self._name = Elided("", "muted")
        caption = label(office.words.say("Kit"), "section")
        self.setLayout(column(row(caption, 8, self._opens, Grow(self._name), space=4), 8, line(), 8, space=0))

    def show_kit(self, kit: Kit | None, device_id: int) -> None:
        """Show a kit."""
        self.setVisible(kit is not None)
        if kit is None:
            return
        self._kit_id, language = kit.id, self._words.language
        self._opens.setText(kit.tag)
        self._opens.setAccessibleName(self._words.say("Open {tag}", tag=kit.tag))
        parts = (kit.name.in_(language), kit.label_of(device_id).in_(language))
        self._name.setText(" · ".join(part for part in parts if part))


def _takes_line(device: Device) -> bool:
    """Tell whether a SIM is in the device, or belongs there."""
    return device.type.gives_internet or device.type.key == "phone" or device.line is not None or bool(device.imei)
