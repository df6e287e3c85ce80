"""Signatures as they are drawn: strokes on a pad, made simpler and smooth, and who drew them (product 5.4).

A pad is WIDE units across and HIGH units down, its origin at the top left, whatever the screen and the paper measure.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Point = tuple[int, int, int]
"""Across, down, and how hard the pen was pressed, from 0 to 100; a mouse presses EVEN."""

Stroke = tuple[Point, ...]
Curve = tuple[float, float, float, float, float, float, float]
"""One piece of a stroke: two control points and an end, as in a Bézier curve, and how wide it is, all in units."""

WIDE, HIGH = 1000, 300
EVEN = 50
MOST_POINTS = 4000
_MOST_INITIALS = 4
_ERROR = 1.2  # units: what a simpler line may be away from what was drawn, a third of a pixel on most screens
_THINNEST, _THICKEST = 3.0, 11.0


class Who(StrEnum):
    """Who signs a paper."""

    BORROWER = "borrower"
    GUARDIAN = "guardian"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature: a typed name and what was drawn; without strokes, the typed name is the signature.

    `agreed` are the places, among the clauses, of those that were ticked or initialled: nobody ticks for the client.
    """

    who: Who
    name: str
    strokes: tuple[Stroke, ...] = ()
    on: date | None = None
    agreed: tuple[int, ...] = ()


def initials_of(name: str) -> str:
    """Return the first letter of each part of a name, which on screen stands for initials written by hand."""
    parts = name.replace("-", " ").split()
    return "".join(part[0] for part in parts if part[0].isalpha()).upper()[:_MOST_INITIALS]


def points_in(strokes: Sequence[Stroke]) -> int:
    """Return how many points a drawing has."""
    return sum(len(each) for each in strokes)


def simpler(stroke: Stroke) -> Stroke:
    """Return a stroke without the points that a straight line shows as well (Ramer, Douglas and Peucker)."""
    if len(stroke) < 3:  # noqa: PLR2004 (two ends, nothing between them)
        return stroke
    kept, open_ = {0, len(stroke) - 1}, [(0, len(stroke) - 1)]
    while open_:
        first, last = open_.pop()
        between = range(first + 1, last)
        furthest = max(between, key=lambda n: _away(stroke[n], stroke[first], stroke[last]), default=first)
        if furthest != first and _away(stroke[furthest], stroke[first], stroke[last]) > _ERROR:
            kept.add(furthest)
            open_ += [(first, furthest), (furthest, last)]
    return tuple(stroke[n] for n in sorted(kept))


def tidy(strokes: Sequence[Stroke]) -> tuple[Stroke, ...]:
    """Return a drawing kept on its pad, each stroke made simpler, without strokes of no point."""
    inside = (tuple((_within(x, WIDE), _within(y, HIGH), _within(p, 100)) for x, y, p in each) for each in strokes)
    return tuple(simpler(each) for each in inside if each)


def curves(stroke: Stroke) -> tuple[Curve, ...]:
    """Return a stroke as smooth curves through its points, from each to the next (Catmull and Rom).

    A single point is a dot: one curve to itself.
    """
    if not stroke:
        return ()
    if len(stroke) == 1:
        x, y, pressed = stroke[0]
        return ((x, y, x, y, x, y, width_of(pressed)),)
    made = []
    for n in range(len(stroke) - 1):
        before, start, end = stroke[max(n - 1, 0)], stroke[n], stroke[n + 1]
        after = stroke[min(n + 2, len(stroke) - 1)]
        made.append(
            (
                start[0] + (end[0] - before[0]) / 6,
                start[1] + (end[1] - before[1]) / 6,
                end[0] - (after[0] - start[0]) / 6,
                end[1] - (after[1] - start[1]) / 6,
                float(end[0]),
                float(end[1]),
                width_of((start[2] + end[2]) // 2),
            )
        )
    return tuple(made)


def width_of(pressed: int) -> float:
    """Return how wide a line is, in units, that was pressed so hard."""
    return _THINNEST + (_THICKEST - _THINNEST) * pressed / 100


def as_text(strokes: Sequence[Stroke]) -> str:
    """Return a drawing as JSON text, the same text for the same drawing."""
    return json.dumps(strokes, separators=(",", ":"))


def from_text(text: str) -> tuple[Stroke, ...]:
    """Return the drawing that `as_text` wrote."""
    return tuple(tuple((x, y, pressed) for x, y, pressed in stroke) for stroke in json.loads(text))


def _within(value: int, most: int) -> int:
    return min(max(value, 0), most)


def _away(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two others, or from their place where they are one."""
    across, down = end[0] - start[0], end[1] - start[1]
    long = (across * across + down * down) ** 0.5
    if not long:
        return float(((point[0] - start[0]) ** 2 + (point[1] - start[1]) ** 2) ** 0.5)
    along = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / (long * long)
    along = min(max(along, 0.0), 1.0)
    x, y = start[0] + along * across, start[1] + along * down
    return float(((point[0] - x) ** 2 + (point[1] - y) ** 2) ** 0.5)
