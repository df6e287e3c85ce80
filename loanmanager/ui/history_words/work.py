"""What the history says of signatures and of endings that were seen."""

from datetime import date

from loanmanager.i18n import Words
from loanmanager.storage.search import HistoryRow


def signed(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (one signature for every kind)
    """Return that an agreement was signed, and on which day if it was an earlier one."""
    day = date.fromisoformat(row.facts["result"]["day"])
    if day == row.at.astimezone().date():
        return words.say("Agreement signed on paper")
    return words.say("Agreement signed on paper on {day}", day=words.day(day))


def noted(row: HistoryRow, words: Words, about: str) -> str:  # noqa: ARG001 (as above)
    """Return which end was seen to."""
    result = row.facts["result"]
    day = words.short_day(date.fromisoformat(result["ends"]))
    if result["kind"] == "plan":
        return words.say("End of the plan seen to ({day})", day=day)
    return words.say("End of the warranty seen to ({day})", day=day)
