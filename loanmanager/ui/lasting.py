"""Keep None, True and False alive under Python 3.11, where PySide6 6.12.0 would use them up.

Each call into that PySide6 that returns nothing gives back one reference to None too many, and each `emit()` one to True
(measured: -100 in 100 calls; 6.10.3 and 6.11.3 do not). After some thousand calls, or at exit, Python then stops with
"deallocating None". From Python 3.12 on they cannot die (PEP 683). To be taken out when Python 3.12 or a mended PySide6 is
required.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

PLENTY: Final = 1 << 40  # references: more than a window can use up in years
NEVER_DIE: Final = (3, 12)  # the Python from which on they are immortal
CONSTANTS: Final = (None, True, False, NotImplemented, ...)


def keep_constants_alive() -> None:
    """Give Python's constants so many references that they cannot be used up."""
    if sys.version_info >= NEVER_DIE:
        return
    for each in CONSTANTS:
        if sys.getrefcount(each) < PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(each)).value += PLENTY
