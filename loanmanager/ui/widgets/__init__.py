"""Everything reusable on screen that knows nothing of loans; words come in translated."""

from __future__ import annotations
