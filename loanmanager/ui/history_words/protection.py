"""What the timeline says of protection at rest."""

from loanmanager.i18n import Words
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import Mark


def _number(row: HistoryRow) -> str:
    return str((row.facts.get("result") or {}).get("number", ""))


def _on(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    return words.say("Protected, recovery sheet {number}", number=_number(row))


def _off(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Protection turned off")


def _changed(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Key changed, recovery sheet {number}", number=_number(row))


def _passphrase(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    is_set = (row.facts.get("result") or {}).get("passphrase")
    return words.say("Passphrase changed") if is_set else words.say("Passphrase taken away")


KINDS = {
    "protect_on": (Mark("shield-check", "ok"), _on),
    "protect_off": (Mark("shield-alert", "todo"), _off),
    "change_key": (Mark("refresh-cw", "muted"), _changed),
    "set_passphrase": (Mark("key-round", "muted"), _passphrase),
}
