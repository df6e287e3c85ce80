"""What the timeline says of staff, of signing in, and of restricted fields that were shown."""

from collections.abc import Callable

from loanmanager.domain.office import Role
from loanmanager.i18n import LANGUAGES, Words
from loanmanager.sentences.rights import of_role
from loanmanager.storage.search import HistoryRow
from loanmanager.ui.tokens import Mark

Said = Callable[[HistoryRow, Words, str], str]


def _name(row: HistoryRow) -> str:
    return str(row.facts.get("name", ""))


def _added(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    return words.say("{name} added: {role}", name=_name(row), role=of_role(Role(row.facts["role"]), words))


def _edited(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    """Say what somebody is now: their role above all, else their name."""
    was, now = row.facts["was"], row.facts["now"]
    if "role" in now:
        before, after = (of_role(Role(each["role"]), words) for each in (was, now))
        return words.say("{name}: {was} → {now}", name=_name(row), was=before, now=after)
    if "name" in now:
        return words.say("{was} is called {name} now", was=was["name"], name=now["name"])
    return words.say("{name} saved", name=_name(row))


def _saved(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("{name} saved", name=_name(row))


def _gone(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("{name} deactivated", name=_name(row))


def _back(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("{name} works here again", name=_name(row))


def _given(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("New PIN given to {name}", name=_name(row))


def _own(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Own PIN changed")


def _language(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Reads the screen in {language}", language=LANGUAGES.get(row.facts["language"], ""))


def _signed_in(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("{name} signed in", name=_name(row))


def _recovered(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    if row.facts.get("account"):
        return words.say(
            "New PIN of {name}, given in a shell by the account {account}",
            name=_name(row),
            account=row.facts["account"],
        )
    return words.say("New PIN of {name}, by the words of the recovery sheet", name=_name(row))


def _wrong(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Wrong PIN for {name}", name=_name(row))


def _lock(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.count("The window locks after {n} minute", "The window locks after {n} minutes", row.facts["minutes"])


def _internet(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    return words.say("Internet permission shown")


_PERSON, _KEY = Mark("user", "muted"), Mark("key-round", "muted")
STAFF: dict[str, tuple[Mark, Said]] = {
    "add_staff": (Mark("user-plus", "muted"), _added),
    "edit_staff": (_PERSON, _edited),
    "save_staff": (_PERSON, _saved),
    "deactivate_staff": (_PERSON, _gone),
    "reactivate_staff": (_PERSON, _back),
    "reset_pin": (_KEY, _given),
    "recover_pin": (Mark("key-round", "todo"), _recovered),
    "set_pin": (_KEY, _own),
    "set_own_language": (_PERSON, _language),
    "sign_in": (_PERSON, _signed_in),
    "wrong_pin": (Mark("circle-alert", "todo"), _wrong),
    "save_lock": (_KEY, _lock),
}
KINDS = STAFF | {"show_internet": (Mark("eye", "todo"), _internet)}
