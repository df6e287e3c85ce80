"""Signatures that were given on screen: drawn as curves on their lines, with who signed and when (product 5.4)."""

from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

from loanmanager.documents import blocks
from loanmanager.documents.mirror import turn_back
from loanmanager.documents.parts import Content, Signatures, joined, said, shortened
from loanmanager.documents.style import INK, Sheet
from loanmanager.documents.text import Para, Span
from loanmanager.domain.names import name_key
from loanmanager.domain.papers import AgreementFacts, Clause
from loanmanager.domain.signatures import WIDE, Signature, Stroke, Who, curves, initials_of
from loanmanager.i18n import Words

_LARGEST = 2.2  # times the size that it has on the pad, where the pad is as wide as the line
_LONGEST = 60  # letters of a typed name that is a signature


class Written:
    """One signature above the line that it belongs on, and its date above the line beside it."""

    def __init__(self, signature: Signature, words: Words, sheet: Sheet) -> None:
        self._strokes, self._sheet = signature.strokes, sheet
        name = [Span(shortened(signature.name, _LONGEST), bold=True)]
        self._name = Para(name, sheet.body, leading=sheet.leading, page=sheet.direction, color=INK)
        day = words.short_day(signature.on) if signature.on else ""
        self._day = Para(day, sheet.body, leading=sheet.leading, page=sheet.direction, color=INK)

    def draw_on(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        """Draw it in a place whose foot is the line: what was drawn, else the typed name."""
        if self._strokes:
            _draw(canvas, self._strokes, x, y, width, height)
        else:
            _put(canvas, self._name, x, y, width, height)

    def date_on(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        """Write the day in a place whose foot is the line."""
        _put(canvas, self._day, x, y, width, height)


def lines(
    signatories: Sequence[tuple[Who, str, Content]], given: Sequence[Signature], words: Words, sheet: Sheet
) -> Signatures:
    """Return the lines to sign on, with what was signed on screen in its place.

    `signatories` are who signs, the name that is printed, and the words under the line.
    """
    by_who = {each.who: each for each in given}
    labels = [_signed_as(label, printed, by_who.get(who), words) for who, printed, label in signatories]
    signed = [Written(by_who[who], words, sheet) if who in by_who else None for who, _, _ in signatories]
    return Signatures(labels, words.say("Date"), sheet, signed)


def agreed(facts: AgreementFacts, clause: Clause) -> bool:
    """Tell whether the client ticked or initialled a clause on screen."""
    hers = next((each for each in facts.signatures if each.who is Who.BORROWER), None)
    return hers is not None and any(facts.clauses[n] is clause for n in hers.agreed if n < len(facts.clauses))


def initials(facts: AgreementFacts, clause: Clause) -> str:
    """Return the client's initials where a clause was initialled on screen, else nothing."""
    hers = next((each.name for each in facts.signatures if each.who is Who.BORROWER), "")
    return initials_of(hers) if agreed(facts, clause) else ""


def _signed_as(label: Content, printed: str, signature: Signature | None, words: Words) -> Content:
    """Return what stands under a line, with the name that was typed where it is another, and that it was only typed."""
    if signature is None:
        return label
    parts: list[Content] = [label]
    if name_key(signature.name) != name_key(printed):
        parts.append(said(words.say("signed by {name}"), name=blocks.name(signature.name)))
    if not signature.strokes:
        parts.append([words.say("signed with a typed name")])
    return joined(parts, " · ")


def _put(canvas: Canvas, para: Para, x: float, y: float, width: float, height: float) -> None:
    """Write words just above a line."""
    para.wrapOn(canvas, width, height)
    para.drawOn(canvas, x, y + 2)


def _draw(canvas: Canvas, strokes: Sequence[Stroke], x: float, y: float, width: float, height: float) -> None:
    """Draw strokes as large as fits, never much larger than they were; a pad's top is a page's bottom."""
    across, down = [p[0] for each in strokes for p in each], [p[1] for each in strokes for p in each]
    wide, high = max(max(across) - min(across), 1), max(max(down) - min(down), 1)
    scale = min(width / wide, (height - 2) / high, _LARGEST * width / WIDE)
    left, foot = min(across), max(down)

    def at(px: float, py: float) -> tuple[float, float]:
        return x + (px - left) * scale, y + 1 + (foot - py) * scale

    canvas.saveState()
    turn_back(canvas, wide * scale, x)
    canvas.setStrokeColor(INK)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for stroke in strokes:
        _stroke(canvas, stroke, at, scale)
    canvas.restoreState()


def _stroke(canvas: Canvas, stroke: Stroke, at: Callable[[float, float], tuple[float, float]], scale: float) -> None:
    """Draw a stroke as one path for each stretch of the same width."""
    path, wide = None, 0.0
    last: tuple[float, float] = stroke[0][:2]
    for *controls, x, y, width in curves(stroke):
        if path is None or width != wide:
            if path is not None:
                canvas.drawPath(path)
            path, wide = canvas.beginPath(), width
            canvas.setLineWidth(max(width * scale, 0.5))
            path.moveTo(*at(*last))
        path.curveTo(*at(*controls[:2]), *at(*controls[2:]), *at(x, y))
        last = (x, y)
    if path is not None:
        canvas.drawPath(path)
