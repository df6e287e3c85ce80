"""The way that Tab takes, where widgets were made in another order than they stand in."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def follow(*widgets: QWidget) -> None:
    """Let Tab go through widgets in this order, through all that is in each before the next."""
    stops = [stop for widget in widgets for stop in (widget, *widget.findChildren(QWidget)) if _may_stop(stop)]
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def _may_stop(widget: QWidget) -> bool:
    """Tell whether Tab may stop at a widget, now or later: a choice among segments moves its stop."""
    return bool(widget.focusPolicy().value) and widget.focusProxy() is None
