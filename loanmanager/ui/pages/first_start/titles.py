"""What the steps of the set-up are called, in the order in which they come."""

from loanmanager.i18n import Words

BEFORE = ("welcome", "place", "backup")
"""What is asked before there are any records."""


def title_of(key: str, words: Words) -> str:
    """Return what a step is called."""
    say = words.say
    return {
        "welcome": say("Welcome"),
        "place": say("Where the data is kept"),
        "agency": say("Agency"),
        "languages": say("Languages"),
        "site": say("Site and open days"),
        "rules": say("Lending rules"),
        "administrator": say("Administrator"),
        "backups": say("Backups"),
        "protection": say("Protection"),
        "backup": say("Backup"),
        "ready": say("Ready to lend"),
    }[key]
