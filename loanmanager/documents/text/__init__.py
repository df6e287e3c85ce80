"""Words on paper in every script: shaped by HarfBuzz, reordered per line, each character in a font that has it."""

from loanmanager.documents.text.bidi import may_turn
from loanmanager.documents.text.chain import missing
from loanmanager.documents.text.clean import clean
from loanmanager.documents.text.flowable import Align, Direction, Para
from loanmanager.documents.text.paragraph import Span

__all__ = ["Align", "Direction", "Para", "Span", "clean", "may_turn", "missing"]
