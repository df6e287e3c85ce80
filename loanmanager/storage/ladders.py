"""The ladder of notices as the policy keeps it: plain data to and from the domain's records."""

from collections.abc import Iterable, Mapping
from typing import Any

from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import NoticeRule, NoticeText, Stage


def revived(kept: Iterable[Mapping[str, Any]]) -> tuple[NoticeRule, ...]:
    """Return the stages that were kept, the gentlest first; what a newer program wrote besides is left aside."""
    known = {str(stage) for stage in Stage}
    rules = [_rule(each) for each in kept if each["stage"] in known]
    return tuple(sorted(rules, key=lambda rule: rule.stage.height))


def _rule(kept: Mapping[str, Any]) -> NoticeRule:
    channels = {str(channel) for channel in Channel}
    return NoticeRule(
        stage=Stage(kept["stage"]),
        days=kept["days"],
        before=kept.get("before", False),
        channels=tuple(Channel(each) for each in kept.get("channels", ()) if each in channels),
        texts=_texts(kept.get("texts", {})),
        discreet=_texts(kept.get("discreet", {})),
    )


def _texts(kept: Mapping[str, Mapping[str, str]]) -> dict[str, NoticeText]:
    return {
        language: NoticeText(said.get("subject", ""), said.get("body", ""), said.get("short", ""))
        for language, said in kept.items()
    }
