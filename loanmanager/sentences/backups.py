"""Words for backups: when and why one was made, what it holds, and how an office stands with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from loanmanager.i18n import Words
    from loanmanager.operations.backups import Backup, Held, Standing


def of_moment(at: datetime, today: date, words: Words) -> str:
    """Return a day with its time, as the wall showed it."""
    local = at.astimezone()
    time = words.clock(local).replace(" ", "\u00a0")  # 15 h 12 stays on one line
    return words.say("{day}, {time}", day=words.day(local.date(), today), time=time)


def of_why(why: str, words: Words) -> str:
    """Return what a backup was made for."""
    return {
        "close": words.say("at closing"),
        "timer": words.say("by itself"),
        "asked": words.say("asked for"),
        "before-upgrade": words.say("before an upgrade"),
        "before-import": words.say("before an import"),
        "before-restore": words.say("before a restore"),
    }[why]


def of_state(good: bool | None, words: Words) -> str:  # noqa: FBT001 (an answer)
    """Return whether a backup was proved."""
    if good is None:
        return words.say("not checked")
    return words.say("good") if good else words.say("damaged")


def of_size(size: int, words: Words) -> str:
    """Return a size in megabytes."""
    return words.say("{n} MB", n=words.number(max(1, round(size / 1_000_000))))


def of_held(held: Held, today: date, words: Words) -> list[str]:
    """Return what a backup holds, a line for each."""
    say, count = words.say, words.count
    things = [
        count("{n} device", "{n} devices", held.devices),
        count("{n} client", "{n} clients", held.clients),
        count("{n} loan out", "{n} loans out", held.loans_out),
    ]
    lines = [held.agency] if held.agency else []
    lines.append(words.list(things))
    if held.mark.last:
        lines.append(say("Last entry: {moment}", moment=of_moment(held.mark.last, today, words)))
    if held.newer:
        lines.append(say("A newer version of Loan Manager made it. Install that version before you restore it."))
    return lines


def of_last(last: Backup | None, today: date, words: Words) -> str:
    """Return when the last good backup was made."""
    if last is None:
        return words.say("There is no backup yet.")
    return words.say("The last good backup is of {moment}.", moment=of_moment(last.at, today, words))


def of_second(standing: Standing, folder: str, today: date, words: Words) -> str:
    """Return how the second folder stands."""
    say = words.say
    if standing.copied is None:
        return say("No backup has reached {folder} yet.", folder=folder)
    moment = of_moment(standing.copied, today, words)
    if standing.second_missing:
        return say(
            "{folder} is not there now. The last backup that reached it is of {moment}.", folder=folder, moment=moment
        )
    return say("The last backup that reached {folder} is of {moment}.", folder=folder, moment=moment)


def of_lost(entries: int | None, words: Words) -> str:
    """Return what the records will lack after a restore."""
    if entries is None:
        return words.say("What is in the records now will no longer be in them: this backup is of another history.")
    if entries == 0:
        return words.say("Nothing was done since: the records stay as they are.")
    return words.count(
        "{n} thing that was done since will no longer be in the records.",
        "{n} things that were done since will no longer be in the records.",
        entries,
    )


def of_way_back(missing: bool, last: Backup | None, command: str, today: date, words: Words) -> str:  # noqa: FBT001 (an answer)
    """Return one sentence for a shell: what is wrong, the newest good backup, and what brings it back."""
    say = words.say
    wrong = say("The records are missing.") if missing else say("The records are damaged and were left as they are.")
    if last is None:
        none = say("There is no good backup beside them: restore one from elsewhere.")
        return f"{wrong} {none}"
    moment = of_moment(last.at, today, words)
    back = say("The newest good backup is of {moment}. Restore it with: {command}", moment=moment, command=command)
    return f"{wrong} {back}"
