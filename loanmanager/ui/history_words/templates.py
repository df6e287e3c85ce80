"""What the timeline says of the agreement's wording and of the languages of paper."""

from collections.abc import Callable

from loanmanager.i18n import Words, language_name
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import Mark

Said = Callable[[HistoryRow, Words, str], str]


def _saved(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    return words.say("Agreement wording: version {n} saved", n=row.facts["result"]["version"])


def _restored(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    n, source = row.facts["result"]["version"], row.facts["from"]
    if source is None:
        return words.say("Agreement wording: the shipped draft is back as version {n}", n=n)
    return words.say("Agreement wording: version {old} is back as version {n}", old=source, n=n)


def _imported(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    n = row.facts["result"]["version"]
    return words.say("Agreement wording: version {n} from {file}", n=n, file=row.facts["file"])


def _reviewed(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    facts = row.facts
    return words.say(
        "Agreement wording: version {n} reviewed by {name}", n=facts["result"]["version"], name=facts["reviewed_by"]
    )


def _languages(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    names = [language_name(each) for each in row.facts["now"]["languages"]]
    return words.say("Papers are written in {languages}", languages=words.list(names))


_WORDING = Mark("file-pen-line", "muted")
KINDS: dict[str, tuple[Mark, Said]] = {
    "save_template": (_WORDING, _saved),
    "restore_template": (Mark("rotate-ccw", "muted"), _restored),
    "import_template": (Mark("download", "muted"), _imported),
    "review_template": (Mark("file-check-2", "ok"), _reviewed),
    "set_paper_languages": (Mark("languages", "muted"), _languages),
}


def undone(words: Words) -> dict[str, str]:
    """Return what is said when one of these is undone, by operation."""
    wording = ("save_template", "restore_template", "import_template")
    return {
        **dict.fromkeys(wording, words.say("Agreement wording: the version before is back")),
        "review_template": words.say("Agreement wording: a draft again"),
        "set_paper_languages": words.say("Languages of papers put back"),
    }
