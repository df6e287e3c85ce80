"""Pages that are read from right to left: drawn as any page is, in a mirror; what is read or recognised is turned back.

So no paper has to know on which side things begin. Words, barcodes, pictures and handwriting turn themselves back.
"""

from reportlab.pdfgen.canvas import Canvas


def mirror(canvas: Canvas, width: float) -> None:
    """Draw from here on as in a mirror whose far edge is `width` points away; whoever restores the state ends it."""
    canvas.transform(-1, 0, 0, 1, width, 0)
    canvas.mirrored = True  # type: ignore[attr-defined]  # ours, on any canvas


def is_mirrored(canvas: Canvas) -> bool:
    """Tell whether a canvas draws in a mirror."""
    return getattr(canvas, "mirrored", False)


def turn_back(canvas: Canvas, width: float, x: float = 0) -> None:
    """Draw what is `width` points wide and begins at `x` as it is, also in a mirror; the caller restores the state."""
    if is_mirrored(canvas):
        canvas.transform(-1, 0, 0, 1, 2 * x + width, 0)
