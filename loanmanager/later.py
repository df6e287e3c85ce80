"""Modules that are loaded when something of theirs is first asked for, because the window is to be there at once.

Beside `if TYPE_CHECKING: from loanmanager.domain import lending` stands `else: lending = later("loanmanager.domain.lending")`.
"""

from importlib import import_module
from typing import Any


class _Later:
    """Stands for a module until it is asked for a name."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)


def later(module: str) -> Any:
    """Return what stands for a module that is not loaded yet."""
    return _Later(module)
