"""The first start as an ordinary agency goes through it: the tests and the pictures of the guide walk it."""

from collections.abc import Callable

from loanmanager.ui.pages.first_start.page import STEPS, FirstStart
from tests.journey import Person

KEYS = tuple(kind.key for kind in STEPS)
PIN = "blé d’Inde 7"


def page(person: Person) -> FirstStart:
    """Return the set-up that is shown."""
    found = person.window.page
    assert isinstance(found, FirstStart)
    return found


def answer(person: Person, picture: Callable[[], None] = lambda: None) -> None:
    """Answer the step that is shown, keep a picture of it, and go on."""
    at = page(person).at
    if at == "agency":
        person.type("Carrefour Emploi Rosemont")
    if at == "administrator":
        person.type("Ana Lopes")
        for _ in range(2):
            person.press("Tab")
            person.type(PIN)
    picture()
    if at == "protection":
        page(person).skip.setFocus()
    person.press("Return")


def depart(person: Person) -> None:
    """Leave, and let the window be gone at once: each one that stays is drawn anew with every look of the next."""
    person.leave()
