"""The desk: what leaves or comes back, the client, today's work."""

from __future__ import annotations
