"""What the shared promises need to know of the agency's logo."""

from collections.abc import Callable
from typing import Any

from loanmanager.operations import logos
from loanmanager.operations.done import By
from tests.pictures import picture

LOGO = picture(20, 10)


def begun(w: Any) -> None:
    """Let papers bear a logo."""
    logos.set_logo(w.store, logos.SetLogo("first.png", picture(10, 10)), w.by)


OPERATIONS: dict[str, Callable[[Any, By, str | None], Any]] = {
    "set_logo": lambda w, by, key: logos.set_logo(w.store, logos.SetLogo("logo.png", LOGO, key), by),
    "remove_logo": lambda w, by, key: logos.remove_logo(w.store, by, idem=key),
}
REFUSED: dict[str, Callable[[Any, By], Any]] = {
    "a logo that is a text": lambda w, by: logos.set_logo(w.store, logos.SetLogo("logo.png", b"hello"), by),
}
