"""Keep None alive under Python 3.11, where PySide6 6.12.0 would use it up.

Each call into that PySide6 that returns nothing gives back one reference to None too many (measured: -100 in 100 calls;
6.10.3 and 6.11.3 do not), and after some thousand calls Python stops with "deallocating None". From Python 3.12 on None
cannot die (PEP 683). To be taken out when Python 3.12 or a mended PySide6 is required.
"""

import ctypes
import sys
from typing import Final

PLENTY: Final = 1 << 40  # references: more than a window can use up in years
NEVER_DIES: Final = (3, 12)  # the Python from which on None is immortal


def keep_none_alive() -> None:
    """Give None so many references that it cannot be used up."""
    if sys.version_info < NEVER_DIES and sys.getrefcount(None) < PLENTY // 2:
        ctypes.c_ssize_t.from_address(id(None)).value += PLENTY
