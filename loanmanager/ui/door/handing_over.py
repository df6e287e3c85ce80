"""What somebody left at the desk, offered to whoever comes after them: nothing in hand is lost without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loanmanager.ui.door.door import Left
    from loanmanager.ui.main_window import MainWindow
    from loanmanager.ui.office import Office
    from loanmanager.ui.pages.page import Page


def offer(office: Office, window: MainWindow, left: Mapping[int | None, Left]) -> None:
    """Say what the last one left in hand, and let it be taken over; else it waits until they sign in again."""
    found = [(who, desk) for who, each in left.items() if (desk := window.desk_of(each.inside)) and desk.in_hand()]
    if not found:
        return
    who, desk = found[-1]
    name = next((each.name for each in office.view.staff if each.id == who), "")
    say = office.words.say
    told = say("{name} left {what} at the desk. It is kept for them.", name=name, what=desk.in_hand())
    takes = say("Take it over")
    office.say(told, (takes, lambda: _take_over(window, desk)))


def _take_over(window: MainWindow, left: Page) -> None:
    """Put what was left on the desk that is shown; it is on one desk only, so that it is lent once."""
    window.go("desk")
    mine = window.desk_of()
    assert mine is not None
    mine.put_back(left.state())
    left.let_go()
