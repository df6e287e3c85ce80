"""The tables, as steps that are only ever appended. A step that was released is never edited.

Words in braces are the dialect's: {pk} a growing integer key, {strict} strict typing. `words` and `codes` name the
table and column that text search looks into; `append_only` tables refuse change and deletion, but to the step that names them;
`fill` is given a way to ask, once the statements are through.
"""

from collections.abc import Callable
from dataclasses import dataclass

from loanmanager.storage.schema.chain import HISTORY_CHAIN, Ask, chain_all
from loanmanager.storage.schema.lending import LENDING
from loanmanager.storage.schema.life import LIFE
from loanmanager.storage.schema.papers import PAPERS
from loanmanager.storage.schema.staff import STAFF_SECRETS


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the schema, applied whole and recorded together with it."""

    name: str
    statements: tuple[str, ...]
    words: tuple[tuple[str, str], ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    append_only: tuple[str, ...] = ()
    fill: Callable[[Ask], None] | None = None


STEPS: tuple[Step, ...] = (
    Step(
        "0001_lending",
        LENDING,
        words=(("clients", "words"),),
        codes=(("devices", "codes"), ("clients", "codes")),
        append_only=("history", "history_subjects"),
    ),
    Step("0002_life", LIFE, append_only=("history_subjects",)),
    Step("0003_papers", PAPERS),
    Step("0004_history_chain", HISTORY_CHAIN, append_only=("history",), fill=chain_all),
    Step("0005_staff_secrets", STAFF_SECRETS),
)
